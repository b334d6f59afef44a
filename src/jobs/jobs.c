#include "src/jobs/jobs.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "src/base/halt.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/task.h"

/* In the order that work flows through them: started last to first, so that
 * everyone's taker is there; stopped first to last. */
static const struct {
	const char *name; /* as debuggers and top(1) show it */
	void *(*run)(void *pipeline);
} THREADS[] = {
	{"network", network_run},
	{"workers", workers_run},
	{"writer", writer_run},
	{"rules", rule_actions_run},
	{"reading", reading_run},
};
enum { THREADS_COUNT = sizeof THREADS / sizeof *THREADS };

struct jobs {
	struct pipeline pipeline;
	pthread_t threads[THREADS_COUNT];
	atomic_uint_least64_t next_id;
};

/* ---- waking ---- */

void pipeline_wake_network(struct pipeline *pipeline)
{
	struct fetcher *fetcher = atomic_load(&pipeline->fetcher);
	if (fetcher)
		fetcher_wake(fetcher);
}

static void wake_network(void *pipeline)
{
	pipeline_wake_network(pipeline);
}

static void ring_workers(void *bell)
{
	bell_ring(bell);
}

static void say_waiting(void *context)
{
	struct pipeline *pipeline = context;
	struct event *event = memory_calloc(1, sizeof *event);
	event->kind = EVENT_STORE_WAITS;
	if (!queue_give(pipeline->events, event))
		event_free(event);
}

/* ---- starting ---- */

/* Linux counts niceness by thread, others by process, where it would slow down keys, too. */
void pipeline_give_way(const struct pipeline *pipeline)
{
#ifdef __linux__
	enum { BEHIND = 5 };
	if (pipeline->settings.gives_way)
		setpriority(PRIO_PROCESS, 0, BEHIND);
#else
	(void)pipeline;
#endif
}

/* Signals are for the thread that draws: ours block them all. */
static void start_threads(struct jobs *jobs)
{
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	for (int i = THREADS_COUNT - 1; i >= 0; i--) {
		int failed =
			pthread_create(&jobs->threads[i], NULL, THREADS[i].run, &jobs->pipeline);
		if (failed != 0)
			halt(_("no thread can be started"));
#ifdef __GLIBC__
		pthread_setname_np(jobs->threads[i], THREADS[i].name);
#endif
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static bool open_pipeline(struct pipeline *pipeline, const struct jobs_settings *settings,
	char notice[240], struct error *error)
{
	pipeline->settings = *settings;
	if (!bell_init(&pipeline->work_bell))
		return error_set(
			error, ERROR_DISK, _("no file descriptor left: %s"), strerror(errno));
	pipeline->store =
		store_writer_open_waiting(settings->store_path, settings->waiting, notice, error);
	if (!pipeline->store) {
		bell_done(&pipeline->work_bell);
		return false;
	}
	store_share_marks(pipeline->store, !settings->keeps_marks_apart);
	store_set_rules(pipeline->store, settings->rules);
	return true;
}

/* Bodies and frames come by the hundred and go soon.  The common ones take memory that
 * is there already, for the kernel clears every page of a new mapping; large ones are
 * mappings of their own, and leave no holes behind.  What a thread frees is free for all. */
static void keep_memory_small(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 256 << 10);
	mallopt(M_ARENA_MAX, 2);
#endif
}

struct jobs *jobs_start(const struct jobs_settings *settings, char notice[240], struct error *error)
{
	keep_memory_small();
	struct jobs *jobs = memory_calloc(1, sizeof *jobs);
	struct pipeline *pipeline = &jobs->pipeline;
	if (!open_pipeline(pipeline, settings, notice, error)) {
		free(jobs);
		return NULL;
	}
	pipeline->orders = queue_new(wake_network, pipeline);
	pipeline->work = queue_new(ring_workers, &pipeline->work_bell);
	pipeline->results = queue_new(NULL, NULL);
	pipeline->rule_runs = queue_new(NULL, NULL);
	pipeline->questions = queue_new(NULL, NULL);
	pipeline->events = queue_new(settings->wake, settings->wake_context);
	store_say_waiting(pipeline->store, (struct store_waiting){say_waiting, pipeline});
	start_threads(jobs);
	return jobs;
}

/* ---- orders ---- */

static struct queue *queue_for(struct pipeline *pipeline, enum order_kind kind)
{
	if (kind == ORDER_DOCUMENT)
		return pipeline->work;
	if (kind == ORDER_MARK || kind == ORDER_WRITE)
		return pipeline->results;
	if (kind == ORDER_READ)
		return pipeline->questions;
	return pipeline->orders;
}

static uint64_t give_order(struct jobs *jobs, struct order *order)
{
	uint64_t id = atomic_fetch_add(&jobs->next_id, 1) + 1;
	order->id = id;
	task_give(task_new(order), queue_for(&jobs->pipeline, order->kind), &jobs->pipeline);
	return id;
}

uint64_t jobs_order(struct jobs *jobs, struct order *order)
{
	if (order->kind == ORDER_UPDATE)
		atomic_fetch_add(&jobs->pipeline.updates_asked, 1);
	return give_order(jobs, order);
}

void jobs_update(struct jobs *jobs, const int64_t *feed_ids, size_t count, bool is_forced)
{
	atomic_fetch_add(&jobs->pipeline.updates_asked, (unsigned)count);
	for (size_t i = 0; i < count; i++) {
		struct order *order = order_new(ORDER_UPDATE);
		order->feed_id = feed_ids[i];
		order->is_forced = is_forced;
		give_order(jobs, order);
	}
}

void jobs_cancel(struct jobs *jobs, uint64_t order_id)
{
	struct task *task = task_new(order_new(ORDER_UPDATE));
	task->order->id = order_id;
	task->is_cancel = true;
	if (!queue_give(jobs->pipeline.orders, task))
		task_free(task, &jobs->pipeline);
}

void jobs_stop_reading(struct jobs *jobs)
{
	struct store_reader *reader = atomic_load(&jobs->pipeline.reader);
	if (reader)
		store_reader_interrupt(reader);
}

/* ---- events ---- */

struct event *jobs_event(struct jobs *jobs)
{
	return queue_take_within(jobs->pipeline.events, 0);
}

struct event *jobs_event_within(struct jobs *jobs, int timeout_ms)
{
	if (timeout_ms < 0)
		return queue_take(jobs->pipeline.events);
	return queue_take_within(jobs->pipeline.events, timeout_ms);
}

/* ---- stopping ---- */

static void drop_event(void *event)
{
	event_free(event);
}

void jobs_stop(struct jobs *jobs)
{
	struct pipeline *pipeline = &jobs->pipeline;
	/* Each thread closes the next one's queue when it has given its last. */
	queue_close(pipeline->orders);
	queue_close(pipeline->questions);
	jobs_stop_reading(jobs);
	for (int i = 0; i < THREADS_COUNT; i++)
		pthread_join(jobs->threads[i], NULL);
	store_say_waiting(pipeline->store, (struct store_waiting){0});
	queue_free(pipeline->orders, NULL);
	queue_free(pipeline->work, NULL);
	queue_free(pipeline->results, NULL);
	queue_free(pipeline->rule_runs, NULL);
	queue_free(pipeline->questions, NULL);
	queue_free(pipeline->events, drop_event);
	fetcher_free(atomic_load(&pipeline->fetcher));
	store_reader_close(atomic_load(&pipeline->reader));
	store_writer_close(pipeline->store);
	bell_done(&pipeline->work_bell);
	free(jobs);
}
