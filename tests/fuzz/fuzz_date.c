/* libFuzzer: any text as a date. */
#include <stddef.h>
#include <stdint.h>

#include "feeds/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	date_parse(foreign_from_bytes(arena, (struct bytes){(const char *)data, size}));
	arena_free(arena);
	return 0;
}
