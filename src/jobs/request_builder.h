/* The request that an order asks for: which address it leads to, with whose name and headers. */
#ifndef STEPPE_JOBS_REQUEST_BUILDER_H
#define STEPPE_JOBS_REQUEST_BUILDER_H

#include <stdbool.h>

#include "feeds/fetch.h"
#include "src/jobs/password.h"
#include "src/jobs/settings.h"
#include "src/jobs/task.h"
#include "src/store/store.h"

struct request_builder {
	const struct jobs_settings *settings;
	struct store_reader *reader; /* opened when first needed */
	struct passwords passwords;
	bool awaits_password; /* the task that was looked at last */
};

enum build_answer {
	BUILD_FAILED, /* with task->error */
	BUILD_READY,
	BUILD_AWAITS_PASSWORD, /* the caller asks again when one has come */
};

/* Fills the request (its id is the caller's). */
enum build_answer request_build(
	struct request_builder *builder, struct task *task, struct request *request);
/* It failed over https, which nobody had typed: may it be asked over http? */
bool request_may_be_plain(const struct task *task);
void request_builder_done(struct request_builder *builder);

#endif
