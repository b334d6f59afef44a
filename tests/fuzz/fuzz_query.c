/* A query is read or refused with a sentence, and what is read becomes SQL that
 * the store accepts, whatever a person types. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/store/query.h"
#include "src/store/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct store_reader *open_store(void)
{
	static char folder[] = "/tmp/fuzz-query-XXXXXX";
	char path[64];
	if (!mkdtemp(folder))
		abort();
	snprintf(path, sizeof path, "%s/steppe.db", folder);
	return store_reader_open(path, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct store_reader *reader;
	if (!reader)
		reader = open_store();
	struct arena *arena = arena_new();
	struct error error = {0};
	struct foreign text = foreign_from_bytes(arena, (struct bytes){(const char *)data, size});
	struct query *query = query_parse(arena, text, 1649149953, &error);
	if (!query && error.sentence[0] == '\0')
		abort();
	if (query && store_count(reader, query, &error) < 0)
		abort();
	arena_free(arena);
	return 0;
}
