#include "src/store/folders.h"

#include <stdio.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/names.h"
#include "src/store/siblings.h"
#include "src/store/store.h"

#define DEPTH_LIMIT 16

static int64_t make_folder(
	struct store_writer *writer, int64_t parent_id, struct foreign name, struct error *error)
{
	struct database *database = writer_database(writer);
	/* It is there at once as removed, so that undo and redo move one cell. */
	if (!database_run(database,
		    "INSERT INTO folders (parent_id, name, position, removed_at) VALUES (?1, ?2,"
		    " (SELECT coalesce(max(position), 0) + 1 FROM folders WHERE parent_id = ?1), "
		    "1)",
		    VALUES(of_integer(parent_id), of_text(name)), error))
		return -1;
	int64_t id = database_last_id(database);
	return journal_set(writer, CELL_FOLDER_REMOVED, id, of_integer(0), error) ? id : -1;
}

static int64_t folder_named(
	struct store_writer *writer, int64_t parent_id, struct foreign name, struct error *error)
{
	int64_t id = database_integer(writer_database(writer),
		"SELECT id FROM folders WHERE parent_id = ?1 AND name = ?2 AND removed_at = 0",
		VALUES(of_integer(parent_id), of_text(name)), 0, error);
	return id != 0 ? id : make_folder(writer, parent_id, name, error);
}

int64_t folder_at(struct store_writer *writer, struct foreign path, struct error *error)
{
	int64_t id = 0;
	int depth = 0;
	if (path.len == 0)
		return 0;
	const char *end = path.utf8 + path.len;
	for (const char *at = path.utf8; at < end && id >= 0;) {
		const char *slash = memchr(at, '/', (size_t)(end - at));
		const char *part_end = slash ? slash : end;
		struct foreign name = foreign_trim((struct foreign){at, (size_t)(part_end - at)});
		at = part_end + 1;
		if (name.len == 0)
			continue;
		if (name.len > FOLDER_NAME_LIMIT || ++depth > DEPTH_LIMIT) {
			error_set(error, ERROR_LIMIT,
				_("this folder's name is too long or too deep"));
			return -1;
		}
		id = folder_named(writer, id, name, error);
	}
	return id;
}

/* ---- what a person does to folders: each one undoable change ---- */

static int64_t parent_of(struct store_writer *writer, int64_t folder_id)
{
	return database_integer(writer_database(writer),
		"SELECT parent_id FROM folders WHERE id = ?1", VALUES(of_integer(folder_id)), 0,
		NULL);
}

/* Another folder of that name in `parent_id`; 0 = none. */
static bool is_taken(
	struct store_writer *writer, int64_t parent_id, struct foreign name, int64_t folder_id)
{
	return database_integer(writer_database(writer),
		       "SELECT id FROM folders WHERE parent_id = ?1 AND name = ?2"
		       " AND removed_at = 0 AND id <> ?3",
		       VALUES(of_integer(parent_id), of_text(name), of_integer(folder_id)), 0,
		       NULL) != 0;
}

static bool refuse_taken(struct store_writer *writer, struct foreign name, struct error *error)
{
	name = name_short(writer, name);
	return error_set(
		error, ERROR_USAGE, _("there is a folder %.*s already"), (int)name.len, name.utf8);
}

bool store_add_folder(struct store_writer *writer, struct foreign path, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign name = name_short(writer, path);
	snprintf(what, sizeof what, _("made the folder %.*s"), (int)name.len, name.utf8);
	journal_open(writer);
	int64_t cells = writer->change_cells;
	int64_t id = folder_at(writer, path, error);
	bool is_good =
		id > 0 && (writer->change_cells > cells || refuse_taken(writer, path, error));
	if (id == 0)
		error_set(error, ERROR_USAGE, _("a folder needs a name"));
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

bool store_rename_folder(
	struct store_writer *writer, int64_t folder_id, struct foreign name, struct error *error)
{
	name = foreign_trim(name);
	if (name.len == 0 || name.len > FOLDER_NAME_LIMIT || memchr(name.utf8, '/', name.len))
		return error_set(error, ERROR_USAGE, _("a folder needs a short name without /"));
	if (is_taken(writer, parent_of(writer, folder_id), name, folder_id))
		return refuse_taken(writer, name, error);
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign before = name_of_folder(writer, folder_id);
	struct foreign after = name_short(writer, name);
	snprintf(what, sizeof what, _("renamed the folder %.*s to %.*s"), (int)before.len,
		before.utf8, (int)after.len, after.utf8);
	journal_open(writer);
	bool is_good = journal_set(writer, CELL_FOLDER_NAME, folder_id, of_text(name), error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

/* How many folders lie in each other from `folder_id` down, itself counted. */
static int64_t height_of(struct store_writer *writer, int64_t folder_id)
{
	return database_integer(writer_database(writer),
		"WITH RECURSIVE below (id, depth) AS (SELECT ?1, 1 UNION ALL"
		" SELECT f.id, depth + 1 FROM folders f JOIN below b ON f.parent_id = b.id"
		" WHERE f.removed_at = 0 AND depth <= ?2) SELECT max(depth) FROM below",
		VALUES(of_integer(folder_id), of_integer(DEPTH_LIMIT)), 1, NULL);
}

/* False with a sentence when `folder_id` may not go into `parent_id`. */
static bool fits_into(
	struct store_writer *writer, int64_t folder_id, int64_t parent_id, struct error *error)
{
	int64_t depth = 0;
	for (int64_t at = parent_id; at != 0 && depth <= DEPTH_LIMIT; depth++) {
		if (at == folder_id)
			return error_set(
				error, ERROR_USAGE, _("a folder cannot be put into itself"));
		at = parent_of(writer, at);
	}
	if (depth + height_of(writer, folder_id) > DEPTH_LIMIT)
		return error_set(
			error, ERROR_LIMIT, _("this folder's name is too long or too deep"));
	struct value name;
	if (!cell_read(&name, writer->scratch, writer_database(writer), CELL_FOLDER_NAME, folder_id,
		    error))
		return false;
	struct foreign own = {name.bytes.data, name.bytes.len};
	return !is_taken(writer, parent_id, own, folder_id) || refuse_taken(writer, own, error);
}

bool store_move_folder(struct store_writer *writer, int64_t folder_id, struct foreign parent,
	int64_t place, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign name = name_of_folder(writer, folder_id);
	snprintf(what, sizeof what, _("moved the folder %.*s"), (int)name.len, name.utf8);
	journal_open(writer);
	int64_t parent_id = folder_at(writer, parent, error);
	bool is_good = parent_id >= 0 && fits_into(writer, folder_id, parent_id, error) &&
		       siblings_place(writer, SIBLING_FOLDER, folder_id, parent_id, place, error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

/* All of one kind that lie in the folder go to its parent, in their order. */
static bool lift(struct store_writer *writer, enum sibling kind, const char *inside,
	int64_t folder_id, int64_t parent_id, struct error *error)
{
	struct id_list ids = {0};
	bool is_good = ids_read(&ids,
		statement_start(
			writer_database(writer), inside, VALUES(of_integer(folder_id)), error),
		error);
	for (size_t i = 0; i < ids.count && is_good; i++) {
		is_good = kind == SIBLING_FEED || fits_into(writer, ids.items[i], parent_id, error);
		is_good = is_good && siblings_place(writer, kind, ids.items[i], parent_id,
					     STORE_AT_THE_END, error);
	}
	ids_done(&ids);
	return is_good;
}

bool store_remove_folder(struct store_writer *writer, int64_t folder_id, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign name = name_of_folder(writer, folder_id);
	int64_t parent_id = parent_of(writer, folder_id);
	snprintf(what, sizeof what, _("removed the folder %.*s"), (int)name.len, name.utf8);
	journal_open(writer);
	bool is_good = journal_set(writer, CELL_FOLDER_REMOVED, folder_id, of_integer(clock_now()),
			       error) &&
		       lift(writer, SIBLING_FOLDER,
			       "SELECT id FROM folders WHERE parent_id = ?1 AND removed_at = 0"
			       " ORDER BY position, name",
			       folder_id, parent_id, error) &&
		       lift(writer, SIBLING_FEED,
			       "SELECT id FROM feeds WHERE folder_id = ?1 AND removed_at = 0"
			       " ORDER BY position, id",
			       folder_id, parent_id, error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

bool store_fold(struct store_writer *writer, int64_t folder_id, bool is_folded, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	return write_end(writer,
		database_run(writer_database(writer),
			"UPDATE folders SET is_folded = ?2 WHERE id = ?1",
			VALUES(of_integer(folder_id), of_integer(is_folded)), error),
		error);
}
