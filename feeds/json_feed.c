#include "feeds/json_feed.h"

#include <string.h>

#include "feeds/clean.h"
#include "feeds/json.h"

#define PIECE_LENGTH (64u << 10)

static void put_tristate(struct json *object, const char *key, enum tristate value)
{
	if (value != TRISTATE_UNKNOWN)
		json_put_bool(object, key, value == TRISTATE_YES);
}

static void put_count(struct json *object, const char *key, int64_t value)
{
	if (value >= 0)
		json_put_integer(object, key, value);
}

/* JSON Feed has no field for an address to write to: it goes where `url` is
 * free, and always under _steppe. */
static struct json *make_person(const struct person *person, struct arena *arena)
{
	struct json *object = json_make_object();
	json_put_text_if_any(object, "name", person->name);
	json_put_text_if_any(object, "url", person->url);
	if (person->url.len == 0 && person->email.len > 0)
		json_put_string(object, "url",
			arena_printf(
				arena, "mailto:%.*s", (int)person->email.len, person->email.utf8));
	json_put_text_if_any(object, "avatar", person->avatar);
	struct json *more = json_make_object();
	json_put_text_if_any(more, "email", person->email);
	json_put_if_any(object, "_steppe", more);
	return object;
}

static void put_people(
	struct json *object, const char *key, const struct people *people, struct arena *arena)
{
	struct json *list = json_make_array();
	for (size_t i = 0; i < people->count; i++)
		json_push(list, make_person(&people->items[i], arena));
	json_put_if_any(object, key, list);
}

static void put_texts(struct json *object, const char *key, const struct foreign_list *texts)
{
	struct json *list = json_make_array();
	for (size_t i = 0; i < texts->count; i++)
		json_push_text(list, texts->items[i]);
	json_put_if_any(object, key, list);
}

static void put_attachments(struct json *item, const struct article *article)
{
	struct json *list = json_make_array();
	for (size_t i = 0; i < article->enclosures_count; i++) {
		const struct enclosure *enclosure = &article->enclosures[i];
		struct json *object = json_make_object();
		json_put_text(object, "url", enclosure->url);
		json_put_text(object, "mime_type",
			enclosure->mime_type.len > 0 ? enclosure->mime_type
						     : FOREIGN("application/octet-stream"));
		json_put_text_if_any(object, "title", enclosure->title);
		put_count(object, "size_in_bytes", enclosure->size_bytes);
		put_count(object, "duration_in_seconds", enclosure->duration_seconds);
		json_push(list, object);
	}
	json_put_if_any(item, "attachments", list);
}

static void put_item_extras(struct json *item, const struct article *article, struct arena *arena)
{
	struct json *more = json_make_object();
	put_tristate(more, "guid_is_permalink", article->guid_is_permalink);
	json_put_text_if_any(more, "comments", article->comments);
	json_put_text_if_any(more, "comments_feed", article->comments_feed);
	put_count(more, "comments_count", article->comments_count);
	struct json *source = json_make_object();
	json_put_text_if_any(source, "title", article->source_title);
	json_put_text_if_any(source, "url", article->source_url);
	json_put_if_any(more, "source", source);
	json_put_text_if_any(more, "rights", article->rights);
	put_people(more, "contributors", &article->contributors, arena);
	put_tristate(more, "explicit", article->explicit_content);
	if (article->enclosures_count == 0)
		put_count(more, "duration_in_seconds", article->duration_seconds);
	json_put_text_if_any(more, "chapters", article->chapters);
	json_put_text_if_any(more, "transcript", article->transcript);
	json_put_if_any(item, "_steppe", more);
}

/* JSON Feed wants one of the two in every item, be it empty. */
static void put_content(struct json *item, const struct article *article, struct arena *arena)
{
	struct foreign html = FOREIGN("");
	if (article->content_html.len > 0)
		html = clean_html(arena, article->content_html, article->base_url);
	json_put_text_if_any(item, "content_html", html);
	if (html.len == 0 || article->content_text.len > 0)
		json_put_text(item, "content_text", article->content_text);
}

static struct json *make_item(const struct article *article, struct arena *arena)
{
	struct json *item = json_make_object();
	json_put_text(item, "id", article->id);
	json_put_text_if_any(item, "url", article->url);
	json_put_text_if_any(item, "external_url", article->external_url);
	json_put_text_if_any(item, "title", article->title);
	put_content(item, article, arena);
	json_put_text_if_any(item, "summary", article->summary);
	json_put_text_if_any(item, "image", article->image);
	json_put_text_if_any(item, "banner_image", article->banner_image);
	json_put_time(item, "date_published", article->published);
	json_put_time(item, "date_modified", article->updated);
	put_people(item, "authors", &article->authors, arena);
	put_texts(item, "tags", &article->tags);
	json_put_text_if_any(item, "language", article->language);
	put_attachments(item, article);
	put_item_extras(item, article, arena);
	return item;
}

static void put_hubs(struct json *object, const struct feed *feed)
{
	struct json *list = json_make_array();
	for (size_t i = 0; i < feed->hubs_count; i++) {
		struct json *entry = json_make_object();
		json_put_text(entry, "type", feed->hubs[i].type);
		json_put_text(entry, "url", feed->hubs[i].url);
		json_push(list, entry);
	}
	json_put_if_any(object, "hubs", list);
}

static struct json *make_feed_extras(const struct feed *feed, struct arena *arena)
{
	struct json *more = json_make_object();
	json_put_string(more, "format", feed_format_name(feed->format));
	json_put_text_if_any(more, "encoding", feed->encoding);
	json_put_text_if_any(more, "id", feed->id);
	json_put_text_if_any(more, "rights", feed->rights);
	json_put_time(more, "published", feed->published);
	json_put_time(more, "updated", feed->updated);
	put_texts(more, "tags", &feed->tags);
	struct json *generator = json_make_object();
	json_put_text_if_any(generator, "name", feed->generator_name);
	json_put_text_if_any(generator, "url", feed->generator_url);
	json_put_text_if_any(generator, "version", feed->generator_version);
	json_put_if_any(more, "generator", generator);
	put_people(more, "contributors", &feed->contributors, arena);
	put_tristate(more, "explicit", feed->explicit_content);
	json_put_text_if_any(more, "new_feed_url", feed->new_feed_url);
	put_texts(more, "warnings", &feed->warnings);
	struct json *object = json_make_object();
	json_put(object, "_steppe", more);
	return object;
}

static struct json *make_feed(const struct feed *feed, struct arena *arena)
{
	struct json *object = json_make_object();
	json_put_string(object, "version", "https://jsonfeed.org/version/1.1");
	json_put_text(object, "title", feed->title);
	json_put_text_if_any(object, "home_page_url", feed->home_page_url);
	json_put_text_if_any(object, "feed_url", feed->feed_url);
	json_put_text_if_any(object, "description", feed->description);
	json_put_text_if_any(object, "user_comment", feed->user_comment);
	json_put_text_if_any(object, "next_url", feed->next_url);
	json_put_text_if_any(object, "icon", feed->icon);
	json_put_text_if_any(object, "favicon", feed->favicon);
	put_people(object, "authors", &feed->authors, arena);
	json_put_text_if_any(object, "language", feed->language);
	put_tristate(object, "expired", feed->expired);
	put_hubs(object, feed);
	return object;
}

static void write_items(struct buffer *out, const struct feed *feed, json_feed_take *take)
{
	struct arena *arena = arena_new();
	buffer_append_string(out, "  \"items\": [");
	for (size_t i = 0; i < feed->articles_count; i++) {
		if (i > 0)
			buffer_append_char(out, ',');
		buffer_append_string(out, "\n    ");
		struct json *item = make_item(&feed->articles[i], arena);
		json_write_inside(out, item, 4);
		json_release(item);
		arena_reset(arena);
		if (take && out->len >= PIECE_LENGTH)
			take(out);
	}
	buffer_append_string(out, feed->articles_count > 0 ? "\n  ],\n" : "],\n");
	arena_free(arena);
}

void json_feed_write(struct buffer *out, const struct feed *feed, json_feed_take *take)
{
	struct arena *arena = arena_new();
	struct buffer tail = {0};
	struct json *head = make_feed(feed, arena), *extras = make_feed_extras(feed, arena);
	json_write(out, head, JSON_PRETTY);
	out->len -= strlen("\n}\n");
	buffer_append_string(out, ",\n");
	write_items(out, feed, take);
	json_write(&tail, extras, JSON_PRETTY);
	buffer_append_string(out, tail.data + strlen("{\n"));
	buffer_done(&tail);
	json_release(head);
	json_release(extras);
	arena_free(arena);
}
