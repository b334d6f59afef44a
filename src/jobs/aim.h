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
	bool awaits_password; /* the task that was looked at last */
};

enum aim_answer {
	AIM_FAILED, /* with task->error */
	AIM_READY,
	AIM_AWAITS_PASSWORD, /* the caller asks again when one has come */
};

/* Fills the request (its id is the caller's). */
enum aim_answer aim_request(struct aim *aim, struct task *task, struct request *request);
/* It failed over https, which nobody had typed: may it be asked over http? */
bool aim_may_be_plain(const struct task *task);
void aim_done(struct aim *aim);

#endif
