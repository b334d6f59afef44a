/* Cells in the order they are read -> the order they stand on the screen (UAX #9).
 * Most terminals show cells from left to right as they come, so Arabic and Hebrew
 * would read backwards.  Each cell moves whole, with its marks and its look. */
#include <fribidi.h>
#include <string.h>

#include "ui/canvas.h"

enum { LINE_CELLS = CANVAS_COLUMNS_LIMIT };

struct line {
	struct canvas_cell cells[LINE_CELLS];
	FriBidiChar letters[LINE_CELLS]; /* the first of each cell */
	FriBidiCharType types[LINE_CELLS];
	FriBidiBracketType brackets[LINE_CELLS];
	FriBidiLevel levels[LINE_CELLS];
	FriBidiStrIndex order[LINE_CELLS]; /* on the screen -> as read */
	FriBidiStrIndex count;
};

static FriBidiChar first_letter(const struct canvas_cell *cell)
{
	FriBidiChar letters[CANVAS_CELL_BYTES];
	FriBidiStrIndex count =
		fribidi_charset_to_unicode(FRIBIDI_CHAR_SET_UTF8, cell->text, cell->len, letters);
	return count > 0 ? letters[0] : ' ';
}

/* Letters of the Hebrew, Arabic and neighbouring blocks begin with these bytes in UTF-8. */
static bool may_go_left(const struct canvas_cell *cell)
{
	unsigned char first = cell->len > 0 ? (unsigned char)cell->text[0] : 0;
	return (first >= 0xD6 && first <= 0xDF) || first == 0xE0 || first == 0xEF || first == 0xF0;
}

static bool take_cells(struct line *line, const struct canvas_cell *cells, int columns)
{
	bool has_left = false;
	line->count = 0;
	for (int i = 0; i < columns; i++) {
		if (cells[i].columns == 0)
			continue;
		has_left = has_left || may_go_left(&cells[i]);
		line->cells[line->count++] = cells[i];
	}
	return has_left;
}

static bool find_order(struct line *line, enum canvas_direction direction)
{
	static const FriBidiParType DIRECTIONS[] = {
		[CANVAS_BY_TEXT] = FRIBIDI_PAR_ON,
		[CANVAS_LEFT_TO_RIGHT] = FRIBIDI_PAR_LTR,
		[CANVAS_RIGHT_TO_LEFT] = FRIBIDI_PAR_RTL,
	};
	for (FriBidiStrIndex i = 0; i < line->count; i++) {
		line->letters[i] = first_letter(&line->cells[i]);
		line->order[i] = i;
	}
	FriBidiParType base = DIRECTIONS[direction];
	fribidi_get_bidi_types(line->letters, line->count, line->types);
	fribidi_get_bracket_types(line->letters, line->count, line->types, line->brackets);
	return fribidi_get_par_embedding_levels_ex(
		       line->types, line->brackets, line->count, &base, line->levels) > 0 &&
	       fribidi_reorder_line(FRIBIDI_FLAGS_DEFAULT, line->types, line->count, 0, base,
		       line->levels, NULL, line->order) > 0;
}

/* An opening bracket of text that runs leftwards looks like a closing one. */
static void mirror(struct canvas_cell *cell, FriBidiChar letter)
{
	FriBidiChar mirrored;
	char bytes[8];
	if (!fribidi_get_mirror_char(letter, &mirrored))
		return;
	FriBidiStrIndex len =
		fribidi_unicode_to_charset(FRIBIDI_CHAR_SET_UTF8, &mirrored, 1, bytes);
	memcpy(cell->text, bytes, (size_t)len);
	cell->len = (uint8_t)len;
}

void canvas_order(
	struct canvas *canvas, int row, int column, int columns, enum canvas_direction direction)
{
	columns = column + columns < canvas->columns ? columns : canvas->columns - column;
	if (canvas->keeps_order || row < 0 || row >= canvas->rows || column < 0 || columns <= 0)
		return;
	struct line line;
	struct canvas_cell *cells = &canvas->cells[row * canvas->columns + column];
	if (!take_cells(&line, cells, columns) || !find_order(&line, direction))
		return;
	for (FriBidiStrIndex i = 0; i < line.count; i++) {
		FriBidiStrIndex from = line.order[i];
		struct canvas_cell *cell = cells;
		*cell = line.cells[from];
		if (line.levels[from] & 1)
			mirror(cell, line.letters[from]);
		cells += cell->columns;
		if (cell->columns == 2)
			cell[1] = (struct canvas_cell){.style = cell->style};
	}
}
