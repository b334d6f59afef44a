/* What can be asked of the pipeline.  An order is made by whoever asks, given
 * through jobs_order(), and freed by the pipeline when its answer is given. */
#ifndef STEPPE_JOBS_ORDER_H
#define STEPPE_JOBS_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/text.h"
#include "src/store/store.h"

enum order_kind {
	ORDER_UPDATE,    /* one feed: fetch, parse, store → EVENT_FEED_UPDATED or _FAILED */
	ORDER_SUBSCRIBE, /* `text` = typed address; discover, add, first fetch → EVENT_SUBSCRIBED */
	ORDER_FULLTEXT,  /* article_id: fetch its page, extract, store → EVENT_FULLTEXT */
	ORDER_SAVE_PAGE, /* `text` = address: fetch, extract, store → EVENT_PAGE_SAVED */
	ORDER_DOCUMENT, /* article_id: HTML → blocks for reading, no network → EVENT_DOCUMENT */
	ORDER_MARK,     /* mark + ids, query text, or feed → EVENT_CHANGED */
	ORDER_WRITE,    /* any other change: `write` in the writer thread → EVENT_CHANGED */
	ORDER_READ, /* a question that may take long: `read` in the reading thread → EVENT_READ */
};

/* Runs in the writer thread with the only store_writer; may not wait for anything else.
 * One that takes back sets the order's `undone`: EVENT_CHANGED carries a copy. */
typedef bool order_write(struct store_writer *writer, void *context, struct error *error);

/* Runs in the reading thread with a store_reader of its own. */
typedef bool order_read(struct store_reader *reader, void *context, struct error *error);

struct order {
	enum order_kind kind;
	uint64_t id;         /* given by jobs_order(); events quote it */
	struct arena *arena; /* owns the order itself and all it points to */
	int64_t feed_id;
	int64_t article_id;
	bool is_forced;     /* asked by hand: may ask again although not due */
	bool is_background; /* nobody waits: neighbours, prefetch; served last */
	/* for ORDER_DOCUMENT */
	bool wants_fulltext;   /* of the two texts */
	bool wants_repeats;    /* also the blocks that the outlet repeats */
	bool wants_difference; /* what the outlet changed in place of a text */
	struct foreign text;
	struct foreign folder, title; /* ORDER_SUBSCRIBE */
	enum mark mark;
	const int64_t *ids;
	size_t ids_count;
	order_write *write;
	struct undone *undone; /* what `write` took back or did again; else NULL */
	order_read *read;
	void *context;
	struct arena *answer; /* owns what `read` fills in: EVENT_READ takes it over */
};

/* An order in an arena of its own; fill in the rest. */
struct order *order_new(enum order_kind kind);
void order_free(struct order *order);

#endif
