#include "feeds/parse_json.h"

#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "feeds/json.h"
#include "feeds/json_items.h"
#include "feeds/person.h"
#include "src/base/hash.h"
#include "src/base/url.h"
#include "src/base/words.h"

struct json_reader {
	struct arena *arena;
	struct foreign base;
	struct people feed_authors; /* of items that name none */
};

static struct foreign text_member(
	const struct json_reader *reader, const struct json *object, const char *key)
{
	struct foreign text = json_text(json_member(object, key));
	return text.len > 0 ? foreign_copy(reader->arena, text) : text;
}

static struct foreign line_member(
	const struct json_reader *reader, const struct json *object, const char *key)
{
	return foreign_collapse(reader->arena, text_member(reader, object, key));
}

static struct foreign url_member(
	const struct json_reader *reader, const struct json *object, const char *key)
{
	struct foreign text = foreign_trim(json_text(json_member(object, key)));
	return text.len > 0 ? url_resolve(reader->arena, reader->base, text) : text;
}

/* A number counts from 1970. */
static int64_t date_member(
	const struct json_reader *reader, const struct json *object, const char *key)
{
	return date_parse(json_text_of_any(json_member(object, key), reader->arena));
}

static enum tristate truth_member(const struct json *object, const char *key)
{
	int truth = json_truth(json_member(object, key));
	return truth < 0 ? TRISTATE_UNKNOWN : truth ? TRISTATE_YES : TRISTATE_NO;
}

static void add_author(
	struct people *people, const struct json_reader *reader, const struct json *author)
{
	struct person person = {.name = line_member(reader, author, "name"),
		.url = url_member(reader, author, "url"),
		.avatar = url_member(reader, author, "avatar")};
	if (json_kind(author) == JSON_TEXT)
		person =
			person_parse(reader->arena, foreign_copy(reader->arena, json_text(author)));
	else if (person.url.len > 7 && strncasecmp(person.url.utf8, "mailto:", 7) == 0)
		person.email = (struct foreign){person.url.utf8 + 7, person.url.len - 7};
	people_add(people, reader->arena, person);
}

/* 1.1 has a list of authors; 1.0 has one author. */
static struct people read_authors(const struct json_reader *reader, const struct json *object)
{
	struct people people = {NULL, 0};
	const struct json *list = json_member(object, "authors");
	for (size_t i = 0; i < json_length(list); i++)
		add_author(&people, reader, json_element(list, i));
	if (people.count == 0)
		add_author(&people, reader, json_member(object, "author"));
	return people;
}

static struct foreign_list read_one_tag(const struct json_reader *reader, const struct json *text)
{
	struct foreign tag =
		foreign_collapse(reader->arena, foreign_copy(reader->arena, json_text(text)));
	struct foreign_list tags = {arena_array(reader->arena, 1, sizeof *tags.items), tag.len > 0};
	tags.items[0] = tag;
	return tags;
}

static struct foreign_list read_tags(const struct json_reader *reader, const struct json *object)
{
	const struct json *list = json_member(object, "tags");
	struct foreign_list tags = {NULL, 0};
	/* One tag, without its brackets. */
	if (json_kind(list) == JSON_TEXT)
		return read_one_tag(reader, list);
	if (json_length(list) > 0)
		tags.items = arena_array(reader->arena, json_length(list), sizeof *tags.items);
	for (size_t i = 0; i < json_length(list); i++) {
		struct foreign tag = foreign_collapse(reader->arena,
			foreign_copy(reader->arena, json_text(json_element(list, i))));
		bool is_new = tag.len > 0;
		for (size_t j = 0; j < tags.count && j < 100; j++)
			is_new = is_new && !foreign_equal(tags.items[j], tag);
		if (is_new)
			tags.items[tags.count++] = tag;
	}
	return tags;
}

static void read_attachments(
	struct article *article, const struct json_reader *reader, const struct json *item)
{
	const struct json *list = json_member(item, "attachments");
	if (json_length(list) > 0)
		article->enclosures =
			arena_array(reader->arena, json_length(list), sizeof *article->enclosures);
	for (size_t i = 0; i < json_length(list); i++) {
		const struct json *object = json_element(list, i);
		struct enclosure enclosure = {.url = url_member(reader, object, "url"),
			.mime_type = text_member(reader, object, "mime_type"),
			.title = line_member(reader, object, "title"),
			.size_bytes = json_integer_or(json_member(object, "size_in_bytes"), -1),
			.duration_seconds =
				json_integer_or(json_member(object, "duration_in_seconds"), -1)};
		if (enclosure.url.len > 0)
			article->enclosures[article->enclosures_count++] = enclosure;
	}
}

static void read_item(
	struct article *article, const struct json_reader *reader, const struct json *item)
{
	article->id = foreign_trim(json_text_of_any(json_member(item, "id"), reader->arena));
	if (json_kind(json_member(item, "id")) == JSON_TEXT)
		article->id = foreign_copy(reader->arena, article->id);
	article->url = url_member(reader, item, "url");
	article->external_url = url_member(reader, item, "external_url");
	if (article->url.len == 0)
		article->url = article->external_url;
	article->title = line_member(reader, item, "title");
	article->content_html = text_member(reader, item, "content_html");
	article->content_text = text_member(reader, item, "content_text");
	article->summary = line_member(reader, item, "summary");
	article->image = url_member(reader, item, "image");
	article->banner_image = url_member(reader, item, "banner_image");
	article->published = date_member(reader, item, "date_published");
	article->updated = date_member(reader, item, "date_modified");
	article->language = text_member(reader, item, "language");
	article->base_url = reader->base;
	article->authors = read_authors(reader, item);
	if (article->authors.count == 0)
		article->authors = reader->feed_authors;
	article->tags = read_tags(reader, item);
	article->comments_count = -1;
	article->duration_seconds = -1;
	read_attachments(article, reader, item);
}

/* False when it is no JSON; an item of another kind is passed over. */
static bool read_one(struct feed *feed, const struct json_reader *reader, struct foreign text,
	const struct parse_options *options, struct error *error)
{
	uint64_t hash = hash_bytes(text.utf8, text.len);
	bool is_known = parse_is_known(options, hash);
	struct json *item = is_known ? NULL : json_read(text, error);
	bool is_read = is_known || item;
	if (is_known || json_kind(item) == JSON_MEMBERS)
		feed->item_hashes[feed->item_hashes_count++] = hash;
	if (json_kind(item) == JSON_MEMBERS) {
		struct article *article = &feed->articles[feed->articles_count++];
		article->bytes_hash = hash;
		read_item(article, reader, item);
	}
	json_release(item);
	return is_read;
}

/* False when none of them could be read. */
static bool read_items(struct feed *feed, const struct json_reader *reader,
	const struct json_items *items, const struct parse_options *options, struct error *error)
{
	size_t good = 0, unknown = 0;
	for (size_t i = 0; i < items->count; i++)
		unknown += !parse_is_known(
			options, hash_bytes(items->items[i].utf8, items->items[i].len));
	feed->articles = arena_array(reader->arena, unknown + 1, sizeof *feed->articles);
	feed->item_hashes = arena_array(reader->arena, items->count + 1, sizeof *feed->item_hashes);
	for (size_t i = 0; i < items->count && (good == i || error->kind != ERROR_LIMIT); i++)
		good += read_one(feed, reader, items->items[i], options, error);
	return items->count == 0 || good > 0;
}

static void read_hubs(struct feed *feed, const struct json_reader *reader, const struct json *root)
{
	const struct json *hubs = json_member(root, "hubs");
	for (size_t i = 0; i < json_length(hubs); i++) {
		const struct json *hub = json_element(hubs, i);
		feed_add_hub(feed, reader->arena,
			(struct hub){.type = line_member(reader, hub, "type"),
				.url = url_member(reader, hub, "url")});
	}
}

static void read_feed(struct feed *feed, const struct json_reader *reader, const struct json *root)
{
	feed->title = line_member(reader, root, "title");
	feed->home_page_url = url_member(reader, root, "home_page_url");
	feed->feed_url = url_member(reader, root, "feed_url");
	feed->next_url = url_member(reader, root, "next_url");
	feed->description = line_member(reader, root, "description");
	feed->user_comment = text_member(reader, root, "user_comment");
	feed->icon = url_member(reader, root, "icon");
	feed->favicon = url_member(reader, root, "favicon");
	feed->language = text_member(reader, root, "language");
	feed->expired = truth_member(root, "expired");
	feed->authors = read_authors(reader, root);
	feed->tags = read_tags(reader, root);
	read_hubs(feed, reader, root);
}

/* It looks like a feed's: some leave the version out. */
static bool is_item(const struct json *item)
{
	static const char *const names[] = {"url", "content_html", "content_text"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (json_kind(json_member(item, names[i])) == JSON_TEXT)
			return json_kind(json_member(item, "id")) != JSON_NOTHING;
	return false;
}

static enum feed_format format_of(const struct json *root, const struct json_items *items)
{
	struct foreign version = json_text(json_member(root, "version"));
	if (!memmem(version.utf8, version.len, "jsonfeed.org/version/", 21)) {
		struct json *first = items->count > 0 ? json_read(items->items[0], NULL) : NULL;
		bool has_items = is_item(first);
		json_release(first);
		return has_items ? FEED_JSON_11 : FEED_UNKNOWN;
	}
	while (version.len > 0 && version.utf8[version.len - 1] == '/')
		version.len--;
	bool is_first = version.len > 2 && memcmp(version.utf8 + version.len - 2, "/1", 2) == 0;
	return is_first ? FEED_JSON_10 : FEED_JSON_11;
}

/* All but the items.  Where the list is cut off, its end is put in. */
static struct json *read_around(const struct json_items *items, struct error *error)
{
	if (items->after.len == 0 && !items->is_cut)
		return json_read(items->before, error);
	struct buffer text = {0};
	buffer_append(&text, items->before.utf8, items->before.len);
	if (items->is_cut && items->count > 0)
		buffer_append_string(&text, "]}");
	buffer_append(&text, items->after.utf8, items->after.len);
	struct json *root = json_read((struct foreign){text.data, text.len}, error);
	buffer_done(&text);
	return root;
}

static bool read_document(struct feed *out, struct json_reader *reader, const struct json *root,
	const struct json_items *items, const struct parse_options *options, struct error *error)
{
	out->format = format_of(root, items);
	if (out->format == FEED_UNKNOWN)
		return error_set(error, ERROR_FORMAT, _("this is JSON, but not a feed"));
	if (items->count > PARSE_ITEMS_LIMIT)
		return error_set(error, ERROR_LIMIT, _("the feed has more than %d items"),
			PARSE_ITEMS_LIMIT);
	read_feed(out, reader, root);
	reader->feed_authors = out->authors;
	struct error of_item = {0};
	if (read_items(out, reader, items, options, &of_item) && of_item.kind != ERROR_LIMIT) {
		if (items->is_cut)
			feed_warn(out, reader->arena, "the document is cut off");
		else if (of_item.kind != ERROR_NONE)
			feed_warn(out, reader->arena, "the JSON is not well-formed");
		return true;
	}
	*error = of_item;
	return false;
}

bool parse_json_feed(struct feed *out, struct arena *arena, struct foreign text,
	const struct parse_options *options, struct error *error)
{
	struct json_items items;
	json_items_find(&items, text, PARSE_ITEMS_LIMIT);
	struct json *root = read_around(&items, error);
	struct json_reader reader = {.arena = arena, .base = options->url};
	bool is_feed = root && read_document(out, &reader, root, &items, options, error);
	json_release(root);
	json_items_done(&items);
	return is_feed;
}
