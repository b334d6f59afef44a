/* Random changes of every kind, then all taken back, one by one, and made again: each time
 * the store is as it was.  STEPPE_SEED chooses them. */
#include <stdio.h>
#include <stdlib.h>

#include "src/base/buffer.h"
#include "src/store/upkeep.h"
#include "tests/store/random_changes.h"

enum { CHANGES = 150, SEEDS = 4 };

/* ---- what there is to be seen of a store ---- */

static void write_text(struct buffer *out, struct foreign value)
{
	buffer_printf(out, "[%.*s]", (int)value.len, value.utf8);
}

static void write_tree(struct buffer *out, struct world *world, struct arena *arena)
{
	struct subscriptions all;
	assert_works(world, store_subscriptions(&all, arena, world->reader, &world->error));
	buffer_printf(
		out, "%lld %lld\n", (long long)all.unread_total, (long long)all.bookmarks_total);
	for (size_t i = 0; i < all.folders_count; i++) {
		const struct folder_row *folder = &all.folders[i];
		write_text(out, store_folder_path(arena, &all, folder->id));
		buffer_printf(out, "%lld %d %d\n", (long long)folder->unread, folder->fulltext,
			folder->prefetch);
	}
	for (size_t i = 0; i < all.feeds_count; i++) {
		const struct feed_row *feed = &all.feeds[i];
		struct foreign keep;
		assert_works(world, store_feed_option(&keep, arena, world->reader, feed->id,
					    text("keep"), &world->error));
		write_text(out, store_folder_path(arena, &all, feed->folder_id));
		write_text(out, feed->title);
		write_text(out, feed->url);
		write_text(out, feed->tags);
		write_text(out, keep);
		buffer_printf(out, "%lld %lld %d\n", (long long)feed->unread,
			(long long)feed->total, feed->fulltext);
	}
}

static void write_articles(struct buffer *out, struct world *world, struct arena *arena)
{
	struct article_rows rows;
	struct list_window window = {.limit = 10000, .includes_hidden = true};
	assert_works(world, store_list(&rows, arena, world->reader, &window, &world->error));
	for (size_t i = 0; i < rows.count; i++) {
		struct stored_article article;
		assert_works(world, store_article(&article, arena, world->reader, rows.items[i].id,
					    &world->error));
		buffer_printf(out, "%lld %x ", (long long)rows.items[i].id, rows.items[i].flags);
		write_text(out, article.note);
		for (size_t j = 0; j < article.tags.count; j++)
			write_text(out, article.tags.items[j]);
		buffer_append_char(out, '\n');
	}
}

static char *seen(struct world *world)
{
	struct buffer out = {0};
	struct foreign smart;
	struct arena *arena = arena_new();
	write_tree(&out, world, arena);
	write_articles(&out, world, arena);
	assert_works(world,
		store_get_value(&smart, arena, world->reader, "smart-folders", &world->error));
	write_text(&out, smart);
	buffer_append_char(&out, '\0');
	arena_free(arena);
	return out.data;
}

static size_t changes_count(struct world *world)
{
	struct change_rows changes;
	size_t count = 0;
	assert_works(
		world, store_changes(&changes, world->arena, world->reader, 10000, &world->error));
	for (size_t i = 0; i < changes.count; i++)
		count += !changes.items[i].is_undone;
	return count;
}

static void assert_same(char *now, char *then, const char *what)
{
	if (strcmp(now, then) != 0) {
		printf("# then:\n%s\n# now:\n%s\n", then, now);
		fail_msg("not as it was: %s", what);
	}
	free(now);
}

static void sound_line(void *context, const char *line)
{
	(void)context;
	if (strstr(line, "put right") || strstr(line, "without"))
		fail_msg("%s", line);
}

static void back_and_forth(struct world *world, char **before, size_t count)
{
	struct undone undone;
	for (size_t i = count; i-- > 0;) {
		assert_works(world, store_undo(world->writer, &undone, &world->error));
		assert_same(seen(world), before[i], undone.what);
	}
	for (size_t i = 0; i < count; i++) {
		if (i == count / 2)
			world_restart(world);
		assert_works(world, store_redo(world->writer, &undone, &world->error));
		assert_same(seen(world), before[i + 1], undone.what);
	}
}

static void all_come_back(void **state)
{
	(void)state;
	const char *given = getenv("STEPPE_SEED");
	for (int seed = 0; seed < SEEDS; seed++) {
		struct chance chance = {given ? strtoull(given, NULL, 10) + (unsigned)seed
					      : (unsigned)seed * 7919u + 1};
		struct world world;
		char *before[CHANGES + 1];
		size_t count = 0;
		fill(&world);
		size_t first = changes_count(&world);
		before[0] = seen(&world);
		for (int i = 0; i < CHANGES; i++) {
			change_something(&world, &chance);
			char *now = seen(&world);
			/* What changed nothing left nothing to be taken back. */
			if (changes_count(&world) - first == count) {
				assert_same(now, before[count], "no change");
				continue;
			}
			count++;
			assert_int_equal(changes_count(&world) - first, count);
			before[count] = now;
		}
		assert_true(count > CHANGES / 2);
		back_and_forth(&world, before, count);
		assert_works(
			&world, store_check(world.writer, NULL, sound_line, NULL, &world.error));
		for (size_t i = 0; i <= count; i++)
			free(before[i]);
		world_done(&world);
	}
}

/* Updates come between changes, and between taking them back: nothing fails, and no count
 * is wrong. */
static void beside_updates(void **state)
{
	(void)state;
	struct chance chance = {99};
	struct world world;
	struct undone undone;
	fill(&world);
	for (int i = 0; i < CHANGES; i++) {
		change_something(&world, &chance);
		bring_some(&world, &chance);
		if (draw(&chance, 4) == 0)
			store_undo(world.writer, &undone, NULL);
		if (draw(&chance, 8) == 0)
			store_redo(world.writer, &undone, NULL);
	}
	while (store_undo(world.writer, &undone, &world.error))
		bring_some(&world, &chance);
	assert_int_equal(world.error.kind, ERROR_NOT_FOUND);
	assert_int_equal(changes_count(&world), 0);
	assert_works(&world, store_check(world.writer, NULL, sound_line, NULL, &world.error));
	world_done(&world);
}

TEST_MAIN(TEST("all changes are taken back and made again, whatever they were", all_come_back),
	TEST("updates between them hinder nothing", beside_updates))
