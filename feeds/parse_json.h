/* JSON Feed 1.0 and 1.1 (jsonfeed.org). */
#ifndef STEPPE_FEEDS_PARSE_JSON_H
#define STEPPE_FEEDS_PARSE_JSON_H

#include <stdbool.h>

#include "feeds/feed.h"
#include "feeds/parse_options.h"
#include "src/base/arena.h"
#include "src/base/error.h"

/* `text` is the whole document.  False with ERROR_FORMAT or ERROR_LIMIT. */
bool parse_json_feed(struct feed *out, struct arena *arena, struct foreign text,
	const struct parse_options *options, struct error *error);

#endif
