#include "feeds/bookmark_table.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/date.h"
#include "src/base/array.h"
#include "src/base/buffer.h"
#include "src/base/words.h"

enum { COLUMNS_LIMIT = 24, TAGS_LIMIT = 64 };

enum column { OTHER, URL, TITLE, NOTE, QUOTES, TAGS, FOLDER, TIME, STATUS };

static const struct {
	const char *name;
	enum column column;
} NAMES[] = {
	{"url", URL},
	{"title", TITLE},
	{"note", NOTE},
	{"selection", QUOTES},
	{"highlights", QUOTES},
	{"tags", TAGS},
	{"folder", FOLDER},
	{"time_added", TIME},
	{"created", TIME},
	{"timestamp", TIME},
	{"status", STATUS},
};

struct row {
	struct foreign cells[COLUMNS_LIMIT];
	size_t count;
};

static bool is_word(struct foreign text, const char *word)
{
	return text.len == strlen(word) && strncasecmp(text.utf8, word, text.len) == 0;
}

/* ---- rows ---- */

/* One in quotation marks may hold commas and lines; two of them are one. */
static struct foreign take_quoted(struct arena *arena, const char **at, const char *end)
{
	struct buffer cell = {0};
	for (++*at; *at < end; ++*at) {
		if (**at == '"' && (*at + 1 == end || (*at)[1] != '"'))
			break;
		*at += **at == '"';
		buffer_append_char(&cell, **at);
	}
	*at += *at < end;
	struct foreign copy = {arena_copy(arena, cell.data, cell.len), cell.len};
	buffer_done(&cell);
	return copy;
}

static struct foreign take_cell(struct arena *arena, const char **at, const char *end)
{
	struct foreign quoted = {0};
	if (*at < end && **at == '"')
		quoted = take_quoted(arena, at, end);
	const char *start = *at;
	while (*at < end && !memchr(",\r\n", **at, 3))
		++*at;
	return quoted.utf8 ? quoted : (struct foreign){start, (size_t)(*at - start)};
}

static bool take_row(struct row *row, struct arena *arena, const char **at, const char *end)
{
	row->count = 0;
	while (*at < end && (**at == '\r' || **at == '\n'))
		++*at;
	while (*at < end) {
		struct foreign cell = take_cell(arena, at, end);
		if (row->count < COLUMNS_LIMIT)
			row->cells[row->count++] = cell;
		if (*at == end || **at != ',')
			break;
		++*at;
	}
	return row->count > 0;
}

static const char *begin(struct foreign text)
{
	bool has_mark = text.len >= 3 && memcmp(text.utf8, "\xEF\xBB\xBF", 3) == 0;
	return text.utf8 + (has_mark ? 3 : 0);
}

static bool has_cell(const struct row *row, const char *name)
{
	for (size_t i = 0; i < row->count; i++)
		if (is_word(row->cells[i], name))
			return true;
	return false;
}

bool bookmark_table_is_in(struct foreign text)
{
	struct row names;
	struct arena *arena = arena_new();
	const char *at = begin(text);
	const char *line = memchr(at, '\n', text.len - (size_t)(at - text.utf8));
	const char *end = line ? line : text.utf8 + text.len;
	bool is_table = take_row(&names, arena, &at, end) && has_cell(&names, "url") &&
			has_cell(&names, "title");
	arena_free(arena);
	return is_table;
}

/* ---- what a row says ---- */

/* "a|b", "a, b" or ["a","b"]. */
static void take_tags(struct bookmark *bookmark, struct arena *arena, struct foreign cell)
{
	struct foreign_list *tags = &bookmark->tags;
	char mark = foreign_holds(cell, "|") ? '|' : ',';
	tags->items = arena_array(arena, TAGS_LIMIT, sizeof *tags->items);
	while (cell.len > 0 && tags->count < TAGS_LIMIT) {
		const char *stop = memchr(cell.utf8, mark, cell.len);
		size_t len = stop ? (size_t)(stop - cell.utf8) : cell.len;
		struct foreign tag = {cell.utf8, len};
		while (tag.len > 0 && strchr(" []\"", tag.utf8[0]))
			tag = (struct foreign){tag.utf8 + 1, tag.len - 1};
		while (tag.len > 0 && strchr(" []\"", tag.utf8[tag.len - 1]))
			tag.len--;
		if (tag.len > 0)
			tags->items[tags->count++] = foreign_collapse(arena, tag);
		len += stop != NULL;
		cell = (struct foreign){cell.utf8 + len, cell.len - len};
	}
}

static void take_folder(struct bookmark *bookmark, struct arena *arena, struct foreign cell)
{
	bookmark->is_unread |= is_word(cell, "Unread");
	bool is_state = is_word(cell, "Unread") || is_word(cell, "Archive") ||
			is_word(cell, "Unsorted") || cell.len == 0;
	if (is_state || bookmark->tags.count == TAGS_LIMIT)
		return;
	if (!bookmark->tags.items)
		bookmark->tags.items = arena_array(arena, TAGS_LIMIT, sizeof(struct foreign));
	bookmark->tags.items[bookmark->tags.count++] = foreign_collapse(arena, cell);
}

static int64_t time_of(struct arena *arena, struct foreign cell)
{
	char *end;
	const char *text = foreign_string(arena, cell);
	int64_t seconds = strtoll(text, &end, 10);
	return *end == '\0' ? seconds : date_parse(cell);
}

static void add_note(struct bookmark *bookmark, struct arena *arena, struct foreign cell)
{
	struct foreign note = bookmark->note;
	cell = foreign_trim(cell);
	if (cell.len == 0)
		return;
	bookmark->note = note.len == 0
				 ? cell
				 : foreign_from_string(arena_printf(arena, "%.*s\n\n%.*s",
					   (int)note.len, note.utf8, (int)cell.len, cell.utf8));
}

static void take(
	struct bookmark *bookmark, struct arena *arena, enum column column, struct foreign cell)
{
	if (column == URL)
		bookmark->url = foreign_trim(cell);
	else if (column == TITLE)
		bookmark->title = foreign_collapse(arena, cell);
	else if (column == NOTE || column == QUOTES)
		add_note(bookmark, arena, cell);
	else if (column == TAGS)
		take_tags(bookmark, arena, cell);
	else if (column == TIME)
		bookmark->added = time_of(arena, cell);
	else if (column == STATUS)
		bookmark->is_unread |= is_word(cell, "unread");
}

static enum column column_of(struct foreign name)
{
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		if (is_word(foreign_trim(name), NAMES[i].name))
			return NAMES[i].column;
	return OTHER;
}

static struct bookmark read_row(
	struct arena *arena, const enum column *columns, const struct row *row, size_t count)
{
	struct bookmark bookmark = {0};
	for (size_t i = 0; i < row->count && i < count; i++)
		take(&bookmark, arena, columns[i], row->cells[i]);
	/* Behind the tags, wherever its column stands. */
	for (size_t i = 0; i < row->count && i < count; i++)
		if (columns[i] == FOLDER)
			take_folder(&bookmark, arena, row->cells[i]);
	return bookmark;
}

bool bookmark_table_read(
	struct bookmarks *out, struct arena *arena, struct foreign text, struct error *error)
{
	struct row names, row;
	enum column columns[COLUMNS_LIMIT];
	struct bookmark *items = NULL;
	size_t count = 0, capacity = 0;
	const char *at = begin(text), *end = text.utf8 + text.len;
	take_row(&names, arena, &at, end);
	for (size_t i = 0; i < names.count; i++)
		columns[i] = column_of(names.cells[i]);
	while (count <= BOOKMARKS_LIMIT && take_row(&row, arena, &at, end))
		ARRAY_PUSH(items, count, capacity) = read_row(arena, columns, &row, names.count);
	if (items != NULL)
		arena_adopt(arena, items);
	*out = (struct bookmarks){items, count};
	return count <= BOOKMARKS_LIMIT ||
	       error_set(error, ERROR_LIMIT, _("the file has more than %d bookmarks"),
		       BOOKMARKS_LIMIT);
}
