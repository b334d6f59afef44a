/* Which feeds are asked now: what is due, what waits for a person, and what a
 * clock that jumped would have made wait for ever. */
#include "src/store/arrivals.h"
#include "tests/store/world.h"

#define YEAR (365 * (int64_t)DAY)

static size_t count_due(struct world *world, int64_t now)
{
	struct due_feeds due;
	struct due_wish wish = {.now = now};
	assert_works(
		world, store_due_feeds(&due, world->arena, world->reader, &wish, &world->error));
	return due.count;
}

static void fetch(struct world *world, int64_t feed, int64_t now, int64_t next_due)
{
	struct update_result result = {.status = 304, .next_due = next_due};
	assert_works(
		world, store_keep_update(world->writer, feed, &result, now, NULL, &world->error));
}

static void refuse(struct world *world, int64_t feed, int status, enum feed_state state)
{
	struct error failure;
	error_set(&failure, ERROR_SERVER, "the server answered %d", status);
	struct update_result result = {
		.status = status, .error = &failure, .state = state, .next_due = FEED_NEVER_DUE};
	assert_works(
		world, store_keep_update(world->writer, feed, &result, NOW, NULL, &world->error));
}

static struct feed_row only_feed(struct world *world)
{
	struct subscriptions all;
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	assert_int_equal(all.feeds_count, 1);
	return all.feeds[0];
}

static void due_in_its_time(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	assert_int_equal(count_due(&world, NOW), 1);
	fetch(&world, feed, NOW, NOW + HOUR);
	assert_int_equal(count_due(&world, NOW + HOUR - 1), 0);
	assert_int_equal(count_due(&world, NOW + HOUR), 1);
	world_restart(&world);
	assert_int_equal(count_due(&world, NOW + HOUR - 1), 0);
	world_done(&world);
}

static void clock_goes_back(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	fetch(&world, feed, NOW + 10 * YEAR, NOW + 10 * YEAR + HOUR);
	assert_int_equal(count_due(&world, NOW), 1);
	fetch(&world, feed, NOW + 10 * DAY, NOW + 10 * DAY + HOUR);
	assert_int_equal(count_due(&world, NOW), 1);
	fetch(&world, feed, NOW, NOW + HOUR);
	assert_int_equal(count_due(&world, NOW), 0);
	world_done(&world);
}

static void summer_time_is_no_jump(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	fetch(&world, feed, NOW, NOW + DAY);
	assert_int_equal(count_due(&world, NOW - HOUR + 1), 0);
	world_done(&world);
}

static void long_waits_stay(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	fetch(&world, feed, NOW, NOW + 40 * DAY);
	assert_int_equal(count_due(&world, NOW), 0);
	fetch(&world, feed, NOW, NOW + 100 * DAY);
	assert_int_equal(count_due(&world, NOW), 1);
	world_done(&world);
}

static void never_by_itself(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	refuse(&world, feed, 401, FEED_FAILING);
	assert_int_equal(count_due(&world, NOW + 50 * YEAR), 0);
	assert_int_equal(count_due(&world, NOW - 50 * YEAR), 0);
	struct due_feeds due;
	struct due_wish chosen = {.ids = &feed, .ids_count = 1}, all = {.is_forced = true};
	assert_works(
		&world, store_due_feeds(&due, world.arena, world.reader, &chosen, &world.error));
	assert_int_equal(due.count, 1);
	assert_works(&world, store_due_feeds(&due, world.arena, world.reader, &all, &world.error));
	assert_int_equal(due.count, 1);
	world_done(&world);
}

/* What is set on a feed that waits for a person, and whether it waits no longer. */
static void set_and_look(const char *name, const char *value, int status)
{
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	refuse(&world, feed, status, status == 410 ? FEED_GONE : FEED_FAILING);
	assert_int_equal(count_due(&world, NOW), 0);
	if (strcmp(name, "url") == 0)
		assert_works(&world,
			store_change_feed_url(world.writer, feed, text(value), &world.error));
	else
		assert_works(&world, store_set_feed_option(world.writer, feed, text(name),
					     text(value), &world.error));
	assert_int_equal(count_due(&world, NOW), 1);
	struct feed_row row = only_feed(&world);
	assert_int_equal(row.state, FEED_NEVER_FETCHED);
	assert_int_equal(row.failures, 0);
	assert_text(row.error, "");
	world_done(&world);
}

static void password_given(void **state)
{
	(void)state;
	set_and_look("user", "aliya", 401);
	set_and_look("password", "secret", 401);
	set_and_look("proxy", "http://127.0.0.1:3128", 407);
}

static void address_given(void **state)
{
	(void)state;
	set_and_look("url", "https://example.org/new", 410);
	set_and_look("url", "https://example.org/new", 401);
	set_and_look("url", "https://example.org/new", 407);
}

static void another_pace(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	fetch(&world, feed, NOW, NOW + 7 * DAY);
	assert_works(&world, store_set_feed_option(world.writer, feed, text("interval"), text("2h"),
				     &world.error));
	assert_int_equal(count_due(&world, NOW + HOUR - 1), 0);
	assert_int_equal(count_due(&world, NOW + HOUR), 1);
	world_done(&world);
}

static void retry_after_stays(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct error failure;
	error_set(&failure, ERROR_SERVER, "the server answered 429");
	struct update_result result = {
		.status = 429, .error = &failure, .state = FEED_FAILING, .next_due = NOW + 5 * DAY};
	assert_works(
		&world, store_keep_update(world.writer, feed, &result, NOW, NULL, &world.error));
	assert_works(&world, store_set_feed_option(world.writer, feed, text("interval"), text("1h"),
				     &world.error));
	world_restart(&world);
	assert_int_equal(count_due(&world, NOW + 5 * DAY - 1), 0);
	world_done(&world);
}

TEST_MAIN(TEST("a feed is due when its time has come, also after a restart", due_in_its_time),
	TEST("what a clock far ahead put off is due when the clock is right again",
		clock_goes_back),
	TEST("an hour back is no jump", summer_time_is_no_jump),
	TEST("nothing waits longer than what can be asked for", long_waits_stay),
	TEST("a feed that waits for a person is asked by hand only", never_by_itself),
	TEST("a password or a proxy ends its wait", password_given),
	TEST("another address ends its wait", address_given),
	TEST("another pace counts from the last try on", another_pace),
	TEST("another pace does not undo a server's Retry-After", retry_after_stays))
