/* What a task needs from the store before its document goes to a worker. */
#ifndef STEPPE_JOBS_PREPARE_H
#define STEPPE_JOBS_PREPARE_H

#include <stdbool.h>

#include "src/jobs/task.h"
#include "src/store/store.h"

struct prepare {
	const char *store_path;
	struct store_reader *reader; /* opened when first needed */
};

/* Fills task->request.  False with task->error. */
bool prepare_request(struct prepare *prepare, struct task *task);
void prepare_done(struct prepare *prepare);

#endif
