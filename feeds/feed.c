#include "feeds/feed.h"

#include <string.h>

const char *feed_format_name(enum feed_format format)
{
	static const char *const names[] = {
		[FEED_UNKNOWN] = "unknown",
		[FEED_RSS_090] = "rss-0.90",
		[FEED_RSS_091] = "rss-0.91",
		[FEED_RSS_092] = "rss-0.92",
		[FEED_RSS_093] = "rss-0.93",
		[FEED_RSS_094] = "rss-0.94",
		[FEED_RSS_10] = "rss-1.0",
		[FEED_RSS_20] = "rss-2.0",
		[FEED_RSS] = "rss",
		[FEED_ATOM_03] = "atom-0.3",
		[FEED_ATOM_10] = "atom-1.0",
		[FEED_JSON_10] = "json-feed-1.0",
		[FEED_JSON_11] = "json-feed-1.1",
		[FEED_TELEGRAM] = "telegram",
	};
	return names[format];
}

void feed_add_hub(struct feed *feed, struct arena *arena, struct hub hub)
{
	if (hub.url.len == 0 || feed->hubs_count == FEED_HUBS_LIMIT)
		return;
	if (hub.type.len == 0)
		hub.type = FOREIGN("WebSub");
	if (!feed->hubs)
		feed->hubs = arena_array(arena, FEED_HUBS_LIMIT, sizeof *feed->hubs);
	feed->hubs[feed->hubs_count++] = hub;
}

void feed_warn(struct feed *feed, struct arena *arena, const char *sentence)
{
	if (!feed->warnings.items)
		feed->warnings.items =
			arena_array(arena, FEED_WARNINGS_LIMIT, sizeof *feed->warnings.items);
	if (feed->warnings.count < FEED_WARNINGS_LIMIT)
		feed->warnings.items[feed->warnings.count++] =
			(struct foreign){sentence, strlen(sentence)};
}
