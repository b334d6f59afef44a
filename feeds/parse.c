#include "feeds/parse.h"

#include <string.h>
#include <strings.h>

#include "feeds/encoding.h"
#include "feeds/identity.h"
#include "feeds/parse_json.h"
#include "feeds/parse_telegram.h"
#include "feeds/parse_xml.h"
#include "feeds/xml_entities.h"
#include "src/base/words.h"

static void warn_of_damage(
	struct feed *feed, struct arena *arena, const struct xml_document *document)
{
	if (document->has_junk)
		feed_warn(feed, arena, "there is something else before the feed");
	if (document->is_cut)
		feed_warn(feed, arena, "the document is cut off");
	if (document->is_damaged)
		feed_warn(feed, arena, "the XML is not well-formed");
}

struct xml_format {
	void (*read_feed)(struct draft *draft, const struct xml_node *head);
	void (*read_item)(struct draft *draft, const struct xml_node *item);
	enum feed_format (*version)(const struct xml_document *document);
};

static const struct xml_format rss = {parse_rss_feed, parse_rss_item, parse_rss_format};
static const struct xml_format atom = {parse_atom_feed, parse_atom_entry, parse_atom_format};

/* The feed's own elements are over a limit: it fails, whatever could be read. */
static bool is_within_limits(const struct xml_document *document, struct error *error)
{
	if (document->is_too_long)
		return error_set(error, ERROR_LIMIT, _("the feed has more than %d items"),
			PARSE_ITEMS_LIMIT);
	if (document->limit == XML_LIMIT_DEPTH)
		return error_set(error, ERROR_LIMIT, _("the feed is nested deeper than %d levels"),
			XML_DEPTH_LIMIT);
	if (document->limit == XML_LIMIT_ATTRIBUTES)
		return error_set(error, ERROR_LIMIT,
			_("an element of the feed has more than %d attributes"),
			XML_ATTRIBUTES_LIMIT);
	if (document->limit == XML_LIMIT_NAME)
		return error_set(error, ERROR_LIMIT,
			_("a name in the feed is longer than %d bytes"), XML_NAME_LIMIT);
	return true;
}

struct articles_reader {
	struct field_reader *fields;
	const struct xml_format *format;
	struct draft_lists lists;
};

static void read_article(struct feed *feed, struct articles_reader *reader,
	struct xml_document *document, size_t index)
{
	struct arena *arena = reader->fields->arena;
	struct xml_node *item = xml_document_item(document, index, arena);
	struct article *article = &feed->articles[feed->articles_count];
	if (!item)
		return;
	*article = (struct article){.bytes_hash = document->items[index].hash,
		.comments_count = -1,
		.duration_seconds = -1};
	struct draft draft = {.reader = reader->fields,
		.arena = arena,
		.lists = &reader->lists,
		.article = article};
	reader->format->read_item(&draft, item);
	/* Cut off, an item that cannot be known again would come twice. */
	bool is_last = index + 1 == document->items_count;
	if (is_last && !document->items[index].is_whole && article->id.len + article->url.len == 0)
		return;
	draft_finish_article(&draft);
	if (article->authors.count == 0 && document->kind == XML_ROOT_FEED)
		article->authors = feed->authors; /* RFC 4287, 4.2.1 */
	feed->articles_count++;
}

static size_t list_items(struct feed *feed, struct arena *arena,
	const struct xml_document *document, const struct parse_options *options)
{
	size_t unknown = 0;
	feed->item_hashes =
		arena_array(arena, document->items_count + 1, sizeof *feed->item_hashes);
	feed->item_hashes_count = document->items_count;
	for (size_t i = 0; i < document->items_count; i++) {
		feed->item_hashes[i] = document->items[i].hash;
		unknown += !parse_is_known(options, document->items[i].hash);
	}
	return unknown;
}

static void read_articles(struct feed *feed, struct articles_reader *reader,
	struct xml_document *document, const struct parse_options *options)
{
	struct arena *arena = reader->fields->arena;
	size_t unknown = list_items(feed, arena, document, options);
	feed->articles = arena_array(arena, unknown + 1, sizeof *feed->articles);
	for (size_t i = 0; i < document->items_count && document->limit == XML_LIMIT_NONE; i++)
		if (!parse_is_known(options, document->items[i].hash))
			read_article(feed, reader, document, i);
}

/* Around the items: the base of the root and, but for RDF, of the channel. */
static void enter_items(
	struct field_reader *reader, const struct xml_document *document, const struct feed *feed)
{
	const struct xml_node *around = document->head;
	if (document->kind == XML_ROOT_RSS && xml_child(around, "channel"))
		around = xml_child(around, "channel");
	reader->base = foreign_copy(reader->arena, field_base(reader, around));
	if (reader->base.len == 0)
		reader->base = feed->home_page_url;
}

static void read_document(struct feed *feed, struct arena *arena, struct xml_document *document,
	const struct parse_options *options)
{
	const struct xml_format *format = document->kind == XML_ROOT_FEED ? &atom : &rss;
	struct field_reader reader = {.arena = arena, .base = options->url, .kind = document->kind};
	feed->format = format->version(document);
	reader.is_atom_03 = feed->format == FEED_ATOM_03;
	struct articles_reader articles = {.fields = &reader, .format = format};
	struct draft draft = {
		.reader = &reader, .arena = arena, .lists = &articles.lists, .feed = feed};
	if (document->head) {
		format->read_feed(&draft, document->head);
		draft_finish_feed(&draft);
		enter_items(&reader, document, feed);
	}
	read_articles(feed, &articles, document, options);
	if (articles.lists.files > DRAFT_FILES_LIMIT)
		feed_warn(feed, arena, "there are too many files; the last ones are left out");
	draft_lists_done(&articles.lists);
	warn_of_damage(feed, arena, document);
}

static bool looks_like_page(struct foreign text)
{
	static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body"};
	size_t len = text.len < 1024 ? text.len : 1024;
	for (size_t i = 0; i < len; i++)
		for (size_t j = 0; text.utf8[i] == '<' && j < sizeof signs / sizeof *signs; j++)
			if (i + strlen(signs[j]) <= text.len &&
				strncasecmp(text.utf8 + i, signs[j], strlen(signs[j])) == 0)
				return true;
	return false;
}

static enum parse_result parse_xml(struct feed *out, struct arena *arena, struct foreign text,
	const struct parse_options *options, struct error *error)
{
	struct xml_document document;
	enum parse_result result = PARSE_FEED;
	xml_document_init(&document, xml_entities_expand(arena, text), arena);
	bool is_page = document.kind == XML_ROOT_HTML ||
		       (document.kind == XML_ROOT_NONE && looks_like_page(text));
	if (is_page && parse_telegram_is(text)) {
		parse_telegram(out, arena, text, options);
	} else if (is_page) {
		error_set(error, ERROR_FORMAT, _("this is a web page, not a feed"));
		result = PARSE_PAGE;
	} else if (document.kind == XML_ROOT_NONE) {
		error_set(error, ERROR_FORMAT,
			text.len == 0 ? _("the document is empty") : _("this is not a feed"));
		result = PARSE_FAILED;
	} else {
		if (!document.is_too_long)
			read_document(out, arena, &document, options);
		if (!is_within_limits(&document, error))
			result = PARSE_FAILED;
	}
	xml_document_done(&document);
	return result;
}

static enum parse_result parse_json(struct feed *out, struct arena *arena, struct foreign text,
	const struct parse_options *options, struct error *error)
{
	return parse_json_feed(out, arena, text, options, error) ? PARSE_FEED : PARSE_FAILED;
}

static bool is_json(struct foreign text)
{
	text = foreign_trim(text);
	return text.len > 0 && (*text.utf8 == '{' || *text.utf8 == '[');
}

enum parse_result feed_parse(struct feed *out, struct arena *arena, struct bytes document,
	const struct parse_options *options, struct error *error)
{
	*out = (struct feed){.format = FEED_UNKNOWN};
	struct decoded decoded;
	encoding_decode(&decoded, arena, document, options->content_type, ENCODING_XML);
	enum parse_result result = is_json(decoded.text)
					   ? parse_json(out, arena, decoded.text, options, error)
					   : parse_xml(out, arena, decoded.text, options, error);
	out->encoding = decoded.encoding;
	if (result != PARSE_FEED)
		return result;
	if (decoded.is_mislabeled)
		feed_warn(out, arena, "the text is UTF-8, whatever its label says");
	if (decoded.is_repaired)
		feed_warn(out, arena, "some bytes do not belong to the encoding and were replaced");
	identity_complete(out, arena);
	return result;
}
