/* What an outlet repeats is not news: "Sign up …", "Follow us …", a note on
 * the author.  A block is known by a hash of its text, told the same way from
 * HTML as it came and from a document that is read.
 *
 * The worker calls repeats_learn() for each new article, the writer for each
 * extracted page, and the store counts per feed in how many articles each hash
 * was seen lately (src/store/habits.h).  When an article is opened, the blocks that
 * were seen in REPEATS_ENOUGH articles are left out of it; `x` shows them.
 * Nothing is deleted.  Pure functions, linear in the text. */
#ifndef STEPPE_FEEDS_REPEATS_H
#define STEPPE_FEEDS_REPEATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/document.h"
#include "src/base/arena.h"
#include "src/base/text.h"

#define REPEATS_ENOUGH 3
#define REPEATS_LEARNED_LIMIT 12
/* The lowest byte of each hash is 0: whoever counts keeps the count there. */
#define REPEATS_COUNT_MASK UINT64_C(0xff)

/* The hashes worth counting in an article's HTML, each once: of blocks at its
 * start and its end, and of those between that ask for something.  Returns how
 * many.  Needs no tree, so it can run for every article that is fetched. */
size_t repeats_learn(
	uint64_t hashes[REPEATS_LEARNED_LIMIT], struct arena *scratch, struct foreign html);

/* 0 when the block is never hidden: a heading, code, a table, a long text. */
uint64_t repeats_hash_block(struct arena *scratch, const struct block *block);

bool repeats_has(const uint64_t *hashes, size_t count, uint64_t hash);

/* Characters of HTML without the blocks among `hashes` and those that ask for
 * something: what there is to read. */
size_t repeats_weigh_news(
	struct arena *scratch, struct foreign html, const uint64_t *hashes, size_t count);

/* repeats_hide.c: takes the blocks among `hashes` out of the document, and the
 * headings and rules that then stand for nothing; document->hidden_count says how
 * many blocks went.  A document of nothing else stays as it is. */
void repeats_hide(
	struct document *document, struct arena *arena, const uint64_t *hashes, size_t count);

#endif
