#include "src/store/ids.h"

#include <stdlib.h>

#include "src/base/array.h"

bool ids_read(struct id_list *ids, struct statement *statement, struct error *error)
{
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(ids->items, ids->count, ids->capacity) = statement_integer(statement, 0);
	statement_end(statement);
	return step == STEP_DONE;
}

void ids_done(struct id_list *ids)
{
	free(ids->items);
	*ids = (struct id_list){0};
}

void ids_add(struct id_list *ids, int64_t id)
{
	ARRAY_PUSH(ids->items, ids->count, ids->capacity) = id;
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;
	return (left > right) - (left < right);
}

void ids_sort(struct id_list *ids)
{
	if (ids->count > 1)
		qsort(ids->items, ids->count, sizeof *ids->items, compare);
}

bool ids_have(const struct id_list *ids, int64_t id)
{
	return ids->count > 0 &&
	       bsearch(&id, ids->items, ids->count, sizeof *ids->items, compare) != NULL;
}
