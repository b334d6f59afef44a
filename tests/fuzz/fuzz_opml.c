/* libFuzzer: any bytes as a subscription list; what is read can be written. */
#include <stddef.h>
#include <stdint.h>

#include "feeds/opml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct opml opml;
	struct buffer text = {0};
	if (opml_read(&opml, arena, (struct bytes){(const char *)data, size}, NULL))
		opml_write(&text, opml.title, opml.feeds, opml.count);
	buffer_done(&text);
	arena_free(arena);
	return 0;
}
