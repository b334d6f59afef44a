/* Sheets: help, links, failing feeds, details: rows of text and detail. */
#include "ui/screen.h"

#include "src/base/words.h"
#include "src/session/present.h"

enum { GAP = 2 };

static void draw_row(const struct screen *screen, const struct sheet_row *row, int line,
	struct canvas_area area, int text_columns, bool is_selected)
{
	struct canvas *canvas = screen->canvas;
	uint16_t look = row->is_heading ? STYLE_HEADING : STYLE_TEXT;
	uint16_t style = screen_row_style(screen, VIEW_SHEET, is_selected, look);
	canvas_fill(canvas, (struct canvas_area){line, area.column, 1, area.columns}, style);
	int column = area.column + 1, end = area.column + area.columns - 1;
	if (screen->session->sheet.can_pick && !row->is_heading)
		column += canvas_write(canvas, line, column, 4,
			row->is_picked ? SAFE("[x] ") : SAFE("[ ] "), style);
	bool is_help = screen->session->sheet.kind == SHEET_HELP && !row->is_heading;
	canvas_write_cut(canvas, line, column, row->detail.len > 0 ? text_columns : end - column,
		row->text, is_help ? screen_on_row(style, STYLE_KEY) : style);
	column += text_columns + GAP;
	canvas_write_cut(canvas, line, column, end - column, row->detail, style);
}

static int text_columns_in(const struct sheet *sheet, struct canvas_area area)
{
	int most = area.columns * 2 / 5;
	return (int)sheet->text_columns < most ? (int)sheet->text_columns : most;
}

struct safe screen_sheet_whole(const struct screen *screen)
{
	enum { MARGINS = 2, BOX = 4 };
	const struct sheet *sheet = &screen->session->sheet;
	struct canvas_area area = screen->layout.sheet;
	if (sheet->selected >= sheet->count)
		return SAFE("");
	const struct sheet_row *row = &sheet->rows[sheet->selected];
	int room = area.columns - MARGINS - (sheet->can_pick ? BOX : 0);
	int text_columns = text_columns_in(sheet, area);
	bool has_detail = row->detail.len > 0;
	bool is_cut = safe_columns(row->text) > (has_detail ? text_columns : room) ||
		      (has_detail && safe_columns(row->detail) > room - text_columns - GAP);
	struct safe parts[] = {row->text, has_detail ? SAFE(": ") : SAFE(""), row->detail};
	return is_cut ? safe_join(screen->arena, parts, 3) : SAFE("");
}

/* Its title, what narrows it, and at the right end how far it was read. */
static void draw_head(const struct screen *screen, struct canvas_area area)
{
	const struct sheet *sheet = &screen->session->sheet;
	struct canvas *canvas = screen->canvas;
	size_t end = sheet->top + sheet->height;
	struct safe far = SAFE("");
	if (sheet->count > sheet->height)
		far = present_printf(screen->arena, "%zu%%",
			end < sheet->count ? end * 100 / sheet->count : (size_t)100);
	int room = area.columns - 2 - safe_columns(far) - (far.len > 0 ? GAP : 0);
	int column = area.column + 1;
	column += canvas_write_cut(canvas, area.row, column, room, sheet->title, STYLE_TITLE) + GAP;
	room += area.column + 1 - column;
	if (room > 0)
		canvas_write_cut(canvas, area.row, column, room, sheet->filter, STYLE_TEXT);
	canvas_write(canvas, area.row, area.column + area.columns - 1 - safe_columns(far),
		area.columns, far, STYLE_DIM);
}

void screen_sheet(const struct screen *screen, struct canvas_area area)
{
	const struct sheet *sheet = &screen->session->sheet;
	struct canvas *canvas = screen->canvas;
	int text_columns = text_columns_in(sheet, area), head = screen->layout.sheet_head;
	draw_head(screen, area);
	if (sheet->count == 0 && sheet->filter.len > 0)
		canvas_write_cut(canvas, area.row + head, area.column + 1, area.columns - 2,
			present_string(screen->arena, _("Nothing matches.")), STYLE_DIM);
	for (int i = 0; i + head < area.rows && sheet->top + (size_t)i < sheet->count; i++) {
		size_t index = sheet->top + (size_t)i;
		int line = area.row + head + i;
		draw_row(screen, &sheet->rows[index], line, area, text_columns,
			index == sheet->selected);
		if (index == sheet->selected)
			canvas_cursor(canvas, line, area.column);
	}
}
