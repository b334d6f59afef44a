#include "src/store/salvage.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/functions.h"
#include "src/store/place.h"
#include "src/store/schema.h"

enum { PATH_SIZE = PATH_MAX + 40 };

static bool was_replaced(const char *path, const struct stat *damaged)
{
	struct stat now;
	return stat(path, &now) == 0 &&
	       (now.st_ino != damaged->st_ino || now.st_dev != damaged->st_dev);
}

static bool make_new(struct database *to, const char *path, struct error *error)
{
	unlink(path); /* of a process that was stopped at this */
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_set(
			error, ERROR_DISK, _("cannot make a new store: %s"), strerror(errno));
	close(fd);
	int code = sqlite3_open_v2(path, &to->handle, SQLITE_OPEN_READWRITE, NULL);
	if (code != SQLITE_OK)
		return database_fail(to->handle, code, error);
	functions_register(to);
	return database_script(to, "PRAGMA page_size = 16384; PRAGMA journal_mode = OFF", error) &&
	       schema_migrate(to, schema_newest_version(), error);
}

/* So that a person finds what there is of it. */
static void say(char *notice, struct database *to, const char *aside)
{
	int64_t articles =
		database_integer(to, "SELECT sum(total) FROM counts", NO_VALUES, 0, NULL);
	int64_t feeds = database_integer(
		to, "SELECT count(*) FROM feeds WHERE removed_at = 0", NO_VALUES, 0, NULL);
	snprintf(notice, 240,
		_("the store was damaged; it was set aside as %.120s; saved: %lld articles, "
		  "%lld feeds"),
		aside, (long long)articles, (long long)feeds);
}

static bool fill(
	const char *damaged, const char *path, const char *aside, char *notice, struct error *error)
{
	struct database to = {0};
	bool is_good = make_new(&to, path, error) && salvage_rows(damaged, &to, error);
	if (is_good)
		say(notice, &to, aside);
	database_close(&to);
	if (!is_good)
		unlink(path);
	return is_good;
}

static void with_ending(char out[PATH_SIZE], const char *path, const char *ending)
{
	snprintf(out, PATH_SIZE, "%s%s", path, ending);
}

static void move_beside(const char *path, const char *aside, const char *ending)
{
	char from[PATH_SIZE];
	char to[PATH_SIZE];
	with_ending(from, path, ending);
	with_ending(to, aside, ending);
	rename(from, to);
}

/* At no moment is there nothing at `path`, nor a new file beside an old log of changes. */
static bool set_aside(const char *path, const char *aside, const char *filled, struct error *error)
{
	bool is_linked = link(path, aside) == 0;
	move_beside(path, aside, "-wal");
	move_beside(path, aside, "-shm");
	if ((is_linked || rename(path, aside) == 0) && rename(filled, path) == 0)
		return true;
	return error_set(
		error, ERROR_DISK, _("the damaged store cannot be set aside: %s"), strerror(errno));
}

static bool find_free_name(char aside[PATH_SIZE], const char *path, struct error *error)
{
	for (int64_t time = clock_now(), tries = 0; tries < 100; tries++) {
		snprintf(aside, PATH_SIZE, "%s.corrupt-%lld", path, (long long)(time + tries));
		if (access(aside, F_OK) != 0)
			return true;
	}
	return error_set(error, ERROR_DISK, _("the damaged store cannot be set aside: %s"),
		strerror(EEXIST));
}

bool salvage(const char *name, const struct stat *damaged, char *notice, struct error *error)
{
	char path[PATH_MAX]; /* SQLite's log of changes is beside what a link leads to */
	char aside[PATH_SIZE];
	char filled[PATH_SIZE];
	if (!realpath(name, path))
		return error_set(error, ERROR_DISK, _("the damaged store cannot be set aside: %s"),
			strerror(errno));
	with_ending(filled, path, ".salvaged");
	int lock = place_lock_folder(path);
	bool is_good =
		was_replaced(path, damaged) ||
		(find_free_name(aside, path, error) && fill(path, filled, aside, notice, error) &&
			set_aside(path, aside, filled, error));
	if (lock >= 0)
		close(lock);
	return is_good;
}
