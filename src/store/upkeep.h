/* What keeps the store small, quick to search and whole. */
#ifndef STEPPE_STORE_UPKEEP_H
#define STEPPE_STORE_UPKEEP_H

#include "src/store/store.h"

/* How much of a feed is kept of what was read; both 0 = for ever. */
struct retention {
	int64_t articles, days;
};

/* "forever", "500" articles or "90d" days; false when it is none of them. */
bool store_retention(struct retention *out, struct foreign text);

struct folder_retention {
	struct foreign path; /* "A/B" */
	struct retention keep;
};

/* A feed's own option "keep" goes before its folder's, that of a folder before that of the
 * folder it is in, and `all` is for the rest. */
struct retentions {
	struct retention all;
	const struct folder_retention *folders;
	size_t folders_count;
};

/* Erases `most` articles at the most.  How many were erased, -1 on failure. */
int64_t store_retain(struct store_writer *writer, const struct retentions *keep, int64_t now,
	int64_t most, struct error *error);
/* A little of it, if it was not all done within the last day; true when there is more. */
bool store_retain_daily(struct store_writer *writer, const struct retentions *keep, int64_t now,
	struct error *error);
/* Which articles of older versions enclose neither sound nor film; a few at a time, true
 * when there are more.  Later ones say so from the start. */
bool store_sort_enclosures(struct store_writer *writer, struct error *error);
/* Bytes of the file. */
int64_t store_size(struct store_reader *reader);

/* Some of the search index; false when nothing is left to do.  Called when idle. */
bool store_index_some(struct store_writer *writer, int milliseconds, struct error *error);
/* integrity_check, `keep` (NULL = for ever), orphans, counters, search index, compaction; a
 * damaged file is set aside and salvaged.  Says what it did, line by line. */
bool store_check(struct store_writer *writer, const struct retentions *keep,
	void (*say)(void *context, const char *line), void *context, struct error *error);
/* A consistent copy while all runs.  Until it is whole it is called PATH.part, and goes when
 * it fails.  `is_stopped` is asked meanwhile; true ends it with ERROR_CANCELLED. */
bool store_copy(struct store_reader *reader, const char *path, bool (*is_stopped)(void *context),
	void *context, struct error *error);

#endif
