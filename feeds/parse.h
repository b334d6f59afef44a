/* Any feed document → struct feed: which format is it, and off to the right
 * parser.  RSS 0.90–2.0, Atom 0.3/1.0, JSON Feed 1.0/1.1, by content, not by
 * name or type.  Linear in the size of the document; runs in a worker. */
#ifndef STEPPE_FEEDS_PARSE_H
#define STEPPE_FEEDS_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/feed.h"
#include "src/base/arena.h"
#include "src/base/error.h"

#define PARSE_ITEMS_LIMIT 50000
#define PARSE_DEPTH_LIMIT 256
#define PARSE_ATTRIBUTES_LIMIT 64
#define PARSE_NAME_LIMIT 1024

struct parse_options {
	struct foreign url;          /* where the document was fetched from */
	struct foreign content_type; /* as the server said it, may be empty */
	/* Items whose bytes hash to one of these are not parsed, only listed in
	 * feed.item_hashes.  Sorted ascending; the hashes of the last fetch. */
	const uint64_t *known_hashes;
	size_t known_hashes_count;
};

/* What a document turned out to be. */
enum parse_result {
	PARSE_FEED,
	PARSE_PAGE,   /* an HTML page: see discover.h for the feeds it names */
	PARSE_FAILED, /* `error` says why */
};

/* `out` lives in `arena` and may look into `document`.  Damage never fails a
 * feed by itself: every item that can be read is there, and a warning. */
enum parse_result feed_parse(struct feed *out, struct arena *arena, struct bytes document,
	const struct parse_options *options, struct error *error);

#endif
