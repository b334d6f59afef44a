/* Writing a subscription list. */
#include <string.h>

#include "feeds/opml.h"
#include "feeds/references.h"
#include "src/base/url.h"

static void indent(struct buffer *out, int depth)
{
	for (int i = 0; i < depth + 2; i++)
		buffer_append(out, "  ", 2);
}

static void write_attribute(struct buffer *out, const char *name, struct foreign value)
{
	if (value.len == 0)
		return;
	buffer_printf(out, " %s=\"", name);
	references_escape(out, value);
	buffer_append_char(out, '"');
}

/* A password stays at home. */
static struct foreign without_user(struct arena *arena, struct foreign text)
{
	struct url url;
	return url_parse(&url, arena, text, NULL) && url.user.len > 0 ? url.text : text;
}

static void write_feed(
	struct buffer *out, struct arena *arena, const struct opml_feed *feed, int depth)
{
	struct foreign url = without_user(arena, feed->url);
	indent(out, depth);
	buffer_append_string(out, "<outline type=\"rss\"");
	write_attribute(out, "text", feed->title.len > 0 ? feed->title : url);
	write_attribute(out, "title", feed->title);
	write_attribute(out, "xmlUrl", url);
	write_attribute(out, "htmlUrl", feed->home_page_url);
	write_attribute(out, "description", feed->description);
	write_attribute(out, "category", feed->categories);
	buffer_append_string(out, "/>\n");
}

/* The first part of "A/B/C". */
static struct foreign first_part(struct foreign path)
{
	const char *slash = path.len > 0 ? memchr(path.utf8, '/', path.len) : NULL;
	return slash ? (struct foreign){path.utf8, (size_t)(slash - path.utf8)} : path;
}

static struct foreign rest_after(struct foreign path, size_t len)
{
	size_t skip = len < path.len ? len + 1 : path.len;
	return (struct foreign){path.utf8 + skip, path.len - skip};
}

/* Closes and opens outlines until `open` is the folder `wanted`; returns the depth. */
static int change_folder(struct buffer *out, struct foreign open, struct foreign wanted)
{
	int depth = 0;
	while (open.len > 0 && foreign_equal(first_part(open), first_part(wanted))) {
		size_t len = first_part(open).len;
		open = rest_after(open, len);
		wanted = rest_after(wanted, len);
		depth++;
	}
	int closing = 0;
	for (struct foreign path = open; path.len > 0;
		path = rest_after(path, first_part(path).len))
		closing++;
	while (closing-- > 0) {
		indent(out, depth + closing);
		buffer_append_string(out, "</outline>\n");
	}
	for (; wanted.len > 0; wanted = rest_after(wanted, first_part(wanted).len), depth++) {
		indent(out, depth);
		buffer_append_string(out, "<outline");
		write_attribute(out, "text", first_part(wanted));
		buffer_append_string(out, ">\n");
	}
	return depth;
}

static void write_body(
	struct buffer *out, const struct opml_feed *feeds, size_t count, struct arena *arena)
{
	struct foreign open = {"", 0};
	for (size_t i = 0; i < count; i++) {
		int depth = change_folder(out, open, feeds[i].folder);
		open = feeds[i].folder;
		write_feed(out, arena, &feeds[i], depth);
	}
	change_folder(out, open, (struct foreign){"", 0});
}

void opml_write(
	struct buffer *out, struct foreign title, const struct opml_feed *feeds, size_t count)
{
	struct arena *arena = arena_new();
	buffer_append_string(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
		"  <head>\n    <title>");
	references_escape(out, title);
	buffer_append_string(out, "</title>\n  </head>\n  <body>\n");
	write_body(out, feeds, count, arena);
	buffer_append_string(out, "  </body>\n</opml>\n");
	arena_free(arena);
}
