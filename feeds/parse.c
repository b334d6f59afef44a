#include "feeds/parse.h"

#include <string.h>

#include "feeds/xml.h"
#include "src/base/array.h"
#include "src/base/hash.h"

static void read_item(
	struct feed *feed, size_t *capacity, struct arena *arena, struct xml_node *item)
{
	struct article article = {.comments_count = -1, .duration_seconds = -1};
	article.title = xml_text(arena, xml_child(item, "title"));
	article.url = xml_text(arena, xml_child(item, "link"));
	article.id = xml_text(arena, xml_child(item, "guid"));
	article.content_html = xml_text(arena, xml_child(item, "description"));
	if (article.id.len == 0)
		article.id = article.url;
	article.bytes_hash = hash_bytes(article.id.utf8, article.id.len);
	ARRAY_PUSH(feed->articles, feed->articles_count, *capacity) = article;
}

enum parse_result feed_parse(struct feed *out, struct arena *arena, struct bytes document,
	const struct parse_options *options, struct error *error)
{
	*out = (struct feed){.format = FEED_RSS_20, .encoding = FOREIGN("utf-8")};
	(void)options;
	struct foreign text = foreign_from_bytes(arena, document);
	struct xml_node *rss = xml_read(arena, foreign_string(arena, text), error);
	struct xml_node *channel = xml_child(rss, "channel");
	if (!channel) {
		error_set(error, ERROR_FORMAT, "this is not a feed");
		return PARSE_FAILED;
	}
	out->title = xml_text(arena, xml_child(channel, "title"));
	out->home_page_url = xml_text(arena, xml_child(channel, "link"));
	out->description = xml_text(arena, xml_child(channel, "description"));
	size_t capacity = 0;
	for (struct xml_node *child = channel->first_child; child; child = child->next)
		if (xml_is(child, "item"))
			read_item(out, &capacity, arena, child);
	if (out->articles)
		arena_adopt(arena, out->articles);
	return PARSE_FEED;
}
