/* Tables: as they are when they fit, with their cells wrapped when that fits,
 * else as a list with each column's head before its cell. */
#include <stdlib.h>

#include "ui/wrap_grid.h"
#include "ui/wrap_lines.h"

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
		column += grid->widths[i] + GRID_GAP;
	}
	wrap_line_end(wrapper);
}

static void put_row(struct wrapper *wrapper, const struct page_block *block,
	const struct grid *grid, size_t row, int margin)
{
	struct flow_lines cells[GRID_COLUMNS_LIMIT] = {0};
	size_t height = 1;
	for (size_t i = 0; i < grid->columns; i++) {
		const struct flow *flow = &grid->flows[row * grid->columns + i];
		if (flow->text.len > 0)
			flow_break(
				&cells[i], flow, grid_cell_columns(grid, row, i), &wrapper->word);
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
		column += grid->widths[i] + GRID_GAP;
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
	struct grid grid;
	if (!grid_make(&grid, wrapper->out->arena, block)) {
		put_as_text(wrapper, block, margin);
		return;
	}
	if (grid_fit(&grid, wrapper->settings->columns - margin))
		put_as_table(wrapper, block, &grid, margin);
	else
		put_as_list(wrapper, block, &grid, margin);
}
