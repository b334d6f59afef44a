/* libFuzzer: any bytes as a feed document.  The first byte chooses the charset. */
#include <stddef.h>
#include <stdint.h>

#include "feeds/parse.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct foreign types[] = {{"", 0}, FOREIGN("text/xml; charset=windows-1251"),
		FOREIGN("text/xml; charset=shift_jis"), FOREIGN("application/json")};
	if (size == 0)
		return 0;
	struct arena *arena = arena_new();
	struct parse_options options = {
		.url = FOREIGN("https://example.org/feed"), .content_type = types[data[0] % 4]};
	struct feed feed;
	struct error error = {0};
	feed_parse(
		&feed, arena, (struct bytes){(const char *)data + 1, size - 1}, &options, &error);
	arena_free(arena);
	return 0;
}
