/* The cells of a table by row and column, and how wide the columns are. */
#ifndef STEPPE_UI_WRAP_GRID_H
#define STEPPE_UI_WRAP_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/session/page.h"
#include "ui/wrap_flow.h"

enum { GRID_COLUMNS_LIMIT = 64, GRID_GAP = 2 };

/* What a column holds unbroken, the most first. */
enum grid_hold { HOLD_SHORT_CELLS, HOLD_NUMBERS, HOLD_WORDS, HOLDS_COUNT };

struct grid {
	struct flow *flows; /* rows × columns; empty text where a cell spans */
	struct page_cell const **cells;
	size_t rows, columns;
	int *whole, *widths;     /* by column */
	int *least[HOLDS_COUNT]; /* by column */
};

/* False for a table of one column, and for one that a grid would hold little but
 * empty places of: its cells are to be shown one below the other.  Lives in `arena`. */
bool grid_make(struct grid *grid, struct arena *arena, const struct page_block *block);
/* Shares `columns` of the screen among the columns, which hold as much unbroken as there is
 * room for.  False when not even words fit. */
bool grid_fit(struct grid *grid, int columns);
/* Columns of the screen for the cell there, with those it spans. */
int grid_cell_columns(const struct grid *grid, size_t row, size_t column);

#endif
