/* Lists: their order, what stays in them, how long they are. */
#include "tests/store/world.h"

enum { ARTICLES = 24 };

static struct world world;

/* Two feeds, titles and dates that do not go together, every third article read. */
static int open_filled(void **state)
{
	(void)state;
	world_init(&world);
	int64_t feeds[] = {world_add_feed(&world, "https://one.example/"),
		world_add_feed(&world, "https://two.example/")};
	for (int i = 0; i < ARTICLES; i++) {
		const char *number = arena_printf(world.arena, "%d", i);
		const char *link = arena_printf(world.arena, "https://example.org/%d", i);
		const char *title = arena_printf(world.arena, "%c %d", 'A' + i * 7 % 26, i);
		struct article article = world_article(number, link, title, "<p>x</p>");
		article.published = NOW - (int64_t)(i * 5 % ARTICLES) * HOUR;
		world_update(&world, feeds[i % 2], &article, 1, NOW);
	}
	size_t count;
	int64_t *ids = world_ids(&world, "", &count);
	for (size_t i = 0; i < count; i += 3)
		store_mark_ids(world.writer, MARK_READ, &ids[i], 1, NULL);
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	world_done(&world);
	return 0;
}

static size_t list(const struct list_window *window, int64_t **ids)
{
	size_t count = 0;
	assert_works(&world,
		store_list_ids(ids, &count, world.arena, world.reader, window, &world.error));
	return count;
}

static void what_stays_keeps_its_place(void **state)
{
	(void)state;
	static const char *const ORDERS[] = {"sort:-date", "sort:date", "sort:feed", "sort:title",
		"x sort:date", "sort:feed sort:date", "x sort:feed sort:title",
		"sort:title sort:feed sort:date"};
	for (size_t order = 0; order < sizeof ORDERS / sizeof *ORDERS; order++) {
		struct list_window all = {.query = world_query(&world, ORDERS[order])};
		struct list_window unread = all;
		int64_t *everything, *some;
		size_t count = list(&all, &everything);
		assert_int_equal(count, ARTICLES);
		/* All that is read stays: then the list is the whole again. */
		unread.unread_only = true;
		assert_int_equal(list(&unread, &some), ARTICLES - ARTICLES / 3);
		unread.keep_ids = everything;
		unread.keep_ids_count = count;
		assert_int_equal(list(&unread, &some), count);
		assert_memory_equal(some, everything, count * sizeof *some);
		unread.limit = 5;
		assert_int_equal(list(&unread, &some), 5);
		assert_memory_equal(some, everything, 5 * sizeof *some);
	}
}

/* Words lead to articles in no order, and the list is sorted by other means. */
static void words_find_in_the_order_of_the_list(void **state)
{
	(void)state;
	static const char *const ORDERS[] = {"sort:-date", "sort:date", "sort:feed", "sort:title",
		"sort:rank", "sort:feed sort:date", "sort:rank sort:title",
		"sort:date sort:date sort:-date"};
	for (size_t order = 0; order < sizeof ORDERS / sizeof *ORDERS; order++) {
		int64_t *without, *with;
		struct list_window window = {.query = world_query(&world, ORDERS[order])};
		size_t count = list(&window, &without);
		window.query =
			world_query(&world, arena_printf(world.arena, "x %s", ORDERS[order]));
		assert_int_equal(list(&window, &with), count);
		assert_memory_equal(with, without, count * sizeof *with);
		window.offset = 3;
		window.limit = 7;
		assert_int_equal(list(&window, &with), 7);
		assert_memory_equal(with, without + 3, 7 * sizeof *with);
		window.offset = count + 1;
		assert_int_equal(list(&window, &with), 0);
	}
}

static void what_stays_is_of_its_feed(void **state)
{
	(void)state;
	size_t all;
	int64_t *ids = world_ids(&world, "", &all);
	struct list_window window = {.feed_id = 1, .unread_only = true};
	window.keep_ids = ids;
	window.keep_ids_count = all;
	assert_int_equal(list(&window, &ids), ARTICLES / 2);
}

static void length_is_known_without_counting(void **state)
{
	(void)state;
	size_t length = 0;
	struct list_window window = {.limit = 3};
	assert_true(store_list_length(world.reader, &window, 0, &length));
	assert_int_equal(length, ARTICLES);
	window.unread_only = true;
	window.keep_ids = (int64_t[]){1};
	window.keep_ids_count = 1;
	assert_true(store_list_length(world.reader, &window, 0, &length));
	assert_int_equal(length, ARTICLES - ARTICLES / 3);
	window.query = world_query(&world, "title:Q");
	assert_false(store_list_length(world.reader, &window, 0, &length));
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_filled, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("rows that stay keep their places in each order", what_stays_keeps_its_place),
		CASE("what words find comes in the order of the list",
			words_find_in_the_order_of_the_list),
		CASE("rows of other feeds do not stay", what_stays_is_of_its_feed),
		CASE("a plain list tells its length without being counted",
			length_is_known_without_counting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
