/* The next time of a feed that just answered or failed: what the store knows of it and what
 * came go to schedule_next(). */
#ifndef STEPPE_JOBS_RESCHEDULE_H
#define STEPPE_JOBS_RESCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/jobs/settings.h"
#include "src/jobs/task.h"
#include "src/store/arrivals.h"
#include "src/store/store.h"

/* Fills next_due, state and new_url of `result`. */
bool reschedule_feed(struct update_result *result, const struct task *task,
	struct store_reader *reader, int64_t feed_id, const struct jobs_settings *settings,
	int64_t now, struct error *error);

#endif
