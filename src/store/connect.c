#include "src/store/connect.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/buffer.h"
#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/functions.h"

enum { BUSY_STEP_MS = 2, SAY_MS = 2000 };

void patience_begin(struct patience *patience)
{
	patience->since = clock_monotonic_ms();
	patience->is_said = false;
}

bool patience_lasts(struct patience *patience)
{
	int64_t waited = clock_monotonic_ms() - patience->since;
	if (waited >= SAY_MS && !patience->is_said && patience->waiting.say) {
		patience->is_said = true;
		patience->waiting.say(patience->waiting.context);
	}
	return waited < patience->milliseconds;
}

/* SQLite's own wait grows to 100 ms, and would miss the gaps between the batches
 * of an update.  True: try again. */
static int wait_for_turn(void *context, int tries)
{
	struct patience *patience = context;
	if (tries == 0)
		patience_begin(patience);
	if (!patience_lasts(patience))
		return 0;
	clock_sleep_ms(BUSY_STEP_MS);
	return 1;
}

static void harden(sqlite3 *handle)
{
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 2);
	sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 128 << 20);
	sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0);
}

static bool connect_with(
	struct database *database, const char *name, int flags, struct error *error)
{
	flags |= SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
	int code = sqlite3_open_v2(name, &database->handle, flags, NULL);
	if (code != SQLITE_OK)
		return database_fail(database->handle, code, error);
	if (database->patience.milliseconds == 0)
		database->patience.milliseconds = STORE_READ_MS;
	sqlite3_extended_result_codes(database->handle, 1);
	sqlite3_busy_handler(database->handle, wait_for_turn, &database->patience);
	harden(database->handle);
	functions_register(database);
	return database_script(database,
		"PRAGMA page_size = 16384; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
		" PRAGMA cache_size = -4000; PRAGMA journal_size_limit = 33554432;",
		error);
}

bool database_connect(struct database *database, const char *path, struct error *error)
{
	return connect_with(database, path, SQLITE_OPEN_READWRITE, error);
}

/* ---- where nothing can be written ---- */

static bool is_writable(const char *path)
{
	char *folder = memory_copy_string(path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	bool is_so = access(path, W_OK) == 0 && access(slash ? folder : ".", W_OK) == 0;
	free(folder);
	return is_so;
}

/* What was written last waits in the log of changes, and is not in the file yet. */
static bool has_log(const char *path)
{
	struct buffer log = {0};
	struct stat status;
	buffer_append_string(&log, path);
	buffer_append_string(&log, "-wal");
	bool is_there = stat(log.data, &status) == 0 && status.st_size > 0;
	buffer_done(&log);
	return is_there;
}

/* sqlite.org/uri.html: a file that nobody changes needs neither a log nor locks. */
static bool connect_unchanging(struct database *database, const char *path, struct error *error)
{
	struct buffer uri = {0};
	buffer_append_string(&uri, "file:");
	for (const char *at = path; *at; at++)
		if (strchr("%?#", *at))
			buffer_printf(&uri, "%%%02X", (unsigned char)*at);
		else
			buffer_append_char(&uri, *at);
	buffer_append_string(&uri, "?immutable=1");
	bool is_open =
		connect_with(database, uri.data, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
	buffer_done(&uri);
	return is_open;
}

bool database_connect_read_only(struct database *database, const char *path, struct error *error)
{
	if (is_writable(path))
		return error_set(error, ERROR_DISK, "%s", _("the store cannot be opened"));
	if (has_log(path))
		return connect_with(database, path, SQLITE_OPEN_READONLY, error);
	return connect_unchanging(database, path, error);
}

void store_say_read_only(const char *path, struct error *error)
{
	if (error->kind != ERROR_DISK || access(path, R_OK) != 0 || is_writable(path))
		return;
	error_set(error, ERROR_DISK, "%s",
		has_log(path)
			? _("the file or its folder is read-only, and changes that wait beside"
			    " it cannot be taken in")
			: _("the file or its folder is read-only"));
}
