/* Folders are made, renamed, moved, put in order and removed; each can be taken back. */
#include "tests/store/world.h"

static void add(struct world *world, const char *url, const char *folder)
{
	struct new_feed feed = {.url = text(url), .title = text(url), .folder = text(folder)};
	assert_works(world, store_add_feed(world->writer, &feed, NULL, &world->error) != 0);
}

static void fill(struct world *world)
{
	world_init(world);
	add(world, "a1", "A");
	add(world, "a2", "A");
	add(world, "a3", "A");
	add(world, "b1", "B");
	add(world, "c1", "A/C");
	add(world, "top", "");
}

static void write_feeds(
	struct buffer *out, const struct subscriptions *all, int64_t folder_id, const char *indent)
{
	for (size_t i = 0; i < all->feeds_count; i++)
		if (all->feeds[i].folder_id == folder_id)
			buffer_printf(out, "%s%.*s ", indent, (int)all->feeds[i].title.len,
				all->feeds[i].title.utf8);
}

static void write_folders(struct buffer *out, const struct subscriptions *all, int64_t parent_id)
{
	for (size_t i = 0; i < all->folders_count; i++) {
		const struct folder_row *folder = &all->folders[i];
		if (folder->parent_id != parent_id)
			continue;
		buffer_printf(out, "%.*s( ", (int)folder->name.len, folder->name.utf8);
		write_folders(out, all, folder->id);
		write_feeds(out, all, folder->id, "");
		buffer_printf(out, ") ");
	}
}

/* The tree in one line: "A( C( c1 ) a1 a2 ) top ". */
static void assert_tree(struct world *world, const char *expected)
{
	struct subscriptions all = {0};
	struct buffer out = {0};
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	write_folders(&out, &all, 0);
	write_feeds(&out, &all, 0, "");
	assert_string_equal(out.data, expected);
	buffer_done(&out);
}

static int64_t folder(struct world *world, const char *name)
{
	struct subscriptions all = {0};
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	for (size_t i = 0; i < all.folders_count; i++)
		if (foreign_equal(all.folders[i].name, text(name)))
			return all.folders[i].id;
	fail_msg("no folder %s", name);
	return 0;
}

static int64_t feed(struct world *world, const char *name)
{
	struct feed_row row = {0};
	assert_works(world,
		store_find_feed(&row, world->arena, world->reader, text(name), &world->error));
	return row.id;
}

static void undo(struct world *world, const char *expected_what)
{
	struct undone undone;
	assert_works(world, store_undo(world->writer, &undone, &world->error));
	assert_string_equal(undone.what, expected_what);
}

#define AT_FIRST "A( C( c1 ) a1 a2 a3 ) B( b1 ) top "

static void feeds_have_places(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	assert_tree(&world, AT_FIRST);
	int64_t a1 = feed(&world, "a1");
	assert_works(&world, store_move_feed(world.writer, a1, text("A"), 1, &world.error));
	assert_tree(&world, "A( C( c1 ) a2 a1 a3 ) B( b1 ) top ");
	assert_works(&world,
		store_move_feed(world.writer, a1, text("A"), STORE_AT_THE_END, &world.error));
	assert_tree(&world, "A( C( c1 ) a2 a3 a1 ) B( b1 ) top ");
	assert_works(&world, store_move_feed(world.writer, a1, text("B"), 0, &world.error));
	assert_tree(&world, "A( C( c1 ) a2 a3 ) B( a1 b1 ) top ");
	undo(&world, "moved a1");
	undo(&world, "moved a1");
	undo(&world, "moved a1");
	assert_tree(&world, AT_FIRST);
	world_done(&world);
}

static void folders_are_made(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	assert_works(&world, store_add_folder(world.writer, text("B/D"), &world.error));
	assert_tree(&world, "A( C( c1 ) a1 a2 a3 ) B( D( ) b1 ) top ");
	undo(&world, "made the folder B/D");
	assert_tree(&world, AT_FIRST);
	assert_false(store_add_folder(world.writer, text("A/C"), &world.error));
	assert_string_equal(world.error.sentence, "there is a folder A/C already");
	assert_false(store_add_folder(world.writer, text(" / "), &world.error));
	assert_tree(&world, AT_FIRST);
	world_done(&world);
}

static void folders_are_moved(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	int64_t a = folder(&world, "A");
	assert_works(&world,
		store_move_folder(world.writer, a, text("B"), STORE_AT_THE_END, &world.error));
	assert_tree(&world, "B( A( C( c1 ) a1 a2 a3 ) b1 ) top ");
	assert_false(store_move_folder(world.writer, a, text("B/A/C"), 0, &world.error));
	assert_string_equal(world.error.sentence, "a folder cannot be put into itself");
	assert_works(&world, store_move_folder(world.writer, a, text(""), 1, &world.error));
	assert_tree(&world, "B( b1 ) A( C( c1 ) a1 a2 a3 ) top ");
	undo(&world, "moved the folder A");
	undo(&world, "moved the folder A");
	assert_tree(&world, AT_FIRST);
	world_done(&world);
}

static void names_are_taken_once(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	int64_t b = folder(&world, "B");
	assert_false(store_rename_folder(world.writer, b, text("A"), &world.error));
	assert_string_equal(world.error.sentence, "there is a folder A already");
	assert_works(&world, store_rename_folder(world.writer, b, text("C"), &world.error));
	assert_false(store_move_folder(world.writer, b, text("A"), 0, &world.error));
	assert_tree(&world, "A( C( c1 ) a1 a2 a3 ) C( b1 ) top ");
	undo(&world, "renamed the folder B to C");
	assert_tree(&world, AT_FIRST);
	world_done(&world);
}

static void what_was_inside_goes_up(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	int64_t a = folder(&world, "A");
	assert_works(&world, store_remove_folder(world.writer, a, &world.error));
	assert_tree(&world, "B( b1 ) C( c1 ) top a1 a2 a3 ");
	undo(&world, "removed the folder A");
	assert_tree(&world, AT_FIRST);
	int64_t c = folder(&world, "C");
	assert_works(&world, store_rename_folder(world.writer, c, text("A"), &world.error));
	assert_works(&world, store_remove_folder(world.writer, a, &world.error));
	assert_tree(&world, "B( b1 ) A( c1 ) top a1 a2 a3 ");
	world_done(&world);
}

static void feeds_have_tags(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t id = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/a", "One", "<p>a</p>");
	world_update(&world, id, &article, 1, NOW);
	assert_int_equal(world_count(&world, "tag:rail"), 0);
	assert_works(&world, store_set_feed_option(world.writer, id, text("tags"),
				     text("rail Asia"), &world.error));
	assert_int_equal(world_count(&world, "tag:rail"), 1);
	assert_int_equal(world_count(&world, "tag:asia"), 1);
	assert_int_equal(world_count(&world, "tag:ra"), 0);
	struct foreign_list tags = {0};
	assert_works(&world,
		store_complete(&tags, world.arena, world.reader, "tag", text(""), &world.error));
	assert_int_equal(tags.count, 2);
	assert_text(tags.items[1], "rail");
	undo(&world, "set tags of The Astana Times");
	assert_int_equal(world_count(&world, "tag:rail"), 0);
	world_done(&world);
}

static void depth_has_a_limit(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	const char *deep = "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15";
	assert_works(&world, store_add_folder(world.writer, text(deep), &world.error));
	int64_t a = folder(&world, "A");
	assert_false(store_move_folder(world.writer, a, text(deep), 0, &world.error));
	assert_string_equal(world.error.sentence, "this folder's name is too long or too deep");
	world_done(&world);
}

static enum setting3 fulltext_of(struct world *world, const char *url)
{
	struct feed_row feed;
	struct subscriptions all = {0};
	assert_works(world,
		store_find_feed(&feed, world->arena, world->reader, text(url), &world->error));
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	for (size_t i = 0; i < all.feeds_count; i++)
		if (all.feeds[i].id == feed.id)
			assert_int_equal(all.feeds[i].fulltext, feed.fulltext);
	return feed.fulltext;
}

static void set_fulltext(struct world *world, const char *folder_name, const char *value)
{
	assert_works(world, store_set_folder_option(world->writer, folder(world, folder_name),
				    text("fulltext"), text(value), &world->error));
}

static void feed_has_what_its_folder_sets(void **state)
{
	(void)state;
	struct world world;
	struct feed_row feed;
	fill(&world);
	set_fulltext(&world, "A", "on");
	assert_int_equal(fulltext_of(&world, "a1"), SETTING_ON);
	assert_int_equal(fulltext_of(&world, "c1"), SETTING_ON);
	assert_int_equal(fulltext_of(&world, "b1"), SETTING_AUTO);
	add(&world, "a4", "A");
	add(&world, "c2", "A/C/D");
	assert_int_equal(fulltext_of(&world, "a4"), SETTING_ON);
	assert_int_equal(fulltext_of(&world, "c2"), SETTING_ON);
	store_find_feed(&feed, world.arena, world.reader, text("a4"), NULL);
	assert_works(&world, store_set_feed_option(world.writer, feed.id, text("fulltext"),
				     text("off"), &world.error));
	assert_int_equal(fulltext_of(&world, "a4"), SETTING_OFF);
	world_done(&world);
}

static void folder_takes_the_place_of_what_was_set_before(void **state)
{
	(void)state;
	struct world world;
	struct feed_row feed;
	struct undone undone;
	fill(&world);
	store_find_feed(&feed, world.arena, world.reader, text("a1"), NULL);
	assert_works(&world, store_set_feed_option(world.writer, feed.id, text("fulltext"),
				     text("off"), &world.error));
	set_fulltext(&world, "C", "off");
	set_fulltext(&world, "A", "on");
	assert_int_equal(fulltext_of(&world, "a1"), SETTING_ON);
	assert_int_equal(fulltext_of(&world, "c1"), SETTING_ON);
	assert_works(&world, store_undo(world.writer, &undone, &world.error));
	assert_int_equal(fulltext_of(&world, "a1"), SETTING_OFF);
	assert_int_equal(fulltext_of(&world, "c1"), SETTING_OFF);
	assert_int_equal(fulltext_of(&world, "a2"), SETTING_AUTO);
	world_done(&world);
}

TEST_MAIN(TEST("a feed gets the place it is moved to, among the others", feeds_have_places),
	TEST("a folder is made, with those above it; not twice", folders_are_made),
	TEST("a folder is moved with all that is in it; not into itself", folders_are_moved),
	TEST("two folders side by side do not get one name", names_are_taken_once),
	TEST("what was in a removed folder goes one level up", what_was_inside_goes_up),
	TEST("a feed's tags find its articles and are offered", feeds_have_tags),
	TEST("a feed has what its folder sets, unless it says otherwise",
		feed_has_what_its_folder_sets),
	TEST("a folder takes the place of what was set in it before",
		folder_takes_the_place_of_what_was_set_before),
	TEST("folders lie in each other up to a limit", depth_has_a_limit))
