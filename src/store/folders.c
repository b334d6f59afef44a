#include "src/store/folders.h"

#include <string.h>

#include "src/base/words.h"
#include "src/store/journal.h"

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
