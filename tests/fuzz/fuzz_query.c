/* A query is read or refused with a sentence, whatever a person types. */
#include <stdint.h>
#include <stdlib.h>

#include "src/store/query_sql.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct error error = {0};
	struct foreign text = foreign_from_bytes(arena, (struct bytes){(const char *)data, size});
	struct query *query = query_parse(arena, text, 1649149953, &error);
	if (!query && error.sentence[0] == '\0')
		abort();
	struct query_sql sql = {0};
	if (query)
		query_compile(&sql, arena, query, 0);
	query_sql_done(&sql);
	arena_free(arena);
	return 0;
}
