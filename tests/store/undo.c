/* Marks, tags, notes and subscriptions can be taken back. */
#include <stdlib.h>

#include "src/store/arrivals.h"
#include "src/store/import.h"
#include "tests/store/world.h"

static int64_t fill(struct world *world)
{
	world_init(world);
	int64_t feed = world_add_feed(world, "https://example.org/feed");
	struct article articles[] = {
		world_article("2", "https://example.org/b", "Second", "<p>b</p>"),
		world_article("1", "https://example.org/a", "First", "<p>a</p>"),
	};
	world_update(world, feed, articles, 2, NOW);
	return feed;
}

static void marks_come_back(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	struct undone undone;
	assert_int_equal(store_mark_feed(world.writer, MARK_READ, 0, &world.error), 2);
	assert_int_equal(world_count(&world, "is:unread"), 0);
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_string_equal(undone.what, "marked 2 articles read");
	assert_int_equal(world_count(&world, "is:unread"), 2);
	assert_works(&world, store_redo(world.writer, &undone, &world.error));
	assert_int_equal(world_count(&world, "is:unread"), 0);
	world_done(&world);
}

static void each_is_named(void **state)
{
	(void)state;
	struct world world;
	struct undone undone;
	int64_t feed = fill(&world);
	size_t count;
	int64_t *ids = world_ids(&world, "title:first", &count);
	store_mark_ids(world.writer, MARK_BOOKMARK, ids, 1, NULL);
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_string_equal(undone.what, "bookmarked “First”");
	assert_int_equal(undone.kind, UNDONE_ARTICLES);
	assert_int_equal(undone.ids_count, 1);
	assert_int_equal(undone.ids[0], ids[0]);
	assert_works(&world, store_note(world.writer, ids[0], text("why"), &world.error));
	assert_works(&world, store_redo(world.writer, &undone, NULL) == false);
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_string_equal(undone.what, "wrote a note on “First”");
	assert_int_equal(undone.ids[0], ids[0]);
	const char *title = "A title of many words\nthat goes on and on, farther than a line";
	assert_works(&world, store_rename_feed(world.writer, feed, text(title), &world.error));
	assert_works(&world, store_remove_feeds(world.writer, &feed, 1, &world.error));
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_string_equal(
		undone.what, "unsubscribed from A title of many words that goes on and…");
	assert_int_equal(undone.kind, UNDONE_FEED);
	assert_int_equal(undone.ids_count, 1);
	assert_int_equal(undone.ids[0], feed);
	world_done(&world);
}

static void feed_comes_back(void **state)
{
	(void)state;
	struct world world;
	int64_t feed = fill(&world);
	size_t count;
	int64_t *ids = world_ids(&world, "title:first", &count);
	store_mark_ids(world.writer, MARK_BOOKMARK, ids, 1, NULL);
	assert_works(&world, store_remove_feeds(world.writer, &feed, 1, &world.error));
	assert_int_equal(world_count(&world, ""), 1);
	assert_int_equal(world_list(&world, "is:bookmarked").items[0].feed_id, 0);
	struct undone undone;
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_int_equal(world_count(&world, ""), 2);
	world_done(&world);
}

static void assert_smart_folders(struct world *world, const char *expected)
{
	struct foreign kept = {0};
	assert_works(world, store_get_value(&kept, world->arena, world->reader, "smart-folders",
				    &world->error));
	assert_string_equal(foreign_string(world->arena, kept), expected);
}

static void smart_folders_come_back(void **state)
{
	(void)state;
	struct world world;
	struct undone undone;
	fill(&world);
	assert_works(&world, store_set_smart_folders(world.writer, FOREIGN("Rail\ttitle:rail\n"),
				     "kept Rail", &world.error));
	assert_works(&world,
		store_set_smart_folders(world.writer, FOREIGN(""), "removed Rail", &world.error));
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_string_equal(undone.what, "removed Rail");
	assert_smart_folders(&world, "Rail\ttitle:rail\n");
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_smart_folders(&world, "");
	assert_works(&world, store_redo(world.writer, &undone, &world.error));
	assert_smart_folders(&world, "Rail\ttitle:rail\n");
	world_done(&world);
}

static void subscription_goes_whole(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	struct undone undone;
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_int_equal(world_count(&world, ""), 0);
	assert_int_equal(world_count(&world, "is:unread"), 0);
	assert_works(&world, store_redo(world.writer, &undone, &world.error));
	assert_int_equal(world_count(&world, "is:unread"), 2);
	world_done(&world);
}

static void tags_and_notes(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	size_t count;
	int64_t *ids = world_ids(&world, "title:first", &count);
	struct foreign tag = text("to read");
	assert_works(&world, store_tag(world.writer, ids, 1, &tag, 1, NULL, 0, &world.error));
	assert_works(&world, store_note(world.writer, ids[0], text("why"), &world.error));
	assert_int_equal(world_count(&world, "tag:\"to read\""), 1);
	struct stored_article article = world_read(&world, ids[0]);
	assert_text(article.note, "why");
	struct undone undone;
	store_undo(world.writer, &undone, NULL);
	store_undo(world.writer, &undone, NULL);
	assert_int_equal(world_count(&world, "tag:\"to read\""), 0);
	article = world_read(&world, ids[0]);
	assert_text(article.note, "");
	world_done(&world);
}

static void step_dropped_alone(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	assert_works(&world, store_begin_batch(world.writer, &world.error));
	world_add_feed(&world, "https://example.org/kept");
	assert_works(&world, store_begin_step(world.writer, "tried", &world.error));
	world_add_feed(&world, "https://example.org/dropped");
	store_drop_step(world.writer);
	world_add_feed(&world, "https://example.org/after");
	assert_works(&world, store_commit_batch(world.writer, &world.error));
	struct subscriptions all;
	assert_works(&world, store_subscriptions(&all, world.arena, world.reader, &world.error));
	assert_int_equal(all.feeds_count, 2);
	world_done(&world);
}

static void missing_article_is_not_tagged(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t id = 77;
	struct foreign tag = text("later");
	assert_works(&world, store_tag(world.writer, &id, 1, &tag, 1, NULL, 0, &world.error));
	assert_false(store_note(world.writer, id, text("why"), &world.error));
	assert_int_equal(world.error.kind, ERROR_NOT_FOUND);
	struct change_rows changes;
	assert_works(&world, store_changes(&changes, world.arena, world.reader, 10, &world.error));
	assert_int_equal(changes.count, 0);
	world_done(&world);
}

/* A mark of very many articles is large: of such changes fewer can be taken back. */
static void large_marks_are_bounded(void **state)
{
	(void)state;
	enum { ARTICLES = 20000, MARKS = 460 }; /* minutes: nine million rows are written */
	struct world world;
	if (!getenv("STEPPE_LONG"))
		return;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	assert_works(&world, store_begin_batch(world.writer, &world.error));
	for (int start = 0; start < ARTICLES; start += 1000) {
		static struct article articles[1000];
		for (int i = 0; i < 1000; i++) {
			char *name = arena_printf(world.arena, "%d", start + i);
			articles[i] = world_article(name, "", name, "");
		}
		world_update(&world, feed, articles, 1000, NOW);
	}
	assert_works(&world, store_commit_batch(world.writer, &world.error));
	for (int i = 0; i < MARKS; i++)
		assert_int_equal(store_mark_feed(world.writer, i % 2 ? MARK_UNREAD : MARK_READ,
					 feed, &world.error),
			ARTICLES);
	struct change_rows changes;
	assert_works(
		&world, store_changes(&changes, world.arena, world.reader, 1000, &world.error));
	assert_int_equal(changes.count, (64 << 20) / (ARTICLES * 8));
	world_done(&world);
}

/* The address of a feed that is gone is free, and so is that of one never added. */
static void addresses_change_hands(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	struct undone undone;
	int64_t one = world_add_feed(&world, "https://example.org/one");
	int64_t two = world_add_feed(&world, "https://example.org/two");
	assert_works(&world, store_change_feed_url(world.writer, one,
				     text("https://example.org/new"), &world.error));
	int64_t again = world_add_feed(&world, "https://example.org/one");
	assert_works(&world, store_remove_feeds(world.writer, &two, 1, &world.error));
	assert_works(&world, store_change_feed_url(world.writer, again,
				     text("https://example.org/two"), &world.error));
	for (int i = 0; i < 6; i++)
		assert_works(&world, store_undo(world.writer, &undone, &world.error));
	for (int i = 0; i < 6; i++)
		assert_works(&world, store_redo(world.writer, &undone, &world.error));
	assert_int_equal(store_feed_at(world.reader, text("https://example.org/new")), one);
	assert_int_equal(store_feed_at(world.reader, text("https://example.org/two")), again);
	world_done(&world);
}

static void removed_while_updated(void **state)
{
	(void)state;
	struct world world;
	int64_t feed = fill(&world);
	struct article article = world_article("3", "https://example.org/c", "Third", "<p>c</p>");
	assert_works(&world, store_remove_feeds(world.writer, &feed, 1, &world.error));
	world_update(&world, feed, &article, 1, NOW);
	assert_int_equal(world_count(&world, ""), 0);
	world_done(&world);
}

/* The feed goes before the import is taken back. */
static void unmade_stays_away(void **state)
{
	(void)state;
	struct world world;
	struct undone undone;
	struct import_counts counts = {0};
	int64_t feed = fill(&world);
	struct imported item = {.article = world_article("9", "https://example.org/i", "I", "")};
	assert_works(&world, store_remove_feeds(world.writer, &feed, 1, &world.error));
	assert_works(&world, store_begin_step(world.writer, "imported", &world.error));
	world_add_feed(&world, "https://example.org/feed");
	assert_works(
		&world, store_import_articles(world.writer, feed, &item, 1, &counts, &world.error));
	assert_works(&world, store_end_step(world.writer, &world.error));
	assert_int_equal(world_count(&world, ""), 3);
	store_undo(world.writer, &undone, NULL);
	assert_int_equal(world_count(&world, ""), 0);
	store_undo(world.writer, &undone, NULL);
	assert_int_equal(world_count(&world, ""), 2);
	world_done(&world);
}

TEST_MAIN(TEST("the journal of large marks is bounded", large_marks_are_bounded),
	TEST("an address changes hands and comes back", addresses_change_hands),
	TEST("of a feed that goes while it is updated nothing stays", removed_while_updated),
	TEST("what an import made does not come back with its feed", unmade_stays_away),
	TEST("a step that is dropped leaves the batch around it", step_dropped_alone),
	TEST("a tag on an article that is not there is no change", missing_article_is_not_tagged),
	TEST("marks are taken back and made again", marks_come_back),
	TEST("what is taken back is named, and its row is told", each_is_named),
	TEST("a removed feed leaves its bookmarks and comes back whole", feed_comes_back),
	TEST("smart folders are taken back and made again", smart_folders_come_back),
	TEST("a subscription that is taken back takes its articles along", subscription_goes_whole),
	TEST("tags and notes are taken back", tags_and_notes))
