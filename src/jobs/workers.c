/* Our side of the worker processes: starts, feeds, limits, recycles and buries
 * them.  One thread, asleep in poll() on their pipes and on the bell of its queue.
 *
 * A worker that dies or takes too long costs the one document it was reading;
 * the one behind it goes to another worker. */
#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/log.h"
#include "src/base/words.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/prepare.h"
#include "src/jobs/process.h"
#include "src/jobs/task.h"

enum {
	WORKERS_LIMIT = 4,
	DOCUMENT_SECONDS = 20,
	STOP_SECONDS = 3, /* for what is being read when the program stops */
	SERVED_LIMIT = 500,
	RESIDENT_LIMIT_KIB = 160 << 10,
};

/* In the order they are served. */
enum urgency { URGENCY_READER_WAITS, URGENCY_NORMAL, URGENCY_AHEAD, URGENCIES };

struct workers {
	struct pipeline *pipeline;
	struct prepare prepare;
	struct process processes[WORKERS_LIMIT];
	int limit;
	int document_ms;
	int64_t stop_at_ms; /* 0 = nobody stops us */
	struct tasks tasks[URGENCIES];
};

static bool is_used_up(const struct process *process)
{
	return process->served >= SERVED_LIMIT || process->resident_kib >= RESIDENT_LIMIT_KIB;
}

/* ---- what comes in ---- */

static enum urgency urgency_of(const struct task *task)
{
	if (task->order->is_background)
		return URGENCY_AHEAD;
	return task->order->kind == ORDER_DOCUMENT ? URGENCY_READER_WAITS : URGENCY_NORMAL;
}

static void drop_unsent(struct workers *workers)
{
	for (int urgency = 0; urgency < URGENCIES; urgency++) {
		struct task *task;
		while ((task = tasks_take(&workers->tasks[urgency]))) {
			error_set(&task->error, ERROR_CANCELLED, _("stopped before it was done"));
			task_fail(task, workers->pipeline);
		}
	}
}

/* False once nothing more will come. */
static bool take_tasks(struct workers *workers)
{
	struct queue *queue = workers->pipeline->work;
	bool is_open = !queue_is_closed(queue);
	struct task *task;
	while ((task = queue_take_within(queue, 0)))
		tasks_add(&workers->tasks[urgency_of(task)], task);
	if (!is_open)
		drop_unsent(workers);
	if (!is_open && workers->stop_at_ms == 0)
		workers->stop_at_ms = clock_monotonic_ms() + STOP_SECONDS * 1000;
	return is_open;
}

static struct task *next_task(struct workers *workers)
{
	struct task *task = NULL;
	for (int urgency = 0; urgency < URGENCIES && !task; urgency++)
		task = tasks_take(&workers->tasks[urgency]);
	return task;
}

static bool has_task(const struct workers *workers)
{
	for (int urgency = 0; urgency < URGENCIES; urgency++)
		if (workers->tasks[urgency].first)
			return true;
	return false;
}

/* ---- who gets it ---- */

/* The one with the least to do; starts a process while others are all busy. */
static struct process *free_process(struct workers *workers, struct error *error)
{
	struct process *second = NULL, *unborn = NULL;
	for (int i = 0; i < workers->limit; i++) {
		struct process *process = &workers->processes[i];
		if (process->pid == 0 && !unborn)
			unborn = process;
		if (!process_has_room(process) || is_used_up(process))
			continue;
		if (!process->reading)
			return process;
		if (!second)
			second = process;
	}
	const struct jobs_settings *settings = &workers->pipeline->settings;
	if (unborn && process_start(unborn, settings->program, !settings->without_sandbox, error))
		return unborn;
	return second;
}

static void finish(struct workers *workers, struct task *task);

static void hand_out(struct workers *workers)
{
	while (has_task(workers)) {
		struct error error = {0};
		struct process *process = free_process(workers, &error);
		if (!process && error.kind == ERROR_NONE)
			return;
		struct task *task = next_task(workers);
		if (!process)
			task->error = error;
		if (!process || !prepare_request(&workers->prepare, task)) {
			finish(workers, task);
			continue;
		}
		process_give(process, task);
	}
}

/* ---- what becomes of it ---- */

static void answer_document(struct workers *workers, struct task *task)
{
	struct event *event = task_event(task);
	event->document = &task->answer->document;
	/* The document looks into the task's arena: it goes along. */
	event->arena = task->arena;
	struct order *order = task->order;
	if (!queue_give(workers->pipeline->events, event))
		event_free(event);
	order_free(order);
}

/* A page in place of a feed: back to the network for the feed that it names. */
static void follow_page(struct workers *workers, struct task *task)
{
	struct feed_links *links = &task->answer->links;
	if (links->count == 0 || task->is_second_try) {
		error_set(
			&task->error, ERROR_FORMAT, _("this is a web page, and it names no feed"));
		task_fail(task, workers->pipeline);
		return;
	}
	task->is_second_try = true;
	/* The links look into the page, which goes when the feed comes. */
	for (size_t i = 0; i < links->count; i++) {
		links->items[i].url = foreign_copy(task->arena, links->items[i].url);
		links->items[i].title = foreign_copy(task->arena, links->items[i].title);
		links->items[i].mime_type = foreign_copy(task->arena, links->items[i].mime_type);
	}
	task->url = links->items[0].url;
	task->others = (struct feed_links){links->items + 1, links->count - 1};
	task->origin =
		task->response->from_private_address ? FETCH_FROM_LOCAL : FETCH_FROM_DOCUMENT;
	task_give(task, workers->pipeline->orders, workers->pipeline);
}

/* Who subscribes may name a page; a feed that has become one is told to people. */
static bool looks_for_feed(const struct task *task)
{
	return task->order->kind == ORDER_SUBSCRIBE ||
	       (task->order->kind == ORDER_UPDATE && task->feed.is_new);
}

static void finish(struct workers *workers, struct task *task)
{
	struct pipeline *pipeline = workers->pipeline;
	if (task->error.kind == ERROR_NONE)
		task->error = task->answer->error;
	if (task->error.kind != ERROR_NONE) {
		task_fail(task, pipeline);
		return;
	}
	if (task->order->kind == ORDER_DOCUMENT) {
		answer_document(workers, task);
		return;
	}
	if (task->answer->is_page && looks_for_feed(task)) {
		follow_page(workers, task);
		return;
	}
	if (task->answer->is_page)
		error_set(&task->error, ERROR_FORMAT,
			_("the outlet sent a web page in place of its feed"));
	task_give(task, pipeline->results, pipeline);
}

static void bury(struct workers *workers, struct process *process, const char *why)
{
	struct task *victim = process->reading, *spared = process->waiting;
	process->reading = process->waiting = process->sending = NULL;
	process_end(process);
	log_line("jobs", "a worker process was buried: %s", why);
	if (spared)
		tasks_add_first(&workers->tasks[urgency_of(spared)], spared);
	if (victim) {
		error_set(&victim->error, ERROR_WORKER, "%s", why);
		finish(workers, victim);
	}
}

static void receive(struct workers *workers, struct process *process)
{
	struct task *task;
	bool is_alive;
	while ((is_alive = process_receive(process, &task)) && task)
		finish(workers, task);
	if (!is_alive)
		bury(workers, process, _("reading it broke the worker process"));
}

static void serve(struct workers *workers, struct process *process, short happened)
{
	if (happened & (POLLOUT | POLLERR) && process->sending && !process_send(process)) {
		bury(workers, process, _("reading it broke the worker process"));
		return;
	}
	if (happened & (POLLIN | POLLHUP | POLLERR))
		receive(workers, process);
	if (process->pid != 0 && is_used_up(process) && !process->reading)
		process_end(process);
}

/* ---- time ---- */

static int64_t deadline_of(const struct workers *workers, const struct process *process)
{
	int64_t deadline = process->started_ms + workers->document_ms;
	return workers->stop_at_ms != 0 && workers->stop_at_ms < deadline ? workers->stop_at_ms
									  : deadline;
}

static void bury_the_late(struct workers *workers)
{
	for (int i = 0; i < workers->limit; i++) {
		struct process *process = &workers->processes[i];
		if (process->reading && clock_monotonic_ms() >= deadline_of(workers, process))
			bury(workers, process, _("reading it took too long"));
	}
}

/* Until the next deadline; -1 when nothing is being read. */
static int patience(const struct workers *workers)
{
	int64_t least = -1;
	for (int i = 0; i < workers->limit; i++) {
		const struct process *process = &workers->processes[i];
		if (!process->reading)
			continue;
		int64_t left = deadline_of(workers, process) - clock_monotonic_ms();
		left = left < 0 ? 0 : left + 1;
		least = least < 0 || left < least ? left : least;
	}
	return (int)least;
}

static bool is_busy(const struct workers *workers)
{
	return patience(workers) >= 0;
}

/* ---- the loop ---- */

static void wait_and_serve(struct workers *workers)
{
	struct pollfd polls[1 + 2 * WORKERS_LIMIT];
	polls[0] = (struct pollfd){workers->pipeline->work_bell.read_fd, POLLIN, 0};
	for (int i = 0; i < WORKERS_LIMIT; i++) {
		const struct process *process = &workers->processes[i];
		bool is_there = process->pid != 0;
		polls[1 + 2 * i] = (struct pollfd){is_there ? process->from : -1, POLLIN, 0};
		polls[2 + 2 * i] = (struct pollfd){
			is_there && process->sending ? process->to : -1, POLLOUT, 0};
	}
	if (poll(polls, 1 + 2 * WORKERS_LIMIT, patience(workers)) > 0)
		for (int i = 0; i < WORKERS_LIMIT; i++)
			if (workers->processes[i].pid != 0)
				serve(workers, &workers->processes[i],
					polls[1 + 2 * i].revents | polls[2 + 2 * i].revents);
	bury_the_late(workers);
}

static int workers_wanted(int set)
{
	long wanted = set > 0 ? set : sysconf(_SC_NPROCESSORS_ONLN);
	return wanted < 1 ? 1 : wanted > WORKERS_LIMIT ? WORKERS_LIMIT : (int)wanted;
}

void *workers_run(void *context)
{
	struct pipeline *pipeline = context;
	struct workers workers = {.pipeline = pipeline,
		.prepare = {.store_path = pipeline->settings.store_path},
		.limit = workers_wanted(pipeline->settings.workers)};
	int seconds = pipeline->settings.document_seconds;
	workers.document_ms = (seconds > 0 ? seconds : DOCUMENT_SECONDS) * 1000;
	pipeline_give_way(pipeline);
	while (true) {
		bell_clear(&pipeline->work_bell);
		bool is_open = take_tasks(&workers);
		hand_out(&workers);
		if (!is_open && !is_busy(&workers))
			break;
		wait_and_serve(&workers);
	}
	for (int i = 0; i < WORKERS_LIMIT; i++)
		if (workers.processes[i].pid != 0)
			process_end(&workers.processes[i]);
	prepare_done(&workers.prepare);
	queue_close(pipeline->results);
	return NULL;
}
