/* Transactions: one for each change of a person, one for a batch of feeds, one
 * for a step of many calls.  Calls inside join the one that is open. */
#include <stdlib.h>

#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/arrivals.h"
#include "src/store/connection.h"
#include "src/store/journal.h"
#include "src/store/place.h"
#include "src/store/rules.h"

/* What a person did must be on the disk when we say so; what was fetched can be
 * fetched again.  Cannot change inside a transaction. */
static void relax(struct store_writer *writer, bool is_relaxed)
{
	if (writer->is_relaxed == is_relaxed)
		return;
	if (database_script(writer_database(writer),
		    is_relaxed ? "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 2000"
			       : "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 500",
		    NULL))
		writer->is_relaxed = is_relaxed;
}

bool write_begin(struct store_writer *writer, struct error *error)
{
	if (writer->depth == 0) {
		if (!place_holds(writer->path, &writer->file, error))
			return false;
		relax(writer, writer->in_batch);
		if (!database_run(writer_database(writer), "BEGIN IMMEDIATE", NO_VALUES, error))
			return false;
		writer->has_failed = false;
		writer->failure = (struct error){0};
		arena_reset(writer->scratch);
	}
	writer->depth++;
	return true;
}

bool write_end(struct store_writer *writer, bool is_good, struct error *error)
{
	if (!is_good && error && writer->failure.kind == ERROR_NONE)
		writer->failure = *error;
	writer->has_failed |= !is_good;
	if (--writer->depth > 0)
		return is_good;
	struct database *database = writer_database(writer);
	bool was_good = !writer->has_failed;
	if (was_good && database_run(database, "COMMIT", NO_VALUES, error))
		return true;
	/* A full disk may have rolled back already. */
	if (!sqlite3_get_autocommit(database->handle))
		database_run(database, "ROLLBACK", NO_VALUES, NULL);
	if (is_good && !was_good && error && writer->failure.kind != ERROR_NONE)
		*error = writer->failure;
	else if (is_good && !was_good)
		error_set(error, ERROR_STORE,
			_("a part of this failed, so all of it was taken back"));
	return false;
}

bool write_refuse(struct store_writer *writer)
{
	if (writer->depth > 1)
		writer->depth--;
	else
		write_end(writer, false, NULL);
	return false;
}

bool store_begin_batch(struct store_writer *writer, struct error *error)
{
	writer->in_batch = true;
	if (!write_begin(writer, error)) {
		writer->in_batch = false;
		return false;
	}
	rules_begin(writer);
	return true;
}

bool store_commit_batch(struct store_writer *writer, struct error *error)
{
	writer->in_batch = false;
	if (!writer->has_failed)
		rules_apply(writer);
	bool is_kept = write_end(writer, true, error);
	if (!is_kept)
		rules_forget_hits(writer);
	return is_kept;
}

/* A step inside a batch has a savepoint, so that it can be dropped alone. */
bool store_begin_step(struct store_writer *writer, const char *what, struct error *error)
{
	bool had_failed = writer->depth > 0 && writer->has_failed;
	if (!write_begin(writer, error))
		return false;
	if (writer->depth > 1 &&
		!database_run(writer_database(writer), "SAVEPOINT step", NO_VALUES, error))
		return write_refuse(writer);
	writer->had_failed = had_failed;
	journal_open(writer);
	writer->step_what = memory_copy_string(what);
	return true;
}

bool store_end_step(struct store_writer *writer, struct error *error)
{
	bool is_good = journal_close(writer, writer->step_what, error);
	free(writer->step_what);
	writer->step_what = NULL;
	if (writer->depth > 1)
		is_good = database_run(writer_database(writer), "RELEASE step", NO_VALUES, error) &&
			  is_good;
	return write_end(writer, is_good, error);
}

static bool drop_inside(struct store_writer *writer)
{
	struct database *database = writer_database(writer);
	if (!database_run(database, "ROLLBACK TO step", NO_VALUES, NULL) ||
		!database_run(database, "RELEASE step", NO_VALUES, NULL))
		return false;
	writer->has_failed = writer->had_failed;
	writer->depth--;
	return true;
}

void store_drop_step(struct store_writer *writer)
{
	journal_forget(writer);
	free(writer->step_what);
	writer->step_what = NULL;
	if (writer->depth == 1 || !drop_inside(writer))
		write_end(writer, false, NULL);
}
