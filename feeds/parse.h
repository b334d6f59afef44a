/* Any feed document → struct feed: which format is it, and off to the right
 * parser.  RSS 0.90–2.0, Atom 0.3/1.0, JSON Feed 1.0/1.1, and the page of a
 * Telegram channel, by content, not by name or type.  Linear in the size of the
 * document; runs in a worker. */
#ifndef STEPPE_FEEDS_PARSE_H
#define STEPPE_FEEDS_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/feed.h"
#include "feeds/parse_options.h"
#include "src/base/arena.h"
#include "src/base/error.h"

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
