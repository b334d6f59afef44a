/* What several feeds carry: once in lists, and once in the numbers that go with them. */
#include "tests/store/world.h"

static size_t unread_once(struct world *world)
{
	struct list_window window = {.unread_only = true, .shows_once = true};
	struct subscriptions all;
	struct article_rows rows;
	int64_t *ids;
	size_t count;
	assert_works(world, store_list(&rows, world->arena, world->reader, &window, &world->error));
	assert_works(world,
		store_list_ids(&ids, &count, world->arena, world->reader, &window, &world->error));
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	assert_int_equal(rows.count, rows.total);
	assert_int_equal(rows.count, count);
	assert_int_equal(rows.count, all.unread_total);
	assert_int_equal(rows.count, all.today_unread);
	window.shows_once = false;
	assert_works(world,
		store_list_ids(&ids, &count, world->arena, world->reader, &window, &world->error));
	window.shows_once = true;
	window.query = world_query(world, "is:unread");
	assert_works(world, store_ids_once(ids, &count, world->reader, &window, &world->error));
	assert_int_equal(rows.count, count);
	return count;
}

static void shown_once(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	struct article story = world_article("1", "https://example.org/a", "T", "");
	struct article alone = world_article("2", "https://example.org/b", "Alone", "");
	story.published = alone.published = NOW;
	int64_t one = world_add_feed(&world, "https://one.example/");
	int64_t two = world_add_feed(&world, "https://two.example/");
	int64_t three = world_add_feed(&world, "https://three.example/");
	world_update(&world, one, &story, 1, NOW);
	world_update(&world, two, &story, 1, NOW);
	world_update(&world, three, &story, 1, NOW);
	world_update(&world, three, &alone, 1, NOW);
	assert_int_equal(world_count(&world, "is:unread"), 4);
	assert_int_equal(unread_once(&world), 2);
	assert_int_equal(world_count(&world, "feed:3"), 2);
	assert_works(&world, store_remove_feeds(world.writer, &one, 1, &world.error));
	assert_int_equal(unread_once(&world), 2);
	struct undone undone;
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_int_equal(unread_once(&world), 2);
	int64_t id = 2;
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, &id, 1, NULL), 1);
	assert_int_equal(unread_once(&world), 1);
	assert_int_equal(world_count(&world, "is:unread"), 1);
	assert_int_equal(store_mark_ids(world.writer, MARK_UNREAD, &id, 1, NULL), 1);
	assert_int_equal(unread_once(&world), 2);
	world_done(&world);
}

/* As the reader lists a place; the number that is kept for it is the same. */
static size_t rows_once(struct world *world, const struct list_window *window)
{
	int64_t *ids;
	size_t count, length = 0;
	assert_works(world,
		store_list_ids(&ids, &count, world->arena, world->reader, window, &world->error));
	assert_works(world, store_ids_once(ids, &count, world->reader, window, &world->error));
	assert_true(store_list_length(world->reader, window, 1, &length));
	assert_int_equal(length, count);
	return count;
}

static size_t bookmarks_once(struct world *world)
{
	struct list_window window = {
		.query = world_query(world, "(is:bookmarked)"), .shows_once = true};
	struct subscriptions all;
	size_t count = rows_once(world, &window);
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	assert_int_equal(all.bookmarks_total, count);
	return count;
}

static void bookmarked_once(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	struct article story = world_article("1", "https://example.org/a", "T", "");
	struct article alone = world_article("2", "https://example.org/b", "Alone", "");
	int64_t one = world_add_feed(&world, "https://one.example/");
	int64_t two = world_add_feed(&world, "https://two.example/");
	world_update(&world, one, &story, 1, NOW);
	world_update(&world, two, &story, 1, NOW);
	world_update(&world, two, &alone, 1, NOW);
	assert_int_equal(bookmarks_once(&world), 0);
	int64_t ids[] = {1, 2, 3};
	assert_int_equal(store_mark_ids(world.writer, MARK_BOOKMARK, ids, 1, NULL), 1);
	assert_int_equal(world_count(&world, "is:bookmarked"), 2);
	assert_int_equal(bookmarks_once(&world), 1);
	assert_int_equal(store_mark_ids(world.writer, MARK_BOOKMARK, ids + 2, 1, NULL), 1);
	assert_int_equal(bookmarks_once(&world), 2);
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, ids, 1, NULL), 1);
	assert_int_equal(bookmarks_once(&world), 2);
	/* Where marks are not shared, each may be in a state of its own. */
	store_share_marks(world.writer, false);
	assert_int_equal(store_mark_ids(world.writer, MARK_UNREAD, ids, 1, NULL), 1);
	assert_int_equal(bookmarks_once(&world), 3);
	assert_int_equal(store_mark_ids(world.writer, MARK_UNBOOKMARK, ids, 1, NULL), 1);
	assert_int_equal(bookmarks_once(&world), 2);
	world_done(&world);
}

static void assert_folder(struct world *world, const char *name, size_t unread, size_t rows)
{
	struct subscriptions all;
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	for (size_t i = 0; i < all.folders_count; i++) {
		if (!foreign_equal(all.folders[i].name, text(name)))
			continue;
		struct list_window window = {
			.folder_id = all.folders[i].id, .unread_only = true, .shows_once = true};
		assert_int_equal(rows_once(world, &window), unread);
		assert_int_equal(all.folders[i].unread, unread);
		window.unread_only = false;
		size_t length;
		assert_int_equal(store_list_length(world->reader, &window, 1, &length), false);
		int64_t *ids;
		size_t count;
		assert_works(world, store_list_ids(&ids, &count, world->arena, world->reader,
					    &window, &world->error));
		assert_works(
			world, store_ids_once(ids, &count, world->reader, &window, &world->error));
		assert_int_equal(count, rows);
		return;
	}
	fail_msg("no folder %s", name);
}

static void in_a_folder_once(void **state)
{
	(void)state;
	static const char *const folders[] = {"All/One", "All/Two", "All/Two", "Else"};
	struct world world;
	world_init(&world);
	struct article story = world_article("1", "https://example.org/a", "T", "");
	struct article alone = world_article("2", "https://example.org/b", "Alone", "");
	story.published = alone.published = NOW;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		struct new_feed feed = {
			.url = text(arena_printf(world.arena, "https://%zu.example/", i)),
			.folder = text(folders[i])};
		int64_t id = store_add_feed(world.writer, &feed, NULL, &world.error);
		world_update(&world, id, &story, 1, NOW);
		if (i == 1)
			world_update(&world, id, &alone, 1, NOW);
	}
	assert_folder(&world, "One", 1, 1);
	assert_folder(&world, "Two", 2, 2);
	assert_folder(&world, "All", 2, 2);
	assert_folder(&world, "Else", 1, 1);
	assert_int_equal(unread_once(&world), 2);
	int64_t id = 1;
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, &id, 1, NULL), 1);
	assert_folder(&world, "One", 0, 1);
	assert_folder(&world, "Two", 1, 2);
	assert_folder(&world, "All", 1, 2);
	assert_folder(&world, "Else", 0, 1);
	world_done(&world);
}

TEST_MAIN(TEST("an article of several feeds is once in the list of all unread", shown_once),
	TEST("it is one of the bookmarks, and one of their number", bookmarked_once),
	TEST("it is one in each folder that holds several of its feeds", in_a_folder_once))
