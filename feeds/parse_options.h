/* What whoever parses a feed is told, and the limits that hold for every format. */
#ifndef STEPPE_FEEDS_PARSE_OPTIONS_H
#define STEPPE_FEEDS_PARSE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

#define PARSE_ITEMS_LIMIT 50000

struct parse_options {
	struct foreign url;          /* where the document was fetched from */
	struct foreign content_type; /* as the server said it, may be empty */
	/* Items whose bytes hash to one of these are not parsed, only listed in
	 * feed.item_hashes.  Sorted ascending; the hashes of the last fetch. */
	const uint64_t *known_hashes;
	size_t known_hashes_count;
};

/* True when `hash` is among the items of the last fetch. */
bool parse_is_known(const struct parse_options *options, uint64_t hash);

#endif
