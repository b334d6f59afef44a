#include "src/store/statement.h"

#include <assert.h>
#include <stdlib.h>

#include "src/base/memory.h"
#include "src/base/words.h"

bool database_fail(sqlite3 *handle, int code, struct error *error)
{
	switch (code & 0xFF) {
	case SQLITE_FULL:
		return error_set(error, ERROR_DISK,
			_("the disk is full: this was not stored, everything before it is; make "
			  "room and try again"));
	case SQLITE_IOERR:
		return error_set(error, ERROR_DISK, _("the disk answered with an error (%s)"),
			sqlite3_errstr(code));
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return error_set(error, ERROR_DISK, _("the store cannot be opened or written"));
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(error, ERROR_BUSY,
			_("another program has kept the store locked for too long"));
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(error, ERROR_STORE,
			_("the store is damaged: `steppe check` saves what can be read"));
	case SQLITE_INTERRUPT:
		return error_set(error, ERROR_CANCELLED, _("stopped"));
	case SQLITE_NOMEM:
		return error_set(error, ERROR_LIMIT, _("not enough memory for this"));
	case SQLITE_TOOBIG:
		return error_set(error, ERROR_LIMIT, _("this text is too large to store"));
	default:
		return error_set(error, ERROR_STORE, _("the store says: %s"),
			handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code));
	}
}

static bool bind_one(const struct statement *statement, int index, const struct value *value)
{
	sqlite3_stmt *handle = statement->handle;
	/* Kept statements let go of their values in statement_end(). */
	void (*lifetime)(void *) = statement->is_kept ? SQLITE_STATIC : SQLITE_TRANSIENT;
	/* A NULL pointer would bind NULL; empty text is not that. */
	const char *data = value->bytes.data ? value->bytes.data : "";
	switch (value->kind) {
	case VALUE_INTEGER:
		return sqlite3_bind_int64(handle, index, value->integer) == SQLITE_OK;
	case VALUE_REAL:
		return sqlite3_bind_double(handle, index, value->real) == SQLITE_OK;
	case VALUE_TEXT:
		return sqlite3_bind_text64(handle, index, data, value->bytes.len, lifetime,
			       SQLITE_UTF8) == SQLITE_OK;
	case VALUE_BYTES:
		return sqlite3_bind_blob64(handle, index, data, value->bytes.len, lifetime) ==
		       SQLITE_OK;
	case VALUE_TREE:
		return sqlite3_bind_pointer(
			       handle, index, (void *)value->tree, TREE_POINTER, NULL) == SQLITE_OK;
	case VALUE_NULL:
		break;
	}
	return sqlite3_bind_null(handle, index) == SQLITE_OK;
}

static struct statement *prepare(struct database *database, struct statement *statement,
	const char *sql, struct error *error)
{
	unsigned flags = statement->is_kept ? SQLITE_PREPARE_PERSISTENT : 0;
	int code = sqlite3_prepare_v3(database->handle, sql, -1, flags, &statement->handle, NULL);
	if (code == SQLITE_OK)
		return statement;
	database_fail(database->handle, code, error);
	return NULL;
}

/* Open addressing by the literal's address; NULL when full or in use already. */
static struct statement *kept_slot(struct database *database, const char *sql)
{
	size_t start = ((uintptr_t)sql >> 3) * 2654435761u;
	for (size_t i = 0; i < STATEMENTS_KEPT; i++) {
		struct statement *slot = &database->kept[(start + i) % STATEMENTS_KEPT];
		if (slot->handle && slot->sql != sql)
			continue;
		return slot->is_busy ? NULL : slot;
	}
	return NULL;
}

static struct statement *bind_all(struct database *database, struct statement *statement,
	struct values values, struct error *error)
{
	statement->is_busy = true;
	for (size_t i = 0; i < values.count; i++) {
		if (bind_one(statement, (int)i + 1, &values.items[i]))
			continue;
		database_fail(database->handle, sqlite3_errcode(database->handle), error);
		statement_end(statement);
		return NULL;
	}
	return statement;
}

struct statement *statement_start_once(
	struct database *database, const char *sql, struct values values, struct error *error)
{
	struct statement *statement = memory_calloc(1, sizeof *statement);
	if (prepare(database, statement, sql, error))
		return bind_all(database, statement, values, error);
	free(statement);
	return NULL;
}

struct statement *statement_start(
	struct database *database, const char *sql, struct values values, struct error *error)
{
	struct statement *statement = kept_slot(database, sql);
	if (!statement)
		return statement_start_once(database, sql, values, error);
	if (!statement->handle) {
		*statement = (struct statement){.sql = sql, .is_kept = true};
		if (!prepare(database, statement, sql, error))
			return NULL;
	}
	return bind_all(database, statement, values, error);
}

enum step statement_step(struct statement *statement, struct error *error)
{
	int code = sqlite3_step(statement->handle);
	if (code == SQLITE_ROW)
		return STEP_ROW;
	if (code == SQLITE_DONE)
		return STEP_DONE;
	sqlite3 *handle = sqlite3_db_handle(statement->handle);
	database_fail(handle, sqlite3_extended_errcode(handle), error);
	return STEP_FAILED;
}

bool database_begin_snapshot(struct database *database)
{
	return sqlite3_get_autocommit(database->handle) != 0 &&
	       database_script(database, "BEGIN", NULL);
}

/* Somebody may interrupt what was asked just now; what is left open would never see news. */
void database_end_snapshot(struct database *database)
{
	for (int tries = 0; tries < 10 && sqlite3_get_autocommit(database->handle) == 0; tries++)
		database_script(database, "COMMIT", NULL);
}

void statement_end(struct statement *statement)
{
	if (!statement->is_kept) {
		sqlite3_finalize(statement->handle);
		if (statement->snapshot)
			database_end_snapshot(statement->snapshot);
		free(statement);
		return;
	}
	/* Values are views: none may stay bound after this call. */
	sqlite3_reset(statement->handle);
	sqlite3_clear_bindings(statement->handle);
	statement->is_busy = false;
}

int64_t statement_integer(struct statement *statement, int column)
{
	return sqlite3_column_int64(statement->handle, column);
}

double statement_real(struct statement *statement, int column)
{
	return sqlite3_column_double(statement->handle, column);
}

struct bytes statement_peek(struct statement *statement, int column)
{
	const void *data = sqlite3_column_blob(statement->handle, column);
	int len = sqlite3_column_bytes(statement->handle, column);
	return (struct bytes){data ? data : "", data ? (size_t)len : 0};
}

struct bytes statement_bytes(struct statement *statement, int column, struct arena *arena)
{
	struct bytes bytes = statement_peek(statement, column);
	return (struct bytes){arena_copy(arena, bytes.data, bytes.len), bytes.len};
}

struct foreign statement_text(struct statement *statement, int column, struct arena *arena)
{
	return foreign_from_bytes(arena, statement_bytes(statement, column, arena));
}

bool database_run(
	struct database *database, const char *sql, struct values values, struct error *error)
{
	struct statement *statement = statement_start(database, sql, values, error);
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		;
	statement_end(statement);
	return step == STEP_DONE;
}

int64_t database_integer(struct database *database, const char *sql, struct values values,
	int64_t missing, struct error *error)
{
	struct statement *statement = statement_start(database, sql, values, error);
	if (!statement)
		return missing;
	int64_t result = missing;
	if (statement_step(statement, error) == STEP_ROW)
		result = statement_integer(statement, 0);
	statement_end(statement);
	return result;
}

bool database_text(struct foreign *out, struct arena *arena, struct database *database,
	const char *sql, struct values values, struct error *error)
{
	*out = (struct foreign){"", 0};
	struct statement *statement = statement_start(database, sql, values, error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*out = statement_text(statement, 0, arena);
	statement_end(statement);
	return step != STEP_FAILED;
}

int64_t database_changes(struct database *database)
{
	return sqlite3_changes64(database->handle);
}

int64_t database_last_id(struct database *database)
{
	return sqlite3_last_insert_rowid(database->handle);
}

bool database_script(struct database *database, const char *sql, struct error *error)
{
	int code = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return true;
	return database_fail(database->handle, sqlite3_extended_errcode(database->handle), error);
}

void database_close(struct database *database)
{
	for (size_t i = 0; i < STATEMENTS_KEPT; i++)
		sqlite3_finalize(database->kept[i].handle);
	int code = sqlite3_close(database->handle);
	assert(code == SQLITE_OK);
	(void)code; /* where assertions are compiled out */
	*database = (struct database){0};
}
