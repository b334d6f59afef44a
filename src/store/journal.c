#include "src/store/journal.h"

#include <stdio.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"

#define DAY 86400

void journal_open(struct store_writer *writer)
{
	if (writer->change_depth++ > 0)
		return;
	writer->change_id = 0;
	writer->change_cells = 0;
}

void journal_forget(struct store_writer *writer)
{
	writer->change_depth--;
	if (writer->change_depth == 0)
		writer->change_id = 0;
}

/* Marks of hundreds of thousands of articles are megabytes each: of these fewer are kept. */
static bool bound_bytes(struct store_writer *writer, struct error *error)
{
	struct database *database = writer_database(writer);
	return database_run(database,
		       "DELETE FROM changes WHERE id < ?1 AND id <= (SELECT max(change_id) FROM"
		       " (SELECT change_id, sum(bytes) OVER (ORDER BY change_id DESC) AS total FROM"
		       "  (SELECT change_id, sum(length(after)) AS bytes FROM changed_cells"
		       "   GROUP BY change_id)) WHERE total > ?2)",
		       VALUES(of_integer(writer->change_id), of_integer(JOURNAL_BYTES)), error) &&
	       database_run(database,
		       "DELETE FROM changed_cells WHERE change_id NOT IN (SELECT id FROM changes)",
		       NO_VALUES, error);
}

/* A new change ends the line of what could be redone, and the oldest go. */
static bool begin_change(struct store_writer *writer, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t now = clock_now();
	if (!database_run(database,
		    "DELETE FROM changes WHERE is_undone OR at < ?1 OR id <="
		    " (SELECT id FROM changes ORDER BY id DESC LIMIT 1 OFFSET ?2)",
		    VALUES(of_integer(now - JOURNAL_DAYS * DAY), of_integer(JOURNAL_CHANGES - 1)),
		    error))
		return false;
	if (database_changes(database) > 0 &&
		!database_run(database,
			"DELETE FROM changed_cells WHERE change_id NOT IN (SELECT id FROM changes)",
			NO_VALUES, error))
		return false;
	if (!database_run(database, "INSERT INTO changes (at, what) VALUES (?1, '')",
		    VALUES(of_integer(now)), error))
		return false;
	writer->change_id = database_last_id(database);
	return true;
}

static bool record(struct store_writer *writer, enum cell cell, int64_t row_id, struct value before,
	struct value after, struct error *error)
{
	if (writer->records_nothing)
		return true;
	if (writer->change_id == 0 && !begin_change(writer, error))
		return false;
	return database_run(writer_database(writer),
		"INSERT INTO changed_cells (change_id, number, cell, row_id, before, after)"
		" VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		VALUES(of_integer(writer->change_id), of_integer(++writer->change_cells),
			of_integer(cell), of_integer(row_id), before, after),
		error);
}

bool journal_close(struct store_writer *writer, const char *what, struct error *error)
{
	if (--writer->change_depth > 0 || writer->change_id == 0)
		return true;
	int64_t id = writer->change_id;
	writer->change_id = 0;
	return database_run(writer_database(writer), "UPDATE changes SET what = ?2 WHERE id = ?1",
		VALUES(of_integer(id), of_text((struct foreign){what, strlen(what)})), error);
}

static bool same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_INTEGER)
		return a->integer == b->integer;
	return a->bytes.len == b->bytes.len &&
	       (a->bytes.len == 0 || memcmp(a->bytes.data, b->bytes.data, a->bytes.len) == 0);
}

bool journal_set(struct store_writer *writer, enum cell cell, int64_t row_id, struct value value,
	struct error *error)
{
	struct value before;
	struct database *database = writer_database(writer);
	if (!cell_read(&before, writer->scratch, database, cell, row_id, error))
		return false;
	if (same(&before, &value))
		return true;
	return cell_write(database, cell, row_id, value, error) &&
	       record(writer, cell, row_id, before, value, error);
}

bool journal_flags(struct store_writer *writer, uint32_t mask, bool is_on, const int64_t *ids,
	size_t count, struct error *error)
{
	if (count == 0)
		return true;
	struct bytes bytes = {(const char *)ids, count * sizeof *ids};
	return cell_write_flags(writer_database(writer), mask, is_on, bytes, error) &&
	       record(writer, is_on ? CELL_FLAGS_ON : CELL_FLAGS_OFF, mask,
		       (struct value){.kind = VALUE_NULL}, of_bytes(bytes), error) &&
	       (bytes.len < JOURNAL_BYTES / JOURNAL_CHANGES || bound_bytes(writer, error));
}

struct record {
	enum cell cell;
	int64_t row_id;
	struct value value;
};

static struct value stored_value(struct statement *statement, int column, struct arena *arena)
{
	switch (sqlite3_column_type(statement->handle, column)) {
	case SQLITE_INTEGER:
		return of_integer(statement_integer(statement, column));
	case SQLITE_TEXT:
		return of_text(statement_text(statement, column, arena));
	default:
		return of_bytes(statement_bytes(statement, column, arena));
	}
}

/* A feed that goes or comes takes its articles along, also those that came after the change;
 * the bookmarked stay. */
static bool take_articles_along(
	struct database *database, const struct record *record, struct error *error)
{
	return database_run(database,
		record->value.integer != 0 ? "UPDATE articles SET flags = flags | 128"
					     " WHERE feed_id = ?1 AND flags & 130 = 0"
					   : "UPDATE articles SET flags = flags & ~128"
					     " WHERE feed_id = ?1 AND flags & 1152 = 128",
		VALUES(of_integer(record->row_id)), error);
}

static bool apply(
	struct database *database, const struct record *record, bool is_undo, struct error *error)
{
	if (record->cell == CELL_FLAGS_ON || record->cell == CELL_FLAGS_OFF)
		return cell_write_flags(database, (uint32_t)record->row_id,
			(record->cell == CELL_FLAGS_ON) != is_undo, record->value.bytes, error);
	/* A file of ours may still be damaged, or be made by someone else. */
	if (record->cell < CELL_FEED_URL || record->cell >= CELL_COUNT)
		return true;
	if (record->cell == CELL_FEED_REMOVED && !take_articles_along(database, record, error))
		return false;
	return cell_write(database, record->cell, record->row_id, record->value, error);
}

static bool apply_change(struct store_writer *writer, int64_t id, bool is_undo, struct error *error)
{
	struct database *database = writer_database(writer);
	struct statement *statement = statement_start(database,
		is_undo ? "SELECT cell, row_id, CASE WHEN cell < 3 THEN after ELSE before END"
			  " FROM changed_cells WHERE change_id = ?1 ORDER BY number DESC"
			: "SELECT cell, row_id, after FROM changed_cells"
			  " WHERE change_id = ?1 ORDER BY number",
		VALUES(of_integer(id)), error);
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct record record = {(enum cell)statement_integer(statement, 0),
			statement_integer(statement, 1),
			stored_value(statement, 2, writer->scratch)};
		if (!apply(database, &record, is_undo, error)) {
			step = STEP_FAILED;
			break;
		}
	}
	statement_end(statement);
	return step == STEP_DONE &&
	       database_run(database, "UPDATE changes SET is_undone = ?2 WHERE id = ?1",
		       VALUES(of_integer(id), of_integer(is_undo)), error);
}

static enum undone_kind kind_of(enum cell cell)
{
	if (cell == CELL_FLAGS_ON || cell == CELL_FLAGS_OFF || cell == CELL_TAGS ||
		cell == CELL_NOTE)
		return UNDONE_ARTICLES;
	if (cell >= CELL_FEED_URL && cell <= CELL_FEED_OPTIONS)
		return UNDONE_FEED;
	bool is_folder = (cell >= CELL_FOLDER_NAME && cell <= CELL_FOLDER_REMOVED) ||
			 cell == CELL_FOLDER_OPTIONS;
	return is_folder ? UNDONE_FOLDER : UNDONE_OTHER;
}

/* False when they have no room. */
static bool add_ids(struct undone *undone, enum cell cell, int64_t row_id, struct bytes ids)
{
	bool is_row = cell != CELL_FLAGS_ON && cell != CELL_FLAGS_OFF;
	size_t count = is_row ? 1 : ids.len / sizeof row_id;
	if (undone->ids_count + count > UNDONE_IDS)
		return false;
	memcpy(undone->ids + undone->ids_count, is_row ? (const char *)&row_id : ids.data,
		count * sizeof row_id);
	undone->ids_count += count;
	return true;
}

/* The first row is what the change was about; those of its neighbours follow from it. */
static bool note_rows(
	struct undone *undone, struct store_writer *writer, int64_t id, struct error *error)
{
	struct statement *statement = statement_start(writer_database(writer),
		"SELECT cell, row_id, after FROM changed_cells WHERE change_id = ?1"
		" ORDER BY number LIMIT ?2",
		VALUES(of_integer(id), of_integer(UNDONE_IDS + 1)), error);
	if (!statement)
		return false;
	enum step step;
	bool has_room = true;
	while (has_room && (step = statement_step(statement, error)) == STEP_ROW) {
		enum cell cell = (enum cell)statement_integer(statement, 0);
		if (undone->ids_count == 0)
			undone->kind = kind_of(cell);
		else if (undone->kind != UNDONE_ARTICLES)
			break;
		has_room = kind_of(cell) != undone->kind ||
			   add_ids(undone, cell, statement_integer(statement, 1),
				   statement_bytes(statement, 2, writer->scratch));
	}
	statement_end(statement);
	if (!has_room)
		undone->ids_count = 0;
	return !has_room || step != STEP_FAILED;
}

static bool step_back_or_forth(
	struct store_writer *writer, bool is_undo, struct undone *undone, struct error *error)
{
	*undone = (struct undone){0};
	if (!write_begin(writer, error))
		return false;
	struct statement *statement = statement_start(writer_database(writer),
		is_undo ? "SELECT id, what FROM changes WHERE NOT is_undone ORDER BY id DESC LIMIT "
			  "1"
			: "SELECT id, what FROM changes WHERE is_undone ORDER BY id LIMIT 1",
		NO_VALUES, error);
	if (!statement)
		return write_end(writer, false, error);
	enum step step = statement_step(statement, error);
	int64_t id = 0;
	if (step == STEP_ROW) {
		id = statement_integer(statement, 0);
		struct foreign text = statement_text(statement, 1, writer->scratch);
		text = foreign_cut(text, sizeof undone->what - 1);
		snprintf(undone->what, sizeof undone->what, "%.*s", (int)text.len, text.utf8);
	}
	statement_end(statement);
	if (step == STEP_DONE) {
		error_set(error, ERROR_NOT_FOUND,
			is_undo ? _("there is nothing to undo") : _("there is nothing to redo"));
		return write_refuse(writer);
	}
	return write_end(writer,
		step == STEP_ROW && apply_change(writer, id, is_undo, error) &&
			note_rows(undone, writer, id, error),
		error);
}

bool store_undo(struct store_writer *writer, struct undone *undone, struct error *error)
{
	return step_back_or_forth(writer, true, undone, error);
}

bool store_redo(struct store_writer *writer, struct undone *undone, struct error *error)
{
	return step_back_or_forth(writer, false, undone, error);
}

bool store_changes(struct change_rows *out, struct arena *arena, struct store_reader *reader,
	size_t limit, struct error *error)
{
	*out = (struct change_rows){arena_array(arena, limit, sizeof *out->items), 0};
	struct statement *statement = statement_start(reader_database(reader),
		"SELECT id, at, what, is_undone FROM changes ORDER BY id DESC LIMIT ?1",
		VALUES(of_integer((int64_t)limit)), error);
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		out->items[out->count++] = (struct change_row){
			.id = statement_integer(statement, 0),
			.at = statement_integer(statement, 1),
			.what = statement_text(statement, 2, arena),
			.is_undone = statement_integer(statement, 3) != 0,
		};
	statement_end(statement);
	return step == STEP_DONE;
}
