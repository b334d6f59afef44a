/* The writer thread: holds the one store_writer.  What a person changed is
 * written at once and before all else; updates wait a moment for company and go
 * in one transaction.  An event is given after the commit it speaks of. */
#include <stdlib.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/jobs/keep.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/task.h"
#include "src/jobs/telling.h"

enum {
	BATCH_FEEDS = 64,
	BATCH_BYTES = 2 << 20,
	BATCH_WAIT_MS = 15,
	IDLE_MS = 300, /* without work, before the search index gets its turn */
	INDEX_MS = 15,
};

struct writer {
	struct pipeline *pipeline;
	struct tasks updates; /* not yet kept */
	size_t updates_bytes;
	int64_t oldest_ms; /* since when the first of them waits */
	bool has_unindexed;
	/* The round of updates that is under way: asked so far when it began. */
	unsigned asked_before;
	struct progress progress;
};

/* ---- answers ---- */

static void give_event(struct writer *writer, struct event *event)
{
	if (!queue_give(writer->pipeline->events, event))
		event_free(event);
}

static void give_progress(struct writer *writer)
{
	struct progress *progress = &writer->progress;
	unsigned asked = atomic_load(&writer->pipeline->updates_asked);
	progress->asked = asked - writer->asked_before;
	struct event *event = memory_calloc(1, sizeof *event);
	event->kind = EVENT_PROGRESS;
	event->progress = *progress;
	bool is_done = progress->done >= progress->asked;
	if (is_done) {
		writer->asked_before = asked;
		*progress = (struct progress){0};
		event->kind = EVENT_UPDATE_DONE;
	}
	give_event(writer, event);
}

static void count_update(struct progress *progress, const struct event *event)
{
	progress->done++;
	progress->failed += event->kind == EVENT_FEED_FAILED;
	progress->unchanged += event->kind == EVENT_FEED_UPDATED && event->is_unchanged;
	progress->new_articles += (uint32_t)event->new_articles;
}

/* ---- updates, in batches ---- */

static bool needs_store(const struct task *task)
{
	return !task->is_folded && task->error.kind != ERROR_CANCELLED;
}

static void keep_batch(struct writer *writer)
{
	struct store_writer *store = writer->pipeline->store;
	struct task *tasks[BATCH_FEEDS];
	struct event *events[BATCH_FEEDS];
	size_t count = 0;
	struct error error = {0};
	bool is_open = store_begin_batch(store, &error);
	while (count < BATCH_FEEDS && writer->updates.first) {
		struct task *task = tasks_take(&writer->updates);
		writer->updates_bytes -= task->held_bytes;
		events[count] = task_event(task);
		if (!is_open)
			keep_failed(events[count], &error);
		else if (needs_store(task))
			keep_update(store, task, &writer->pipeline->settings, events[count]);
		else if (task->is_folded)
			keep_unchanged(events[count]);
		tasks[count++] = task;
	}
	bool is_kept = is_open && store_commit_batch(store, &error);
	telling_give(writer->pipeline);
	for (size_t i = 0; i < count; i++) {
		if (!is_kept)
			keep_failed(events[i], &error);
		count_update(&writer->progress, events[i]);
		task_answer(tasks[i], events[i], writer->pipeline);
	}
	writer->oldest_ms = clock_monotonic_ms();
	writer->has_unindexed = true;
	give_progress(writer);
}

/* ---- the rest, one by one ---- */

static void keep_other(struct writer *writer, struct task *task)
{
	struct event *event = task_event(task);
	keep_order(writer->pipeline->store, task, &writer->pipeline->settings, event);
	telling_give(writer->pipeline);
	writer->has_unindexed = true;
	task_answer(task, event, writer->pipeline);
}

static void accept(struct writer *writer, struct task *task)
{
	if (task->order->kind != ORDER_UPDATE) {
		keep_other(writer, task);
		return;
	}
	if (!writer->updates.first)
		writer->oldest_ms = clock_monotonic_ms();
	tasks_add(&writer->updates, task);
	writer->updates_bytes += task->held_bytes;
}

/* ---- the loop ---- */

/* How long the next task may be waited for; -1 = for ever. */
static int patience(const struct writer *writer)
{
	if (!writer->updates.first)
		return writer->has_unindexed ? IDLE_MS : -1;
	int64_t left = writer->oldest_ms + BATCH_WAIT_MS - clock_monotonic_ms();
	bool is_full = writer->updates.count >= BATCH_FEEDS || writer->updates_bytes >= BATCH_BYTES;
	return is_full || left < 0 ? 0 : (int)left;
}

/* False when there is nothing to do until more comes. */
static bool tidy(struct pipeline *pipeline)
{
	return store_index_some(pipeline->store, INDEX_MS, NULL) ||
	       store_retain_daily(pipeline->store, &pipeline->settings.keep, clock_now(), NULL);
}

static void idle(struct writer *writer)
{
	if (writer->updates.first)
		keep_batch(writer);
	else if (writer->has_unindexed && !queue_is_closed(writer->pipeline->results))
		writer->has_unindexed = tidy(writer->pipeline);
}

void *writer_run(void *context)
{
	struct pipeline *pipeline = context;
	struct writer writer = {.pipeline = pipeline, .has_unindexed = true};
	pipeline_give_way(pipeline);
	while (true) {
		bool is_closed = queue_is_closed(pipeline->results);
		int wait_ms = is_closed ? 0 : patience(&writer);
		struct task *task = wait_ms < 0 ? queue_take(pipeline->results)
						: queue_take_within(pipeline->results, wait_ms);
		if (task)
			accept(&writer, task);
		else if (is_closed && !writer.updates.first)
			break;
		else
			idle(&writer);
	}
	queue_close(pipeline->found);
	return NULL;
}
