/* A feed as JSON Feed 1.1, with what that format has no field for under
 * `_steppe`: what `steppe parse` prints (see steppe-json(5)). */
#ifndef STEPPE_FEEDS_JSON_FEED_H
#define STEPPE_FEEDS_JSON_FEED_H

#include "feeds/feed.h"
#include "src/base/buffer.h"

/* Takes what is in `text` and clears it. */
typedef void json_feed_take(struct buffer *text);

/* Appends the feed as JSON_PRETTY writes it, content_html cleaned on the way.
 * `take`, unless it is NULL, is called now and then, so that of a large feed
 * only a piece is in memory; the last piece stays in `out`. */
void json_feed_write(struct buffer *out, const struct feed *feed, json_feed_take *take);

#endif
