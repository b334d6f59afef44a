/* What a fetch leaves in the store, and what is read back. */
#include <stdio.h>
#include <sys/stat.h>

#include "src/store/arrivals.h"
#include "tests/store/world.h"

static void subscribe_and_read(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://astanatimes.com/feed/");
	struct article articles[] = {
		world_article("2", "https://astanatimes.com/b", "Second", "<p>beta</p>"),
		world_article("1", "https://astanatimes.com/a", "First", "<p>alpha</p>"),
	};
	struct update_counts counts = world_update(&world, feed, articles, 2, NOW);
	assert_int_equal(counts.new_articles, 2);
	struct article_rows rows = world_list(&world, "");
	assert_int_equal(rows.total, 2);
	assert_int_equal(rows.count, 2);
	assert_text(rows.items[0].title, "Second");
	assert_text(rows.items[0].feed_title, "The Astana Times");
	struct stored_article article = world_read(&world, rows.items[1].id);
	assert_text(article.content_html, "<p>alpha</p>");
	assert_text(article.guid, "1");
	struct subscriptions all;
	assert_works(&world, store_subscriptions(&all, world.arena, world.reader, &world.error));
	assert_int_equal(all.feeds_count, 1);
	assert_int_equal(all.feeds[0].unread, 2);
	assert_int_equal(all.unread_total, 2);
	world_done(&world);
}

static void private_modes(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	world_add_feed(&world, "https://example.org/feed");
	struct stat status;
	assert_int_equal(stat(world.path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	char wal[300];
	snprintf(wal, sizeof wal, "%s-wal", world.path);
	assert_int_equal(stat(wal, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	world_done(&world);
}

static void same_again(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/a", "First", "<p>x</p>");
	assert_int_equal(world_update(&world, feed, &article, 1, NOW).new_articles, 1);
	struct update_counts counts = world_update(&world, feed, &article, 1, NOW + HOUR);
	assert_int_equal(counts.new_articles, 0);
	assert_int_equal(counts.changed_articles, 0);
	assert_int_equal(world_count(&world, ""), 1);
	world_done(&world);
}

/* A post of a microblog, as Mastodon's feeds have them. */
static void first_words(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("3", "https://example.org/c", "", ""),
		world_article("2", "https://example.org/b", "",
			"<p>A post that is so long that nobody would ever want to read the whole "
			"of "
			"it in a list, with <b>markup</b> and more words than fit</p>"),
		world_article("1", "https://example.org/a", "", "<p>Short,<br>and sweet.</p>"),
	};
	world_update(&world, feed, articles, 3, NOW);
	struct article_rows rows = world_list(&world, "");
	assert_text(rows.items[0].title, "");
	assert_text(rows.items[1].title, "A post that is so long that nobody would ever want to "
					 "read the whole of it in a list, "
					 "with markup and more words than…");
	assert_text(rows.items[2].title, "Short, and sweet.");
	assert_int_equal(world_update(&world, feed, articles, 3, NOW).changed_articles, 0);
	articles[2] = world_article("1", "https://example.org/a", "", "<p>Sweet.</p>");
	assert_int_equal(world_update(&world, feed, articles, 3, NOW).changed_articles, 1);
	assert_text(world_list(&world, "").items[2].title, "Sweet.");
	world_done(&world);
}

TEST_MAIN(TEST("a fetched feed is listed newest first and read whole", subscribe_and_read),
	TEST("the store and its log are for their owner alone", private_modes),
	TEST("an article without a title shows its first words", first_words),
	TEST("a document fetched twice changes nothing", same_again))
