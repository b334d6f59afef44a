#include "feeds/bookmarks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/markup.h"
#include "feeds/references.h"
#include "src/base/array.h"
#include "src/base/words.h"

#define DEPTH_LIMIT 32
#define TAGS_LIMIT 64
#define HEAD_BYTES 1024

/* One walk over the document: what the next text belongs to, and the folders around it. */
struct walk {
	struct arena *arena;
	const char *at, *end;
	struct bookmark *items;
	size_t count, capacity;
	struct foreign folders[DEPTH_LIMIT];
	size_t depth;          /* of open lists, also beyond the limit */
	struct foreign folder; /* its list has not begun yet */
};

bool bookmarks_are_in(struct bytes document)
{
	static const char name[] = "NETSCAPE-Bookmark-file";
	size_t len = document.len < HEAD_BYTES ? document.len : HEAD_BYTES;
	for (size_t i = 0; i + strlen(name) <= len; i++)
		if (strncasecmp(document.data + i, name, strlen(name)) == 0)
			return true;
	return false;
}

/* ---- text ---- */

static struct foreign resolve(struct walk *walk, struct foreign text)
{
	return references_resolve(walk->arena, text, REFERENCE_HTML);
}

/* The text up to the next tag; moves behind it. */
static struct foreign take_text(struct walk *walk)
{
	const char *start = walk->at;
	while (walk->at < walk->end && !(walk->at[0] == '<' && markup_is_tag(walk->at, walk->end)))
		walk->at++;
	return resolve(walk, (struct foreign){start, (size_t)(walk->at - start)});
}

/* ---- a link ---- */

static void add_tag(struct walk *walk, struct foreign_list *tags, struct foreign tag)
{
	tag = foreign_trim(tag);
	for (size_t i = 0; i < tags->count; i++)
		if (foreign_equal(tags->items[i], tag))
			return;
	if (tag.len > 0 && tags->count < TAGS_LIMIT)
		tags->items[tags->count++] = foreign_collapse(walk->arena, tag);
}

static void add_tags(struct walk *walk, struct foreign_list *tags, struct foreign words)
{
	while (words.len > 0) {
		const char *comma = memchr(words.utf8, ',', words.len);
		size_t len = comma == NULL ? words.len : (size_t)(comma - words.utf8);
		add_tag(walk, tags, (struct foreign){words.utf8, len});
		len += comma != NULL;
		words = (struct foreign){words.utf8 + len, words.len - len};
	}
}

static bool is_named(struct foreign name, const char *expected)
{
	return name.len == strlen(expected) && strncasecmp(name.utf8, expected, name.len) == 0;
}

static void take_attributes(
	struct walk *walk, struct bookmark *bookmark, const char *at, const char *end)
{
	struct markup_attribute attribute;
	while (markup_next_attribute(&attribute, &at, end)) {
		struct foreign value = resolve(walk, attribute.value);
		if (is_named(attribute.name, "href"))
			bookmark->url = value;
		else if (is_named(attribute.name, "add_date"))
			bookmark->added = strtoll(foreign_string(walk->arena, value), NULL, 10);
		else if (is_named(attribute.name, "tags"))
			add_tags(walk, &bookmark->tags, value);
		else if (is_named(attribute.name, "toread"))
			bookmark->is_unread = foreign_equal(value, FOREIGN("1"));
	}
}

static void take_link(struct walk *walk, const char *at, const char *end)
{
	struct bookmark bookmark = {
		.tags.items = arena_array(walk->arena, TAGS_LIMIT, sizeof(struct foreign))};
	take_attributes(walk, &bookmark, at, end);
	for (size_t i = 0; i < walk->depth && i < DEPTH_LIMIT; i++)
		add_tag(walk, &bookmark.tags, walk->folders[i]);
	bookmark.title = foreign_collapse(walk->arena, take_text(walk));
	ARRAY_PUSH(walk->items, walk->count, walk->capacity) = bookmark;
}

/* ---- folders ---- */

static void open_list(struct walk *walk)
{
	if (walk->depth < DEPTH_LIMIT)
		walk->folders[walk->depth] = walk->folder;
	walk->depth++;
	walk->folder = FOREIGN("");
}

static void take_tag(struct walk *walk, struct foreign name, const char *tag)
{
	bool is_end = tag[1] == '/';
	if (is_named(name, "dl") && is_end)
		walk->depth -= walk->depth > 0;
	else if (is_named(name, "dl"))
		open_list(walk);
	else if (is_named(name, "h3") && !is_end)
		walk->folder = foreign_collapse(walk->arena, take_text(walk));
	else if (is_named(name, "a") && !is_end)
		take_link(walk, name.utf8 + name.len, walk->at);
	else if (is_named(name, "dd") && walk->count > 0 && walk->folder.len == 0)
		walk->items[walk->count - 1].note = foreign_trim(take_text(walk));
}

bool bookmarks_read(
	struct bookmarks *out, struct arena *arena, struct foreign document, struct error *error)
{
	struct walk walk = {
		.arena = arena, .at = document.utf8, .end = document.utf8 + document.len};
	while (walk.at < walk.end && walk.count <= BOOKMARKS_LIMIT) {
		size_t len = walk.at[0] == '<' && markup_is_tag(walk.at, walk.end)
				     ? markup_tag_length(walk.at, walk.end)
				     : 0;
		const char *tag = walk.at;
		walk.at += len > 0 ? len : 1;
		if (len > 0)
			take_tag(&walk, markup_tag_name(tag, walk.at), tag);
	}
	if (walk.items != NULL)
		arena_adopt(arena, walk.items);
	*out = (struct bookmarks){walk.items, walk.count};
	return walk.count <= BOOKMARKS_LIMIT ||
	       error_set(error, ERROR_LIMIT, _("the file has more than %d bookmarks"),
		       BOOKMARKS_LIMIT);
}
