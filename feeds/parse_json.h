/* JSON Feed 1.0 and 1.1 (jsonfeed.org). */
#ifndef STEPPE_FEEDS_PARSE_JSON_H
#define STEPPE_FEEDS_PARSE_JSON_H

#include "feeds/parse.h"

/* `text` is the whole document. */
enum parse_result parse_json_feed(struct feed *out, struct arena *arena, struct foreign text,
	const struct parse_options *options, struct error *error);

/* True when `hash` is among the items of the last fetch. */
bool parse_is_known(const struct parse_options *options, uint64_t hash);

#endif
