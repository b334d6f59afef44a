#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/connect.h"
#include "src/store/connection.h"
#include "src/store/place.h"
#include "src/store/rules.h"
#include "src/store/salvage.h"
#include "src/store/schema.h"

#define NOTICE_SIZE 240

static uint32_t big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* By SQLite's own hands: closing a descriptor of ours would drop the locks that all
 * connections of this process hold (sqlite.org/howtocorrupt.html, 2.2), and
 * another process would take the log of changes away from under them. */
static bool read_header(const char *path, unsigned char header[100])
{
	/* Before SQLite starts, later it has no effect: nobody asks how much memory it has. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	const char *name = sqlite3_create_filename(path, "", "", 0, NULL);
	sqlite3_file *file = memory_calloc(1, (size_t)vfs->szOsFile);
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
	bool is_read = name && vfs->xOpen(vfs, name, file, flags, &flags) == SQLITE_OK &&
		       file->pMethods->xRead(file, header, 100, 0) == SQLITE_OK;
	if (file->pMethods)
		file->pMethods->xClose(file);
	free(file);
	sqlite3_free_filename((char *)name);
	return is_read;
}

static bool refuse_newer(struct error *error)
{
	return error_set(error, ERROR_NEWER, "%s",
		_("the store was made by a newer version of Steppe; it was not touched"));
}

/* Looks at the file's first bytes (sqlite.org/fileformat.html, 1.3), so that a
 * file of a newer version or of another program is not even opened by SQLite. */
static bool check_header(const char *path, struct error *error)
{
	unsigned char header[100];
	if (!read_header(path, header) || memcmp(header, "SQLite format 3", 16) != 0)
		return true;
	if ((int64_t)big_endian(header + 60) > schema_newest_version())
		return refuse_newer(error);
	uint32_t application = big_endian(header + 68);
	if (application != 0 && application != SCHEMA_APPLICATION_ID)
		return error_set(error, ERROR_STORE, "%s", _("this is another program's database"));
	return true;
}

/* The change to WAL cannot wait by itself when another process does the same. */
static bool enter_wal(struct database *database, struct error *error)
{
	for (patience_begin(&database->patience);; clock_sleep_ms(10)) {
		int code = sqlite3_exec(
			database->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
		if (code == SQLITE_OK)
			return true;
		if ((code != SQLITE_BUSY && code != SQLITE_LOCKED) ||
			!patience_lasts(&database->patience))
			return database_fail(database->handle, code, error);
	}
}

/* True when the tables are there and as new as we are. */
static bool is_current(struct database *database, struct error *error)
{
	return database_integer(database, "PRAGMA user_version", NO_VALUES, -1, error) ==
	       schema_newest_version();
}

static bool prepare_file(struct database *database, struct error *error)
{
	struct error trouble = {0};
	bool is_newest = is_current(database, &trouble);
	if (trouble.kind != ERROR_NONE) {
		*error = trouble;
		return false;
	}
	int64_t version = database_integer(database, "PRAGMA user_version", NO_VALUES, -1, error);
	if (version > schema_newest_version()) {
		sqlite3_db_config(database->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		return refuse_newer(error);
	}
	if (!enter_wal(database, error))
		return false;
	if (!is_newest && !schema_migrate(database, schema_newest_version(), error))
		return false;
	/* Reads a page of the schema and of a table: damage there shows at once. */
	trouble = (struct error){0};
	database_integer(database, "SELECT count(*) FROM (SELECT 1 FROM articles LIMIT 1)",
		NO_VALUES, 0, &trouble);
	if (trouble.kind == ERROR_NONE)
		return true;
	*error = trouble;
	return false;
}

static bool try_open(struct database *database, const char *path, struct error *error)
{
	struct patience patience = database->patience;
	if (check_header(path, error) && database_connect(database, path, error) &&
		prepare_file(database, error))
		return true;
	database_close(database);
	database->patience = patience;
	return false;
}

static bool is_damage(const struct error *error)
{
	struct error damage;
	database_fail(NULL, SQLITE_CORRUPT, &damage);
	return strcmp(error->sentence, damage.sentence) == 0;
}

struct store_writer *store_writer_open(const char *path, char *notice, struct error *error)
{
	return store_writer_open_waiting(path, (struct store_waiting){0}, notice, error);
}

void store_say_waiting(struct store_writer *writer, struct store_waiting waiting)
{
	writer_database(writer)->patience.waiting = waiting;
}

struct store_writer *store_writer_open_waiting(
	const char *path, struct store_waiting waiting, char *notice, struct error *error)
{
	char unheard[NOTICE_SIZE];
	if (!notice)
		notice = unheard;
	notice[0] = '\0';
	struct error trouble = {0};
	struct store_writer *writer = memory_calloc(1, sizeof *writer);
	struct database *database = writer_database(writer);
	database->patience = (struct patience){STORE_WRITE_MS, .waiting = waiting};
	bool is_open = place_prepare(path, notice, &trouble) && stat(path, &writer->file) == 0 &&
		       try_open(database, path, &trouble);
	if (!is_open && is_damage(&trouble))
		is_open = salvage(path, &writer->file, notice, &trouble) &&
			  stat(path, &writer->file) == 0 && try_open(database, path, &trouble);
	if (!is_open) {
		store_say_read_only(path, &trouble);
		place_explain(path, &trouble);
		if (error)
			*error = trouble;
		free(writer);
		return NULL;
	}
	writer->scratch = arena_new();
	writer->path = memory_copy_string(path);
	return writer;
}

bool writer_salvage(struct store_writer *writer, char notice[NOTICE_SIZE], struct error *error)
{
	struct database *database = writer_database(writer);
	struct patience patience = database->patience;
	database_close(database);
	database->patience = patience;
	writer->is_relaxed = false;
	return salvage(writer->path, &writer->file, notice, error) &&
	       stat(writer->path, &writer->file) == 0 && try_open(database, writer->path, error);
}

void store_writer_close(struct store_writer *writer)
{
	if (!writer)
		return;
	while (writer->depth > 0)
		write_end(writer, false, NULL);
	database_close(writer_database(writer));
	rules_forget_hits(writer);
	arena_free(writer->scratch);
	free(writer->path);
	free(writer);
}

void store_reader_interrupt(struct store_reader *reader)
{
	sqlite3_interrupt(reader->database.handle);
}

struct store_reader *store_writer_reader(struct store_writer *writer)
{
	return &writer->reader;
}

static bool is_good_as_it_is(struct database *database, struct error *error)
{
	return is_current(database, error) && error->kind == ERROR_NONE;
}

static bool connect_current(struct database *database, const char *path, struct error *error)
{
	struct error trouble = {0};
	if (!place_has_store(path))
		return false;
	if (check_header(path, &trouble) && database_connect(database, path, &trouble) &&
		is_good_as_it_is(database, &trouble))
		return true;
	database_close(database);
	struct error unread = {0};
	if (trouble.kind == ERROR_DISK && database_connect_read_only(database, path, &unread) &&
		is_good_as_it_is(database, &unread))
		return true;
	database_close(database);
	place_explain(path, &trouble);
	*error = trouble;
	return false;
}

static struct store_reader *open_current(const char *path, struct error *error)
{
	struct store_reader *reader = memory_calloc(1, sizeof *reader);
	if (stat(path, &reader->file) != 0)
		error_set(error, ERROR_STORE, "%s", _("the store is not at its place"));
	else if (connect_current(&reader->database, path, error))
		reader->path = memory_copy_string(path);
	if (!reader->path) {
		free(reader);
		return NULL;
	}
	database_script(&reader->database, "PRAGMA query_only = ON", NULL);
	return reader;
}

struct store_reader *store_reader_try(const char *path, struct error *error)
{
	return open_current(path, error ? error : &(struct error){0});
}

struct store_reader *store_reader_open(const char *path, struct error *error)
{
	struct error trouble = {0};
	/* A file that is missing, older or damaged is a writer's business first. */
	struct store_reader *reader = open_current(path, &trouble);
	if (reader != NULL)
		return reader;
	if (trouble.kind == ERROR_BUSY) {
		if (error != NULL)
			*error = trouble;
		return NULL;
	}
	struct store_writer *writer = store_writer_open(path, NULL, error);
	store_writer_close(writer);
	reader = writer != NULL ? open_current(path, &trouble) : NULL;
	if (reader == NULL && error != NULL && error->kind == ERROR_NONE)
		*error = trouble;
	return reader;
}

void store_reader_close(struct store_reader *reader)
{
	if (!reader)
		return;
	database_close(&reader->database);
	free(reader->path);
	free(reader);
}

bool store_is_in_place(const struct store_reader *reader, struct error *error)
{
	return place_holds(reader->path, &reader->file, error);
}

int64_t store_data_version(struct store_reader *reader)
{
	return database_integer(reader_database(reader), "PRAGMA data_version", NO_VALUES, 0, NULL);
}
