/* `steppe export store`: a copy of the whole store, taken while others write. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/store/connection.h"
#include "src/store/upkeep.h"

struct stopping {
	bool (*is_stopped)(void *context);
	void *context;
};

static int look_for_stop(void *context)
{
	struct stopping *stopping = context;
	return stopping->is_stopped(stopping->context);
}

static bool copy_to(struct database *database, const char *path, struct error *error)
{
	struct foreign name = {path, strlen(path)};
	/* The copy counts as writing although the store itself is only read. */
	database_script(database, "PRAGMA query_only = OFF", NULL);
	bool is_copied = database_run(database, "VACUUM INTO ?1", VALUES(of_text(name)), error);
	database_script(database, "PRAGMA query_only = ON", NULL);
	return is_copied;
}

/* A kill leaves the part and its journal, which the next copy replaces. */
static void remove_part(const char *part)
{
	struct buffer journal = {0};
	buffer_printf(&journal, "%s-journal", part);
	unlink(part);
	unlink(journal.data);
	buffer_done(&journal);
}

bool store_copy(struct store_reader *reader, const char *path, bool (*is_stopped)(void *context),
	void *context, struct error *error)
{
	enum {
		LOOK_EACH = 1000
	}; /* instructions of SQLite's machine: some thousand times a second */
	struct database *database = reader_database(reader);
	struct stopping stopping = {is_stopped, context};
	struct buffer part = {0};
	buffer_printf(&part, "%s.part", path);
	remove_part(part.data);
	sqlite3_progress_handler(database->handle, LOOK_EACH, look_for_stop, &stopping);
	bool is_good = copy_to(database, part.data, error);
	sqlite3_progress_handler(database->handle, 0, NULL, NULL);
	/* link(2) never takes the place of a file that has come meanwhile. */
	if (is_good && link(part.data, path) != 0 &&
		(errno == EEXIST || rename(part.data, path) != 0))
		is_good = error_set(
			error, ERROR_DISK, _("it cannot be written: %s"), strerror(errno));
	remove_part(part.data);
	buffer_done(&part);
	return is_good;
}
