/* One document's articles into the tables: which of them we have already
 * (identity), what changed, what is new. */
#ifndef STEPPE_STORE_WRITE_ARTICLES_H
#define STEPPE_STORE_WRITE_ARTICLES_H

#include "feeds/feed.h"
#include "src/store/arrivals.h"
#include "src/store/connection.h"
#include "src/store/habits.h"

#define TITLE_BYTES 1000 /* of a title that are kept */

struct arrival {
	int64_t feed_id;
	int64_t now;
	uint64_t home_hash;     /* canonical home page: no article's own address */
	bool is_first;          /* the feed has no articles yet: nothing to compare with */
	bool has_erased;        /* something of this feed was erased (retain.c) */
	bool shares_marks;      /* the same link read in another feed is read here */
	uint32_t flags;         /* that new articles get besides */
	const uint64_t *hashes; /* sorted, of every item of this document */
	size_t hashes_count;
	struct standing *standing; /* the articles read of it, NULL = not known */
	struct habits *habits;     /* of the feed, as articles come */
	struct arrived *arrived;   /* is counted here; NULL = in the feed's row at once */
};

struct arrived {
	int64_t shown, unread, bookmarks;
};

bool articles_keep(struct store_writer *writer, const struct arrival *arrival,
	const struct article *articles, size_t count, struct update_counts *counts,
	struct error *error);
/* The new row's id, 0 on failure. */
int64_t article_insert(struct store_writer *writer, const struct arrival *arrival,
	const struct article *article, uint64_t link_hash, struct error *error);

/* subscriptions.c: a feed that is there, but not yet subscribed to. */
bool feed_insert(
	struct store_writer *writer, const struct new_feed *feed, int64_t *id, struct error *error);
/* pages.c: the feed "Saved pages", made where missing; 0 on failure. */
int64_t feed_of_saved_pages(struct store_writer *writer, struct error *error);

/* retain.c: what was erased of a feed. */
bool retain_has_erased(struct store_writer *writer, int64_t feed_id);
bool retain_was_erased(struct store_writer *writer, int64_t feed_id, uint64_t guid_hash,
	uint64_t link_hash, uint64_t look);

/* What a person deleted, once undo cannot bring it back; how many, -1 on failure. */
int64_t retain_erase_deleted(struct store_writer *writer, struct error *error);

/* The setting: two feeds with one link share their marks. */
bool marks_are_shared(struct store_writer *writer);

/* 0 for an empty address, else never 0. */
uint64_t link_hash(struct arena *arena, struct foreign url);
/* Of the title and the date as the store has them. */
uint64_t look_hash(struct foreign title, int64_t date);
/* The same to read, whatever the markup. */
bool words_are_same(struct arena *arena, struct foreign a, struct foreign b);

/* The guids and links of a document's articles, each sorted. */
struct standing {
	uint64_t *guids, *links;
	size_t count;
};

void standing_init(struct standing *standing, struct arena *scratch, const struct article *articles,
	size_t count);
void standing_done(struct standing *standing);

/* identity.c: the article of this feed that `article` is, 0 = none. */
struct known_article {
	int64_t id;
	uint32_t flags;
	uint64_t guid_hash, link_hash, item_hash;
	struct foreign title;
	int64_t date;
};

bool identity_find(struct known_article *out, struct store_writer *writer,
	const struct arrival *arrival, const struct article *article, uint64_t link,
	struct error *error);

/* wanted.c: a page that was fetched before its article was corrected is fetched again,
 * but not twice a day. */
bool page_has_aged(
	struct store_writer *writer, int64_t article_id, int64_t now, struct error *error);
bool page_is_fresh(struct store_writer *writer, int64_t article_id, bool was_there, int64_t now,
	struct error *error);
bool page_is_old(struct store_reader *reader, int64_t article_id);

#endif
