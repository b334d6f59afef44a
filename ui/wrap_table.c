/* Tables: as they are when they fit, with their cells wrapped when that fits,
 * else as a list with each column's head before its cell. */
#include <stdlib.h>
#include <unictype.h>
#include <unistr.h>

#include "src/base/memory.h"
#include "ui/wrap_lines.h"

enum { COLUMNS_LIMIT = 64, GAP = 2, LEAST_COLUMN = 3, SHORT_CELL = 16 };

/* What a column holds unbroken, the most first. */
enum hold { HOLD_SHORT_CELLS, HOLD_NUMBERS, HOLD_WORDS, HOLDS_COUNT };

struct grid {
	struct flow *flows; /* rows × columns; empty text where a cell spans */
	struct page_cell const **cells;
	size_t rows, columns;
	int *whole, *widths;     /* by column */
	int *least[HOLDS_COUNT]; /* by column */
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

static void grid_make(struct grid *grid, struct arena *arena, const struct page_block *block)
{
	grid->rows = block->rows_count;
	grid->flows = arena_array(arena, grid->rows * grid->columns + 1, sizeof *grid->flows);
	grid->cells = arena_array(arena, grid->rows * grid->columns + 1, sizeof *grid->cells);
	grid->whole = arena_array(arena, grid->columns + 1, sizeof *grid->whole);
	for (int hold = 0; hold < HOLDS_COUNT; hold++)
		grid->least[hold] = arena_array(arena, grid->columns + 1, sizeof(int));
	grid->widths = arena_array(arena, grid->columns + 1, sizeof *grid->widths);
	place_cells(grid, arena, block);
	grid_measure(grid);
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

/* Holds as much unbroken as there is room for.  False when not even words fit. */
static bool grid_fit(struct grid *grid, int columns)
{
	int room = columns - ((int)grid->columns - 1) * GAP;
	for (int hold = 0; hold < HOLDS_COUNT; hold++)
		if (sum(grid->least[hold], grid->columns) <= room) {
			grid_share(grid, grid->least[hold], room);
			return true;
		}
	return false;
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
			struct grid single = {
				.flows = &flow, .cells = &cell, .rows = 1, .columns = 1};
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
