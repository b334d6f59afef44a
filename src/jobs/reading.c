/* The reading thread: questions to the store whose answer may take longer than a
 * frame, such as the ids of a list of a million.  It has a store_reader of its
 * own, opened with the first question: commands that ask none pay nothing. */
#include "src/base/words.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/task.h"

static struct store_reader *reader_of(struct pipeline *pipeline, struct error *error)
{
	struct store_reader *reader = atomic_load(&pipeline->reader);
	if (reader)
		return reader;
	reader = store_reader_try(pipeline->settings.store_path, error);
	atomic_store(&pipeline->reader, reader);
	return reader;
}

static void answer(struct pipeline *pipeline, struct task *task)
{
	struct order *order = task->order;
	if (queue_is_closed(pipeline->questions)) {
		error_set(&task->error, ERROR_CANCELLED, _("stopped before it was done"));
	} else {
		struct store_reader *reader = reader_of(pipeline, &task->error);
		if (reader)
			order->read(reader, order->context, &task->error);
	}
	task_answer(task, task_event(task), pipeline);
}

void *reading_run(void *context)
{
	struct pipeline *pipeline = context;
	struct task *task;
	while ((task = queue_take(pipeline->questions)))
		answer(pipeline, task);
	return NULL;
}
