/* Find the feeds that a page offers, and the feed behind a known site's address. */
#ifndef STEPPE_FEEDS_DISCOVER_H
#define STEPPE_FEEDS_DISCOVER_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct feed_link {
	struct foreign url; /* absolute */
	struct foreign title;
	struct foreign mime_type;
};

struct feed_links {
	struct feed_link *items;
	size_t count;
};

/* <link rel=alternate> of an HTML page, feeds first named first (WHATWG autodiscovery). */
void discover_in_page(
	struct feed_links *out, struct arena *arena, struct foreign html, struct foreign page_url);

enum site_answer {
	SITE_UNKNOWN, /* no rule: fetch the address itself */
	SITE_FEED,    /* `feed_url` is the feed */
	SITE_PAGE,    /* fetch the page, its <link> names the feed */
	SITE_NONE,    /* this site has no feeds: `error` says so in one sentence */
};

/* What the table of known sites says of an address a person typed.
 * `bridge` is a template with {url} for sites without feeds; empty = none. */
enum site_answer discover_by_site(struct foreign *feed_url, struct arena *arena,
	struct foreign typed, struct foreign bridge, struct error *error);

#endif
