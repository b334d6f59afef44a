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
