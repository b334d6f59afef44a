/* A list that grows: three fields in the owner, one macro to add.
 *
 *     struct word *words; size_t count, capacity;
 *     ARRAY_PUSH(list->words, list->count, list->capacity) = word;
 */
#ifndef STEPPE_BASE_ARRAY_H
#define STEPPE_BASE_ARRAY_H

#include <stddef.h>

/* Room for one more item of `item_size` bytes; returns the items, moved perhaps. */
void *array_grow(void *items, size_t count, size_t *capacity, size_t item_size);

#define ARRAY_PUSH(items, count, capacity)                                       \
	(*((items) = array_grow((items), (count), &(capacity), sizeof *(items)), \
		&(items)[(count)++]))

#endif
