/* One article stays one article, and two stay two. */
#include "src/store/arrivals.h"
#include "tests/store/world.h"

static void keeps(
	const struct article *before, const struct article *after, int new_articles, int changed)
{
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article first = *before;
	struct article second = *after;
	world_update(&world, feed, &first, 1, NOW);
	struct update_counts counts = world_update(&world, feed, &second, 1, NOW + HOUR);
	assert_int_equal(counts.new_articles, new_articles);
	assert_int_equal(counts.changed_articles, changed);
	assert_int_equal(world_count(&world, ""), 1 + new_articles);
	assert_int_equal(world_count(&world, "is:updated"), changed);
	world_done(&world);
}

static void changed_guid(void **state)
{
	(void)state;
	struct article before = world_article("1", "https://example.org/a", "T", "<p>x</p>");
	struct article after = world_article("77", "https://example.org/a", "T", "<p>x</p>");
	keeps(&before, &after, 0, 0);
}

static void tracking_and_https(void **state)
{
	(void)state;
	struct article before = world_article("1", "http://example.org/a", "T", "<p>x</p>");
	struct article after =
		world_article("77", "https://www.example.org/a/?utm_source=rss", "T", "<p>x</p>");
	keeps(&before, &after, 0, 0);
}

static void reused_guid(void **state)
{
	(void)state;
	struct article before = world_article("1", "https://example.org/a", "T", "<p>x</p>");
	struct article after = world_article("1", "https://example.org/b", "U", "<p>y</p>");
	after.published = NOW - HOUR;
	keeps(&before, &after, 1, 0);
	before.published = after.published = 0;
	keeps(&before, &after, 1, 0);
	before = world_article("1", "https://example.org/a", "", "<p>x</p>");
	after = world_article("1", "https://example.org/b", "", "<p>y</p>");
	after.published = NOW - HOUR;
	keeps(&before, &after, 1, 0);
}

static void new_headline(void **state)
{
	(void)state;
	struct article before = world_article("1", "https://example.org/a", "T", "<p>x</p>");
	struct article after = world_article("1", "https://example.org/u", "U", "<p>x</p>");
	keeps(&before, &after, 0, 1);
}

/* The first article is known and not read again: only its hash is in the arrival. */
static void guid_of_all(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("0", "https://example.org/c", "Links", "<p>3</p>"),
		world_article("0", "https://example.org/b", "Links", "<p>2</p>"),
		world_article("0", "https://example.org/a", "Links", "<p>1</p>"),
	};
	for (size_t i = 3; i-- > 0;)
		assert_int_equal(
			world_update(&world, feed, articles + i, 3 - i, NOW).new_articles, 1);
	assert_int_equal(world_count(&world, ""), 3);
	assert_int_equal(world_update(&world, feed, articles, 3, NOW + DAY).new_articles, 0);
	world_done(&world);
}

static void corrected(void **state)
{
	(void)state;
	struct article before = world_article("1", "https://example.org/a", "T", "<p>one two</p>");
	struct article words = world_article("1", "https://example.org/a", "T", "<p>one three</p>");
	struct article tags =
		world_article("1", "https://example.org/a", "T", "<p>one <b>two</b></p>");
	keeps(&before, &words, 0, 1);
	keeps(&before, &tags, 0, 0);
}

static void one_page_for_all(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("2", "https://example.org/live", "Two", "<p>2</p>"),
		world_article("1", "https://example.org/live", "One", "<p>1</p>"),
	};
	assert_int_equal(world_update(&world, feed, articles + 1, 1, NOW).new_articles, 1);
	assert_int_equal(world_update(&world, feed, articles, 2, NOW).new_articles, 1);
	world_done(&world);
}

/* Everything about them has changed but their titles and dates. */
static void all_alike_but_titles(const char *guid, const char *link)
{
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	for (int round = 0; round < 3; round++) {
		struct article articles[13];
		size_t count = 12 + (round == 2);
		for (size_t i = 0; i < count; i++) {
			char *name = arena_printf(world.arena, "Number %zu", i);
			char *id = guid ? arena_printf(world.arena, "%s#%zu", guid, i) : name;
			char *html = arena_printf(world.arena, "<p>%zu, round %d</p>", i, round);
			/* The oldest first, as few do: the new one is at the end. */
			articles[i] = world_article(id, link, name, html);
			articles[i].published = NOW - DAY + (int64_t)i;
		}
		world_update(&world, feed, articles, count, NOW + round * HOUR);
		assert_int_equal(world_count(&world, ""), count);
		assert_int_equal(world_count(&world, "is:updated"), round > 0 ? 12 : 0);
	}
	for (int i = 0; i < 13; i++)
		assert_int_equal(
			world_count(&world, arena_printf(world.arena, "title:\"Number %d\"", i)),
			1);
	world_done(&world);
}

static void nothing_but_titles(void **state)
{
	(void)state;
	all_alike_but_titles("0", "https://example.org/live");
	all_alike_but_titles(NULL, "https://example.org/live");
	all_alike_but_titles("0", NULL);
}

/* One guid and one link for all: what stands beside is another article. */
static void everything_alike(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article articles[] = {
		world_article("0", "https://example.org/live", "Two", "<p>2</p>"),
		world_article("0", "https://example.org/live", "One", "<p>1</p>"),
	};
	articles[0].published = NOW - HOUR;
	uint64_t hashes[] = {articles[0].bytes_hash, articles[1].bytes_hash};
	world_update(&world, feed, articles + 1, 1, NOW);
	struct feed news = {.articles = articles, .articles_count = 1};
	news.item_hashes = hashes;
	news.item_hashes_count = 2;
	struct update_result result = {.status = 200, .feed = &news};
	struct update_counts counts;
	assert_works(&world,
		store_keep_update(world.writer, feed, &result, NOW + DAY, &counts, &world.error));
	assert_int_equal(counts.new_articles, 1);
	assert_int_equal(world_count(&world, ""), 2);
	world_done(&world);
}

static void numbered_anew(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	static const int shifts[] = {0, 2, 4, 9}; /* the last time all are new */
	for (int round = 0; round < 4; round++) {
		struct article articles[5];
		for (int i = 0; i < 5; i++) {
			int number = 5 + shifts[round] - i;
			char *link = arena_printf(world.arena, "https://example.org/%d", number);
			articles[i] =
				world_article(arena_printf(world.arena, "%d", i), link, link, link);
			articles[i].published = NOW / DAY * DAY; /* a day without a time */
		}
		world_update(&world, feed, articles, 5, NOW + round * HOUR);
		assert_int_equal(world_count(&world, ""), 5 + shifts[round]);
		assert_int_equal(world_count(&world, "is:updated"), 0);
	}
	world_done(&world);
}

static void moved_to_another_host(void **state)
{
	(void)state;
	struct article before = world_article(
		"https://old.example/a", "https://old.example/a", "T", "<p>one <a>two</a></p>");
	struct article after = world_article("https://new.example/b/a", "https://new.example/b/a",
		"T", "<p>one <a href='/x'>two</a></p>");
	keeps(&before, &after, 0, 0);
	after.content_html = text("<p>one three</p>");
	keeps(&before, &after, 1, 0);
	after.content_html = before.content_html;
	after.published = before.published + 1;
	keeps(&before, &after, 1, 0);
}

static struct foreign_list also_in(struct world *world, const char *query)
{
	return world_read(world, world_list(world, query).items[0].id).also_in;
}

static void told_by_others(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	struct article story = world_article("1", "https://example.org/a?utm_source=x", "T", "");
	struct article alone = world_article("2", "https://example.org/b", "Alone", "");
	story.published = alone.published = NOW;
	int64_t one = world_add_feed(&world, "https://one.example/");
	int64_t two = world_add_feed(&world, "https://two.example/");
	world_update(&world, one, &story, 1, NOW);
	world_update(&world, two, &story, 1, NOW);
	world_update(&world, one, &alone, 1, NOW);
	store_rename_feed(world.writer, one, text("One"), NULL);
	store_rename_feed(world.writer, two, text("Two"), NULL);
	struct foreign_list others = also_in(&world, "title:T feed:One");
	assert_int_equal(others.count, 1);
	assert_true(foreign_equal(others.items[0], text("Two")));
	assert_int_equal(also_in(&world, "title:Alone").count, 0);
	world_done(&world);
}

static void marks_are_shared_when_it_comes(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	struct subscriptions all;
	struct article story = world_article("1", "https://example.org/a", "T", "");
	world_update(&world, world_add_feed(&world, "https://one.example/"), &story, 1, NOW);
	store_mark_feed(world.writer, MARK_READ, 0, NULL);
	store_mark_feed(world.writer, MARK_BOOKMARK, 0, NULL);
	world_update(&world, world_add_feed(&world, "https://two.example/"), &story, 1, NOW);
	assert_int_equal(world_count(&world, "is:read feed:2"), 1);
	assert_int_equal(world_count(&world, "is:bookmarked feed:2"), 1);
	assert_int_equal(store_mark_feed(world.writer, MARK_UNBOOKMARK, 2, NULL), 1);
	assert_int_equal(world_count(&world, "is:bookmarked"), 0);
	assert_works(&world, store_subscriptions(&all, world.arena, world.reader, &world.error));
	assert_int_equal(all.bookmarks_total, 0);
	store_share_marks(world.writer, false);
	store_mark_feed(world.writer, MARK_BOOKMARK, 2, NULL);
	world_update(&world, world_add_feed(&world, "https://three.example/"), &story, 1, NOW);
	assert_int_equal(world_count(&world, "is:bookmarked"), 1);
	assert_int_equal(world_count(&world, "is:unread feed:3"), 1);
	world_done(&world);
}

/* Where all of a feed lead to one page, that says nothing of one article. */
static void page_of_all_is_not_shared(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t one = world_add_feed(&world, "https://one.example/");
	int64_t two = world_add_feed(&world, "https://two.example/");
	struct article first = world_article("1", "https://example.org/live", "T", "");
	struct article all[] = {
		world_article("2", "https://example.org/live", "U", ""),
		world_article("3", "https://example.org/live", "V", ""),
		world_article("4", "https://astanatimes.com", "W", ""),
	};
	world_update(&world, one, &first, 1, NOW);
	store_mark_feed(world.writer, MARK_READ, one, NULL);
	world_update(&world, two, all, 3, NOW);
	assert_int_equal(world_count(&world, "is:read feed:2"), 1); /* the first to come */
	store_mark_feed(world.writer, MARK_UNREAD, two, NULL);
	assert_int_equal(world_count(&world, "is:read"), 1);
	store_mark_feed(world.writer, MARK_UNREAD, one, NULL);
	store_mark_feed(world.writer, MARK_READ, one, NULL);
	assert_int_equal(world_count(&world, "is:read"), 1);
	assert_int_equal(also_in(&world, "title:T").count, 0);
	/* Home of the second: world_update() says so. */
	struct article home = world_article("5", "https://astanatimes.com/", "X", "");
	int64_t three = world_add_feed(&world, "https://three.example/");
	world_update(&world, three, &home, 1, NOW);
	store_mark_feed(world.writer, MARK_READ, three, NULL);
	assert_int_equal(world_count(&world, "is:read feed:2"), 0);
	world_done(&world);
}

static void future_dates(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/a", "T", "<p>x</p>");
	article.published = NOW + 400 * DAY;
	world_update(&world, feed, &article, 1, NOW);
	assert_int_equal(world_list(&world, "").items[0].date, NOW);
	world_done(&world);
}

static void only_updated(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/a", "T", "<p>x</p>");
	article.published = 0;
	article.updated = NOW - 400 * DAY;
	world_update(&world, feed, &article, 1, NOW);
	assert_int_equal(world_list(&world, "").items[0].date, NOW - 400 * DAY);
	world_done(&world);
}

TEST_MAIN(TEST("an article keeps its place when its guid changes", changed_guid),
	TEST("https, www and tracking parameters make no new article", tracking_and_https),
	TEST("a guid used again for another link and title is a new article", reused_guid),
	TEST("an article keeps its place when its headline and its link change", new_headline),
	TEST("one guid for all articles does not make them one", guid_of_all),
	TEST("an article is updated when its words changed, not its markup", corrected),
	TEST("items that all link to one page stay apart", one_page_for_all),
	TEST("where titles and dates are all that differs they tell", nothing_but_titles),
	TEST("what stands beside under one guid and link is another article", everything_alike),
	TEST("items that are numbered anew are who they were", numbered_anew),
	TEST("an outlet that moves to another host brings nothing twice", moved_to_another_host),
	TEST("an article that was read and bookmarked in another feed comes so",
		marks_are_shared_when_it_comes),
	TEST("a page that all of a feed lead to shares no marks", page_of_all_is_not_shared),
	TEST("an article names the other feeds that carry it", told_by_others),
	TEST("an article from the future is dated when it came", future_dates),
	TEST("an article that says only when it was updated has that date", only_updated))
