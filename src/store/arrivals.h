/* What an update needs to know before it asks, and what it leaves. */
#ifndef STEPPE_STORE_ARRIVALS_H
#define STEPPE_STORE_ARRIVALS_H

#include "src/store/store.h"

/* A next_due of the end of the year 9999: not by itself, but when asked by hand,
 * or after something about the feed was set. */
#define FEED_NEVER_DUE INT64_C(253402300799)

struct due_feed {
	int64_t id;
	struct foreign url;
	struct bytes etag, last_modified;
	struct foreign validators_url; /* who gave them; empty = the feed's own host */
	int64_t next_due;
	bool is_private;        /* lives on a private address */
	bool is_new;            /* was never fetched with success */
	struct foreign options; /* JSON object of store_set_feed_option() values */
};

struct due_feeds {
	struct due_feed *items;
	size_t count;
};

struct due_wish {
	int64_t now;
	bool is_forced;     /* all of them, due or not */
	const int64_t *ids; /* only these, due or not; NULL = any */
	size_t ids_count;
};

/* Feeds whose time has come, or that are asked for by hand.  A time that was set while
 * the clock was far ahead has come, too. */
bool store_due_feeds(struct due_feeds *out, struct arena *arena, struct store_reader *reader,
	const struct due_wish *wish, struct error *error);
/* Sorted hashes of the items of the feed's last document, for parse_options. */
bool store_item_hashes(uint64_t **out, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, struct error *error);

/* Hashes (feeds/repeats.h) of the blocks that the feed's outlet repeats. */
bool store_repeated_blocks(uint64_t **out, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, struct error *error);

/* What the config wishes for all feeds; a feed's own setting goes before it. */
struct whole_wishes {
	enum setting3 fulltext;
	bool prefetch;
	int64_t budget; /* bytes of pages that one update may fetch ahead */
};

/* Its articles are better read from their pages. */
bool store_wants_whole(struct store_reader *reader, const struct feed_row *feed,
	const struct whole_wishes *wishes);
/* Its pages are to be fetched before anybody opens an article. */
bool store_wants_prefetch(const struct feed_row *feed, const struct whole_wishes *wishes);
/* Its newest articles that are unread or bookmarked and have no whole text yet. */
bool store_pages_wanted(int64_t **ids, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, int64_t now, struct error *error);
/* It is wanted again after a wait that grows with each failure, and after a few never. */
bool store_page_failed(
	struct store_writer *writer, int64_t article_id, int64_t now, struct error *error);

/* What the scheduler needs and decides for one feed (src/jobs/schedule.h). */
struct feed_history {
	int64_t last_success, last_new, failing_since;
	int failures;
	double posts_a_week;
	struct foreign moved_to;
	int moved_count;
	int64_t moved_since;
	struct feed_hints hints;
	bool has_validators;
};

bool store_feed_history(struct feed_history *out, struct arena *arena, struct store_reader *reader,
	int64_t feed_id, struct error *error);

struct update_result {
	int status;                /* HTTP; 0 = no answer */
	const struct error *error; /* NULL = success (200 or 304) */
	const struct feed *feed;   /* NULL unless a document was parsed */
	bool replace_validators;   /* after every 200; a 304 gives only what it brought */
	struct bytes etag, last_modified;
	struct foreign validators_url; /* as struct due_feed's */
	int64_t next_due;
	enum feed_state state;
	struct foreign moved_to; /* permanent redirect seen this time; empty = none */
	struct foreign new_url;  /* not empty: the feed moves there now */
	bool is_private;
	int64_t took_ms;
};

struct update_counts {
	int64_t new_articles, changed_articles;
};

/* One fetched feed, in the open batch (or a transaction of its own).  Nothing of one that
 * was removed meanwhile. */
bool store_keep_update(struct store_writer *writer, int64_t feed_id,
	const struct update_result *result, int64_t now, struct update_counts *counts,
	struct error *error);
/* Fetched text: synchronous=NORMAL is enough, it can be fetched again.  A person's
 * changes do not belong into a batch: they would share its fate and its pace. */
bool store_begin_batch(struct store_writer *writer, struct error *error);
bool store_commit_batch(struct store_writer *writer, struct error *error);

bool store_keep_fulltext(
	struct store_writer *writer, int64_t article_id, struct foreign html, struct error *error);
/* A page kept by hand in "Saved pages"; its article id. */
int64_t store_keep_page(struct store_writer *writer, const struct article *page,
	struct foreign fulltext_html, struct error *error);

#endif
