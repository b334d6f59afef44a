/* Which address an order leads to, and how to ask there. */
#ifndef STEPPE_JOBS_AIM_H
#define STEPPE_JOBS_AIM_H

#include <stdbool.h>

#include "feeds/fetch.h"
#include "src/jobs/password.h"
#include "src/jobs/settings.h"
#include "src/jobs/task.h"
#include "src/store/store.h"

struct aim {
	const struct jobs_settings *settings;
	struct store_reader *reader; /* opened when first needed */
	struct passwords passwords;
};

/* Fills the request (its id is the caller's).  False with task->error. */
bool aim_request(struct aim *aim, struct task *task, struct request *request);
void aim_done(struct aim *aim);

#endif
