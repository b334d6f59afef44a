/* Inside the room: connections to the file, with the limits and functions of ours. */
#ifndef STEPPE_STORE_CONNECT_H
#define STEPPE_STORE_CONNECT_H

#include <stdbool.h>

#include "src/base/error.h"
#include "src/store/statement.h"

/* A wait begins; false when it has lasted as long as it may. */
void patience_begin(struct patience *patience);
bool patience_lasts(struct patience *patience);

bool database_connect(struct database *database, const char *path, struct error *error);

/* For reading where SQLite may not make its -wal and -shm, as in a folder of another
 * user or on a read-only disk.  False when it may, or when there is a log that cannot
 * be read without them. */
bool database_connect_read_only(struct database *database, const char *path, struct error *error);

/* Puts the reason into an ERROR_DISK when it is that nothing can be written there. */
void store_say_read_only(const char *path, struct error *error);

#endif
