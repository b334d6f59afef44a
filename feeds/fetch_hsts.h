/* [curl] Hosts that asked for https, remembered over a run (RFC 6797) and shared by all
 * programs of one person: the cache is libcurl's, and so is the file. */
#ifndef STEPPE_FEEDS_FETCH_HSTS_H
#define STEPPE_FEEDS_FETCH_HSTS_H

#include <sys/stat.h>

#include "feeds/fetch_transfer.h"

struct fetch_hsts {
	CURL *keeper; /* reads the file and writes it; NULL = there is none */
	const char *file;
	struct stat as_read;
};

/* Reads settings.hsts_file, if any. */
void fetch_hsts_open(struct fetch_hsts *hsts, struct transfer_world *world);
/* Writes what is known now.  What others wrote meanwhile stays. */
void fetch_hsts_close(struct fetch_hsts *hsts);

#endif
