#include "feeds/json_items.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"

struct cursor {
	const char *at, *end;
};

static bool next_is(const struct cursor *cursor, char byte)
{
	return cursor->at < cursor->end && *cursor->at == byte;
}

static void skip_blanks(struct cursor *cursor)
{
	while (cursor->at < cursor->end && *cursor->at && strchr(" \t\r\n", *cursor->at))
		cursor->at++;
}

/* From its quote to behind the other. */
static void skip_string(struct cursor *cursor)
{
	cursor->at++;
	while (cursor->at < cursor->end && *cursor->at != '"')
		cursor->at += *cursor->at == '\\' ? 2 : 1;
	cursor->at = cursor->at < cursor->end ? cursor->at + 1 : cursor->end;
}

/* To the comma or bracket behind a value.  False when the text ends before. */
static bool skip_value(struct cursor *cursor)
{
	size_t depth = 0;
	while (cursor->at < cursor->end) {
		char byte = *cursor->at;
		bool closes = byte == ']' || byte == '}';
		if (depth == 0 && (closes || byte == ','))
			return true;
		if (byte == '"') {
			skip_string(cursor);
			continue;
		}
		depth += byte == '[' || byte == '{';
		depth -= closes;
		cursor->at++;
	}
	return false;
}

/* To the '[' of the root's "items". */
static bool find_list(struct cursor *cursor)
{
	skip_blanks(cursor);
	if (!next_is(cursor, '{'))
		return false;
	do {
		cursor->at++;
		skip_blanks(cursor);
		struct foreign name = {cursor->at, 0};
		if (!next_is(cursor, '"'))
			return false;
		skip_string(cursor);
		name.len = (size_t)(cursor->at - name.utf8);
		skip_blanks(cursor);
		if (!next_is(cursor, ':'))
			return false;
		cursor->at++;
		skip_blanks(cursor);
		if (foreign_equal(name, FOREIGN("\"items\"")) && next_is(cursor, '['))
			return true;
	} while (skip_value(cursor) && next_is(cursor, ','));
	return false;
}

static void add_item(struct json_items *out, struct foreign item)
{
	item = foreign_trim(item);
	if (item.len > 0)
		ARRAY_PUSH(out->items, out->count, out->capacity) = item;
}

void json_items_find(struct json_items *out, struct foreign text, size_t most)
{
	struct cursor cursor = {text.utf8, text.utf8 + text.len};
	*out = (struct json_items){.before = text, .after = {"", 0}};
	if (!find_list(&cursor))
		return;
	out->before.len = (size_t)(cursor.at + 1 - text.utf8);
	do {
		const char *start = ++cursor.at;
		out->is_cut = !skip_value(&cursor);
		if (!out->is_cut)
			add_item(out, (struct foreign){start, (size_t)(cursor.at - start)});
	} while (out->count <= most && next_is(&cursor, ','));
	if (!out->is_cut)
		out->after = (struct foreign){cursor.at, (size_t)(cursor.end - cursor.at)};
}

void json_items_done(struct json_items *items)
{
	free(items->items);
	*items = (struct json_items){0};
}
