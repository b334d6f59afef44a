/* Tables: as they are when they fit, with their cells wrapped when that fits,
 * else as a list with each column's head before its cell. */
#include <stdlib.h>

#include "src/base/memory.h"
#include "ui/wrap_lines.h"

enum { COLUMNS_LIMIT = 64, GAP = 2, LEAST_COLUMN = 3 };

struct grid {
	struct flow *flows; /* rows × columns; empty text where a cell spans */
	struct page_cell const **cells;
	size_t rows, columns;
	int *whole, *least, *widths; /* by column */
};

/* ---- the grid ---- */

static size_t cell_span(const struct page_cell *cell)
{
	return cell->columns > 1 ? cell->columns : 1;
}

/* The first column from `column` on that no cell of a row above reaches into. */
static size_t free_column(const size_t *taken, size_t column)
{
	while (column < COLUMNS_LIMIT && taken[column] > 0)
		column++;
	return column;
}

static void take_columns(size_t *taken, const struct page_cell *cell, size_t column)
{
	for (size_t i = column; i < column + cell_span(cell) && i < COLUMNS_LIMIT; i++)
		taken[i] = cell->rows > 1 ? cell->rows : 1;
}

static void next_row(size_t *taken)
{
	for (size_t i = 0; i < COLUMNS_LIMIT; i++)
		taken[i] -= taken[i] > 0 ? 1 : 0;
}

/* Columns of the widest row; COLUMNS_LIMIT + 1 when there are more than that. */
static size_t count_columns(const struct page_block *block)
{
	size_t taken[COLUMNS_LIMIT] = {0}, most = 0;
	for (size_t row = 0; row < block->rows_count; row++) {
		size_t column = 0;
		for (size_t i = 0; i < block->rows[row].cells_count; i++) {
			const struct page_cell *cell = &block->rows[row].cells[i];
			column = free_column(taken, column);
			take_columns(taken, cell, column);
			column += cell_span(cell);
			if (column > COLUMNS_LIMIT)
				return COLUMNS_LIMIT + 1;
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
	size_t taken[COLUMNS_LIMIT] = {0};
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

static void grid_measure(struct grid *grid)
{
	for (size_t row = 0; row < grid->rows; row++)
		for (size_t column = 0; column < grid->columns; column++) {
			int whole, least;
			flow_measure(&grid->flows[row * grid->columns + column], &whole, &least);
			const struct page_cell *cell = grid->cells[row * grid->columns + column];
			bool spans_more = cell && cell->columns > 1;
			if (spans_more)
				continue;
			if (whole > grid->whole[column])
				grid->whole[column] = whole;
			if (least > grid->least[column])
				grid->least[column] = least;
		}
}

static void grid_make(struct grid *grid, struct arena *arena, const struct page_block *block)
{
	grid->rows = block->rows_count;
	grid->flows = arena_array(arena, grid->rows * grid->columns + 1, sizeof *grid->flows);
	grid->cells = arena_array(arena, grid->rows * grid->columns + 1, sizeof *grid->cells);
	grid->whole = arena_array(arena, grid->columns + 1, sizeof *grid->whole);
	grid->least = arena_array(arena, grid->columns + 1, sizeof *grid->least);
	grid->widths = arena_array(arena, grid->columns + 1, sizeof *grid->widths);
	place_cells(grid, arena, block);
	grid_measure(grid);
}

/* ---- widths ---- */

/* Each column gets what it cannot do without, then what is left goes to those
 * that want more, in proportion.  False when even the least does not fit. */
static bool grid_fit(struct grid *grid, int columns)
{
	int least = 0, whole = 0, gaps = ((int)grid->columns - 1) * GAP;
	for (size_t i = 0; i < grid->columns; i++) {
		grid->least[i] = grid->least[i] > LEAST_COLUMN ? grid->least[i] : LEAST_COLUMN;
		grid->whole[i] = grid->whole[i] > grid->least[i] ? grid->whole[i] : grid->least[i];
		least += grid->least[i];
		whole += grid->whole[i];
	}
	if (least + gaps > columns)
		return false;
	int spare = columns - gaps - least, wanted = whole - least;
	for (size_t i = 0; i < grid->columns; i++) {
		int more = grid->whole[i] - grid->least[i];
		int share = wanted <= spare ? more : (int)((int64_t)more * spare / wanted);
		grid->widths[i] = grid->least[i] + share;
	}
	return true;
}

static int cell_columns(const struct grid *grid, size_t row, size_t column)
{
	const struct page_cell *cell = grid->cells[row * grid->columns + column];
	int width = grid->widths[column];
	for (size_t i = 1; cell && i < cell->columns && column + i < grid->columns; i++)
		width += GAP + grid->widths[column + i];
	return width;
}

/* ---- as a table ---- */

static void put_row_line(struct wrapper *wrapper, const struct page_block *block,
	const struct grid *grid, const struct flow_lines *cells, size_t row, size_t line,
	int margin)
{
	wrap_line_begin(wrapper, wrapper->word);
	wrap_quote_bars(wrapper, block);
	int column = margin;
	for (size_t i = 0; i < grid->columns; i++) {
		if (line < cells[i].count)
			wrap_line_flow(wrapper, &grid->flows[row * grid->columns + i],
				&cells[i].items[line], column);
		column += grid->widths[i] + GAP;
	}
	wrap_line_end(wrapper);
}

static void put_row(struct wrapper *wrapper, const struct page_block *block,
	const struct grid *grid, size_t row, int margin)
{
	struct flow_lines cells[COLUMNS_LIMIT] = {0};
	size_t height = 1;
	for (size_t i = 0; i < grid->columns; i++) {
		const struct flow *flow = &grid->flows[row * grid->columns + i];
		if (flow->text.len > 0)
			flow_break(&cells[i], flow, cell_columns(grid, row, i), &wrapper->word);
		height = cells[i].count > height ? cells[i].count : height;
	}
	for (size_t line = 0; line < height; line++)
		put_row_line(wrapper, block, grid, cells, row, line, margin);
	for (size_t i = 0; i < grid->columns; i++)
		free(cells[i].items);
}

static bool is_head(const struct grid *grid, size_t row)
{
	bool has_head = false;
	for (size_t i = 0; i < grid->columns; i++) {
		const struct page_cell *cell = grid->cells[row * grid->columns + i];
		if (cell && !cell->is_header)
			return false;
		has_head = has_head || cell;
	}
	return has_head;
}

static void put_line_below_head(struct wrapper *wrapper, const struct grid *grid, int margin)
{
	struct safe dash = wrap_sign(wrapper, SAFE("─"), SAFE("-"));
	wrap_line_begin(wrapper, wrapper->word);
	int column = margin;
	for (size_t i = 0; i < grid->columns; i++) {
		for (int x = 0; x < grid->widths[i]; x++)
			wrap_line_sign(wrapper, column + x, dash, WRAP_FRAME);
		column += grid->widths[i] + GAP;
	}
	wrap_line_end(wrapper);
}

static void put_as_table(struct wrapper *wrapper, const struct page_block *block,
	const struct grid *grid, int margin)
{
	for (size_t row = 0; row < grid->rows; row++) {
		put_row(wrapper, block, grid, row, margin);
		bool ends_head =
			is_head(grid, row) && row + 1 < grid->rows && !is_head(grid, row + 1);
		if (ends_head)
			put_line_below_head(wrapper, grid, margin);
	}
}

/* ---- as a list ---- */

static struct safe head_of(const struct grid *grid, size_t column)
{
	bool has_head = grid->rows > 1 && is_head(grid, 0);
	return has_head ? grid->flows[column].text : SAFE("");
}

static void put_pair(struct wrapper *wrapper, const struct page_block *block,
	const struct grid *grid, size_t row, size_t column, int margin)
{
	const struct flow *cell = &grid->flows[row * grid->columns + column];
	if (cell->text.len == 0)
		return;
	struct flow pair;
	flow_begin(&pair, wrapper->out->arena);
	struct safe head = head_of(grid, column);
	if (head.len > 0) {
		flow_add(&pair, head, 0, -1, WRAP_REPEATED);
		flow_add(&pair, SAFE(": "), 0, -1, WRAP_REPEATED);
	}
	const struct page_cell *source = grid->cells[row * grid->columns + column];
	flow_add_spans(&pair, source->spans, source->spans_count,
		source->is_header ? WRAP_HEAD : WRAP_TEXT);
	flow_end(&pair);
	struct flow_lines lines = {0};
	flow_break(&lines, &pair, wrapper->settings->columns - margin, &wrapper->word);
	for (size_t i = 0; i < lines.count; i++) {
		wrap_line_begin(wrapper, lines.items[i].word);
		wrap_quote_bars(wrapper, block);
		wrap_line_flow(wrapper, &pair, &lines.items[i], margin);
		wrap_line_end(wrapper);
	}
	free(lines.items);
}

/* No grid to speak of: one cell below the other. */
static void put_as_text(struct wrapper *wrapper, const struct page_block *block, int margin)
{
	for (size_t row = 0; row < block->rows_count; row++)
		for (size_t i = 0; i < block->rows[row].cells_count; i++) {
			const struct page_cell *cell = &block->rows[row].cells[i];
			struct flow flow = {0};
			struct grid single = {&flow, &cell, 1, 1, NULL, NULL, NULL};
			flow_begin(&flow, wrapper->out->arena);
			flow_add_spans(&flow, cell->spans, cell->spans_count, WRAP_TEXT);
			flow_end(&flow);
			put_pair(wrapper, block, &single, 0, 0, margin);
		}
}

/* The heads are said once by themselves, so that no word of theirs is lost when
 * every cell below is empty. */
static void put_as_list(struct wrapper *wrapper, const struct page_block *block,
	const struct grid *grid, int margin)
{
	for (size_t row = 0; row < grid->rows; row++) {
		if (row > 0)
			wrap_line_blank(wrapper);
		if (row == 0 && is_head(grid, 0) && grid->rows > 1) {
			struct grid heads = *grid;
			heads.rows = 1;
			for (size_t column = 0; column < grid->columns; column++)
				put_pair(wrapper, block, &heads, 0, column, margin);
			continue;
		}
		for (size_t column = 0; column < grid->columns; column++)
			put_pair(wrapper, block, grid, row, column, margin);
	}
}

void wrap_table(struct wrapper *wrapper, const struct page_block *block, int margin)
{
	struct grid grid = {.columns = count_columns(block)};
	if (grid.columns < 2 || grid.columns > COLUMNS_LIMIT) {
		put_as_text(wrapper, block, margin);
		return;
	}
	grid_make(&grid, wrapper->out->arena, block);
	if (grid_fit(&grid, wrapper->settings->columns - margin))
		put_as_table(wrapper, block, &grid, margin);
	else
		put_as_list(wrapper, block, &grid, margin);
}
