/* What an outlet repeats is learned from its articles, feed by feed. */
#include <stdio.h>

#include "feeds/repeats.h"
#include "src/store/arrivals.h"
#include "src/store/connection.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

static void ignore_line(void *context, const char *line)
{
	(void)context;
	(void)line;
}

#define PROMO "<p>Get our stories sent directly to you, every morning!</p>"

static struct article with_promo(struct world *world, int number)
{
	const char *name = arena_printf(world->arena, "%d", number);
	return world_article(name, arena_printf(world->arena, "https://example.org/%d", number),
		name,
		arena_printf(world->arena,
			"<p>Article number %c says something of its own.</p>" PROMO, 'a' + number));
}

static void bring(struct world *world, int64_t feed, int first, int count)
{
	struct article articles[100];
	for (int i = 0; i < count; i++)
		articles[i] = with_promo(world, first + i);
	world_update(world, feed, articles, (size_t)count, NOW);
}

static size_t repeated(struct world *world, int64_t feed, uint64_t **hashes)
{
	size_t count;
	assert_works(world, store_repeated_blocks(hashes, &count, world->arena, world->reader, feed,
				    &world->error));
	return count;
}

static void three_articles_make_a_habit(void **state)
{
	(void)state;
	struct world world;
	uint64_t *hashes, expected[REPEATS_LEARNED_LIMIT];
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	int64_t other = world_add_feed(&world, "https://example.com/feed");
	bring(&world, feed, 0, 2);
	assert_int_equal(repeated(&world, feed, &hashes), 0);
	bring(&world, feed, 2, 1);
	assert_int_equal(repeated(&world, feed, &hashes), 1);
	assert_int_equal(repeats_learn(expected, world.arena, FOREIGN(PROMO)), 1);
	assert_int_equal(hashes[0], expected[0]);
	assert_int_equal(repeated(&world, other, &hashes), 0);
	world_done(&world);
}

static void an_article_counts_once(void **state)
{
	(void)state;
	struct world world;
	uint64_t *hashes;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	for (int i = 0; i < 4; i++) {
		struct article article = world_article("1", "https://example.org/1", "One",
			arena_printf(world.arena, "<p>Edition %c of it.</p>" PROMO, 'a' + i));
		world_update(&world, feed, &article, 1, NOW + i * HOUR);
	}
	size_t count;
	int64_t id = world_ids(&world, "", &count)[0];
	assert_int_equal(count, 1);
	for (int i = 0; i < 3; i++)
		assert_works(&world, store_keep_fulltext(world.writer, id,
					     FOREIGN("<p>The page.</p>" PROMO), &world.error));
	assert_int_equal(repeated(&world, feed, &hashes), 0);
	world_done(&world);
}

static void pages_teach_as_feeds_do(void **state)
{
	(void)state;
	struct world world;
	uint64_t *hashes;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("3", "https://example.org/3", "Three", ""),
		world_article("2", "https://example.org/2", "Two", ""),
		world_article("1", "https://example.org/1", "One", ""),
	};
	world_update(&world, feed, articles, 3, NOW);
	size_t count;
	int64_t *ids = world_ids(&world, "", &count);
	for (size_t i = 0; i < count; i++) {
		const char *html = arena_printf(world.arena,
			"<p>What article %c says, at length.</p>" PROMO, (int)('a' + i));
		assert_works(&world,
			store_keep_fulltext(world.writer, ids[i], text(html), &world.error));
	}
	assert_int_equal(repeated(&world, feed, &hashes), 1);
	world_done(&world);
}

static void a_page_with_less_is_not_preferred(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/1", "One",
		"<p>The feed sends all of the article, to its very last word.</p>"
		"<p>Sign up for our newsletter and our many other newsletters too!</p>");
	world_update(&world, feed, &article, 1, NOW);
	size_t count;
	int64_t id = world_ids(&world, "", &count)[0];
	assert_works(&world, store_keep_fulltext(world.writer, id, FOREIGN("<p>Please log in.</p>"),
				     &world.error));
	struct stored_article kept = world_read(&world, id);
	assert_false(kept.shows_fulltext);
	assert_text(kept.fulltext_html, "<p>Please log in.</p>");
	assert_works(&world,
		store_keep_fulltext(world.writer, id,
			FOREIGN("<p>The feed sends all of the article, to its very last word.</p>"),
			&world.error));
	assert_true(world_read(&world, id).shows_fulltext);
	world_done(&world);
}

static void an_article_sent_again_is_no_habit(void **state)
{
	(void)state;
	struct world world;
	uint64_t *hashes;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	for (int i = 0; i < 5; i++) {
		const char *name = arena_printf(world.arena, "%d", i);
		struct article article = world_article(name,
			arena_printf(world.arena, "https://example.org/%d", i), name,
			"<p>An article of four paragraphs that is sent again and again.</p>"
			"<p>Its second paragraph says more of the same.</p>"
			"<p>Its third paragraph says what the others did not.</p>"
			"<p>Its last paragraph ends what the first began.</p>");
		world_update(&world, feed, &article, 1, NOW + i * HOUR);
	}
	assert_int_equal(repeated(&world, feed, &hashes), 0);
	world_done(&world);
}

static void habits_are_kept_among_many_articles(void **state)
{
	(void)state;
	struct world world;
	uint64_t *hashes;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	bring(&world, feed, 0, 3);
	for (int i = 0; i < 300; i++) {
		struct article article = world_article(arena_printf(world.arena, "x%d", i),
			arena_printf(world.arena, "https://example.org/x%d", i), "More",
			arena_printf(world.arena,
				"<p>This is %c%c%c, an article like no other one.</p>"
				"<p>And %c%c%c says what it has to say at its end.</p>",
				'a' + i % 26, 'a' + i / 26, 'x', 'b' + i % 24, 'a' + i / 24, 'y'));
		world_update(&world, feed, &article, 1, NOW + HOUR);
	}
	assert_int_equal(repeated(&world, feed, &hashes), 1);
	world_done(&world);
}

static size_t wanted(struct world *world, int64_t feed, int64_t now, int64_t **ids)
{
	size_t count;
	assert_works(world, store_pages_wanted(ids, &count, world->arena, world->reader, feed, now,
				    &world->error));
	return count;
}

static void a_failed_page_waits_and_is_given_up(void **state)
{
	(void)state;
	struct world world;
	int64_t *ids, *others, now = NOW;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	bring(&world, feed, 0, 2);
	assert_int_equal(wanted(&world, feed, now, &ids), 2);
	for (int64_t tries = 1, wait = HOUR; tries <= 5; tries++, wait *= 4) {
		assert_works(&world, store_page_failed(world.writer, ids[0], now, &world.error));
		assert_int_equal(wanted(&world, feed, now + wait - 1, &others), 1);
		assert_int_equal(others[0], ids[1]);
		now += wait;
		assert_int_equal(wanted(&world, feed, now, &others), tries < 5 ? 2 : 1);
	}
	world_done(&world);
}

static void check_forgets_the_habits_of_feeds_that_are_gone(void **state)
{
	(void)state;
	struct world world;
	uint64_t *hashes;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	int64_t other = world_add_feed(&world, "https://example.com/feed");
	bring(&world, feed, 0, 3);
	bring(&world, other, 3, 3);
	assert_works(&world, store_remove_feeds(world.writer, &feed, 1, &world.error));
	assert_works(&world, store_check(world.writer, NULL, ignore_line, NULL, &world.error));
	assert_int_equal(repeated(&world, feed, &hashes), 1);
	assert_works(&world,
		database_script(writer_database(world.writer),
			"UPDATE feeds SET removed_at = 1000 WHERE removed_at <> 0", &world.error));
	assert_works(&world, store_check(world.writer, NULL, ignore_line, NULL, &world.error));
	assert_int_equal(repeated(&world, feed, &hashes), 0);
	assert_int_equal(repeated(&world, other, &hashes), 1);
	world_done(&world);
}

TEST_MAIN(TEST("what stood in three articles of a feed is repeated, in that feed alone",
		  three_articles_make_a_habit),
	TEST("an article that changes or is fetched again counts once", an_article_counts_once),
	TEST("blocks of extracted pages are learned too", pages_teach_as_feeds_do),
	TEST("a page that gives less than the feed is kept and not preferred",
		a_page_with_less_is_not_preferred),
	TEST("an article that is sent again under new names is no habit",
		an_article_sent_again_is_no_habit),
	TEST("a habit is not forgotten among hundreds of articles",
		habits_are_kept_among_many_articles),
	TEST("a page that failed waits longer each time, and five failures are enough",
		a_failed_page_waits_and_is_given_up),
	TEST("check forgets the habits of feeds that are gone, once undo cannot reach them",
		check_forgets_the_habits_of_feeds_that_are_gone))
