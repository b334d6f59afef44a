#include "feeds/document_table_build.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"

void table_build_add(struct table_build *build, struct table_cell cell)
{
	ARRAY_PUSH(build->cells, build->cells_count, build->cells_capacity) = cell;
}

void table_build_end_row(struct table_build *build, struct arena *arena)
{
	if (build->cells_count == 0)
		return;
	struct table_row row = {.cells_count = build->cells_count};
	row.cells = arena_array(arena, build->cells_count, sizeof *row.cells);
	memcpy(row.cells, build->cells, build->cells_count * sizeof *row.cells);
	build->cells_count = 0;
	ARRAY_PUSH(build->rows, build->rows_count, build->rows_capacity) = row;
}

struct table *table_build_finish(struct table_build *build, struct arena *arena)
{
	struct table *table = NULL;
	table_build_end_row(build, arena);
	if (build->rows_count > 0) {
		table = arena_alloc(arena, sizeof *table);
		table->rows_count = build->rows_count;
		table->rows = arena_array(arena, build->rows_count, sizeof *table->rows);
		memcpy(table->rows, build->rows, build->rows_count * sizeof *table->rows);
	}
	free(build->rows);
	free(build->cells);
	*build = (struct table_build){0};
	return table;
}
