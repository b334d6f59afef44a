#include "src/jobs/store_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/base/buffer.h"
#include "src/base/words.h"

static int open_beside(const char *store_path, const char *ending)
{
	struct buffer path = {0};
	/* A link to a store and the store itself are one. */
	char *real = realpath(store_path, NULL);
	buffer_printf(&path, "%s.%s", real ? real : store_path, ending);
	free(real);
	int descriptor = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	buffer_done(&path);
	return descriptor;
}

static bool take(struct store_lock *lock, const char *store_path, const char *ending)
{
	lock->descriptor = open_beside(store_path, ending);
	if (lock->descriptor < 0)
		return true;
	/* Bound to this open file, not to the process: closing another descriptor
	 * of the same file does not lose it. */
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (fcntl(lock->descriptor, F_OFD_SETLK, &whole) == 0 ||
		(errno != EAGAIN && errno != EACCES))
		return true;
	store_lock_drop(lock);
	return false;
}

bool update_lock_take(struct store_lock *lock, const char *store_path, struct error *error)
{
	return take(lock, store_path, "update") ||
	       error_set(error, ERROR_REFUSED,
		       _("another update is running; nothing was fetched twice"));
}

bool run_lock_take(struct store_lock *lock, const char *store_path)
{
	return take(lock, store_path, "run");
}

void store_lock_drop(struct store_lock *lock)
{
	if (lock->descriptor >= 0)
		close(lock->descriptor);
	lock->descriptor = -1;
}
