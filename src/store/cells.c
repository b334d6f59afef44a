/* The cells that can be changed and taken back: one line of SQL each way. */
#include <string.h>

#include "src/store/journal.h"

struct cell_sql {
	const char *read;  /* ?1 = row */
	const char *write; /* ?1 = row, ?2 = value */
};

static const struct cell_sql CELLS[CELL_COUNT] = {
	[CELL_FEED_URL] = {"SELECT url FROM feeds WHERE id = ?1",
		"UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1"},
	[CELL_FEED_TITLE] = {"SELECT own_title FROM feeds WHERE id = ?1",
		"UPDATE feeds SET own_title = ?2 WHERE id = ?1"},
	[CELL_FEED_FOLDER] = {"SELECT folder_id FROM feeds WHERE id = ?1",
		"UPDATE feeds SET folder_id = ?2 WHERE id = ?1"},
	[CELL_FEED_POSITION] = {"SELECT position FROM feeds WHERE id = ?1",
		"UPDATE feeds SET position = ?2 WHERE id = ?1"},
	[CELL_FEED_REMOVED] = {"SELECT removed_at FROM feeds WHERE id = ?1",
		"UPDATE feeds SET removed_at = ?2 WHERE id = ?1"},
	[CELL_FEED_OPTIONS] = {"SELECT options FROM feeds WHERE id = ?1",
		"UPDATE feeds SET options = ?2 WHERE id = ?1"},
	[CELL_FOLDER_NAME] = {"SELECT name FROM folders WHERE id = ?1",
		"UPDATE folders SET name = ?2 WHERE id = ?1"},
	[CELL_FOLDER_PARENT] = {"SELECT parent_id FROM folders WHERE id = ?1",
		"UPDATE folders SET parent_id = ?2 WHERE id = ?1"},
	[CELL_FOLDER_POSITION] = {"SELECT position FROM folders WHERE id = ?1",
		"UPDATE folders SET position = ?2 WHERE id = ?1"},
	[CELL_FOLDER_REMOVED] = {"SELECT removed_at FROM folders WHERE id = ?1",
		"UPDATE folders SET removed_at = ?2 WHERE id = ?1"},
	[CELL_FOLDER_OPTIONS] = {"SELECT options FROM folders WHERE id = ?1",
		"UPDATE folders SET options = ?2 WHERE id = ?1"},
	[CELL_TAGS] = {"SELECT group_concat(tag, char(10)) FROM"
		       " (SELECT tag FROM tags WHERE article_id = ?1 ORDER BY tag)",
		"DELETE FROM tags WHERE article_id = ?1"},
	[CELL_NOTE] = {"SELECT note FROM notes WHERE article_id = ?1",
		"INSERT OR REPLACE INTO notes (article_id, note) VALUES (?1, ?2)"},
	[CELL_SMART_FOLDERS] = {"SELECT value FROM vals WHERE name = 'smart-folders' AND ?1 = 0",
		"INSERT OR REPLACE INTO vals (name, value)"
		" SELECT 'smart-folders', ?2 WHERE ?1 = 0"},
};

static struct value value_of_column(struct statement *statement, struct arena *arena)
{
	switch (sqlite3_column_type(statement->handle, 0)) {
	case SQLITE_INTEGER:
		return of_integer(statement_integer(statement, 0));
	case SQLITE_NULL:
		return of_text((struct foreign){"", 0});
	default:
		return of_text(statement_text(statement, 0, arena));
	}
}

bool cell_read(struct value *value, struct arena *arena, struct database *database, enum cell cell,
	int64_t row_id, struct error *error)
{
	*value = of_text((struct foreign){"", 0});
	struct statement *statement =
		statement_start(database, CELLS[cell].read, VALUES(of_integer(row_id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*value = value_of_column(statement, arena);
	statement_end(statement);
	return step != STEP_FAILED;
}

static bool write_tags(
	struct database *database, int64_t row_id, struct bytes lines, struct error *error)
{
	if (!database_run(database, CELLS[CELL_TAGS].write, VALUES(of_integer(row_id)), error))
		return false;
	const char *end = lines.data + lines.len;
	for (const char *at = lines.data; at < end;) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		if (!line_end)
			line_end = end;
		struct foreign tag = {at, (size_t)(line_end - at)};
		if (tag.len > 0 &&
			!database_run(database,
				"INSERT OR IGNORE INTO tags (article_id, tag) VALUES (?1, ?2)",
				VALUES(of_integer(row_id), of_text(tag)), error))
			return false;
		at = line_end + 1;
	}
	return true;
}

/* What the old address gave as validators means nothing at the new one.  An outlet that
 * moved may have brought another feed to this address since: then it stays there. */
static bool write_address(
	struct database *database, int64_t row_id, struct value value, struct error *error)
{
	return database_run(database,
		       "UPDATE feeds SET url = 'steppe:removed/' || id"
		       " WHERE url = ?2 AND id <> ?1 AND removed_at <> 0",
		       VALUES(of_integer(row_id), value), error) &&
	       database_run(database, CELLS[CELL_FEED_URL].write, VALUES(of_integer(row_id), value),
		       error) &&
	       database_run(database,
		       "UPDATE health SET etag = x'', last_modified = x'', validators_url = '',"
		       " moved_to = '', moved_count = 0, moved_since = 0, next_due = 0, state = ?2,"
		       " failures = 0, failing_since = 0, error = '', error_kind = 0"
		       " WHERE feed_id = ?1",
		       VALUES(of_integer(row_id), of_integer(FEED_NEVER_FETCHED)), error);
}

bool cell_write(struct database *database, enum cell cell, int64_t row_id, struct value value,
	struct error *error)
{
	if (cell == CELL_FEED_URL)
		return write_address(database, row_id, value, error);
	if (cell == CELL_TAGS)
		return write_tags(database, row_id, value.bytes, error);
	if (cell == CELL_NOTE && value.bytes.len == 0)
		return database_run(database, "DELETE FROM notes WHERE article_id = ?1",
			VALUES(of_integer(row_id)), error);
	return database_run(database, CELLS[cell].write, VALUES(of_integer(row_id), value), error);
}

bool cell_write_flags(
	struct database *database, uint32_t mask, bool is_on, struct bytes ids, struct error *error)
{
	const char *sql = is_on ? "UPDATE articles SET flags = flags | ?2 WHERE id = ?1"
				: "UPDATE articles SET flags = flags & ~?2 WHERE id = ?1";
	for (size_t i = 0; i + sizeof(int64_t) <= ids.len; i += sizeof(int64_t)) {
		int64_t id;
		memcpy(&id, ids.data + i, sizeof id);
		if (!database_run(database, sql, VALUES(of_integer(id), of_integer(mask)), error))
			return false;
	}
	return true;
}
