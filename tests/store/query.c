/* The query language: what it finds, and what is said of mistakes. */
#include "tests/store/world.h"

static void fill(struct world *world)
{
	world_init(world);
	int64_t feed = world_add_feed(world, "https://astanatimes.com/feed/");
	struct article articles[] = {
		world_article(
			"3", "https://astanatimes.com/c", "Ғарыш айлағы", "<p>日本語の記事</p>"),
		world_article("2", "https://astanatimes.com/b", "Café in Almaty",
			"<p>second metro line</p>"),
		world_article("1", "https://astanatimes.com/a", "Oil", "<p>Алматыда метро</p>"),
	};
	world_update(world, feed, articles, 3, NOW);
	int64_t *ids;
	size_t count;
	ids = world_ids(world, "title:oil", &count);
	assert_int_equal(count, 1);
	assert_int_equal(store_mark_ids(world->writer, MARK_READ, ids, 1, NULL), 1);
}

static void assert_counts(struct world *world)
{
	static const struct {
		const char *query;
		int64_t count;
	} rows[] = {
		{"", 3},
		{"is:unread", 2},
		{"is:read", 1},
		{"-is:read", 2},
		{"is:bookmarked", 0},
		{"almaty", 1},
		{"cafe", 1},
		{"CAFÉ", 1},
		{"ғарыш", 1},
		{"алмат*", 1},
		{"алмат", 0},
		{"\"metro line\"", 1},
		{"\"line metro\"", 0},
		{"title:metro", 0},
		{"本語", 1},
		{"語本", 0},
		{"metro OR ғарыш", 2},
		{"metro -almaty", 0},
		{"-almaty", 2},
		{"(metro OR oil) is:read", 1},
		{"feed:astana", 3},
		{"feed:habr", 0},
		{"since:2d", 3},
		{"before:2022-04-01", 0},
		{"url:astanatimes.com/b", 1},
		{"tag:x", 0},
		{"sort:title is:unread", 2},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (world_count(world, rows[i].query) != rows[i].count)
			fail_msg("%s: %lld", rows[i].query,
				(long long)world_count(world, rows[i].query));
}

static void found_before_and_after_indexing(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	assert_counts(&world);
	while (store_index_some(world.writer, 1000, &world.error))
		;
	assert_counts(&world);
	world_done(&world);
}

static void mistakes_have_columns(void **state)
{
	(void)state;
	static const struct {
		const char *query, *sentence;
	} rows[] = {
		{"is:blue", "column 1: is: knows unread, read, bookmarked, updated and failed"},
		{"жаңа has:x", "column 6: has: knows fulltext and enclosure"},
		{"(a", "column 1: this parenthesis has no partner"},
		{"a)", "column 2: this parenthesis was never opened"},
		{"a \"b", "column 3: this quotation mark has no partner"},
		{"a OR", "column 5: something is missing here"},
		{"id:x", "column 1: id: wants a number"},
		{"colour:red", "column 1: there is no such field; see steppe-query(7)"},
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error error = {0};
		assert_null(query_parse(arena, text(rows[i].query), NOW, &error));
		assert_string_equal(error.sentence, rows[i].sentence);
	}
	arena_free(arena);
}

static void search_lights_hits(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	struct search_hits hits;
	assert_works(&world, store_search(&hits, world.arena, world.reader,
				     world_query(&world, "metro"), 10, &world.error));
	assert_int_equal(hits.count, 1);
	assert_text(hits.items[0].snippet, "second \002metro\003 line");
	world_done(&world);
}

TEST_MAIN(TEST("the same is found before and after indexing", found_before_and_after_indexing),
	TEST("mistakes are named with their column", mistakes_have_columns),
	TEST("a search shows where it hit", search_lights_hits))
