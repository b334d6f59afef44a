#include "feeds/opml.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/encoding.h"
#include "feeds/xml.h"
#include "feeds/xml_names.h"
#include "feeds/xml_repair.h"
#include "feeds/xml_scan.h"
#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/base/words.h"

#define FOLDER_DEPTH_LIMIT 16

/* ---- reading ---- */

static struct xml_node *read_tree(struct arena *arena, struct foreign text, struct error *error)
{
	struct xml_names names = {0};
	struct xml_repair *repair = memory_calloc(1, sizeof *repair);
	*repair = (struct xml_repair){.names = &names, .is_list = true};
	struct xml_scan scan = {.at = text.utf8, .end = text.utf8 + text.len};
	struct xml_token token;
	while (xml_scan_next(&scan, &token))
		xml_repair_take(repair, &token);
	struct xml_node *root = xml_repair_read(repair, arena, arena, error);
	xml_repair_done(repair);
	xml_names_done(&names);
	free(repair);
	return root;
}

static struct foreign title_of(const struct xml_node *outline)
{
	struct foreign title = foreign_trim(xml_attribute(outline, "title"));
	return title.len > 0 ? title : foreign_trim(xml_attribute(outline, "text"));
}

/* The names of the outlines around it, from the outside in. */
static struct foreign folder_of(struct arena *arena, const struct xml_node *outline)
{
	struct foreign path = FOREIGN("");
	int depth = 0;
	for (const struct xml_node *at = outline->parent; at != NULL && depth < FOLDER_DEPTH_LIMIT;
		at = at->parent) {
		struct foreign name = title_of(at);
		if (!xml_is(at, "outline") || name.len == 0)
			continue;
		char *joined = arena_printf(arena, "%.*s%s%.*s", (int)name.len, name.utf8,
			path.len > 0 ? "/" : "", (int)path.len, path.utf8);
		path = foreign_from_string(joined);
		depth++;
	}
	return path;
}

static void take_outline(struct opml *opml, struct arena *arena, const struct xml_node *outline)
{
	struct foreign url = foreign_trim(xml_attribute(outline, "xmlurl"));
	if (url.len == 0)
		return;
	struct opml_feed feed = {
		.url = foreign_copy(arena, url),
		.title = foreign_copy(arena, title_of(outline)),
		.home_page_url = foreign_copy(arena, xml_attribute(outline, "htmlurl")),
		.folder = folder_of(arena, outline),
	};
	ARRAY_PUSH(opml->feeds, opml->count, opml->capacity) = feed;
}

bool opml_read(struct opml *opml, struct arena *arena, struct bytes document, struct error *error)
{
	struct decoded decoded;
	*opml = (struct opml){0};
	if (document.len > OPML_SIZE_LIMIT)
		return error_set(error, ERROR_LIMIT, _("the list is larger than %u MiB"),
			OPML_SIZE_LIMIT >> 20);
	encoding_decode(&decoded, arena, document, FOREIGN(""), ENCODING_XML);
	struct xml_node *root = read_tree(arena, decoded.text, error);
	if (root == NULL || !xml_is(root, "opml"))
		return error_set(error, ERROR_FORMAT, "%s", _("this is not an OPML list"));
	for (struct xml_node *node = root; node != NULL; node = xml_next(node, root))
		if (xml_is(node, "outline"))
			take_outline(opml, arena, node);
	if (opml->feeds != NULL)
		arena_adopt(arena, opml->feeds);
	return true;
}

/* ---- writing ---- */

static void write_attribute(struct buffer *out, const char *name, struct foreign value)
{
	buffer_printf(out, " %s=\"", name);
	for (size_t i = 0; i < value.len; i++) {
		char byte = value.utf8[i];
		if (byte == '&')
			buffer_append_string(out, "&amp;");
		else if (byte == '<')
			buffer_append_string(out, "&lt;");
		else if (byte == '>')
			buffer_append_string(out, "&gt;");
		else if (byte == '"')
			buffer_append_string(out, "&quot;");
		else if ((unsigned char)byte >= ' ') /* XML has no other control characters */
			buffer_append_char(out, byte);
		else
			buffer_append_char(out, ' ');
	}
	buffer_append_char(out, '"');
}

static void indent(struct buffer *out, size_t depth)
{
	for (size_t i = 0; i < depth + 1; i++)
		buffer_append_char(out, '\t');
}

/* The folders that are open while feeds are written. */
struct open_folders {
	struct foreign path;
	size_t depth;
};

static struct foreign first_part(struct foreign path)
{
	const char *slash = path.len == 0 ? NULL : memchr(path.utf8, '/', path.len);
	return (struct foreign){path.utf8, slash == NULL ? path.len : (size_t)(slash - path.utf8)};
}

static void close_folders(struct buffer *out, struct open_folders *open)
{
	while (open->depth > 0) {
		indent(out, --open->depth);
		buffer_append_string(out, "</outline>\n");
	}
}

static void open_folder(struct buffer *out, struct open_folders *open, struct foreign path)
{
	if (foreign_equal(open->path, path))
		return;
	close_folders(out, open);
	open->path = path;
	while (path.len > 0) {
		struct foreign name = first_part(path);
		indent(out, open->depth++);
		buffer_append_string(out, "<outline");
		write_attribute(out, "text", name);
		buffer_append_string(out, ">\n");
		size_t step = name.len < path.len ? name.len + 1 : name.len;
		path = (struct foreign){path.utf8 + step, path.len - step};
	}
}

void opml_write(
	struct buffer *out, struct foreign title, const struct opml_feed *feeds, size_t count)
{
	struct open_folders open = {0};
	buffer_append_string(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
		"<head><title>");
	buffer_append(out, title.utf8, title.len);
	buffer_append_string(out, "</title></head>\n<body>\n");
	for (size_t i = 0; i < count; i++) {
		const struct opml_feed *feed = &feeds[i];
		open_folder(out, &open, feed->folder);
		indent(out, open.depth);
		buffer_append_string(out, "<outline type=\"rss\"");
		write_attribute(out, "text", feed->title.len > 0 ? feed->title : feed->url);
		write_attribute(out, "xmlUrl", feed->url);
		if (feed->home_page_url.len > 0)
			write_attribute(out, "htmlUrl", feed->home_page_url);
		buffer_append_string(out, "/>\n");
	}
	close_folders(out, &open);
	buffer_append_string(out, "</body>\n</opml>\n");
}
