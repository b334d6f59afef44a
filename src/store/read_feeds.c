/* Subscriptions as the tree shows them: folders, feeds, counts.  Reads rows of
 * feeds only, never an article. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/connection.h"
#include "src/store/folders.h"
#include "src/store/once.h"
#include "src/store/options.h"
#include "src/store/query_sql.h"

#define FOLDERS_LIMIT 10000
#define DEPTH_LIMIT 32

#define FEED_COLUMNS                                                                            \
	"SELECT f.id, f.folder_id, f.position, f.url,"                                          \
	" CASE WHEN f.own_title <> '' THEN f.own_title WHEN f.title <> '' THEN f.title"         \
	"  ELSE f.url END, f.home_page_url, c.unread, c.total, h.state, h.error, h.error_kind," \
	" h.failing_since, h.failures, h.last_success, h.last_try, h.last_new, h.next_due,"     \
	" h.posts_a_week, length(h.etag) + length(h.last_modified) > 0, h.moved_to,"            \
	" h.moved_count, h.warnings, f.options,"                                                \
	" CASE WHEN f.options <> '{}' AND json_valid(f.options)"                                \
	"  THEN coalesce(json_extract(f.options, '$.tags'), '') ELSE '' END, f.description"     \
	" FROM feeds f JOIN counts c ON c.feed_id = f.id JOIN health h ON h.feed_id = f.id"     \
	" WHERE f.removed_at = 0"

static struct feed_row read_feed(struct statement *statement, struct arena *arena)
{
	struct foreign options = statement_text(statement, 22, arena);
	return (struct feed_row){
		.id = statement_integer(statement, 0),
		.folder_id = statement_integer(statement, 1),
		.position = statement_integer(statement, 2),
		.url = statement_text(statement, 3, arena),
		.title = statement_text(statement, 4, arena),
		.home_page_url = statement_text(statement, 5, arena),
		.unread = statement_integer(statement, 6),
		.total = statement_integer(statement, 7),
		.state = (enum feed_state)statement_integer(statement, 8),
		.error = statement_text(statement, 9, arena),
		.error_kind = (enum error_kind)statement_integer(statement, 10),
		.failing_since = statement_integer(statement, 11),
		.failures = (int)statement_integer(statement, 12),
		.last_success = statement_integer(statement, 13),
		.last_try = statement_integer(statement, 14),
		.last_new = statement_integer(statement, 15),
		.next_due = statement_integer(statement, 16),
		.posts_a_week = statement_real(statement, 17),
		.has_validators = statement_integer(statement, 18) != 0,
		.moved_to = statement_text(statement, 19, arena),
		.moved_count = (int)statement_integer(statement, 20),
		.warnings = statement_text(statement, 21, arena),
		.fulltext = options_setting(options, "fulltext"),
		.prefetch = options_setting(options, "prefetch"),
		.tags = statement_text(statement, 23, arena),
		.description = statement_text(statement, 24, arena),
	};
}

static bool read_feeds(struct feed_row **out, size_t *count, struct arena *arena,
	struct statement *statement, struct error *error)
{
	if (!statement)
		return false;
	struct feed_row *items = NULL;
	size_t capacity = 0;
	*count = 0;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(items, *count, capacity) = read_feed(statement, arena);
	statement_end(statement);
	arena_adopt(arena, items);
	*out = items;
	return step == STEP_DONE;
}

struct folder_row *folder_of(const struct subscriptions *all, int64_t folder_id)
{
	for (size_t i = 0; folder_id != 0 && i < all->folders_count; i++)
		if (all->folders[i].id == folder_id)
			return &all->folders[i];
	return NULL;
}

/* Parents before children: a walk down the tree, not deeper than a limit, so that
 * a circle in a damaged file ends. */
static bool read_folders(struct subscriptions *out, struct arena *arena, struct database *database,
	struct error *error)
{
	struct statement *statement = statement_start(database,
		"WITH RECURSIVE tree (id, parent_id, name, position, is_folded, options, depth,"
		" path) AS (SELECT id, parent_id, name, position, is_folded, options, 1,"
		"  printf('%08d %s/', position, name) FROM folders"
		"  WHERE parent_id = 0 AND removed_at = 0"
		" UNION ALL"
		" SELECT f.id, f.parent_id, f.name, f.position, f.is_folded, f.options,"
		"  depth + 1,"
		"  path || printf('%08d %s/', f.position, f.name)"
		"  FROM folders f JOIN tree ON f.parent_id = tree.id"
		"  WHERE f.removed_at = 0 AND depth < ?2)"
		" SELECT id, parent_id, name, position, is_folded, options FROM tree"
		" ORDER BY path LIMIT ?1",
		VALUES(of_integer(FOLDERS_LIMIT), of_integer(DEPTH_LIMIT)), error);
	if (!statement)
		return false;
	struct folder_row *items = NULL;
	size_t capacity = 0;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct folder_row folder = {
			.id = statement_integer(statement, 0),
			.parent_id = statement_integer(statement, 1),
			.name = statement_text(statement, 2, arena),
			.position = statement_integer(statement, 3),
			.is_folded = statement_integer(statement, 4) != 0,
		};
		out->folders = items;
		folder_settings_read(&folder, statement_text(statement, 5, arena),
			folder.parent_id != 0 ? folder_of(out, folder.parent_id) : NULL);
		ARRAY_PUSH(items, out->folders_count, capacity) = folder;
	}
	statement_end(statement);
	arena_adopt(arena, items);
	out->folders = items;
	return step == STEP_DONE;
}

/* Unread articles go up, settings come down.  Children come after their parents, so one
 * pass from the end carries all up.
 * Feeds come by folder: the folder is looked for once a run of them. */
static void carry_up_and_down(struct subscriptions *out)
{
	struct folder_row *folder = NULL;
	for (size_t i = 0; i < out->feeds_count; i++) {
		struct feed_row *feed = &out->feeds[i];
		if (!folder || folder->id != feed->folder_id)
			folder = folder_of(out, feed->folder_id);
		if (!folder) {
			feed->folder_id = 0;
			continue;
		}
		folder->unread += feed->unread;
		feed_settings_inherit(feed, folder);
	}
	for (size_t i = out->folders_count; i-- > 0;) {
		struct folder_row *parent = folder_of(out, out->folders[i].parent_id);
		if (parent)
			parent->unread += out->folders[i].unread;
	}
}

static size_t place_of_folder(const struct subscriptions *all, int64_t folder_id)
{
	const struct folder_row *folder = folder_of(all, folder_id);
	return folder ? (size_t)(folder - all->folders) + 1 : 0;
}

/* From folder by folder to the order of the tree, where a folder's feeds stand before those
 * of the folders inside it. */
static void put_in_tree_order(struct subscriptions *out, struct arena *arena)
{
	size_t places = out->folders_count + 2;
	size_t *place_of = arena_array(arena, out->feeds_count + 1, sizeof *place_of);
	size_t *starts = arena_array(arena, places, sizeof *starts);
	struct feed_row *ordered = arena_array(arena, out->feeds_count + 1, sizeof *ordered);
	for (size_t i = 0; i < out->feeds_count; i++) {
		bool is_same = i > 0 && out->feeds[i].folder_id == out->feeds[i - 1].folder_id;
		place_of[i] =
			is_same ? place_of[i - 1] : place_of_folder(out, out->feeds[i].folder_id);
		starts[place_of[i] + 1]++;
	}
	for (size_t i = 1; i < places; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < out->feeds_count; i++)
		ordered[starts[place_of[i]]++] = out->feeds[i];
	out->feeds = ordered;
}

static int64_t start_of_today(void)
{
	time_t now = (time_t)clock_now();
	struct tm day;
	localtime_r(&now, &day);
	day.tm_hour = day.tm_min = day.tm_sec = 0;
	day.tm_isdst = -1;
	return (int64_t)mktime(&day);
}

static bool read_totals(struct subscriptions *out, struct database *database, struct error *error)
{
	struct error trouble = {0};
	out->unread_total = database_integer(
		database, "SELECT sum(unread) FROM counts", NO_VALUES, 0, &trouble);
	out->bookmarks_total = database_integer(database, BOOKMARKS_ONCE, NO_VALUES, 0, &trouble);
	out->today_unread = database_integer(database,
		"SELECT (SELECT count(*) FROM articles WHERE flags & 225 = 0 AND date >= ?1) -"
		" (SELECT count(*) FROM (" ECHOES_WHERE(
			" AND e.date >= ?1", " AND o.date >= ?1") "))",
		VALUES(of_integer(start_of_today())), 0, &trouble);
	out->saved_total = database_integer(database,
		"SELECT total FROM counts JOIN feeds ON id = feed_id WHERE url = 'steppe:saved'",
		NO_VALUES, 0, &trouble);
	if (trouble.kind == ERROR_NONE)
		return true;
	if (error)
		*error = trouble;
	return false;
}

bool store_subscriptions(struct subscriptions *out, struct arena *arena,
	struct store_reader *reader, struct error *error)
{
	*out = (struct subscriptions){0};
	struct database *database = reader_database(reader);
	if (!read_folders(out, arena, database, error))
		return false;
	struct statement *statement = statement_start(
		database, FEED_COLUMNS " ORDER BY f.folder_id, f.position, f.id", NO_VALUES, error);
	if (!read_feeds(&out->feeds, &out->feeds_count, arena, statement, error) ||
		!read_totals(out, database, error))
		return false;
	carry_up_and_down(out);
	put_in_tree_order(out, arena);
	return once_take_off_unread(out, database, error);
}

struct foreign store_folder_path(
	struct arena *arena, const struct subscriptions *all, int64_t folder_id)
{
	const char *path = "";
	/* A circle in a damaged store ends after as many steps as there are folders. */
	for (size_t steps = 0; folder_id != 0 && steps <= all->folders_count; steps++) {
		const struct folder_row *folder = folder_of(all, folder_id);
		if (folder == NULL)
			break;
		path = arena_printf(arena, "%.*s%s%s", (int)folder->name.len, folder->name.utf8,
			path[0] == '\0' ? "" : "/", path);
		folder_id = folder->parent_id;
	}
	return foreign_from_string(path);
}

bool store_feed_option(struct foreign *out, struct arena *arena, struct store_reader *reader,
	int64_t feed_id, struct foreign name, struct error *error)
{
	return database_text(out, arena, reader_database(reader),
		"SELECT json_extract(options, '$.\"' || ?2 || '\"') FROM feeds"
		" WHERE id = ?1 AND json_valid(options)",
		VALUES(of_integer(feed_id), of_text(name)), error);
}

bool store_feed(struct feed_row *out, struct arena *arena, struct store_reader *reader, int64_t id,
	struct error *error)
{
	struct feed_row *rows;
	size_t count;
	struct statement *statement = statement_start(reader_database(reader),
		FEED_COLUMNS " AND f.id = ?1", VALUES(of_integer(id)), error);
	if (!read_feeds(&rows, &count, arena, statement, error))
		return false;
	if (count == 0)
		return error_set(error, ERROR_NOT_FOUND, "%s", _("there is no feed of this name"));
	*out = rows[0];
	return feed_settings_look_up(out, arena, reader_database(reader), error);
}
