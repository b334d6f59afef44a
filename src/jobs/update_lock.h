/* An advisory lock beside the store, so that a second `steppe update` beside a
 * running one does not fetch everything twice.  The system drops it when its
 * holder ends, however that happens. */
#ifndef STEPPE_JOBS_UPDATE_LOCK_H
#define STEPPE_JOBS_UPDATE_LOCK_H

#include <stdbool.h>

#include "src/base/error.h"

struct update_lock {
	int descriptor;
};

/* False with ERROR_REFUSED when another process updates this store just now.  A
 * file system without locks, or one that cannot be written, counts as free. */
bool update_lock_take(struct update_lock *lock, const char *store_path, struct error *error);
void update_lock_drop(struct update_lock *lock);

#endif
