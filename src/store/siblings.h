/* The order of what stands side by side in the tree: the feeds of a folder, and
 * the folders in a folder.  Each has a place among its own kind. */
#ifndef STEPPE_STORE_SIBLINGS_H
#define STEPPE_STORE_SIBLINGS_H

#include "src/store/connection.h"

enum sibling { SIBLING_FEED, SIBLING_FOLDER };

/* Puts the row into the folder `parent_id` as number `place` of its kind, 0 for
 * the first, STORE_AT_THE_END behind all; a part of the change under way. */
bool siblings_place(struct store_writer *writer, enum sibling kind, int64_t id, int64_t parent_id,
	int64_t place, struct error *error);

#endif
