#include "ui/wrap_grid.h"

#include <unictype.h>
#include <unistr.h>

enum {
	LEAST_COLUMN = 3,
	SHORT_CELL = 16,
	PLACES_LIMIT = 1 << 18, /* in a grid: a row of many cells above many of one has more */
};

/* ---- what stands where ---- */

static size_t cell_span(const struct page_cell *cell)
{
	return cell->columns > 1 ? cell->columns : 1;
}

/* The first column from `column` on that no cell of a row above reaches into. */
static size_t free_column(const size_t *taken, size_t column)
{
	while (column < GRID_COLUMNS_LIMIT && taken[column] > 0)
		column++;
	return column;
}

static void take_columns(size_t *taken, const struct page_cell *cell, size_t column)
{
	for (size_t i = column; i < column + cell_span(cell) && i < GRID_COLUMNS_LIMIT; i++)
		taken[i] = cell->rows > 1 ? cell->rows : 1;
}

static void next_row(size_t *taken)
{
	for (size_t i = 0; i < GRID_COLUMNS_LIMIT; i++)
		taken[i] -= taken[i] > 0 ? 1 : 0;
}

/* Columns of the widest row; GRID_COLUMNS_LIMIT + 1 when there are more than that. */
static size_t count_columns(const struct page_block *block)
{
	size_t taken[GRID_COLUMNS_LIMIT] = {0}, most = 0;
	for (size_t row = 0; row < block->rows_count; row++) {
		size_t column = 0;
		for (size_t i = 0; i < block->rows[row].cells_count; i++) {
			const struct page_cell *cell = &block->rows[row].cells[i];
			column = free_column(taken, column);
			take_columns(taken, cell, column);
			column += cell_span(cell);
			if (column > GRID_COLUMNS_LIMIT)
				return GRID_COLUMNS_LIMIT + 1;
		}
		most = column > most ? column : most;
		next_row(taken);
	}
	return most;
}

static void place_cell(
	struct grid *grid, struct arena *arena, const struct page_cell *cell, size_t at)
{
	grid->cells[at] = cell;
	flow_begin(&grid->flows[at], arena);
	flow_add_spans(&grid->flows[at], cell->spans, cell->spans_count,
		cell->is_header ? WRAP_HEAD : WRAP_TEXT);
	flow_end(&grid->flows[at]);
}

static void place_cells(struct grid *grid, struct arena *arena, const struct page_block *block)
{
	size_t taken[GRID_COLUMNS_LIMIT] = {0};
	for (size_t row = 0; row < grid->rows; row++) {
		size_t column = 0;
		for (size_t i = 0; i < block->rows[row].cells_count; i++) {
			const struct page_cell *cell = &block->rows[row].cells[i];
			column = free_column(taken, column);
			take_columns(taken, cell, column);
			place_cell(grid, arena, cell, row * grid->columns + column);
			column += cell_span(cell);
		}
		next_row(taken);
	}
}

/* "2 200 000", "12.5 %": digits and signs, no letters. */
static bool is_number(struct safe text)
{
	bool has_digit = false;
	const uint8_t *at = (const uint8_t *)text.utf8, *end = at + text.len;
	while (at < end) {
		ucs4_t c;
		at += u8_mbtouc(&c, at, (size_t)(end - at));
		if (uc_is_general_category(c, UC_LETTER))
			return false;
		has_digit = has_digit || uc_is_general_category(c, UC_DECIMAL_DIGIT_NUMBER);
	}
	return has_digit;
}

static void raise_to(int *least, int columns)
{
	*least = columns > *least ? columns : *least;
}

static void measure_cell(struct grid *grid, const struct flow *flow, size_t column)
{
	int whole, word;
	flow_measure(flow, &whole, &word);
	bool is_short = whole <= SHORT_CELL;
	raise_to(&grid->whole[column], whole > LEAST_COLUMN ? whole : LEAST_COLUMN);
	for (int hold = 0; hold < HOLDS_COUNT; hold++)
		raise_to(&grid->least[hold][column], word > LEAST_COLUMN ? word : LEAST_COLUMN);
	if (is_short)
		raise_to(&grid->least[HOLD_SHORT_CELLS][column], whole);
	if (is_short && is_number(flow->text))
		raise_to(&grid->least[HOLD_NUMBERS][column], whole);
}

static void grid_measure(struct grid *grid)
{
	for (size_t row = 0; row < grid->rows; row++)
		for (size_t column = 0; column < grid->columns; column++) {
			size_t at = row * grid->columns + column;
			const struct page_cell *cell = grid->cells[at];
			bool spans_more = cell && cell->columns > 1;
			if (!spans_more)
				measure_cell(grid, &grid->flows[at], column);
		}
}

bool grid_make(struct grid *grid, struct arena *arena, const struct page_block *block)
{
	*grid = (struct grid){.columns = count_columns(block)};
	if (grid->columns < 2 || grid->columns > GRID_COLUMNS_LIMIT ||
		block->rows_count > PLACES_LIMIT / grid->columns)
		return false;
	grid->rows = block->rows_count;
	grid->flows = arena_array(arena, grid->rows * grid->columns + 1, sizeof *grid->flows);
	grid->cells = arena_array(arena, grid->rows * grid->columns + 1, sizeof *grid->cells);
	grid->whole = arena_array(arena, grid->columns + 1, sizeof *grid->whole);
	for (int hold = 0; hold < HOLDS_COUNT; hold++)
		grid->least[hold] = arena_array(arena, grid->columns + 1, sizeof(int));
	grid->widths = arena_array(arena, grid->columns + 1, sizeof *grid->widths);
	place_cells(grid, arena, block);
	grid_measure(grid);
	return true;
}

/* ---- widths ---- */

static int sum(const int *columns, size_t count)
{
	int all = 0;
	for (size_t i = 0; i < count; i++)
		all += columns[i];
	return all;
}

/* Each column gets what it cannot do without, then what is left goes to those
 * that want more, in proportion. */
static void grid_share(struct grid *grid, const int *least, int room)
{
	int spare = room - sum(least, grid->columns);
	int wanted = sum(grid->whole, grid->columns) - sum(least, grid->columns);
	for (size_t i = 0; i < grid->columns; i++) {
		int more = grid->whole[i] - least[i];
		int share = wanted <= spare ? more : (int)((int64_t)more * spare / wanted);
		grid->widths[i] = least[i] + share;
	}
}

bool grid_fit(struct grid *grid, int columns)
{
	int room = columns - ((int)grid->columns - 1) * GRID_GAP;
	for (int hold = 0; hold < HOLDS_COUNT; hold++)
		if (sum(grid->least[hold], grid->columns) <= room) {
			grid_share(grid, grid->least[hold], room);
			return true;
		}
	return false;
}

int grid_cell_columns(const struct grid *grid, size_t row, size_t column)
{
	const struct page_cell *cell = grid->cells[row * grid->columns + column];
	int width = grid->widths[column];
	for (size_t i = 1; cell && i < cell->columns && column + i < grid->columns; i++)
		width += GRID_GAP + grid->widths[column + i];
	return width;
}
