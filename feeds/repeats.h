/* What an outlet repeats is not news: "Sign up …", "Follow us …", a note on
 * the author.  A block is known by a hash of its text, told the same way from
 * HTML as it came and from a document that is read.
 *
 * The worker calls repeats_learn() for each new article, for the feed's HTML
 * and for an extracted page alike, and the store counts per feed in how many
 * articles each hash was seen (an article's hashes count once, and are dropped
 * with it).  When an article is opened, the session asks the store which hashes
 * of its feed were seen in REPEATS_ENOUGH articles or more, and hides the
 * blocks whose repeats_hash_block() is among them; `x` shows them.  Nothing is
 * deleted.  Pure functions, linear in the text. */
#ifndef STEPPE_FEEDS_REPEATS_H
#define STEPPE_FEEDS_REPEATS_H

#include <stddef.h>
#include <stdint.h>

#include "feeds/document.h"
#include "src/base/arena.h"
#include "src/base/text.h"

#define REPEATS_ENOUGH 3
#define REPEATS_LEARNED_LIMIT 12

/* The hashes worth counting in an article's HTML, each once: of blocks at its
 * start and its end, and of those between that ask for something.  Returns how
 * many.  Needs no tree, so it can run for every article that is fetched. */
size_t repeats_learn(
	uint64_t hashes[REPEATS_LEARNED_LIMIT], struct arena *scratch, struct foreign html);

/* 0 when the block is never hidden: a heading, code, a table, a long text. */
uint64_t repeats_hash_block(struct arena *scratch, const struct block *block);

#endif
