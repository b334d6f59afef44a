/* A data table row by row.  For document_builder.c only. */
#ifndef STEPPE_FEEDS_DOCUMENT_TABLE_BUILD_H
#define STEPPE_FEEDS_DOCUMENT_TABLE_BUILD_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/document.h"
#include "src/base/arena.h"

/* Start with {0}. */
struct table_build {
	struct table_row *rows;
	size_t rows_count, rows_capacity;
	struct table_cell *cells; /* of the row under construction */
	size_t cells_count, cells_capacity;
	bool is_in_cell;
};

void table_build_add(struct table_build *build, struct table_cell cell);
/* A row without cells is none. */
void table_build_end_row(struct table_build *build, struct arena *arena);
/* NULL when there is no row; `build` holds nothing any more. */
struct table *table_build_finish(struct table_build *build, struct arena *arena);

#endif
