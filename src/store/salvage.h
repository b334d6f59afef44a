/* A damaged file is set aside, whole, and a new one gets every row that can still be
 * read. */
#ifndef STEPPE_STORE_SALVAGE_H
#define STEPPE_STORE_SALVAGE_H

#include <sys/stat.h>

#include "src/store/connection.h"

/* `damaged`: of the file when its damage was met.  Does nothing when another process has
 * set it aside since; `notice` (room for 240 bytes) says what was done.  On failure the
 * damaged file stays where it is. */
bool salvage(const char *name, const struct stat *damaged, char *notice, struct error *error);

/* salvage_rows.c: what can be read of the file at `path`, into an empty store. */
bool salvage_rows(const char *path, struct database *to, struct error *error);

#endif
