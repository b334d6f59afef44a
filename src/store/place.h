/* What lies at a store's path and beside it, where SQLite does not look or looks too late. */
#ifndef STEPPE_STORE_PLACE_H
#define STEPPE_STORE_PLACE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "src/base/error.h"

/* Makes the folders (700) and an empty file (600) where they are missing.  A log of changes
 * without its store, which SQLite would erase, is set aside, and `notice` (room for 240
 * bytes) says so.  False when something else than a file lies there, or when the disk is
 * known to have no locks: SQLite would take it for one that somebody holds for ever. */
bool place_prepare(const char *path, char *notice, struct error *error);
/* A file that is not empty: opening it makes and erases nothing. */
bool place_has_store(const char *path);
/* It still is this file; else the sentence says whether another one is there. */
bool place_holds(const char *path, const struct stat *file, struct error *error);
/* Puts the reason into an ERROR_DISK when it lies beside the file, into an ERROR_BUSY when
 * the disk has no locks. */
void place_explain(const char *path, struct error *error);

/* One process at a time sets files aside.  Unlocked by close(); -1 where that cannot be
 * done, then there is no lock. */
int place_lock_folder(const char *path);

#endif
