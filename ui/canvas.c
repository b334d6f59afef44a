#include "ui/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"

static int limited(int value, int limit)
{
	return value < 0 ? 0 : value > limit ? limit : value;
}

struct canvas *canvas_new(int rows, int columns)
{
	struct canvas *canvas = memory_calloc(1, sizeof *canvas);
	canvas_resize(canvas, rows, columns);
	return canvas;
}

void canvas_free(struct canvas *canvas)
{
	if (!canvas)
		return;
	free(canvas->cells);
	free(canvas);
}

void canvas_resize(struct canvas *canvas, int rows, int columns)
{
	canvas->rows = limited(rows, CANVAS_ROWS_LIMIT);
	canvas->columns = limited(columns, CANVAS_COLUMNS_LIMIT);
	free(canvas->cells);
	size_t count = (size_t)canvas->rows * (size_t)canvas->columns;
	canvas->cells = memory_calloc(count + 1, sizeof *canvas->cells);
	canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
	canvas_fill(canvas, (struct canvas_area){0, 0, canvas->rows, canvas->columns}, 0);
	canvas->cursor_row = canvas->cursor_column = 0;
}

static struct canvas_cell *cell_at(const struct canvas *canvas, int row, int column)
{
	return &canvas->cells[(size_t)row * (size_t)canvas->columns + (size_t)column];
}

const struct canvas_cell *canvas_cell(const struct canvas *canvas, int row, int column)
{
	bool is_inside = row >= 0 && row < canvas->rows && column >= 0 && column < canvas->columns;
	return is_inside ? cell_at(canvas, row, column) : NULL;
}

static void cell_blank(struct canvas_cell *cell, uint16_t style)
{
	*cell = (struct canvas_cell){.text = " ", .len = 1, .columns = 1, .style = style};
}

/* A wide character of which one half is written over loses the other half too. */
static void cell_part(struct canvas *canvas, int row, int column)
{
	struct canvas_cell *cell = cell_at(canvas, row, column);
	if (cell->columns == 0 && column > 0)
		cell_blank(cell - 1, (cell - 1)->style);
	if (cell->columns == 2 && column + 1 < canvas->columns)
		cell_blank(cell + 1, (cell + 1)->style);
}

static size_t whole_characters(struct safe text, size_t limit)
{
	if (text.len <= limit)
		return text.len;
	while (limit > 0 && ((unsigned char)text.utf8[limit] & 0xC0) == 0x80)
		limit--;
	return limit;
}

static void cell_put(
	struct canvas *canvas, int row, int column, struct safe text, int columns, uint16_t style)
{
	struct canvas_cell *cell = cell_at(canvas, row, column);
	cell_part(canvas, row, column);
	if (columns == 2)
		cell_part(canvas, row, column + 1);
	*cell = (struct canvas_cell){.columns = (uint8_t)columns, .style = style};
	cell->len = (uint8_t)whole_characters(text, sizeof cell->text);
	memcpy(cell->text, text.utf8, cell->len);
	if (columns == 2)
		cell[1] = (struct canvas_cell){.style = style};
}

int canvas_write(
	struct canvas *canvas, int row, int column, int columns, struct safe text, uint16_t style)
{
	if (row < 0 || row >= canvas->rows || column < 0)
		return 0;
	int end = column + columns < canvas->columns ? column + columns : canvas->columns;
	int at = column, width;
	while (text.len > 0) {
		struct safe cell = safe_take_cell(&text, &width);
		if (width == 0)
			continue;
		if (at + width > end)
			break;
		cell_put(canvas, row, at, cell, width, style);
		at += width;
	}
	return at - column;
}

int canvas_write_cut(
	struct canvas *canvas, int row, int column, int columns, struct safe text, uint16_t style)
{
	if (columns <= 0)
		return 0;
	bool fits = safe_fit(text, columns).len == text.len;
	struct safe sign = canvas->is_ascii ? SAFE("~") : SAFE("…");
	struct safe shown = fits ? text : safe_fit(text, columns - 1);
	int used = canvas_write(canvas, row, column, columns, shown, style);
	if (!fits)
		used += canvas_write(canvas, row, column + used, columns - used, sign, style);
	canvas_order(canvas, row, column, used, CANVAS_BY_TEXT);
	return used;
}

static struct canvas_area clipped(const struct canvas *canvas, struct canvas_area area)
{
	int bottom = limited(area.row + area.rows, canvas->rows);
	int right = limited(area.column + area.columns, canvas->columns);
	int row = limited(area.row, canvas->rows), column = limited(area.column, canvas->columns);
	return (struct canvas_area){row, column, bottom - row, right - column};
}

void canvas_fill(struct canvas *canvas, struct canvas_area area, uint16_t style)
{
	area = clipped(canvas, area);
	for (int row = area.row; row < area.row + area.rows; row++)
		for (int column = area.column; column < area.column + area.columns; column++) {
			if (cell_at(canvas, row, column)->len != 1)
				cell_part(canvas, row, column);
			cell_blank(cell_at(canvas, row, column), style);
		}
}

void canvas_restyle(struct canvas *canvas, struct canvas_area area, uint16_t style)
{
	area = clipped(canvas, area);
	for (int row = area.row; row < area.row + area.rows; row++)
		for (int column = area.column; column < area.column + area.columns; column++)
			cell_at(canvas, row, column)->style = style;
}

void canvas_cursor(struct canvas *canvas, int row, int column)
{
	canvas->cursor_row = limited(row, canvas->rows > 0 ? canvas->rows - 1 : 0);
	canvas->cursor_column = limited(column, canvas->columns > 0 ? canvas->columns - 1 : 0);
}

void canvas_row_text(const struct canvas *canvas, int row, struct buffer *out)
{
	int last = canvas->columns;
	while (last > 0 && cell_at(canvas, row, last - 1)->len == 1 &&
		cell_at(canvas, row, last - 1)->text[0] == ' ')
		last--;
	for (int column = 0; column < last; column++) {
		const struct canvas_cell *cell = cell_at(canvas, row, column);
		buffer_append(out, cell->text, cell->len);
	}
}
