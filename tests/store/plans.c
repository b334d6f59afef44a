/* What SQLite means to do for the usual queries: an index each, no look at every row. */
#include "src/base/buffer.h"
#include "src/store/query_sql.h"
#include "tests/store/world.h"

/* One step a line, as EXPLAIN QUERY PLAN has them. */
static const char *plan_of(struct world *world, const char *sql)
{
	struct buffer explain = {0};
	struct buffer plan = {0};
	buffer_printf(&explain, "EXPLAIN QUERY PLAN %s", sql);
	struct statement *statement = statement_start_once(
		reader_database(world->reader), explain.data, NO_VALUES, &world->error);
	assert_works(world, statement != NULL);
	while (statement_step(statement, NULL) == STEP_ROW) {
		struct foreign step = statement_text(statement, 3, world->arena);
		buffer_printf(&plan, "%.*s\n", (int)step.len, step.utf8);
	}
	statement_end(statement);
	const char *copy = arena_copy(world->arena, plan.data, plan.len);
	buffer_done(&explain);
	buffer_done(&plan);
	return copy;
}

static const char *plan_of_window(
	struct world *world, struct list_window window, struct query_shape shape)
{
	struct statement *statement = query_start(world->reader, &window, &shape, &world->error);
	assert_works(world, statement != NULL);
	const char *plan = plan_of(world, sqlite3_sql(statement->handle));
	statement_end(statement);
	return plan;
}

#define ROWS ((struct query_shape){.columns = "a.id, a.title", .joins_feeds = true, .limit = 100})
#define IDS ((struct query_shape){.columns = "a.id", .is_ids = true})
#define DATED ((struct query_shape){.columns = "a.id, a.date", .is_dated = true})
#define COUNT ((struct query_shape){.columns = "count(*)", .is_count = true})

static void assert_plan(const char *query, const char *plan, const char *wanted)
{
	if (strstr(plan, wanted) == NULL)
		fail_msg("%s: not by %s:\n%s", query, wanted, plan);
	/* "SCAN a" alone is every row of the table. */
	if (strstr(plan, "SCAN a\n") != NULL)
		fail_msg("%s: every row is looked at:\n%s", query, plan);
}

static void queries_use_an_index(void **state)
{
	(void)state;
	static const struct {
		const char *query, *wanted;
		bool is_ordered; /* by the index: nothing is sorted */
	} rows[] = {
		{"", "articles_date", true},
		{"is:unread", "articles_unread", true},
		{"is:read", "articles_date", true},
		{"is:bookmarked", "articles_bookmarked", false},
		{"is:updated", "articles_date", true},
		{"has:fulltext", "articles_date", true},
		{"has:enclosure is:unread", "articles_unread", true},
		{"since:2d", "articles_date (date>?)", true},
		{"since:2d is:unread", "articles_unread (date>?)", true},
		{"after:2022-04-01 before:2022-05-01", "articles_date (date>? AND date<?)", true},
		{"is:unread sort:date", "articles_unread", true},
		{"id:5", "INTEGER PRIMARY KEY", false},
		{"almaty OR is:unread", "articles_date", true},
		{"almaty", "words_index VIRTUAL TABLE INDEX", false},
		{"almaty is:unread", "words_index VIRTUAL TABLE INDEX", false},
		{"\"almaty metro\" since:2d", "words_index VIRTUAL TABLE INDEX", false},
		{"title:oil -author:smith", "words_index VIRTUAL TABLE INDEX", false},
		{"feed:3", "articles_feed (feed_id=?)", false},
		{"feed:astana is:unread", "articles_", false},
		{"folder:kazakhstan is:unread", "articles_", false},
		{"url:example is:unread", "articles_unread", true},
		{"lang:kk is:unread", "articles_unread", true},
		{"is:failed is:unread", "articles_", false},
	};
	struct world world;
	world_init(&world);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct list_window window = {.query = world_query(&world, rows[i].query)};
		const char *plan = plan_of_window(&world, window, ROWS);
		assert_plan(rows[i].query, plan, rows[i].wanted);
		if (rows[i].is_ordered && strstr(plan, "TEMP B-TREE") != NULL)
			fail_msg("%s: sorted:\n%s", rows[i].query, plan);
		assert_plan(rows[i].query, plan_of_window(&world, window, IDS), rows[i].wanted);
		assert_plan(rows[i].query, plan_of_window(&world, window, COUNT), "a");
	}
	world_done(&world);
}

static void words_are_looked_up_at_a_glance(void **state)
{
	(void)state;
	static const char *const queries[] = {"almaty", "almaty is:unread", "oil -gas since:2d",
		"title:oil -tag:done", "(oil OR gas) is:bookmarked feed:3",
		"oil folder:asia sort:date"};
	struct world world;
	world_init(&world);
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct list_window window = {.query = world_query(&world, queries[i])};
		const char *wanted = "COVERING INDEX articles_glance (id=?)";
		assert_plan(queries[i], plan_of_window(&world, window, IDS), wanted);
		assert_plan(queries[i], plan_of_window(&world, window, DATED), wanted);
		assert_plan(queries[i], plan_of_window(&world, window, COUNT), wanted);
	}
	/* Also while there is something that the search index does not have yet. */
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/1", "Oil", "<p>x</p>");
	world_update(&world, feed, &article, 1, NOW);
	struct list_window window = {.query = world_query(&world, "almaty is:unread")};
	const char *plan = plan_of_window(&world, window, DATED);
	assert_plan("behind", plan, "COVERING INDEX articles_glance (id=?)");
	assert_plan("behind", plan, "SEARCH b USING INTEGER PRIMARY KEY (rowid>?)");
	world_done(&world);
}

/* More than the search index is waited for: the texts are looked through, all of them as they
 * lie in the file, the first of them as the list has them. */
static void texts_are_looked_through_in_order(void **state)
{
	(void)state;
	enum { MANY = 2100, AT_ONCE = 700 };
	static struct article articles[AT_ONCE];
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	for (int i = 0; i < MANY; i++) {
		const char *url = arena_printf(world.arena, "https://example.org/%d", i);
		articles[i % AT_ONCE] = world_article(url, url, "Oil", "<p>x</p>");
		if (i % AT_ONCE == AT_ONCE - 1)
			world_update(&world, feed, articles, AT_ONCE, NOW);
	}
	struct list_window window = {.query = world_query(&world, "almaty is:unread")};
	const char *plan = plan_of_window(&world, window, DATED);
	assert_plan("far behind", plan, "SEARCH b USING INTEGER PRIMARY KEY (rowid>?)");
	assert_plan("far behind", plan, "COVERING INDEX articles_glance (id=?)");
	assert_plan("far behind", plan_of_window(&world, window, COUNT), "(rowid>?)");
	struct query_shape walk = IDS;
	walk.is_walked = true;
	walk.limit = 10;
	plan = plan_of_window(&world, window, walk);
	assert_plan("far behind", plan, "articles_unread");
	if (strstr(plan, "TEMP B-TREE FOR ORDER") != NULL)
		fail_msg("sorted:\n%s", plan);
	world_done(&world);
}

static void windows_use_an_index(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	const int64_t kept[] = {1, 2, 3};
	struct list_window of_feed = {.feed_id = feed};
	assert_plan("a feed", plan_of_window(&world, of_feed, ROWS), "articles_feed (feed_id=?)");
	of_feed.unread_only = true;
	assert_plan("its unread", plan_of_window(&world, of_feed, ROWS), "articles_");
	struct list_window unread = {.unread_only = true};
	assert_plan("unread", plan_of_window(&world, unread, ROWS), "articles_unread");
	unread.keep_ids = kept;
	unread.keep_ids_count = 3;
	assert_plan("unread and kept", plan_of_window(&world, unread, IDS), "articles_unread");
	world_done(&world);
}

TEST_MAIN(TEST("the usual queries go along an index", queries_use_an_index),
	TEST("what words find is looked up where most of it stands in a page",
		words_are_looked_up_at_a_glance),
	TEST("what the index does not have is looked through in an order that serves",
		texts_are_looked_through_in_order),
	TEST("so do the lists of the reader", windows_use_an_index))
