#include "feeds/opml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/encoding.h"
#include "feeds/xml.h"
#include "feeds/xml_names.h"
#include "feeds/xml_repair.h"
#include "feeds/xml_scan.h"
#include "src/base/array.h"
#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/base/url.h"
#include "src/base/words.h"

#define SEEN_SLOTS (4 * OPML_FEEDS_LIMIT) /* never full */

struct opml_reader {
	struct arena *arena;
	struct opml *out;
	size_t feeds_capacity, refused_capacity;
	bool is_too_long;
	uint64_t *seen; /* hashes of addresses, by hash; 0 = free */
};

/* Attributes that say what would be run: such an outline is refused whole. */
static bool has_command(const struct xml_node *outline)
{
	return xml_attribute(outline, "filtercmd").len > 0;
}

static struct foreign attribute(
	const struct opml_reader *reader, const struct xml_node *outline, const char *name)
{
	struct foreign value = xml_attribute(outline, name);
	return value.len > 0 ? foreign_collapse(reader->arena, foreign_copy(reader->arena, value))
			     : value;
}

static struct foreign title_of(const struct opml_reader *reader, const struct xml_node *outline)
{
	struct foreign title = attribute(reader, outline, "title");
	return title.len > 0 ? title : attribute(reader, outline, "text");
}

/* '/' parts folders, so one in a name becomes the sign that looks like it. */
static struct foreign folder_name(struct arena *arena, struct foreign title)
{
	char *out = arena_alloc(arena, title.len * 3 + 1);
	size_t used = 0;
	for (size_t i = 0; i < title.len; i++) {
		bool is_slash = title.utf8[i] == '/';
		memcpy(out + used, is_slash ? "\xE2\x88\x95" : title.utf8 + i, is_slash ? 3 : 1);
		used += is_slash ? 3 : 1;
	}
	return (struct foreign){out, used};
}

static struct foreign inner_folder(
	const struct opml_reader *reader, struct foreign folder, const struct xml_node *outline)
{
	struct foreign name = folder_name(reader->arena, title_of(reader, outline));
	if (name.len == 0 || folder.len == 0)
		return name.len == 0 ? folder : name;
	const char *path = arena_printf(
		reader->arena, "%.*s/%.*s", (int)folder.len, folder.utf8, (int)name.len, name.utf8);
	return (struct foreign){path, strlen(path)};
}

/* True the second time: an address is listed once. */
static bool was_seen(struct opml_reader *reader, struct foreign url)
{
	uint64_t hash = hash_bytes(url.utf8, url.len);
	size_t slot = hash % SEEN_SLOTS;
	for (; reader->seen[slot] != 0; slot = (slot + 1) % SEEN_SLOTS)
		if (reader->seen[slot] == hash)
			return true;
	reader->seen[slot] = hash;
	return false;
}

static void refuse(struct opml_reader *reader, struct opml_feed feed, enum opml_refusal refusal)
{
	struct opml *out = reader->out;
	feed.refusal = refusal;
	if (out->refused_count < OPML_FEEDS_LIMIT)
		ARRAY_PUSH(out->refused, out->refused_count, reader->refused_capacity) = feed;
}

static bool is_of_type(const struct xml_node *outline, const char *type)
{
	return foreign_equal_ignoring_ascii_case(
		xml_attribute(outline, "type"), foreign_from_string(type));
}

/* The attribute with the feed's address; NULL when the outline is no feed.  Some
 * write url for xmlUrl, and say by the type that it is a feed. */
static const char *feed_attribute(const struct xml_node *outline)
{
	if (xml_attribute(outline, "xmlurl").len > 0)
		return "xmlurl";
	bool is_feed = is_of_type(outline, "rss") || is_of_type(outline, "atom");
	return is_feed && xml_attribute(outline, "url").len > 0 ? "url" : NULL;
}

static void take_feed(struct opml_reader *reader, const struct xml_node *outline, const char *name,
	struct foreign folder)
{
	struct opml *out = reader->out;
	struct opml_feed feed = {.url = attribute(reader, outline, name),
		.title = title_of(reader, outline),
		.home_page_url = attribute(reader, outline, "htmlurl"),
		.description = attribute(reader, outline, "description"),
		.folder = folder,
		.categories = attribute(reader, outline, "category")};
	struct url url;
	if (has_command(outline)) {
		refuse(reader, feed, OPML_REFUSED_COMMAND);
		return;
	}
	if (!url_parse(&url, reader->arena, feed.url, NULL)) {
		refuse(reader, feed, OPML_REFUSED_ADDRESS);
		return;
	}
	reader->is_too_long |= out->count == OPML_FEEDS_LIMIT;
	if (!reader->is_too_long && !was_seen(reader, feed.url))
		ARRAY_PUSH(out->feeds, out->count, reader->feeds_capacity) = feed;
}

/* What is neither a feed nor a folder, but has an address. */
static void refuse_link(struct opml_reader *reader, const struct xml_node *outline)
{
	struct opml_feed link = {.url = attribute(reader, outline, "url")};
	if (link.url.len == 0)
		link.url = attribute(reader, outline, "htmlurl");
	if (link.url.len > 0)
		refuse(reader, link,
			is_of_type(outline, "include") ? OPML_REFUSED_LIST : OPML_REFUSED_LINK);
}

/* XML_DEPTH_LIMIT bounds the recursion. */
static void take_outlines(
	struct opml_reader *reader, const struct xml_node *parent, struct foreign folder, int depth)
{
	for (const struct xml_node *child = parent->first_child; child; child = child->next) {
		if (!xml_is(child, "outline"))
			continue;
		const char *feed = feed_attribute(child);
		if (feed)
			take_feed(reader, child, feed, folder);
		else if (!child->first_child)
			refuse_link(reader, child);
		bool opens = !feed && child->first_child && depth < OPML_FOLDER_DEPTH_LIMIT;
		take_outlines(reader, child, opens ? inner_folder(reader, folder, child) : folder,
			depth + 1);
	}
}

/* The whole document as one tree; no item of it is worth a tree of its own. */
static struct xml_node *read_tree(struct foreign text, struct arena *arena, bool *is_cut)
{
	struct xml_names names = {.core = 0};
	struct xml_repair *repair = memory_calloc(1, sizeof *repair);
	*repair = (struct xml_repair){.names = &names, .is_list = true};
	struct xml_scan scan = {.at = text.utf8, .end = text.utf8 + text.len};
	struct xml_token token;
	while (xml_scan_next(&scan, &token))
		xml_repair_take(repair, &token);
	struct xml_node *root = xml_repair_read(repair, arena, arena, NULL);
	*is_cut = (repair->damage & XML_LEFT_OUT) != 0;
	xml_repair_done(repair);
	free(repair);
	xml_names_done(&names);
	return root;
}

static void adopt_lists(struct opml *out, struct arena *arena)
{
	if (out->feeds)
		arena_adopt(arena, out->feeds);
	if (out->refused)
		arena_adopt(arena, out->refused);
}

bool opml_read(struct opml *out, struct arena *arena, struct bytes document, struct error *error)
{
	*out = (struct opml){.feeds = NULL};
	if (document.len > OPML_SIZE_LIMIT)
		return error_set(error, ERROR_LIMIT, _("the list is larger than %d MiB"),
			OPML_SIZE_LIMIT >> 20);
	struct decoded decoded;
	bool is_cut = false;
	encoding_decode(&decoded, arena, document, FOREIGN(""), ENCODING_XML);
	struct xml_node *root = read_tree(decoded.text, arena, &is_cut);
	const struct xml_node *body = xml_child(root, "body");
	if (!xml_is(root, "opml") || !body)
		return error_set(error, ERROR_FORMAT, _("this is not an OPML list"));
	struct opml_reader reader = {.arena = arena, .out = out};
	reader.seen = memory_calloc(SEEN_SLOTS, sizeof *reader.seen);
	out->title = foreign_trim(xml_text(arena, xml_child(xml_child(root, "head"), "title")));
	take_outlines(&reader, body, FOREIGN(""), 0);
	adopt_lists(out, arena);
	free(reader.seen);
	if (reader.is_too_long || is_cut)
		return error_set(
			error, ERROR_LIMIT, _("the list has more than %d feeds"), OPML_FEEDS_LIMIT);
	return true;
}
