/* What the outlet of a feed does in every article: which blocks it repeats, and
 * whether it sends teasers.  One small row a feed, whatever its age: the hashes
 * seen last, each with the number of articles it stood in, and two counts. */
#ifndef STEPPE_STORE_HABITS_H
#define STEPPE_STORE_HABITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/feed.h"
#include "feeds/repeats.h"
#include "src/store/connection.h"

struct habits;

/* What one article, or one change of it, tells. */
struct learned {
	uint64_t hashes[2 * REPEATS_LEARNED_LIMIT];
	size_t count;
	enum tristate is_teaser; /* a new article: it counts as one, or as whole */
};

/* Takes those of `hashes` that are not among `known`. */
void learned_add(struct learned *learned, const uint64_t *hashes, size_t count,
	const uint64_t *known, size_t known_count);

/* Read from the store with the first article that is learned. */
struct habits *habits_new(void);
void habits_free(struct habits *habits);
bool habits_learn(struct habits *habits, struct store_writer *writer, int64_t feed_id,
	const struct learned *learned, struct error *error);
/* Writes what was learned, if anything. */
bool habits_keep(
	struct habits *habits, struct store_writer *writer, int64_t feed_id, struct error *error);

#endif
