/* Rows of a damaged file, read from the leaves of its trees one by one: what led to them
 * may be gone, also the first page, which says where each table begins.  Nothing in the
 * file is trusted (sqlite.org/fileformat.html, 1.6 and 2.1). */
#ifndef STEPPE_STORE_LEAVES_H
#define STEPPE_STORE_LEAVES_H

#include "src/store/statement.h"

#define LEAF_COLUMNS 24

struct leaf_row {
	bool has_id; /* of a table with row ids; its column is a NULL */
	int64_t id;
	size_t count;
	struct value values[LEAF_COLUMNS];
};

/* Rows of at most LEAF_COLUMNS values, in no order; rows that were deleted may be among
 * them.  Their bytes are valid during the call.  False when the file cannot be read. */
bool leaves_read(
	const char *path, void (*take)(void *context, const struct leaf_row *row), void *context);

#endif
