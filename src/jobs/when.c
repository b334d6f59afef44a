#include "src/jobs/when.h"

enum { HOUR = 3600 };

bool when_next(struct update_result *result, const struct task *task, struct store_reader *reader,
	int64_t feed_id, const struct jobs_settings *settings, int64_t now, struct error *error)
{
	struct feed_history history;
	if (!store_feed_history(&history, task->arena, reader, feed_id, error))
		return false;
	result->next_due =
		now + (settings->interval_seconds > 0 ? settings->interval_seconds : HOUR);
	result->state = result->error ? FEED_FAILING : FEED_OK;
	return true;
}
