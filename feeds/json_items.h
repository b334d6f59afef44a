/* Where the items of a JSON feed stand: a linear scan finds each in the text, so
 * that jansson gets one at a time and the rest of the document without them. */
#ifndef STEPPE_FEEDS_JSON_ITEMS_H
#define STEPPE_FEEDS_JSON_ITEMS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/text.h"

struct json_items {
	struct foreign before; /* up to the first item: all when there is no "items" */
	struct foreign after;  /* from behind the last; empty when the list is cut off */
	struct foreign *items; /* each as it stands there */
	size_t count, capacity;
	bool is_cut; /* the list has no end; what it holds is whole */
};

/* The elements of the root's member "items", at most `most` and one.  All look into `text`. */
void json_items_find(struct json_items *out, struct foreign text, size_t most);
void json_items_done(struct json_items *items);

#endif
