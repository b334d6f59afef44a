/* malloc that ends the program instead of returning NULL.  Inputs are capped
 * before they get here, so a feed cannot cause it; what remains is a machine
 * without memory, and then one clear sentence beats a wrong answer. */
#ifndef STEPPE_BASE_MEMORY_H
#define STEPPE_BASE_MEMORY_H

#include <stddef.h>

void *memory_alloc(size_t size);
/* Zeroed; ends the program when count * size overflows. */
void *memory_calloc(size_t count, size_t size);
void *memory_resize(void *old, size_t size);
char *memory_copy_string(const char *string);

#endif
