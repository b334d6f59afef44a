#include "src/store/texts.h"

#include <stddef.h>

#include "feeds/references.h"

/* Values are a length of 4 bytes and the bytes; numbers are 8 bytes, all little
 * endian.  The order is kept in files: new fields go at the end. */

static void put_number(struct buffer *out, uint64_t number, int bytes)
{
	char little_endian[8];
	for (int i = 0; i < bytes; i++)
		little_endian[i] = (char)(number >> (8 * i));
	buffer_append(out, little_endian, (size_t)bytes);
}

static void put_text(struct buffer *out, struct foreign text)
{
	put_number(out, text.len, 4);
	buffer_append(out, text.utf8, text.len);
}

static void put_list(struct buffer *out, const struct foreign_list *list)
{
	put_number(out, list->count, 4);
	for (size_t i = 0; i < list->count; i++)
		put_text(out, list->items[i]);
}

static void put_people(struct buffer *out, const struct people *people)
{
	put_number(out, people->count, 4);
	for (size_t i = 0; i < people->count; i++) {
		put_text(out, people->items[i].name);
		put_text(out, people->items[i].email);
		put_text(out, people->items[i].url);
		put_text(out, people->items[i].avatar);
	}
}

static void put_enclosures(struct buffer *out, const struct enclosure *items, size_t count)
{
	put_number(out, count, 4);
	for (size_t i = 0; i < count; i++) {
		put_text(out, items[i].url);
		put_text(out, items[i].mime_type);
		put_text(out, items[i].title);
		put_number(out, (uint64_t)items[i].size_bytes, 8);
		put_number(out, (uint64_t)items[i].duration_seconds, 8);
	}
}

void details_pack(struct buffer *out, const struct article *article)
{
	put_text(out, article->id);
	put_text(out, article->external_url);
	put_text(out, article->comments);
	put_text(out, article->summary);
	put_text(out, article->base_url);
	put_text(out, article->image.len > 0 ? article->image : article->banner_image);
	put_text(out, article->rights);
	put_number(out, (uint64_t)article->published, 8);
	put_number(out, (uint64_t)article->updated, 8);
	put_list(out, &article->tags);
	put_people(out, &article->authors);
	put_enclosures(out, article->enclosures, article->enclosures_count);
}

/* A reader of bytes that may be damaged: once short, everything else is empty. */
struct cursor {
	struct arena *arena;
	const unsigned char *at;
	size_t left;
};

static uint64_t take_number(struct cursor *cursor, size_t bytes)
{
	if (cursor->left < bytes) {
		cursor->left = 0;
		return 0;
	}
	uint64_t number = 0;
	for (size_t i = 0; i < bytes; i++)
		number |= (uint64_t)cursor->at[i] << (8 * i);
	cursor->at += bytes;
	cursor->left -= bytes;
	return number;
}

static struct foreign take_text(struct cursor *cursor)
{
	size_t len = (size_t)take_number(cursor, 4);
	if (len > cursor->left)
		len = cursor->left = 0;
	struct bytes bytes = {(const char *)cursor->at, len};
	cursor->at += len;
	cursor->left -= len;
	return foreign_from_bytes(cursor->arena, bytes);
}

/* Each thing takes `least` bytes at least: no count is larger than what is left. */
static size_t take_count(struct cursor *cursor, size_t least)
{
	size_t count = (size_t)take_number(cursor, 4);
	return count <= cursor->left / least ? count : 0;
}

static void take_list(struct cursor *cursor, struct foreign_list *list)
{
	list->count = take_count(cursor, 4);
	list->items = arena_array(cursor->arena, list->count, sizeof *list->items);
	for (size_t i = 0; i < list->count; i++)
		list->items[i] = take_text(cursor);
}

static void take_people(struct cursor *cursor, struct people *people)
{
	people->count = take_count(cursor, 16);
	people->items = arena_array(cursor->arena, people->count, sizeof *people->items);
	for (size_t i = 0; i < people->count; i++) {
		people->items[i].name = take_text(cursor);
		people->items[i].email = take_text(cursor);
		people->items[i].url = take_text(cursor);
		people->items[i].avatar = take_text(cursor);
	}
}

static void take_enclosures(struct cursor *cursor, struct stored_article *out)
{
	out->enclosures_count = take_count(cursor, 28);
	out->enclosures =
		arena_array(cursor->arena, out->enclosures_count, sizeof *out->enclosures);
	for (size_t i = 0; i < out->enclosures_count; i++) {
		struct enclosure *enclosure = &out->enclosures[i];
		enclosure->url = take_text(cursor);
		enclosure->mime_type = take_text(cursor);
		enclosure->title = take_text(cursor);
		enclosure->size_bytes = (int64_t)take_number(cursor, 8);
		enclosure->duration_seconds = (int64_t)take_number(cursor, 8);
	}
}

void details_unpack(struct stored_article *out, struct arena *arena, struct bytes packed)
{
	struct cursor cursor = {arena, (const unsigned char *)packed.data, packed.len};
	out->guid = take_text(&cursor);
	out->external_url = take_text(&cursor);
	out->comments_url = take_text(&cursor);
	out->summary = take_text(&cursor);
	out->base_url = take_text(&cursor);
	out->image = take_text(&cursor);
	out->rights = take_text(&cursor);
	out->published = (int64_t)take_number(&cursor, 8);
	out->updated = (int64_t)take_number(&cursor, 8);
	take_list(&cursor, &out->categories);
	take_people(&cursor, &out->authors);
	take_enclosures(&cursor, out);
}

struct foreign article_content(struct arena *arena, const struct article *article)
{
	if (article->content_html.len > 0 || article->content_text.len == 0)
		return article->content_html;
	struct buffer html = {0};
	references_escape_lines(&html, article->content_text, "<br>");
	struct foreign content = {arena_copy(arena, html.data, html.len), html.len};
	buffer_done(&html);
	return content;
}
