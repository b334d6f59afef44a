/* A damaged file is set aside, whole, and a new one gets every row that can
 * still be read: each table from its start to the damage, then from its end. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/connection.h"
#include "src/store/functions.h"
#include "src/store/schema.h"

/* What a person made comes first; the search index is made anew. */
struct table {
	const char *forth, *back; /* from row ?1 up, from row ?1 down */
	const char *insert;
};

#define TABLE(name, key, marks)                                                            \
	{                                                                                  \
		"SELECT * FROM " name " WHERE " key " > ?1 ORDER BY " key,                 \
			"SELECT * FROM " name " WHERE " key " > ?1 ORDER BY " key " DESC", \
			"INSERT OR IGNORE INTO " name " VALUES (" marks ")"                \
	}

static const struct table TABLES[] = {
	TABLE("folders", "id", "?,?,?,?,?,?"),
	TABLE("feeds", "id", "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"),
	TABLE("health", "feed_id", "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?"),
	TABLE("articles", "id", "?,?,?,?,?,?,?,?,?,?,?,?"),
	TABLE("texts", "id", "?,?,?,?"),
	TABLE("packed", "id", "?,?,?"),
	TABLE("notes", "article_id", "?,?"),
	TABLE("tags", "article_id", "?,?"),
	TABLE("places", "article_id", "?,?,?"),
	TABLE("erased", "feed_id", "?,?,?"),
};

/* False when the damage was met; `*last` is the last key that was read. */
static bool copy_rows(struct database *from, struct database *to, const char *select,
	const char *insert, int64_t *last, int64_t *copied)
{
	struct statement *source =
		statement_start_once(from, select, VALUES(of_integer(*last)), NULL);
	if (!source)
		return false;
	enum step step;
	while ((step = statement_step(source, NULL)) == STEP_ROW) {
		struct statement *target = statement_start(to, insert, NO_VALUES, NULL);
		if (!target)
			break;
		int columns = sqlite3_column_count(source->handle);
		for (int i = 0; i < columns; i++)
			sqlite3_bind_value(
				target->handle, i + 1, sqlite3_column_value(source->handle, i));
		if (statement_step(target, NULL) == STEP_DONE)
			*copied += database_changes(to);
		statement_end(target);
		*last = statement_integer(source, 0);
	}
	statement_end(source);
	return step == STEP_DONE;
}

static int64_t copy_tables(struct database *from, struct database *to)
{
	int64_t copied = 0;
	database_script(to, "BEGIN IMMEDIATE", NULL);
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
		int64_t last = INT64_MIN;
		if (copy_rows(from, to, TABLES[i].forth, TABLES[i].insert, &last, &copied))
			continue;
		copy_rows(from, to, TABLES[i].back, TABLES[i].insert, &last, &copied);
	}
	database_script(to,
		"INSERT OR IGNORE INTO health (feed_id) SELECT id FROM feeds;"
		"INSERT OR REPLACE INTO counts (feed_id, unread, total, bookmarks) SELECT id,"
		" (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND flags & 225 = 0),"
		" (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND flags & 224 = 0),"
		" (SELECT count(*) FROM articles WHERE feed_id = feeds.id AND flags & 226 = 2)"
		" FROM feeds;"
		"COMMIT;",
		NULL);
	return copied;
}

static void rename_beside(const char *path, const char *aside, const char *ending)
{
	char from[4096];
	char to[4096];
	snprintf(from, sizeof from, "%s%s", path, ending);
	snprintf(to, sizeof to, "%s%s", aside, ending);
	rename(from, to);
}

static bool make_new(struct database *to, const char *path, struct error *error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_set(
			error, ERROR_DISK, _("cannot make a new store: %s"), strerror(errno));
	close(fd);
	int code = sqlite3_open_v2(path, &to->handle, SQLITE_OPEN_READWRITE, NULL);
	if (code != SQLITE_OK)
		return database_fail(to->handle, code, error);
	functions_register(to);
	return database_script(to, "PRAGMA page_size = 16384", error) &&
	       schema_migrate(to, schema_newest_version(), error);
}

/* A damaged file of ours may hold anything: nothing of its schema is trusted. */
static bool open_damaged(struct database *from, const char *path)
{
	if (sqlite3_open_v2(path, &from->handle, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return false;
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(from->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return true;
}

bool salvage(const char *path, char *notice, struct error *error)
{
	char aside[4096];
	snprintf(aside, sizeof aside, "%s.corrupt-%lld", path, (long long)clock_now());
	if (access(aside, F_OK) == 0 || rename(path, aside) != 0)
		return error_set(error, ERROR_DISK, _("the damaged store cannot be set aside: %s"),
			strerror(errno));
	rename_beside(path, aside, "-wal");
	rename_beside(path, aside, "-shm");
	struct database from = {0};
	struct database to = {0};
	int64_t copied = 0;
	bool is_good = make_new(&to, path, error);
	if (is_good && open_damaged(&from, aside))
		copied = copy_tables(&from, &to);
	database_close(&from);
	database_close(&to);
	snprintf(notice, 240,
		_("the store was damaged; it was set aside as %.120s, and %lld rows were saved"),
		aside, (long long)copied);
	return is_good;
}
