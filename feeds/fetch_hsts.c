#include "feeds/fetch_hsts.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

/* libcurl reads the file when a transfer begins; this one ends before it reaches a network. */
static void read_file(struct fetch_hsts *hsts)
{
	if (stat(hsts->file, &hsts->as_read) != 0)
		hsts->as_read = (struct stat){0};
	curl_easy_perform(hsts->keeper);
}

void fetch_hsts_open(struct fetch_hsts *hsts, struct transfer_world *world)
{
	*hsts = (struct fetch_hsts){.file = world->settings.hsts_file};
	hsts->keeper = hsts->file ? transfer_handle_new(world) : NULL;
	if (!hsts->keeper)
		return;
	curl_easy_setopt(hsts->keeper, CURLOPT_HSTS, hsts->file);
	curl_easy_setopt(hsts->keeper, CURLOPT_URL, "nowhere:");
	read_file(hsts);
}

enum { PATIENCE_MS = 1000, LOOK_MS = 10 };

/* Whoever writes takes its turn; one that was stopped in it is not waited for.  The file itself
 * is a new one each time it is written. */
static int take_turn(const struct fetch_hsts *hsts)
{
	struct buffer path = {0};
	buffer_printf(&path, "%s.lock", hsts->file);
	int lock = open(path.data, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	buffer_done(&path);
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	for (int left_ms = lock >= 0 ? PATIENCE_MS : 0; left_ms > 0; left_ms -= LOOK_MS) {
		if (fcntl(lock, F_OFD_SETLK, &whole) == 0)
			break;
		poll(NULL, 0, LOOK_MS);
	}
	return lock;
}

/* A host that withdrew its wish would come back with the file, so that is read again only
 * when it is another one. */
static bool was_written_by_others(const struct fetch_hsts *hsts)
{
	struct stat now;
	return stat(hsts->file, &now) == 0 &&
	       (now.st_ino != hsts->as_read.st_ino ||
		       now.st_mtim.tv_sec != hsts->as_read.st_mtim.tv_sec ||
		       now.st_mtim.tv_nsec != hsts->as_read.st_mtim.tv_nsec);
}

/* The file tells which hosts were visited; libcurl keeps the mode of one that is there. */
static void keep_private(const struct fetch_hsts *hsts)
{
	int file = open(hsts->file, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (file < 0)
		return;
	fchmod(file, 0600);
	close(file);
}

void fetch_hsts_close(struct fetch_hsts *hsts)
{
	if (!hsts->keeper)
		return;
	int lock = take_turn(hsts);
	if (was_written_by_others(hsts))
		read_file(hsts);
	keep_private(hsts);
	curl_easy_cleanup(hsts->keeper);
	hsts->keeper = NULL;
	if (lock >= 0)
		close(lock);
}
