/* The query language: what it finds, and what is said of mistakes. */
#include "src/base/buffer.h"
#include "src/store/arrivals.h"
#include "src/store/upkeep.h"
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
		{"\"second metro line\"", 1},
		{"-\"metro line\"", 2},
		{"metro -\"line metro\"", 1},
		{"metro -\"metro line\"", 0},
		{"title:\"in almaty\"", 1},
		{"title:\"almaty in\"", 0},
		{"title:\"metro line\"", 0},
		{"(oil OR \"metro line\") -second", 1},
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
		{"after:2020-02-29", 3},
		{"url:astanatimes.com/b", 1},
		{"tag:x", 0},
		{"sort:title is:unread", 2},
		{"sort:title", 3},
		{"(sort:title)", 3},
		{"(is:unread sort:title) feed:astana", 2},
		{"metro OR ғарыш sort:date", 2},
		{"sort:date metro OR (ғарыш sort:title)", 2},
		{"(metro OR oil sort:date) is:read", 1},
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
		{"a OR sort:date", "column 6: sort: stands outside of parentheses, OR and -"},
		{"sort:date OR a", "column 1: sort: stands outside of parentheses, OR and -"},
		{"a -(b sort:date)", "column 7: sort: stands outside of parentheses, OR and -"},
		{"a since:2022-02-30", "column 3: not a date: 2d, 3w, today or 2022-04-05"},
		{"until:2021-02-29", "column 1: not a date: 2d, 3w, today or 2022-04-05"},
		{"after:2022-00", "column 1: not a date: 2d, 3w, today or 2022-04-05"},
		{"before:2022-04-00", "column 1: not a date: 2d, 3w, today or 2022-04-05"},
		{"–", "column 1: there is no letter or digit to search for"},
		{"a OR & ", "column 6: there is no letter or digit to search for"},
		{"-", "column 1: there is no letter or digit to search for"},
		{"a -\"\"", "column 6: something is missing here"},
		{"colour:red", "column 1: there is no such field; there are "
			       "title author feed folder tag url lang id is has since until after "
			       "before sort"},
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

/* 700 articles with one word in the text; the oldest alone has it in the title. */
static void fill_many(struct world *world)
{
	enum { COUNT = 700 };
	world_init(world);
	int64_t feed = world_add_feed(world, "https://example.org/feed");
	struct article articles[COUNT];
	for (int i = 0; i < COUNT; i++) {
		char *url = arena_printf(world->arena, "https://example.org/%d", i);
		articles[i] = world_article(
			url, url, i == COUNT - 1 ? "Steady hands" : "News", "<p>a steady rain</p>");
	}
	world_update(world, feed, articles, COUNT, NOW);
	while (store_index_some(world->writer, 1000, &world->error))
		;
}

static void old_title_ranks_first(void **state)
{
	(void)state;
	struct world world;
	fill_many(&world);
	static const char *const queries[] = {"steady", "steady sort:rank"};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct search_hits hits;
		assert_works(&world, store_search(&hits, world.arena, world.reader,
					     world_query(&world, queries[i]), 10, &world.error));
		assert_int_equal(hits.count, 10);
		assert_text(hits.items[0].row.title, "Steady hands");
	}
	world_done(&world);
}

static void beginnings_are_found(void **state)
{
	(void)state;
	struct world world;
	fill_many(&world);
	static const struct {
		const char *query;
		size_t count;
	} rows[] = {{"stea*", 10}, {"s* rain", 10}, {"ha*", 1}, {"st* -rain", 0}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct search_hits hits;
		assert_works(&world, store_search(&hits, world.arena, world.reader,
					     world_query(&world, rows[i].query), 10, &world.error));
		assert_int_equal(hits.count, rows[i].count);
	}
	world_done(&world);
}

static void many_words_are_asked(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	struct buffer query = {0};
	for (int i = 0; i < 120; i++)
		buffer_append_string(&query, i % 2 ? "metro " : "line ");
	buffer_append_char(&query, '\0');
	while (store_index_some(world.writer, 1000, &world.error))
		;
	assert_int_equal(world_count(&world, query.data), 1);
	buffer_done(&query);
	world_done(&world);
}

static size_t folder_total(struct world *world, int64_t folder, bool unread_only)
{
	struct article_rows rows;
	struct list_window window = {.folder_id = folder, .unread_only = unread_only, .limit = 100};
	assert_works(world, store_list(&rows, world->arena, world->reader, &window, &world->error));
	assert_int_equal(rows.count, rows.total);
	return rows.total;
}

static void languages_are_ranges(void **state)
{
	(void)state;
	static const struct {
		const char *query;
		int64_t count;
	} rows[] = {{"lang:pt", 2}, {"lang:PT-br", 2}, {"lang:pt_BR", 2}, {"lang:p", 0},
		{"lang:kk", 1}, {"lang:en", 1}, {"lang:en-GB", 1}, {"lang:en-US", 0},
		{"lang:e%", 0}, {"lang:__", 0}};
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {world_article("1", NULL, "A", NULL),
		world_article("2", NULL, "B", NULL), world_article("3", NULL, "C", NULL),
		world_article("4", NULL, "D", NULL)};
	articles[0].language = text("pt_BR");
	articles[1].language = text("kk");
	articles[2].language = text("EN-gb");
	struct feed document = {.title = text("Um"),
		.language = text("pt-BR"),
		.articles = articles,
		.articles_count = 4};
	struct update_result result = {.status = 200, .feed = &document};
	assert_works(
		&world, store_keep_update(world.writer, feed, &result, NOW, NULL, &world.error));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (world_count(&world, rows[i].query) != rows[i].count)
			fail_msg("%s: %lld", rows[i].query,
				(long long)world_count(&world, rows[i].query));
	world_done(&world);
}

static void whole_texts_are_looked_through(void **state)
{
	(void)state;
	static const char *const queries[] = {
		"wagon", "wag*", "\"freight wagon\"", "-\"wagon freight\" wagon"};
	struct world world;
	fill(&world);
	assert_works(&world, store_keep_fulltext(world.writer, 1,
				     text("<p>The page: a freight wagon.</p>"), &world.error));
	for (int round = 0; round < 2; round++) {
		for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
			if (world_count(&world, queries[i]) != 1)
				fail_msg("%s: %lld", queries[i],
					(long long)world_count(&world, queries[i]));
		while (store_index_some(world.writer, 1000, &world.error))
			;
	}
	world_done(&world);
}

static void index_all(struct world *world)
{
	while (store_index_some(world->writer, 1000, &world->error))
		;
}

/* `count` words, no two alike, and what is asked for at both ends. */
static char *many_words(struct world *world, int count)
{
	struct buffer html = {0};
	buffer_append_string(&html, "<p>firstword ");
	for (int i = 0; i < count; i++)
		buffer_printf(&html, "w%dx ", i);
	buffer_append_string(&html, "最後の言葉 lastly lastword</p>");
	char *copy = arena_copy(world->arena, html.data, html.len);
	buffer_done(&html);
	return copy;
}

/* The second has more words than the index takes of one article. */
static void texts_of_any_length_are_found(void **state)
{
	(void)state;
	static const char *const queries[] = {"firstword", "lastword", "\"lastly lastword\"",
		"lastw*", "最後", "firstword lastword", "w29999x", "\"w14999x w15000x w15001x\""};
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("1", "https://example.org/1", "Long", many_words(&world, 30000)),
		world_article("2", "https://example.org/2", "Endless", many_words(&world, 90000))};
	world_update(&world, feed, articles, 2, NOW);
	index_all(&world);
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		if (world_count(&world, queries[i]) != 2)
			fail_msg(
				"%s: %lld", queries[i], (long long)world_count(&world, queries[i]));
	assert_int_equal(world_count(&world, "w89999x"), 1);
	world_done(&world);
}

static void each_change_of_an_article_is_found(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	for (int i = 0; i < 80; i++) {
		char *html = arena_printf(world.arena, "<p>change number%d</p>", i);
		char *word = arena_printf(world.arena, "number%d", i);
		struct article article = world_article("1", "https://example.org/1", "A", html);
		article.bytes_hash = (uint64_t)i + 1;
		world_update(&world, feed, &article, 1, NOW + i);
		assert_int_equal(world_count(&world, word), 1);
		if (i % 2 == 0)
			index_all(&world);
		if (world_count(&world, word) != 1)
			fail_msg("%s is not found", word);
	}
	world_done(&world);
}

static void folders_count_what_is_below(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	struct new_feed feed = {.url = text("https://example.org/x"), .folder = text("A/B")};
	int64_t id = store_add_feed(world.writer, &feed, NULL, &world.error);
	struct article articles[] = {world_article("x", "https://example.org/x1", "X", "<p>x</p>"),
		world_article("y", "https://example.org/y1", "Y", "<p>y</p>")};
	world_update(&world, id, articles, 2, NOW);
	size_t count;
	int64_t *ids = world_ids(&world, "title:x", &count);
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, ids, 1, &world.error), 1);
	for (int64_t folder = 1; folder <= 2; folder++) {
		assert_int_equal(folder_total(&world, folder, false), 2);
		assert_int_equal(folder_total(&world, folder, true), 1);
	}
	world_done(&world);
}

TEST_MAIN(TEST("each change of an article is found", each_change_of_an_article_is_found),
	TEST("a text of any length is found by its last word", texts_of_any_length_are_found),
	TEST("a folder counts what is in it and below it", folders_count_what_is_below),
	TEST("an old article ranks first when its title has the word", old_title_ranks_first),
	TEST("a common beginning is found as well as a rare one", beginnings_are_found),
	TEST("the page of an article is looked through like its text",
		whole_texts_are_looked_through),
	TEST("a language is also those of its countries, however they are written",
		languages_are_ranges),
	TEST("a hundred words are one query", many_words_are_asked),
	TEST("the same is found before and after indexing", found_before_and_after_indexing),
	TEST("mistakes are named with their column", mistakes_have_columns),
	TEST("a search shows where it hit", search_lights_hits))
