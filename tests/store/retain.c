/* `keep`: of a feed, of a folder, of all; and what never goes. */
#include <stdlib.h>
#include <string.h>

#include "src/base/buffer.h"
#include "src/store/arrivals.h"
#include "src/store/rules.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

enum { ARTICLES = 10 };

/* Ten articles of the last ten days. */
static struct update_counts bring(
	struct world *world, int64_t feed, const char *url, const char *html)
{
	struct article articles[ARTICLES];
	for (int i = 0; i < ARTICLES; i++) {
		char *guid = arena_printf(world->arena, "%s/%d", url, i);
		articles[i] = world_article(guid, guid, guid, html);
		articles[i].published = NOW - i * DAY - HOUR;
	}
	return world_update(world, feed, articles, ARTICLES, NOW);
}

/* All of them read. */
static int64_t add_read(struct world *world, const char *url, const char *folder)
{
	int64_t feed = world_add_feed(world, url);
	assert_works(world, store_move_feed(world->writer, feed, text(folder), STORE_AT_THE_END,
				    &world->error));
	bring(world, feed, url, "<p>text</p>");
	store_mark_feed(world->writer, MARK_READ, feed, NULL);
	return feed;
}

static int64_t count_of(struct world *world, int64_t feed)
{
	return world_count(world, arena_printf(world->arena, "feed:%lld", (long long)feed));
}

static struct retention keep_of(const char *value)
{
	struct retention keep;
	assert_true(store_retention(&keep, text(value)));
	return keep;
}

static void innermost_wish_counts(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t alone = add_read(&world, "https://example.org/alone", "");
	int64_t outer = add_read(&world, "https://example.org/outer", "Kazakhstan");
	int64_t inner = add_read(&world, "https://example.org/inner", "Kazakhstan/City");
	int64_t beside = add_read(&world, "https://example.org/beside", "Kazakhstan news");
	int64_t own = add_read(&world, "https://example.org/own", "Kazakhstan/City");
	add_read(&world, "https://example.org/last", "Last"); /* has the highest id */
	assert_works(&world, store_set_feed_option(world.writer, own, text("keep"), text("forever"),
				     &world.error));
	const struct folder_retention folders[] = {
		{text("Kazakhstan"), keep_of("3")},
		{text("Kazakhstan/City"), keep_of("5d")},
		{text("Last"), keep_of("forever")},
	};
	const struct retentions keep = {
		.all = keep_of("8"), .folders = folders, .folders_count = 3};
	assert_int_equal(store_retain(world.writer, &keep, NOW, 4, &world.error), 4);
	assert_int_equal(store_retain(world.writer, &keep, NOW, INT64_MAX, &world.error), 12);
	assert_int_equal(count_of(&world, alone), 8);
	assert_int_equal(count_of(&world, outer), 3);
	assert_int_equal(count_of(&world, inner), 5);
	assert_int_equal(count_of(&world, beside), 8);
	assert_int_equal(count_of(&world, own), ARTICLES);
	assert_int_equal(world_count(&world, "folder:last"), ARTICLES);
	assert_int_equal(world_count(&world, ""), world_count(&world, "is:read"));
	world_done(&world);
}

static void wanted_ones_stay(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = add_read(&world, "https://example.org/a", "");
	int64_t ids[] = {1, 2, 3, 4};
	store_mark_ids(world.writer, MARK_UNREAD, &ids[0], 1, NULL);
	store_mark_ids(world.writer, MARK_BOOKMARK, &ids[1], 1, NULL);
	struct foreign tags[] = {text("kept")};
	assert_works(&world, store_tag(world.writer, &ids[2], 1, tags, 1, NULL, 0, &world.error));
	assert_works(&world, store_note(world.writer, ids[3], text("kept"), &world.error));
	const struct retentions keep = {.all = keep_of("1d")};
	assert_int_equal(store_retain(world.writer, &keep, NOW, INT64_MAX, &world.error), 5);
	assert_int_equal(count_of(&world, feed), 5);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(
			world_count(&world, arena_printf(world.arena, "id:%zu", i + 1)), 1);
	/* The document still carries them all. */
	assert_int_equal(
		bring(&world, feed, "https://example.org/a", "<p>text again</p>").new_articles, 0);
	world_done(&world);
}

static void hidden_ones_go(void **state)
{
	(void)state;
	const struct rule rules[] = {
		{.name = text("a"),
			.when = text("title:a/7 OR title:a/2"),
			.flags = ARTICLE_HIDDEN},
	};
	struct world world;
	struct retentions keep = {.all = keep_of("3")};
	world_init(&world);
	store_set_rules(world.writer, (struct rules){rules, 1});
	assert_works(&world, store_begin_batch(world.writer, &world.error));
	int64_t feed = world_add_feed(&world, "https://e.org/a");
	bring(&world, feed, "https://e.org/a", "<p>text</p>");
	assert_works(&world, store_commit_batch(world.writer, &world.error));
	assert_int_equal(count_of(&world, feed), ARTICLES - 2);
	/* None is read: of the two that are hidden the one older than the newest three goes. */
	assert_int_equal(store_retain(world.writer, &keep, NOW, INT64_MAX, &world.error), 1);
	assert_int_equal(store_show_hidden(world.writer, text("a"), &world.error), 1);
	assert_int_equal(world_count(&world, "title:a/2"), 1);
	assert_int_equal(count_of(&world, feed), ARTICLES - 1);
	world_done(&world);
}

static void ignore_line(void *context, const char *line)
{
	(void)context;
	if (strstr(line, "put right") || strstr(line, "without"))
		fail_msg("%s", line);
}

static void check(struct world *world)
{
	assert_works(world, store_check(world->writer, NULL, ignore_line, NULL, &world->error));
}

/* What a person deleted stays until undo cannot reach it, and then goes for good. */
static void deleted_ones_go(void **state)
{
	(void)state;
	struct world world;
	struct undone undone;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://e.org/a");
	bring(&world, feed, "https://e.org/a", "<p>text</p>");
	int64_t ids[] = {1, 2};
	struct foreign tags[] = {text("kept")};
	assert_works(&world, store_tag(world.writer, ids, 1, tags, 1, NULL, 0, &world.error));
	assert_int_equal(store_mark_ids(world.writer, MARK_DELETE, ids, 2, NULL), 2);
	check(&world);
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_int_equal(count_of(&world, feed), ARTICLES);
	assert_works(&world, store_redo(world.writer, &undone, &world.error));
	char *later = arena_printf(world.arena, "%lld", (long long)(NOW + 31 * DAY));
	setenv("STEPPE_NOW", later, 1);
	check(&world);
	assert_int_equal(store_mark_ids(world.writer, MARK_UNDELETE, ids, 2, NULL), 0);
	assert_false(store_undo(world.writer, &undone, &world.error));
	assert_int_equal(bring(&world, feed, "https://e.org/a", "<p>again</p>").new_articles, 0);
	assert_int_equal(count_of(&world, feed), ARTICLES - 2);
	world_done(&world);
}

static void renamed_ones_stay_erased(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("http://e.org/b", "http://e.org/b", "B", "<p>b</p>"),
		world_article("http://e.org/a", "http://e.org/a", "A", "<p>a</p>"),
	};
	world_update(&world, feed, articles, 2, NOW);
	store_mark_feed(world.writer, MARK_READ, feed, NULL);
	const struct retentions keep = {.all = keep_of("1")};
	assert_int_equal(store_retain(world.writer, &keep, NOW, INT64_MAX, &world.error), 1);
	/* To https, with its guid; then to another address; then its guid given to another. */
	articles[1] = world_article("https://e.org/a", "https://e.org/a", "A", "<p>a</p>");
	assert_int_equal(world_update(&world, feed, articles, 2, NOW).new_articles, 0);
	articles[1] = world_article("http://e.org/a", "https://e.org/2022/a", "A", "<p>a</p>");
	assert_int_equal(world_update(&world, feed, articles, 2, NOW).new_articles, 0);
	articles[1] = world_article("http://e.org/a", "https://e.org/c", "C", "<p>c</p>");
	assert_int_equal(world_update(&world, feed, articles, 2, NOW).new_articles, 1);
	world_done(&world);
}

static void done_once_a_day(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = add_read(&world, "https://example.org/a", "");
	const struct retentions keep = {.all = keep_of("9d")};
	assert_false(store_retain_daily(world.writer, &keep, NOW, &world.error));
	assert_int_equal(count_of(&world, feed), 9);
	assert_false(store_retain_daily(world.writer, &keep, NOW + DAY - 1, &world.error));
	assert_int_equal(count_of(&world, feed), 9);
	assert_false(store_retain_daily(world.writer, &keep, NOW + DAY, &world.error));
	assert_int_equal(count_of(&world, feed), 8);
	world_done(&world);
}

/* ---- the search index of a long life ---- */

enum { YEARS = 12, A_YEAR = 300 };

/* Words that no other year has, and one that all have. */
static void live_a_year(struct world *world, int64_t feed, int year)
{
	static struct article articles[A_YEAR];
	for (int i = 0; i < A_YEAR; i++) {
		struct buffer html = {0};
		for (int word = 0; word < 40; word++)
			buffer_printf(&html, "y%dw%d ", year, i * 40 + word);
		char *guid = arena_printf(world->arena, "https://example.org/%d/%d", year, i);
		articles[i] = world_article(
			guid, guid, "Steppe", arena_copy(world->arena, html.data, html.len));
		articles[i].published = NOW + (year * 365 - i) * DAY;
		buffer_done(&html);
	}
	world_update(world, feed, articles, A_YEAR, NOW + year * 365 * DAY);
	store_mark_feed(world->writer, MARK_READ, feed, NULL);
	while (store_index_some(world->writer, 1000, NULL))
		;
	arena_reset(world->arena);
}

static void retain_all(struct world *world, int year)
{
	const struct retentions keep = {.all = keep_of("100")};
	for (int64_t day = 1; day < 3; day++)
		while (store_retain_daily(
			world->writer, &keep, NOW + (year * 365 + day) * DAY, NULL))
			;
}

static void find_in_year(struct world *world, int year, int word, int64_t count)
{
	assert_int_equal(world_count(world, arena_printf(world->arena, "y%dw*", year)), count);
	assert_int_equal(
		world_count(world, arena_printf(world->arena, "y%dw%d", year, word)), count > 0);
	assert_int_equal(world_count(world, "steppe"), 100);
}

/* With a check each year, and without any: the file does not grow with what is gone. */
static void index_forgets(void **state)
{
	(void)state;
	for (int is_checked = 0; is_checked < 2; is_checked++) {
		struct world world;
		int64_t early = 0;
		world_init(&world);
		int64_t feed = world_add_feed(&world, "https://example.org/feed");
		for (int year = 0; year < YEARS; year++) {
			live_a_year(&world, feed, year);
			retain_all(&world, year);
			/* Found in an index that is being made anew, and in a whole one. */
			find_in_year(&world, year, 0, 100);
			if (is_checked)
				check(&world);
			while (store_index_some(world.writer, 1000, NULL))
				;
			find_in_year(&world, year, 0, 100);
			if (year > 0)
				find_in_year(&world, year - 1, 0, 0);
			if (year == YEARS / 2)
				early = store_size(world.reader);
		}
		/* What is remembered of what was erased: some 70 bytes each, and its share
		 * of pages that are not full. */
		assert_true(store_size(world.reader) < early + YEARS / 2 * A_YEAR * 130);
		world_done(&world);
	}
}

static void values(void **state)
{
	(void)state;
	static const char *const wrong[] = {
		"", "0", "0d", "d", "-3", "3w", "3 d", "1000000000", "ever"};
	struct retention keep;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(store_retention(&keep, text(wrong[i])));
	assert_int_equal(keep_of("90d").days, 90);
	assert_int_equal(keep_of("500").articles, 500);
	assert_int_equal(keep_of("forever").days + keep_of("forever").articles, 0);
}

TEST_MAIN(TEST("a feed's own wish goes before its folder's, the folder's before all",
		  innermost_wish_counts),
	TEST("what is unread, bookmarked, tagged or noted stays, and what went does not return",
		wanted_ones_stay),
	TEST("what a rule has hidden goes when it is old, read or not", hidden_ones_go),
	TEST("what was deleted goes for good once undo cannot bring it back", deleted_ones_go),
	TEST("what was erased does not return under another guid or link",
		renamed_ones_stay_erased),
	TEST("by itself it is done once a day", done_once_a_day),
	TEST("the search index forgets what was erased", index_forgets),
	TEST("what keep may be", values))
