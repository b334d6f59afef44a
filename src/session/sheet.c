/* Sheets: entries, those that the filter leaves, the cursor among them. */
#include "src/session/sheet.h"
#include "src/session/inside.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/session/present.h"
#include "src/session/scroll.h"

void sheet_open(struct session *session, enum sheet_kind kind, struct safe title, const char *hint)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	title = safe_copy(arena, title);
	if (session->sheet.kind == SHEET_NONE)
		inside->sheet.from = session->focus;
	arena_free(inside->sheet.arena);
	inside->sheet.arena = arena;
	inside->sheet.entries_count = 0;
	free(inside->sheet.filter);
	inside->sheet.filter = NULL;
	session->sheet = (struct sheet){.kind = kind,
		.title = title,
		.hint = session_with_keys(session, VIEW_SHEET, arena, hint),
		.height = session->sheet.height};
}

struct sheet_entry *sheet_add(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct sheet_entry *entry = &ARRAY_PUSH(
		inside->sheet.entries, inside->sheet.entries_count, inside->sheet.entries_capacity);
	*entry = (struct sheet_entry){.text = SAFE(""), .detail = SAFE("")};
	return entry;
}

void sheet_add_pair(struct session *session, const char *name, struct safe value)
{
	if (value.len == 0)
		return;
	struct sheet_entry *entry = sheet_add(session);
	entry->text = present_string(session->inside->sheet.arena, name);
	entry->detail = safe_copy(session->inside->sheet.arena, value);
}

static bool contains(struct safe text, const char *folded, struct arena *scratch)
{
	struct foreign line = foreign_fold(scratch, (struct foreign){text.utf8, text.len});
	return memmem(line.utf8, line.len, folded, strlen(folded)) != NULL;
}

static bool is_shown(
	const struct session_inside *inside, const struct sheet_entry *entry, struct arena *scratch)
{
	const char *filter = inside->sheet.filter;
	if (filter == NULL || filter[0] == '\0' || contains(entry->text, filter, scratch) ||
		contains(entry->detail, filter, scratch))
		return true;
	/* Of a key the name of what it runs: "undo" finds "take back the last change". */
	return entry->value != NULL && strstr(entry->value, filter) != NULL;
}

void sheet_ready(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct sheet *sheet = &session->sheet;
	struct arena *arena = inside->sheet.rows_arena;
	arena_reset(arena);
	size_t most =
		inside->sheet.entries_count * 2; /* each may be a heading, with air above it */
	sheet->rows = arena_array(arena, most, sizeof *sheet->rows);
	inside->sheet.shown = arena_array(arena, most, sizeof *inside->sheet.shown);
	sheet->count = 0;
	sheet->text_columns = 0;
	for (size_t i = 0; i < inside->sheet.entries_count; i++) {
		const struct sheet_entry *entry = &inside->sheet.entries[i];
		if (!is_shown(inside, entry, arena))
			continue;
		if (entry->is_heading && sheet->count > 0) {
			inside->sheet.shown[sheet->count] = i;
			sheet->rows[sheet->count++] = (struct sheet_row){.is_heading = true};
		}
		inside->sheet.shown[sheet->count] = i;
		sheet->rows[sheet->count++] = (struct sheet_row){
			entry->text, entry->detail, entry->is_heading, entry->is_picked};
		size_t columns = (size_t)safe_columns(entry->text);
		if (entry->detail.len > 0 && columns > sheet->text_columns)
			sheet->text_columns = columns;
	}
	sheet_select(session, sheet->selected);
}

/* Headings are not for the cursor: it goes on in the direction it came from. */
void sheet_select(struct session *session, size_t index)
{
	struct sheet *sheet = &session->sheet;
	size_t target = scroll_clamp(index, sheet->count);
	bool goes_up = target < sheet->selected;
	while (goes_up && target > 0 && sheet->rows[target].is_heading)
		target--;
	while (target + 1 < sheet->count && sheet->rows[target].is_heading)
		target++;
	sheet->selected = target;
	sheet->top = scroll_top(sheet->top, target, sheet->count, sheet->height, 1);
}

struct sheet_entry *sheet_selected(struct session *session)
{
	const struct sheet *sheet = &session->sheet;
	if (sheet->kind == SHEET_NONE || sheet->selected >= sheet->count)
		return NULL;
	return &session->inside->sheet.entries[session->inside->sheet.shown[sheet->selected]];
}

void sheet_close(struct session *session)
{
	session->sheet = (struct sheet){.height = session->sheet.height};
}

void sheet_set_filter(struct session *session, struct foreign text)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	free(inside->sheet.filter);
	inside->sheet.filter =
		memory_copy_string(foreign_string(scratch, foreign_fold(scratch, text)));
	arena_free(scratch);
	session->sheet.filter =
		safe_copy(inside->sheet.arena, present_line(inside->sheet.arena, text));
	if (text.len > 0)
		session->sheet.selected = 0; /* the first that is found */
	sheet_ready(session);
}

void sheet_pick(struct session *session)
{
	struct sheet_entry *entry = sheet_selected(session);
	if (entry == NULL || !session->sheet.can_pick || entry->is_heading)
		return;
	entry->is_picked = !entry->is_picked;
	sheet_ready(session);
	sheet_select(session, session->sheet.selected + 1);
}

void sheet_pick_all(struct session *session)
{
	struct session_inside *inside = session->inside;
	bool picks = false;
	for (size_t i = 0; i < inside->sheet.entries_count; i++)
		picks = picks || (!inside->sheet.entries[i].is_heading &&
					 !inside->sheet.entries[i].is_picked);
	for (size_t i = 0; i < inside->sheet.entries_count && session->sheet.can_pick; i++)
		inside->sheet.entries[i].is_picked = picks && !inside->sheet.entries[i].is_heading;
	sheet_ready(session);
}

void sheet_add_value(struct session *session, struct foreign value)
{
	struct session_inside *inside = session->inside;
	if (inside->sheet.entries_count > 0)
		inside->sheet.entries[inside->sheet.entries_count - 1].value =
			foreign_string(inside->sheet.arena, value);
}
