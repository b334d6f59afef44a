/* A feed as JSON Feed 1.1, with what that format has no field for under
 * `_steppe`: what `steppe parse` prints (see steppe-json(5)). */
#ifndef STEPPE_FEEDS_JSON_FEED_H
#define STEPPE_FEEDS_JSON_FEED_H

#include "feeds/feed.h"
#include "feeds/json.h"

/* content_html is cleaned on the way.  The caller releases the value. */
struct json *json_feed_make(const struct feed *feed, struct arena *arena);
struct json *json_feed_make_item(const struct article *article, struct arena *arena);

#endif
