/* Where things lie: the XDG folders, or one folder for all (-C DIR). */
#ifndef STEPPE_PATHS_H
#define STEPPE_PATHS_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/error.h"

struct paths {
	const char *directory; /* of -C, from the root; NULL = the XDG folders */
	const char *config_dir, *data_dir, *state_dir, *cache_dir;
	const char *config; /* the config file; need not exist */
	const char *store;  /* the SQLite file */
	const char *log;
	const char *hsts; /* what the fetcher learned of https-only hosts */
};

/* `directory` is the argument of -C, NULL for the XDG folders.  All texts live
 * in `arena`.  False when there is neither an XDG folder nor a home. */
bool paths_find(
	struct paths *paths, struct arena *arena, const char *directory, struct error *error);

/* Makes the missing folders with mode 700; the config folder is not made: who has no config
 * needs none. */
bool paths_make(const struct paths *paths, struct error *error);

#endif
