#include "src/store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"

enum { NOTICE_SIZE = 240, PATH_SIZE = PATH_MAX + 40 };

int place_lock_folder(const char *path)
{
	char *folder = memory_copy_string(path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	while (fd >= 0 && flock(fd, LOCK_EX) != 0 && errno == EINTR)
		;
	return fd;
}

/* ---- before it is opened ---- */

static bool make_folders(const char *path, struct error *error)
{
	char *folder = memory_copy_string(path);
	for (char *at = strchr(folder + 1, '/'); at; at = strchr(at + 1, '/')) {
		*at = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST && errno != EROFS) {
			error_set(error, ERROR_DISK, _("cannot make the folder %s: %s"), folder,
				strerror(errno));
			free(folder);
			return false;
		}
		*at = '/';
	}
	free(folder);
	return true;
}

bool place_has_store(const char *path)
{
	struct stat file;
	return stat(path, &file) == 0 && S_ISREG(file.st_mode) && file.st_size > 0;
}

/* The log is asked for first: one of today is never seen before its store has a page. */
static void set_log_aside(const char *path, char notice[NOTICE_SIZE])
{
	char log[PATH_SIZE];
	char aside[PATH_SIZE + 20];
	snprintf(log, sizeof log, "%s-wal", path);
	snprintf(aside, sizeof aside, "%s.left-%lld", log, (long long)clock_now());
	int lock = place_lock_folder(path);
	if (place_has_store(log) && !place_has_store(path) && access(aside, F_OK) != 0 &&
		rename(log, aside) == 0)
		snprintf(notice, NOTICE_SIZE,
			_("changes lay here without the store they belong to; they were set "
			  "aside as %.140s"),
			aside);
	if (lock >= 0)
		close(lock);
}

static bool make_file(const char *path, struct error *error)
{
	struct stat file;
	if (stat(path, &file) == 0 && S_ISDIR(file.st_mode))
		return error_set(error, ERROR_DISK, "%s", _("it is a folder"));
	if (stat(path, &file) == 0)
		return S_ISREG(file.st_mode) ||
		       error_set(error, ERROR_DISK, "%s", _("it is not a regular file"));
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return error_set(error, ERROR_DISK, _("it cannot be opened: %s"), strerror(errno));
	close(fd);
	return true;
}

/* Asked of the file that updates lock: what closes the store's own drops SQLite's locks. */
static bool has_locks(const char *path, int flags, struct error *error)
{
	char beside[PATH_SIZE] = "";
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (!realpath(path, beside))
		return true;
	strncat(beside, ".update", sizeof beside - strlen(beside) - 1);
	int fd = open(beside, O_RDWR | O_CLOEXEC | flags, 0600);
	bool has_none = fd >= 0 && fcntl(fd, F_OFD_GETLK, &whole) != 0 && errno == ENOLCK;
	if (fd >= 0)
		close(fd);
	return !has_none ||
	       error_set(error, ERROR_DISK, "%s",
		       _("the disk that it lies on knows no locks (NFS without its lock service?), "
			 "and two programs would damage it: move it to another disk"));
}

/* SQLite gives its -wal and -shm the file's mode. */
bool place_prepare(const char *path, char *notice, struct error *error)
{
	if (!make_folders(path, error) || !make_file(path, error))
		return false;
	if (!place_has_store(path))
		set_log_aside(path, notice);
	return has_locks(path, 0, error);
}

/* ---- while it is open ---- */

/* A damaged file that another process has set aside, or a backup that was put back: what
 * is written to the old one would be lost. */
bool place_holds(const char *path, const struct stat *file, struct error *error)
{
	struct stat now;
	bool is_there = stat(path, &now) == 0;
	if (is_there && now.st_ino == file->st_ino && now.st_dev == file->st_dev)
		return true;
	return error_set(error, ERROR_STORE, "%s",
		is_there ? _("the store was replaced by another file: nothing is written to the "
			     "old one; start again")
			 : _("the store was moved away: nothing is written until it is back"));
}

void place_explain(const char *path, struct error *error)
{
	static const char *const endings[] = {"-wal", "-shm"};
	if (error->kind == ERROR_BUSY)
		has_locks(path, O_CREAT, error);
	for (size_t i = 0; i < 2 && error->kind == ERROR_DISK; i++) {
		char beside[PATH_SIZE];
		struct stat file;
		snprintf(beside, sizeof beside, "%s%s", path, endings[i]);
		if (lstat(beside, &file) == 0 && !S_ISREG(file.st_mode))
			error_set(error, ERROR_DISK,
				_("%.160s is not a regular file: move it away"), beside);
	}
}
