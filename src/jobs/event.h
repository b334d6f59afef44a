/* What is answered: says what changed, not how.  The store is the truth, events
 * are hints; losing or folding one cannot corrupt the view. */
#ifndef STEPPE_JOBS_EVENT_H
#define STEPPE_JOBS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/discover.h"
#include "feeds/document.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

enum event_kind {
	EVENT_PROGRESS,     /* an update moves on: progress */
	EVENT_FEED_UPDATED, /* feed_id, new_articles, is_unchanged (none is new or changed) */
	EVENT_FEED_FAILED,  /* feed_id, error */
	EVENT_UPDATE_DONE,  /* the last of the updates asked for so far: progress */
	EVENT_SUBSCRIBED,   /* feed_id, text = title, new_articles, links = others; or error, text =
			       address */
	EVENT_FULLTEXT,     /* article_id, or error */
	EVENT_PAGE_SAVED,   /* article_id, or error and text = the address */
	EVENT_DOCUMENT,     /* article_id, document, is_fulltext, has_repeats, or error */
	EVENT_CHANGED,      /* the order was written; undone; or error: show the old state again */
	EVENT_READ,         /* context = the order's, filled in, or error */
	EVENT_RULE_FOUND,   /* text = "RULE: TITLE", article_id (0: several) */
	EVENT_FAILED,       /* an order of no kind above failed: error */
	EVENT_STORE_WAITS,  /* another program holds the store: what is ordered is written later */
	EVENT_SLOW,         /* text = the hosts that keep us waiting; empty: none any more */
};

struct progress {
	uint32_t asked, done, failed, unchanged;
	uint32_t new_articles;
};

struct event {
	enum event_kind kind;
	uint64_t order_id;
	int64_t feed_id;
	int64_t article_id;
	int64_t new_articles;
	int64_t changed_count;
	int64_t bytes; /* of EVENT_FULLTEXT: the page as it came */
	bool is_unchanged;
	bool is_known; /* of EVENT_SUBSCRIBED: the feed was subscribed before */
	bool is_fulltext;
	bool has_repeats;   /* nothing of it is hidden */
	bool is_difference; /* no text, but what the outlet changed in it */
	struct progress progress;
	struct error error; /* ERROR_NONE = it went well */
	struct foreign text;
	struct feed_links links;
	struct document *document;
	struct undone *undone; /* of EVENT_CHANGED: what was taken back or done again; else NULL */
	void *context;         /* of EVENT_READ */
	struct arena *arena;   /* owns text, links, document, undone and context; may be NULL */
};

void event_free(struct event *event);

#endif
