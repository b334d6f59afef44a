/* What one article tells about the habits of its outlet: whether it sends
 * teasers, and which blocks it may repeat.  The worker asks it of each article
 * that is new, the store counts the answers. */
#ifndef STEPPE_FEEDS_HABITS_H
#define STEPPE_FEEDS_HABITS_H

#include <stdbool.h>

#include "feeds/feed.h"
#include "src/base/arena.h"
#include "src/base/text.h"

/* Looks at the first six of its articles: fills is_teaser and block_hashes, which
 * live in `arena`. */
void habits_learn_feed(struct feed *feed, struct arena *arena);

/* True for text that only leads to the page: a few lines, or a longer text that
 * breaks off ("[…]", "Read more" in a dozen languages). */
bool html_is_teaser(struct arena *scratch, struct foreign html);

#endif
