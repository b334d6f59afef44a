/* A store in a folder of its own, and feeds to put into it, for the tests of the
 * room.  world_init() and world_done() around each test. */
#ifndef STEPPE_TESTS_STORE_WORLD_H
#define STEPPE_TESTS_STORE_WORLD_H

#include "src/store/arrivals.h"
#include "src/store/query.h"
#include "src/store/store.h"
#include "tests/lib/check.h"

#define NOW INT64_C(1650000000) /* 15 April 2022 */
#define HOUR 3600
#define DAY (24 * HOUR)

struct world {
	char folder[256];
	char path[280];
	struct arena *arena;
	struct store_writer *writer;
	struct store_reader *reader;
	struct error error;
};

void world_init(struct world *world);
void world_done(struct world *world);
/* Closes and opens, as another start of the program. */
void world_restart(struct world *world);
void world_open(struct world *world);
void world_close(struct world *world);

int64_t world_add_feed(struct world *world, const char *url);
/* An article with guid, link, title and HTML; NULL = none. */
struct article world_article(
	const char *guid, const char *url, const char *title, const char *html);
/* One fetched document with these articles, newest first. */
struct update_counts world_update(
	struct world *world, int64_t feed_id, struct article *articles, size_t count, int64_t now);
struct query *world_query(struct world *world, const char *text);
int64_t world_count(struct world *world, const char *query);
/* Ids of the list a query gives; `count` of them. */
int64_t *world_ids(struct world *world, const char *query, size_t *count);
struct article_rows world_list(struct world *world, const char *query);
struct stored_article world_read(struct world *world, int64_t id);
struct foreign text(const char *string);

#define assert_works(world, call)                                           \
	do {                                                                \
		if (!(call))                                                \
			fail_msg("%s: %s", #call, (world)->error.sentence); \
	} while (0)

#endif
