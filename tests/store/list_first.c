/* The first rows of long lists that words lead to: found in other ways than the whole
 * list, they are the same. */
#include "src/store/upkeep.h"
#include "tests/store/world.h"

enum { FEEDS = 4, EACH = 2600, AT_ONCE = 650, FIRST = 50 };

static struct world world;

static uint32_t chance = 1;

static uint32_t draw(uint32_t below)
{
	chance = chance * 1664525 + 1013904223;
	return (chance >> 8) % below;
}

/* "common" is in every text, "frequent" in each tenth, "rare" in a few. */
static struct article make(int number)
{
	const char *name = arena_printf(world.arena, "%d", number);
	const char *frequent = draw(10) == 0 ? "frequent" : "other";
	const char *title =
		arena_printf(world.arena, "%s %s", draw(2) == 0 ? "News" : "Notes", frequent);
	const char *html = arena_printf(world.arena, "<p>a common %s word%s</p>",
		draw(10) == 0 ? "frequent" : "other", draw(1000) == 0 ? " rare" : "");
	struct article article = world_article(name, NULL, title, html);
	article.published = NOW - (int64_t)draw(365) * DAY;
	return article;
}

static int open_filled(void **state)
{
	(void)state;
	static struct article articles[AT_ONCE];
	world_init(&world);
	for (int feed = 0; feed < FEEDS; feed++) {
		int64_t id = world_add_feed(
			&world, arena_printf(world.arena, "https://example.org/%d", feed));
		for (int i = 0; i < EACH; i++) {
			articles[i % AT_ONCE] = make(i);
			if (i % AT_ONCE == AT_ONCE - 1)
				world_update(&world, id, articles, AT_ONCE, NOW);
		}
	}
	const char *read = "common since:90d";
	assert_works(&world, store_mark_query(world.writer, MARK_READ, world_query(&world, read),
				     &world.error) > 0);
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	world_done(&world);
	return 0;
}

static void compare(struct list_window window, const char *query)
{
	int64_t *whole, *first;
	size_t whole_count, first_count;
	window.query = world_query(&world, query);
	assert_works(&world, store_list_ids(&whole, &whole_count, world.arena, world.reader,
				     &window, &world.error));
	window.limit = FIRST;
	assert_works(&world, store_list_ids(&first, &first_count, world.arena, world.reader,
				     &window, &world.error));
	assert_int_equal(first_count, whole_count < FIRST ? whole_count : FIRST);
	if (memcmp(first, whole, first_count * sizeof *first) != 0)
		fail_msg("%s: the first rows are others", query);
}

/* Each `step`th of them. */
static void compare_some(size_t step)
{
	static const char *const queries[] = {"common", "frequent", "rare", "comm*", "freq*",
		"rar*", "title:n*", "title:news", "title:freq*", "\"common frequent\"",
		"\"frequent common\"", "common frequent", "common -frequent", "common -freq*",
		"common is:unread", "frequent is:read", "common until:2021-06-01",
		"comm* until:2021-06-01 is:unread", "common sort:date", "common sort:title",
		"common OR rare", "common tag:none", "common feed:1", "frequent sort:rank"};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i += step) {
		compare((struct list_window){0}, queries[i]);
		compare((struct list_window){.unread_only = true}, queries[i]);
		compare((struct list_window){.feed_id = 2}, queries[i]);
		compare((struct list_window){.shows_once = true}, queries[i]);
	}
}

/* What is found in no time, in a little and in the end. */
static void compare_within(const char *query)
{
	int64_t *whole, *first;
	size_t whole_count, first_count;
	struct list_window window = {.query = world_query(&world, query), .limit = FIRST};
	assert_works(&world, store_list_ids(&whole, &whole_count, world.arena, world.reader,
				     &window, &world.error));
	bool is_whole = false;
	for (int ms = 0; !is_whole; ms = ms * 2 + 1) {
		assert_works(&world, store_list_ids_within(ms, &is_whole, &first, &first_count,
					     world.arena, world.reader, &window, &world.error));
		assert_true(first_count <= whole_count);
		if (memcmp(first, whole, first_count * sizeof *first) != 0)
			fail_msg("%s: the first rows are others", query);
		assert_true(ms < 1000000);
	}
	assert_int_equal(first_count, whole_count);
}

static void what_is_found_in_time_is_the_start(void **state)
{
	(void)state;
	static const char *const queries[] = {"common", "rare", "rar*", "title:freq* common",
		"\"frequent common\"", "common -frequent", "rare is:unread", "nowhere",
		"common sort:date", "common sort:title", "(common OR rare) since:30d"};
	int64_t *ids;
	size_t count;
	bool is_whole = true;
	struct list_window window = {.query = world_query(&world, "nowhere"), .limit = FIRST};
	assert_works(&world, store_list_ids_within(0, &is_whole, &ids, &count, world.arena,
				     world.reader, &window, &world.error));
	assert_false(is_whole);
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
		compare_within(queries[i]);
}

static void first_rows_are_those_of_the_whole(void **state)
{
	(void)state;
	compare_some(8);
	while (store_index_some(world.writer, 1000, &world.error))
		;
	compare_some(1);
	compare_within("rare");
	/* A little behind. */
	struct article article = make(EACH + 1);
	world_update(&world, 1, &article, 1, NOW);
	compare_some(4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		{"what is found in time is the start of the list",
			what_is_found_in_time_is_the_start, open_filled, close_world, NULL},
		{"the first rows of a long list are those of the whole",
			first_rows_are_those_of_the_whole, open_filled, close_world, NULL},
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
