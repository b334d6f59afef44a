#include "tests/store/random_changes.h"

#include "src/store/import.h"
#include "src/store/rules.h"

size_t draw(struct chance *chance, size_t below)
{
	chance->state = chance->state * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (size_t)(chance->state >> 33) % below;
}

static struct foreign draw_name(struct chance *chance)
{
	static const char *const names[] = {"A", "B", "A/C", "A/C/D", "E/A", "Новости", "B/B"};
	return text(names[draw(chance, sizeof names / sizeof *names)]);
}

static int64_t draw_id(struct world *world, struct chance *chance)
{
	return 1 + (int64_t)draw(chance, 1 + (size_t)world_count(world, "") + 5);
}

static int64_t draw_feed(struct world *world, struct chance *chance)
{
	struct subscriptions all;
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	return all.feeds_count == 0 ? 0 : all.feeds[draw(chance, all.feeds_count)].id;
}

static int64_t draw_folder(struct world *world, struct chance *chance)
{
	struct subscriptions all;
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	return all.folders_count == 0 ? 0 : all.folders[draw(chance, all.folders_count)].id;
}

/* A bookmark of a feed that is gone: without its mark it would stay until `check`. */
static bool has_orphans(struct world *world)
{
	struct article_rows rows = world_list(world, "is:bookmarked");
	for (size_t i = 0; i < rows.count; i++)
		if (rows.items[i].feed_id == 0)
			return true;
	return false;
}

static void change_marks(struct world *world, struct chance *chance)
{
	static const char *const queries[] = {"is:unread", "is:bookmarked", "title:3", "", "tag:x"};
	enum mark mark = (enum mark)draw(chance, MARK_UNDELETE + 1);
	int64_t ids[4];
	size_t way = draw(chance, 4);
	for (size_t i = 0; i < 4; i++)
		ids[i] = draw_id(world, chance);
	if (mark == MARK_UNBOOKMARK && has_orphans(world))
		mark = MARK_BOOKMARK;
	if (way == 0 && mark < MARK_DELETE)
		store_mark_query(world->writer, mark, world_query(world, queries[draw(chance, 5)]),
			&world->error);
	else if (way == 1 && mark < MARK_DELETE)
		store_mark_feed(world->writer, mark, draw_feed(world, chance), &world->error);
	else
		store_mark_ids(world->writer, mark, ids, 1 + draw(chance, 4), &world->error);
}

static void change_words(struct world *world, struct chance *chance)
{
	struct foreign tags[] = {text("x"), text("to read"), text("қала")};
	static const char *const notes[] = {"", "one", "two\nlines"};
	int64_t id = draw_id(world, chance);
	size_t tag = draw(chance, 3);
	if (draw(chance, 2) == 0)
		store_note(world->writer, id, text(notes[draw(chance, 3)]), &world->error);
	else
		store_tag(world->writer, &id, 1, &tags[tag], draw(chance, 2), &tags[(tag + 1) % 3],
			1, &world->error);
}

static void change_feeds(struct world *world, struct chance *chance)
{
	int64_t feed = draw_feed(world, chance);
	if (feed == 0)
		return;
	static const char *const values[] = {"", "50", "90d"};
	static const char *const switches[] = {"on", "off", ""};
	char *url = arena_printf(world->arena, "https://feed.example/%zu", draw(chance, 8));
	struct new_feed added = {.url = text(url), .folder = draw_name(chance)};
	switch (draw(chance, 7)) {
	case 0:
		store_add_feed(world->writer, &added, NULL, &world->error);
		break;
	case 1:
		store_remove_feeds(world->writer, &feed, 1, &world->error);
		break;
	case 2:
		store_rename_feed(world->writer, feed, draw_name(chance), &world->error);
		break;
	case 3:
		store_change_feed_url(world->writer, feed, text(url), &world->error);
		break;
	case 4:
		store_set_feed_option(world->writer, feed, text("keep"),
			text(values[draw(chance, 3)]), &world->error);
		break;
	case 5:
		store_set_feed_option(world->writer, feed, text("fulltext"),
			text(switches[draw(chance, 3)]), &world->error);
		break;
	default:
		store_move_feed(world->writer, feed, draw_name(chance),
			(int64_t)draw(chance, 4) - 1, &world->error);
	}
}

static void change_folders(struct world *world, struct chance *chance)
{
	int64_t folder = draw_folder(world, chance);
	if (folder == 0) {
		store_add_folder(world->writer, draw_name(chance), &world->error);
		return;
	}
	static const char *const switches[] = {"on", "off", ""};
	static const char *const smart[] = {"", "Rail\ttitle:rail\n", "A\tis:unread\nB\ttag:x\n"};
	switch (draw(chance, 6)) {
	case 0:
		store_add_folder(world->writer, draw_name(chance), &world->error);
		break;
	case 1:
		store_rename_folder(world->writer, folder, text("Z"), &world->error);
		break;
	case 2:
		store_remove_folder(world->writer, folder, &world->error);
		break;
	case 3:
		store_set_folder_option(world->writer, folder, text("fulltext"),
			text(switches[draw(chance, 3)]), &world->error);
		break;
	case 4:
		store_set_smart_folders(
			world->writer, text(smart[draw(chance, 3)]), "kept it", &world->error);
		break;
	default:
		store_move_folder(world->writer, folder, draw_name(chance),
			(int64_t)draw(chance, 4) - 1, &world->error);
	}
}

static void import_some(struct world *world, struct chance *chance)
{
	struct imported items[3] = {0};
	struct import_counts counts = {0};
	for (size_t i = 0; i < 3; i++) {
		char *url = arena_printf(world->arena, "https://old.example/%zu", draw(chance, 9));
		items[i].article = world_article(url, url, url, "<p>x</p>");
		items[i].flags = (uint32_t)draw(chance, 4);
		items[i].feed_title = draw(chance, 2) ? text("Gone") : text("");
		items[i].note = draw(chance, 2) ? text("an old note") : text("");
	}
	if (draw(chance, 2))
		store_import_bookmarks(world->writer, items, 3, &counts, &world->error);
	else
		store_import_articles(
			world->writer, draw_feed(world, chance), items, 3, &counts, &world->error);
}

static void change_one(struct world *world, struct chance *chance)
{
	switch (draw(chance, 5)) {
	case 0:
		change_words(world, chance);
		break;
	case 1:
		change_feeds(world, chance);
		break;
	case 2:
		change_folders(world, chance);
		break;
	default:
		change_marks(world, chance);
	}
}

/* One step of many changes now and then, and imports, which are always in one.  What
 * fails in a step would take all of it back: it is dropped as its callers drop it. */
void change_something(struct world *world, struct chance *chance)
{
	world->error = (struct error){0};
	if (draw(chance, 8) != 0) {
		change_one(world, chance);
		return;
	}
	assert_works(world, store_begin_step(world->writer, "many changes", &world->error));
	if (draw(chance, 2))
		import_some(world, chance);
	for (size_t i = draw(chance, 4); i > 0 && world->error.kind == ERROR_NONE; i--)
		change_one(world, chance);
	if (world->error.kind != ERROR_NONE || draw(chance, 8) == 0)
		store_drop_step(world->writer);
	else
		assert_works(world, store_end_step(world->writer, &world->error));
}

/* ---- updates ---- */

static void bring(struct world *world, int64_t feed, size_t from, size_t count)
{
	struct article articles[20];
	for (size_t i = 0; i < count; i++) {
		/* Every other one stands in all feeds. */
		size_t number = from + i;
		char *name = arena_printf(world->arena, "%zu", number);
		char *url = number % 2
				    ? arena_printf(world->arena, "https://news.example/%zu", number)
				    : arena_printf(world->arena, "https://news.example/%lld/%zu",
					      (long long)feed, number);
		articles[i] = world_article(name, url, name, "<p>words</p>");
		articles[i].published = NOW - DAY - (int64_t)number;
	}
	world_update(world, feed, articles, count, NOW);
}

void bring_some(struct world *world, struct chance *chance)
{
	int64_t feed = draw_feed(world, chance);
	if (feed != 0 && draw(chance, 4) == 0)
		bring(world, feed, draw(chance, 30), 12);
}

void fill(struct world *world)
{
	world_init(world);
	store_set_rules(world->writer, (struct rules){0});
	for (int i = 0; i < 4; i++)
		bring(world,
			world_add_feed(
				world, arena_printf(world->arena, "https://feed.example/%d", i)),
			0, 12);
}
