#include "src/base/memory.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/halt.h"

void *memory_alloc(size_t size)
{
	void *memory = malloc(size ? size : 1);
	if (!memory)
		halt("out of memory");
	return memory;
}

void *memory_calloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);
	if (!memory)
		halt("out of memory");
	return memory;
}

void *memory_resize(void *old, size_t size)
{
	void *memory = realloc(old, size ? size : 1);
	if (!memory)
		halt("out of memory");
	return memory;
}

char *memory_copy_string(const char *string)
{
	size_t size = strlen(string) + 1;
	return memcpy(memory_alloc(size), string, size);
}
