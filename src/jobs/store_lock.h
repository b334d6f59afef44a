/* Advisory locks beside the store, for what one process at a time does: `steppe update`, so
 * that a second one does not fetch everything twice, and the commands of rules.  The system
 * drops a lock when its holder ends, however that happens. */
#ifndef STEPPE_JOBS_STORE_LOCK_H
#define STEPPE_JOBS_STORE_LOCK_H

#include <stdbool.h>

#include "src/base/error.h"

struct store_lock {
	int descriptor;
};

/* A file system without locks, or one that cannot be written, counts as free. */

/* False with ERROR_REFUSED when another process updates this store just now. */
bool update_lock_take(struct store_lock *lock, const char *store_path, struct error *error);
/* False when another process runs the commands of this store's rules just now. */
bool run_lock_take(struct store_lock *lock, const char *store_path);
void store_lock_drop(struct store_lock *lock);

#endif
