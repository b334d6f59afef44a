/* The writer thread: holds the one store_writer.  What a person changed is
 * written at once and before all else; updates are written as they come and
 * wait a moment for company before they are committed.  What they were made of
 * is given back at once; an event is given after the commit it speaks of. */
#include <stdlib.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/jobs/persist.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/rule_actions.h"
#include "src/jobs/task.h"
#include "src/store/arrivals.h"
#include "src/store/upkeep.h"

enum {
	BATCH_FEEDS = 128,
	BATCH_BYTES = 4 << 20,
	BATCH_MS = 100,     /* that a batch may be open: other programs wait so long … */
	BATCH_GAP_MS = 3,   /* … and have their turn before the next */
	BATCH_WAIT_MS = 15, /* for the next update */
	IDLE_MS = 300,      /* without work, before the search index gets its turn … */
	INDEX_MS = 40,     /* … for so long; a small step costs as much to merge as a large one */
	INDEX_GAP_MS = 60, /* … and the next turn, while nobody wants anything */
};

struct writer {
	struct pipeline *pipeline;
	struct tasks updates; /* not yet kept */
	/* The open batch: what will be said of it when it is committed. */
	struct event *kept[BATCH_FEEDS];
	size_t kept_count;
	size_t kept_bytes;
	int64_t opened_ms, committed_ms;
	struct error batch_error; /* it could not be opened */
	bool has_unindexed;
	bool is_tidying; /* its last turn was the search index's */
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

static void commit(struct writer *writer)
{
	struct error *error = &writer->batch_error;
	bool is_kept =
		error->kind == ERROR_NONE && store_commit_batch(writer->pipeline->store, error);
	rule_actions_give(writer->pipeline);
	for (size_t i = 0; i < writer->kept_count; i++) {
		struct event *event = writer->kept[i];
		if (!is_kept)
			persist_failed(event, error);
		count_update(&writer->progress, event);
		give_event(writer, event);
	}
	writer->kept_count = writer->kept_bytes = 0;
	writer->committed_ms = clock_monotonic_ms();
	writer->has_unindexed = true;
	give_progress(writer);
}

static void open_batch(struct writer *writer)
{
	if (clock_monotonic_ms() - writer->committed_ms < BATCH_GAP_MS)
		clock_sleep_ms(BATCH_GAP_MS);
	writer->batch_error = (struct error){0};
	writer->opened_ms = clock_monotonic_ms();
	store_begin_batch(writer->pipeline->store, &writer->batch_error);
}

/* Nobody else is under way whom the batch could wait for. */
static bool is_last(const struct writer *writer)
{
	unsigned asked = atomic_load(&writer->pipeline->updates_asked) - writer->asked_before;
	return writer->progress.done + writer->kept_count >= asked;
}

static void keep(struct writer *writer, struct task *task)
{
	struct event *event = task_event(task);
	if (writer->kept_count == 0)
		open_batch(writer);
	if (task->is_folded)
		persist_unchanged(event);
	else if (needs_store(task) && writer->batch_error.kind == ERROR_NONE)
		persist_update(writer->pipeline->store, task, &writer->pipeline->settings, event);
	writer->kept[writer->kept_count++] = event;
	writer->kept_bytes += task->held_bytes;
	task_free(task, writer->pipeline);
	if (writer->kept_count == BATCH_FEEDS || writer->kept_bytes >= BATCH_BYTES ||
		is_last(writer))
		commit(writer);
}

/* ---- the rest, one by one ---- */

static void keep_other(struct writer *writer, struct task *task)
{
	struct event *event = task_event(task);
	persist_order(writer->pipeline->store, task, &writer->pipeline->settings, event);
	rule_actions_give(writer->pipeline);
	writer->has_unindexed = true;
	task_answer(task, event, writer->pipeline);
}

static void accept(struct writer *writer, struct task *task)
{
	if (task->order->kind == ORDER_UPDATE) {
		tasks_add(&writer->updates, task);
		return;
	}
	if (writer->kept_count > 0)
		commit(writer);
	keep_other(writer, task);
}

/* ---- the loop ---- */

/* How long the next task may be waited for; -1 = for ever. */
static int patience(const struct writer *writer)
{
	if (writer->updates.first)
		return 0;
	if (writer->kept_count == 0)
		return !writer->has_unindexed ? -1 : writer->is_tidying ? INDEX_GAP_MS : IDLE_MS;
	int64_t left = writer->opened_ms + BATCH_MS - clock_monotonic_ms();
	return left < 0 ? 0 : left < BATCH_WAIT_MS ? (int)left : BATCH_WAIT_MS;
}

/* False when there is nothing to do until more comes. */
static bool tidy(struct pipeline *pipeline)
{
	return store_index_some(pipeline->store, INDEX_MS, NULL) ||
	       store_sort_enclosures(pipeline->store, NULL) ||
	       store_retain_daily(pipeline->store, &pipeline->settings.keep, clock_now(), NULL);
}

static void idle(struct writer *writer)
{
	writer->is_tidying = !writer->updates.first && writer->kept_count == 0;
	if (writer->updates.first)
		keep(writer, tasks_take(&writer->updates));
	else if (writer->kept_count > 0)
		commit(writer);
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
		writer.is_tidying = writer.is_tidying && !task;
		if (task)
			accept(&writer, task);
		else if (is_closed && !writer.updates.first && writer.kept_count == 0)
			break;
		else
			idle(&writer);
	}
	queue_close(pipeline->rule_runs);
	return NULL;
}
