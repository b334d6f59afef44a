#include "src/base/array.h"

#include "src/base/memory.h"

void *array_grow(void *items, size_t count, size_t *capacity, size_t item_size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity ? *capacity * 2 : 8;
	size_t size;
	if (__builtin_mul_overflow(*capacity, item_size, &size))
		size = (size_t)-1 / 2; /* fails in memory_resize(), which ends the program */
	return memory_resize(items, size);
}
