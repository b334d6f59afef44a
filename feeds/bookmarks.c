#include "feeds/bookmarks.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/markup.h"
#include "feeds/references.h"
#include "src/base/array.h"
#include "src/base/buffer.h"
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
	size_t depth;             /* of open lists, also beyond the limit */
	struct foreign folder;    /* its list has not begun yet */
	bool is_of_unread;        /* below Pocket's <h1>Unread</h1> */
	struct foreign_list tags; /* of the link that is read; TAGS_LIMIT of them fit */
};

static bool begins_with(struct bytes document, const char *name)
{
	size_t len = document.len < HEAD_BYTES ? document.len : HEAD_BYTES;
	for (size_t i = 0; i + strlen(name) <= len; i++)
		if (strncasecmp(document.data + i, name, strlen(name)) == 0)
			return true;
	return false;
}

bool bookmarks_are_in(struct bytes document)
{
	return begins_with(document, "NETSCAPE-Bookmark-file") ||
	       begins_with(document, "<title>Pocket Export</title>");
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

static void add_tag(struct walk *walk, struct foreign tag)
{
	struct foreign_list *tags = &walk->tags;
	tag = foreign_collapse(walk->arena, foreign_trim(tag));
	for (size_t i = 0; i < tags->count; i++)
		if (foreign_equal(tags->items[i], tag))
			return;
	if (tag.len > 0 && tags->count < TAGS_LIMIT)
		tags->items[tags->count++] = tag;
}

static void add_tags(struct walk *walk, struct foreign words)
{
	while (words.len > 0) {
		const char *comma = memchr(words.utf8, ',', words.len);
		size_t len = comma == NULL ? words.len : (size_t)(comma - words.utf8);
		add_tag(walk, (struct foreign){words.utf8, len});
		len += comma != NULL;
		words = (struct foreign){words.utf8 + len, words.len - len};
	}
}

static bool is_named(struct foreign name, const char *expected)
{
	return name.len == strlen(expected) && strncasecmp(name.utf8, expected, name.len) == 0;
}

/* Seconds; Google's files have microseconds, some others milliseconds. */
static int64_t date_of(struct walk *walk, struct foreign value)
{
	enum { SECONDS_MOST = 100 };
	int64_t date = strtoll(foreign_string(walk->arena, value), NULL, 10);
	for (int i = 0; i < 2 && date / 1000000000 >= SECONDS_MOST; i++)
		date /= 1000;
	return date > 0 ? date : 0;
}

static void take_attributes(
	struct walk *walk, struct bookmark *bookmark, const char *at, const char *end)
{
	struct markup_attribute attribute;
	while (markup_next_attribute(&attribute, &at, end)) {
		struct foreign value = resolve(walk, attribute.value);
		if (is_named(attribute.name, "href"))
			bookmark->url = value;
		else if (is_named(attribute.name, "add_date") ||
			 is_named(attribute.name, "time_added"))
			bookmark->added = date_of(walk, value);
		else if (is_named(attribute.name, "tags"))
			add_tags(walk, value);
		else if (is_named(attribute.name, "toread"))
			bookmark->is_unread = foreign_equal(value, FOREIGN("1"));
		else if (is_named(attribute.name, "data-feed"))
			bookmark->feed = foreign_collapse(walk->arena, value);
	}
}

static void take_link(struct walk *walk, const char *at, const char *end)
{
	struct bookmark bookmark = {.is_unread = walk->is_of_unread};
	walk->tags.count = 0;
	take_attributes(walk, &bookmark, at, end);
	for (size_t i = 0; i < walk->depth && i < DEPTH_LIMIT; i++)
		add_tag(walk, walk->folders[i]);
	bookmark.tags.items = arena_array(walk->arena, walk->tags.count, sizeof(struct foreign));
	bookmark.tags.count = walk->tags.count;
	for (size_t i = 0; i < walk->tags.count; i++)
		bookmark.tags.items[i] = walk->tags.items[i];
	bookmark.title = foreign_collapse(walk->arena, take_text(walk));
	ARRAY_PUSH(walk->items, walk->count, walk->capacity) = bookmark;
}

/* ---- a note ---- */

static bool ends_note(struct foreign name)
{
	static const char *const names[] = {"dt", "dd", "dl", "h3", "a", "hr"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_named(name, names[i]))
			return true;
	return false;
}

/* Up to the next link or folder; of tags inside it only line breaks are left. */
static struct foreign take_note(struct walk *walk)
{
	struct buffer note = {0};
	while (walk->at < walk->end) {
		struct foreign text = take_text(walk);
		buffer_append(&note, text.utf8, text.len);
		struct foreign name = {0};
		size_t len = walk->at < walk->end ? markup_tag_length(walk->at, walk->end) : 0;
		if (len > 0)
			name = markup_tag_name(walk->at, walk->at + len);
		if (walk->at >= walk->end || ends_note(name))
			break;
		if (is_named(name, "br"))
			buffer_append_char(&note, '\n');
		else if (len == 0)
			buffer_append_char(&note, *walk->at);
		walk->at += len > 0 ? len : 1;
	}
	struct foreign copy = {arena_copy(walk->arena, note.data, note.len), note.len};
	buffer_done(&note);
	return foreign_trim(copy);
}

/* linkding has two texts for a bookmark, and marks where the second stands. */
static struct foreign without_marks(struct walk *walk, struct foreign note)
{
	static const char begin[] = "[linkding-notes]", end[] = "[/linkding-notes]";
	const char *at = memmem(note.utf8, note.len, begin, strlen(begin));
	size_t marks = strlen(begin) + strlen(end);
	if (!at || note.len < marks ||
		memcmp(note.utf8 + note.len - strlen(end), end, strlen(end)) != 0)
		return note;
	struct foreign first = foreign_trim((struct foreign){note.utf8, (size_t)(at - note.utf8)});
	struct foreign second = foreign_trim(
		(struct foreign){at + strlen(begin), note.len - (size_t)(at - note.utf8) - marks});
	return foreign_from_string(arena_printf(walk->arena, "%.*s%s%.*s", (int)first.len,
		first.utf8, first.len > 0 && second.len > 0 ? "\n\n" : "", (int)second.len,
		second.utf8));
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
		walk->items[walk->count - 1].note = without_marks(walk, take_note(walk));
	else if (is_named(name, "h1") && !is_end)
		walk->is_of_unread =
			foreign_equal(foreign_trim(take_text(walk)), FOREIGN("Unread"));
}

bool bookmarks_read(
	struct bookmarks *out, struct arena *arena, struct foreign document, struct error *error)
{
	struct walk walk = {
		.arena = arena, .at = document.utf8, .end = document.utf8 + document.len};
	struct foreign tags[TAGS_LIMIT];
	walk.tags.items = tags;
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
