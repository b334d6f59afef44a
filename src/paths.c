#include "src/paths.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/words.h"

/* The XDG specification: a relative value is to be ignored. */
static const char *environment_dir(const char *name)
{
	const char *value = getenv(name);
	return value != NULL && value[0] == '/' ? value : NULL;
}

static const char *xdg_dir(struct arena *arena, const char *name, const char *below_home)
{
	const char *dir = environment_dir(name);
	if (dir != NULL)
		return arena_printf(arena, "%s/steppe", dir);
	const char *home = environment_dir("HOME");
	return home == NULL ? NULL : arena_printf(arena, "%s/%s/steppe", home, below_home);
}

/* The folder is named from the root, so that it stays the same wherever a child process goes. */
static const char *absolute_dir(struct arena *arena, const char *directory)
{
	char here[PATH_MAX];
	if (directory[0] == '/' || getcwd(here, sizeof here) == NULL)
		return directory;
	return arena_printf(arena, "%s/%s", here, directory);
}

static void put_all_in(struct paths *paths, const char *directory)
{
	paths->directory = directory;
	paths->config_dir = directory;
	paths->data_dir = directory;
	paths->state_dir = directory;
	paths->cache_dir = directory;
}

static bool find_dirs(struct paths *paths, struct arena *arena, struct error *error)
{
	paths->config_dir = xdg_dir(arena, "XDG_CONFIG_HOME", ".config");
	paths->data_dir = xdg_dir(arena, "XDG_DATA_HOME", ".local/share");
	paths->state_dir = xdg_dir(arena, "XDG_STATE_HOME", ".local/state");
	paths->cache_dir = xdg_dir(arena, "XDG_CACHE_HOME", ".cache");
	if (paths->config_dir == NULL || paths->data_dir == NULL || paths->state_dir == NULL ||
		paths->cache_dir == NULL)
		return error_set(
			error, ERROR_DISK, _("HOME: it is not set; name a folder with -C DIR"));
	return true;
}

bool paths_find(
	struct paths *paths, struct arena *arena, const char *directory, struct error *error)
{
	if (directory != NULL)
		put_all_in(paths, absolute_dir(arena, directory));
	else if (!find_dirs(paths, arena, error))
		return false;
	paths->config = arena_printf(arena, "%s/config", paths->config_dir);
	paths->store = arena_printf(arena, "%s/steppe.db", paths->data_dir);
	paths->log = arena_printf(arena, "%s/steppe.log", paths->state_dir);
	paths->hsts = arena_printf(arena, "%s/hsts", paths->cache_dir);
	return true;
}

static bool make_dir(const char *path)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST || errno == EISDIR;
}

static bool make_dirs(const char *wanted, struct error *error)
{
	char path[PATH_MAX];
	struct error wall = {0};
	if (strlen(wanted) >= sizeof path)
		return error_set(
			error, ERROR_DISK, _("%.40s…: the name of the folder is too long"), wanted);
	memcpy(path, wanted, strlen(wanted) + 1);
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		/* What cannot be made here may be there already, behind a wall we cannot see
		 * through: only the last folder's answer counts. */
		if (!make_dir(path) && wall.kind == ERROR_NONE)
			error_set(&wall, ERROR_DISK, "%s: %s", path, strerror(errno));
		*slash = '/';
	}
	if (make_dir(path))
		return true;
	/* Where the way to it ends is the reason then. */
	if (errno == ENOENT && wall.kind != ERROR_NONE)
		*error = wall;
	else
		error_set(error, ERROR_DISK, "%s: %s", path, strerror(errno));
	return false;
}

bool paths_make(const struct paths *paths, struct error *error)
{
	return make_dirs(paths->data_dir, error) && make_dirs(paths->state_dir, error) &&
	       make_dirs(paths->cache_dir, error);
}
