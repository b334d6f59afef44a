/* What other readers and browsers kept: articles with marks, tags and notes, taken
 * over inside store_begin_step() … store_end_step(), so that one undo takes it back. */
#ifndef STEPPE_STORE_IMPORT_H
#define STEPPE_STORE_IMPORT_H

#include "src/store/store.h"

struct imported {
	struct article article;
	struct foreign feed_title; /* of a bookmark; may be empty */
	uint32_t flags;            /* ARTICLE_READ, ARTICLE_BOOKMARKED, ARTICLE_DELETED */
	struct foreign_list tags;
	struct foreign note;
};

struct import_counts {
	int64_t articles;  /* new here */
	int64_t existing;  /* were here already */
	int64_t read;      /* marks, of new and of existing ones */
	int64_t bookmarks; /* likewise */
};

/* Articles of one feed.  Adds to `counts`. */
bool store_import_articles(struct store_writer *writer, int64_t feed_id,
	const struct imported *items, size_t count, struct import_counts *counts,
	struct error *error);
/* Bookmarks: on the article that has the address already, else on a new one in the
 * feed of that title, in a feed that is gone and had that title, or in "Saved pages". */
bool store_import_bookmarks(struct store_writer *writer, const struct imported *items, size_t count,
	struct import_counts *counts, struct error *error);

/* ---- newsboat's cache.db, only read ---- */

struct newsboat;

struct newsboat_feed {
	struct foreign url, title;
	int64_t queued; /* articles in its podcast queue, which is not mapped */
};

struct newsboat *newsboat_open(const char *path, struct error *error);
void newsboat_close(struct newsboat *newsboat);
bool newsboat_feeds(struct newsboat_feed **out, size_t *count, struct arena *arena,
	struct newsboat *newsboat, struct error *error);
/* At most `limit` articles of the feed behind `*after`, which moves on; none at the end. */
bool newsboat_articles(struct imported **out, size_t *count, struct arena *arena,
	struct newsboat *newsboat, struct foreign feed_url, int64_t *after, size_t limit,
	struct error *error);

#endif
