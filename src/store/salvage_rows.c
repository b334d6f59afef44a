/* Each table from its start to the damage, then from its end; then, where that was not
 * all, whatever stands in the leaves of the file (leaves.h). */
#include <string.h>

#include "src/store/leaves.h"
#include "src/store/salvage.h"

/* Columns that came later stand last, so a row of an older file has the first of them. */
struct table {
	const char *name;
	const char *forth, *back; /* from key ?1 up, from key ?1 down */
	/* What its rows are like in a leaf: n = the id, i = integer, r = number, t = text,
	 * b = bytes, ? = bytes or nothing; NULL = another table has the same. */
	const char *look;
	size_t least; /* columns that the oldest version had */
};

#define TABLE(name, key, look, least)                                                            \
	{                                                                                        \
		name, "SELECT * FROM " name " WHERE " key " > ?1 ORDER BY " key,                 \
			"SELECT * FROM " name " WHERE " key " > ?1 ORDER BY " key " DESC", look, \
			least                                                                    \
	}

/* What a person made comes first.  Counts, the search index and what the next update
 * brings again are made anew. */
static const struct table TABLES[] = {
	TABLE("folders", "id", "nitiiit", 6),
	TABLE("feeds", "id", "ntiitttitttitii", 15),
	TABLE("vals", "name", "tt", 2),
	TABLE("articles", "id", "niiiiiiitttt", 12),
	TABLE("texts", "id", "ni?b", 4),
	TABLE("packed", "id", "nib", 3),
	TABLE("notes", "article_id", "nt", 2),
	TABLE("tags", "article_id", "it", 2),
	TABLE("health", "feed_id", "niiiiiiiitbbitiirtiiiit", 22),
	TABLE("places", "article_id", NULL, 3),
	TABLE("erased", "feed_id", NULL, 3),
	TABLE("ruled", "rule", NULL, 2),
	TABLE("runs", "id", NULL, 4),
	TABLE("changes", "id", NULL, 4),
	TABLE("changed_cells", "change_id", NULL, 6),
};

enum { TABLES_COUNT = sizeof TABLES / sizeof *TABLES };

struct rescue {
	struct database *to;
	struct arena *arena;
	const char *inserts[TABLES_COUNT][LEAF_COLUMNS + 1]; /* by columns */
	bool is_whole[TABLES_COUNT];
	bool has_failed; /* the new file, not the old one */
	struct error *error;
};

static const char *insert_of(struct rescue *rescue, size_t table, size_t columns)
{
	const char **sql = &rescue->inserts[table][columns];
	const char *name = TABLES[table].name;
	if (*sql)
		return *sql;
	struct statement *statement = statement_start(rescue->to,
		"SELECT 'INSERT OR IGNORE INTO ' || ?1 || ' (' || group_concat(name) || ') VALUES "
		"('"
		" || group_concat('?') || ')' FROM"
		" (SELECT name FROM pragma_table_info(?1) ORDER BY cid LIMIT ?2)",
		VALUES(of_text(foreign_from_string(name)), of_integer((int64_t)columns)),
		rescue->error);
	if (statement && statement_step(statement, rescue->error) == STEP_ROW)
		*sql = foreign_string(rescue->arena, statement_text(statement, 0, rescue->arena));
	if (statement)
		statement_end(statement);
	return *sql;
}

static void keep_row(struct rescue *rescue, size_t table, const struct leaf_row *row)
{
	const char *sql = rescue->has_failed ? NULL : insert_of(rescue, table, row->count);
	struct values values = {row->values, row->count};
	rescue->has_failed = !sql || !database_run(rescue->to, sql, values, rescue->error);
}

/* ---- what rows are like ---- */

static bool is_like(const struct value *value, char look)
{
	switch (look) {
	case 'i':
		return value->kind == VALUE_INTEGER;
	case 'r':
		return value->kind == VALUE_INTEGER || value->kind == VALUE_REAL;
	case 't':
		return value->kind == VALUE_TEXT;
	case 'b':
		return value->kind == VALUE_BYTES;
	case '?':
		return value->kind == VALUE_BYTES || value->kind == VALUE_NULL;
	default: /* the id, as a row has it and as its leaf has it */
		return value->kind == VALUE_INTEGER || value->kind == VALUE_NULL;
	}
}

static bool is_row_of(const struct leaf_row *row, const struct table *table)
{
	if (row->count < table->least || row->count > strlen(table->look))
		return false;
	for (size_t i = 0; i < row->count; i++)
		if (!is_like(&row->values[i], table->look[i]))
			return false;
	return true;
}

/* ---- along the tables ---- */

static struct value column_of(struct statement *statement, int column)
{
	switch (sqlite3_column_type(statement->handle, column)) {
	case SQLITE_INTEGER:
		return of_integer(statement_integer(statement, column));
	case SQLITE_FLOAT:
		return of_real(statement_real(statement, column));
	case SQLITE_NULL:
		return (struct value){.kind = VALUE_NULL};
	case SQLITE_TEXT:
		return (struct value){
			.kind = VALUE_TEXT, .bytes = statement_peek(statement, column)};
	default:
		return of_bytes(statement_peek(statement, column));
	}
}

/* False when the damage was met; `*last` is the last key that was read. */
static bool copy_rows(struct rescue *rescue, struct database *from, size_t table,
	const char *select, int64_t *last)
{
	struct statement *source =
		statement_start_once(from, select, VALUES(of_integer(*last)), NULL);
	if (!source)
		return false;
	enum step step = STEP_DONE;
	bool are_all_right = true; /* or pages of another table stand there */
	while (!rescue->has_failed && (step = statement_step(source, NULL)) == STEP_ROW) {
		struct leaf_row row = {.count = (size_t)sqlite3_column_count(source->handle)};
		if (row.count > LEAF_COLUMNS)
			row.count = LEAF_COLUMNS;
		for (size_t i = 0; i < row.count; i++)
			row.values[i] = column_of(source, (int)i);
		*last = row.values[0].integer;
		if (TABLES[table].look && !is_row_of(&row, &TABLES[table]))
			are_all_right = false;
		else
			keep_row(rescue, table, &row);
	}
	statement_end(source);
	return step == STEP_DONE && are_all_right;
}

/* A damaged file of ours may hold anything: nothing of its schema is trusted.  With
 * writable_schema SQLite reads also what is shorter than it should be. */
static bool open_damaged(struct database *from, const char *path)
{
	if (sqlite3_open_v2(path, &from->handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return false;
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, NULL);
	return true;
}

static void copy_tables(struct rescue *rescue, const char *path)
{
	struct database from = {0};
	bool is_open = open_damaged(&from, path);
	for (size_t i = 0; is_open && i < TABLES_COUNT; i++) {
		int64_t last = INT64_MIN;
		rescue->is_whole[i] = copy_rows(rescue, &from, i, TABLES[i].forth, &last);
		if (!rescue->is_whole[i])
			copy_rows(rescue, &from, i, TABLES[i].back, &last);
	}
	database_close(&from);
}

/* ---- from the leaves ---- */

static void take_row(void *context, const struct leaf_row *found)
{
	struct rescue *rescue = context;
	for (size_t i = 0; i < TABLES_COUNT; i++) {
		const char *look = TABLES[i].look;
		if (rescue->is_whole[i] || !look || found->has_id != (look[0] == 'n') ||
			!is_row_of(found, &TABLES[i]))
			continue;
		struct leaf_row row = *found;
		if (row.has_id)
			row.values[0] = of_integer(row.id);
		keep_row(rescue, i, &row);
		return;
	}
}

static void take_from_leaves(struct rescue *rescue, const char *path)
{
	bool is_whole = true;
	for (size_t i = 0; i < TABLES_COUNT; i++)
		is_whole = is_whole && (rescue->is_whole[i] || !TABLES[i].look);
	if (!is_whole)
		leaves_read(path, take_row, rescue);
}

/* ---- afterwards ---- */

/* Half a journal takes back half a change. */
static bool drop_part_of_journal(struct rescue *rescue)
{
	bool is_whole = true;
	for (size_t i = 0; i < TABLES_COUNT; i++)
		if (strncmp(TABLES[i].name, "change", 6) == 0)
			is_whole = is_whole && rescue->is_whole[i];
	return is_whole || database_script(rescue->to,
				   "DELETE FROM changes; DELETE FROM changed_cells", rescue->error);
}

/* Articles of a feed that is lost itself stay in one that is named after their host. */
#define STAND_INS                                                                        \
	"INSERT INTO feeds (id, url, title, is_local, removed_at) SELECT feed_id,"       \
	" 'steppe:lost/' || feed_id, substr(place, 1, instr(place || '/', '/') - 1), 1," \
	" CASE WHEN flags & 128 THEN unixepoch() ELSE 0 END"                             \
	" FROM (SELECT feed_id, flags, substr(url, instr(url, '://') + 3) AS place"      \
	"  FROM articles WHERE feed_id NOT IN (SELECT id FROM feeds) GROUP BY feed_id);"

static bool put_right(struct database *to, struct error *error)
{
	return database_script(to,
		STAND_INS
		"DELETE FROM vals WHERE name = 'indexed-until';"
		"UPDATE articles SET link_hash = link_hash(url) WHERE link_hash <> 0;"
		"INSERT OR IGNORE INTO health (feed_id) SELECT id FROM feeds;"
		"INSERT OR REPLACE INTO counts (feed_id, unread, total, bookmarks) SELECT id,"
		" (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND flags & 225 = 0),"
		" (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND flags & 224 = 0),"
		" (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND flags & 226 = 2)"
		" FROM feeds;",
		error);
}

bool salvage_rows(const char *path, struct database *to, struct error *error)
{
	struct rescue rescue = {.to = to, .arena = arena_new(), .error = error};
	bool is_good = database_script(to, "BEGIN IMMEDIATE", error);
	if (is_good) {
		copy_tables(&rescue, path);
		take_from_leaves(&rescue, path);
		is_good = !rescue.has_failed && drop_part_of_journal(&rescue) &&
			  put_right(to, error) && database_script(to, "COMMIT", error);
	}
	if (!is_good)
		database_script(to, "ROLLBACK", NULL);
	arena_free(rescue.arena);
	return is_good;
}
