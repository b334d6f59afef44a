/* The Markdown that `export bookmarks --format md` prints, read again:
 *
 *     - [x] [Title](<https://…>), The feed, 2022-04-03 13:05:30 +0600 #tag #another tag
 *       > A note
 *       > of two lines
 *
 * The box is empty while the article is unread.  Files of before, or of other hands, may
 * have no box, which is read, and a day without its hour.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "feeds/date.h"
#include "src/base/buffer.h"
#include "src/cli/import_list.h"

#define TAGS_LIMIT 64
#define DAY_BYTES 12    /* ", 2022-04-03" */
#define MOMENT_BYTES 27 /* ", 2022-04-03 13:05:30 +0600" */
#define HALF_DAY (12 * 60 * 60)
#define ENTRY_START "- ["
#define BOX_BYTES 4 /* "[x] " */
#define NOTE_START "  >"

static struct foreign head(struct foreign text, size_t len)
{
	return (struct foreign){text.utf8, len < text.len ? len : text.len};
}

static struct foreign rest(struct foreign text, size_t len)
{
	len = len < text.len ? len : text.len;
	return (struct foreign){text.utf8 + len, text.len - len};
}

/* Where `part` stands without a backslash before it; text.len if nowhere. */
static size_t find_markup(struct foreign text, const char *part)
{
	size_t len = strlen(part);
	for (size_t i = 0; i + len <= text.len; i++) {
		if (text.utf8[i] == '\\')
			i++;
		else if (memcmp(text.utf8 + i, part, len) == 0)
			return i;
	}
	return text.len;
}

static struct foreign without_backslashes(struct arena *arena, struct foreign text)
{
	char *out = arena_copy(arena, text.utf8, text.len);
	size_t len = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.utf8[i] == '\\' && i + 1 < text.len)
			i++;
		out[len++] = text.utf8[i];
	}
	return (struct foreign){out, len};
}

/* A day has no hour: those of one day keep the file's order, newest first. */
static int64_t noon_of(const char *date, size_t index)
{
	struct tm day = {.tm_hour = 12, .tm_isdst = -1};
	if (sscanf(date, ", %4d-%2d-%2d", &day.tm_year, &day.tm_mon, &day.tm_mday) != 3)
		return 0;
	day.tm_year -= 1900;
	day.tm_mon--;
	time_t noon = mktime(&day);
	return noon == (time_t)-1 ? 0 : (int64_t)noon - (int64_t)(index % HALF_DAY);
}

static struct foreign tail(struct foreign text, size_t len)
{
	return rest(text, text.len < len ? 0 : text.len - len);
}

/* ", The feed, 2022-04-03 13:05:30 +0600" */
static void take_feed_and_date(struct import_list *list, struct imported *item, struct foreign text)
{
	struct foreign date = tail(text, MOMENT_BYTES);
	if (foreign_starts_with(date, FOREIGN(", ")))
		item->article.published = date_parse(rest(date, 2));
	if (item->article.published == 0) {
		date = tail(text, DAY_BYTES);
		item->article.published =
			noon_of(foreign_string(list->arena, date), list->bookmarks_count);
	}
	if (item->article.published != 0)
		text = head(text, text.len - date.len);
	if (foreign_starts_with(text, FOREIGN(", ")))
		item->feed_title = without_backslashes(list->arena, rest(text, 2));
}

/* " #tag #another tag" */
static void take_tags(struct import_list *list, struct imported *item, struct foreign text)
{
	struct foreign_list *tags = &item->tags;
	tags->items = arena_array(list->arena, TAGS_LIMIT, sizeof *tags->items);
	while (text.len > 2 && tags->count < TAGS_LIMIT) {
		text = rest(text, 2);
		size_t len = find_markup(text, " #");
		tags->items[tags->count++] = without_backslashes(list->arena, head(text, len));
		text = rest(text, len);
	}
}

/* Cuts a task's box from behind the dash; true when it is one and empty. */
static bool cut_empty_box(struct foreign *line)
{
	struct foreign box = rest(*line, 2);
	bool is_empty = foreign_starts_with(box, FOREIGN("[ ] ["));
	if (is_empty || foreign_starts_with(box, FOREIGN("[x] [")) ||
		foreign_starts_with(box, FOREIGN("[X] [")))
		*line = rest(*line, BOX_BYTES);
	return is_empty;
}

static bool take_entry(struct import_list *list, struct imported *item, struct foreign line)
{
	bool is_unread = cut_empty_box(&line);
	struct foreign text = rest(line, strlen(ENTRY_START));
	size_t title_len = find_markup(text, "](<");
	size_t url_len = find_markup(rest(text, title_len + 3), ">)");
	if (title_len + 3 + url_len >= text.len)
		return false;
	*item = (struct imported){.flags = is_unread ? 0 : ARTICLE_READ};
	item->article.title = without_backslashes(list->arena, head(text, title_len));
	item->article.url = head(rest(text, title_len + 3), url_len);
	text = rest(text, title_len + 3 + url_len + 2);
	size_t tags_at = find_markup(text, " #");
	take_feed_and_date(list, item, head(text, tags_at));
	take_tags(list, item, rest(text, tags_at));
	return true;
}

/* The line at the beginning of `text`, without its break, which goes from `text`. */
static struct foreign cut_line(struct foreign *text)
{
	const char *end = memchr(text->utf8, '\n', text->len);
	struct foreign line = head(*text, end == NULL ? text->len : (size_t)(end - text->utf8));
	*text = rest(*text, line.len + 1);
	if (line.len > 0 && line.utf8[line.len - 1] == '\r')
		line.len--;
	return line;
}

static struct foreign take_note(struct import_list *list, struct foreign *text)
{
	struct buffer note = {0};
	while (foreign_starts_with(*text, FOREIGN(NOTE_START))) {
		struct foreign line = rest(cut_line(text), strlen(NOTE_START));
		line = foreign_starts_with(line, FOREIGN(" ")) ? rest(line, 1) : line;
		buffer_append_string(&note, note.len > 0 ? "\n" : "");
		buffer_append(&note, line.utf8, line.len);
	}
	struct foreign copy = {arena_copy(list->arena, note.data, note.len), note.len};
	buffer_done(&note);
	return copy;
}

bool import_is_markdown(struct foreign text)
{
	while (text.len > 0) {
		struct foreign line = cut_line(&text);
		if (foreign_starts_with(line, FOREIGN(ENTRY_START)) &&
			find_markup(line, "](<") < line.len)
			return true;
	}
	return false;
}

void import_markdown(struct import_list *list, struct foreign text)
{
	while (text.len > 0) {
		struct imported item;
		struct foreign line = cut_line(&text);
		if (!foreign_starts_with(line, FOREIGN(ENTRY_START)) ||
			!take_entry(list, &item, line))
			continue;
		item.note = take_note(list, &text);
		import_list_bookmark(list, item);
	}
}
