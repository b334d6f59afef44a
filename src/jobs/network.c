/* The network thread: turns orders into requests, responses into tasks for the
 * workers.  It alone owns the fetcher, and sleeps in it.
 *
 * Back-pressure by admission: an answer is taken in only while what is in flight
 * and what has come but is not yet stored stay under a limit, so the thread never
 * blocks in a give and memory does not grow with the number of feeds. */
#include <stdlib.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/jobs/event.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/request_builder.h"
#include "src/jobs/task.h"

/* Bodies in flight and not yet stored, together. */
#define HELD_LIMIT ((size_t)3 << 20)

enum {
	ACTIVE_LIMIT = 4 * FETCH_TRANSFERS_LIMIT,
	IDLE_MS = 60000,
	ASKING_MS = 20, /* how soon a password is looked for */
	SLOW_MS = 2000, /* who takes longer is named … */
	TELL_MS = 1000, /* … so often */
	SLOW_NAMES = 3,
};

struct network {
	struct pipeline *pipeline;
	struct fetcher *fetcher;
	struct request_builder builder;
	struct tasks waiting;    /* for room */
	struct tasks background; /* for room, when nobody else wants it */
	struct tasks asking;     /* for a password */
	struct tasks active;     /* the fetcher has their requests */
	int64_t told_ms;         /* when slow hosts were looked for */
	bool has_told;           /* and some were named */
};

/* ---- orders ---- */

static bool is_under_way(const struct tasks *tasks, int64_t feed_id)
{
	for (const struct task *task = tasks->first; task; task = task->next)
		if (task->order->kind == ORDER_UPDATE && task->order->feed_id == feed_id)
			return true;
	return false;
}

static void accept(struct network *network, struct task *task)
{
	if (task->order->kind == ORDER_UPDATE &&
		(is_under_way(&network->waiting, task->order->feed_id) ||
			is_under_way(&network->asking, task->order->feed_id) ||
			is_under_way(&network->active, task->order->feed_id))) {
		task->is_folded = true;
		task_give(task, network->pipeline->results, network->pipeline);
		return;
	}
	tasks_add(task->order->is_background ? &network->background : &network->waiting, task);
}

static void cancel_task(struct network *network, struct task *task)
{
	error_set(&task->error, ERROR_CANCELLED, _("cancelled"));
	task_fail(task, network->pipeline);
}

static bool is_meant(const struct task *task, uint64_t order_id)
{
	return order_id == 0 ? task->order->kind == ORDER_UPDATE : task->order->id == order_id;
}

static void cancel_waiting(struct network *network, struct tasks *tasks, uint64_t order_id)
{
	for (struct task *task = tasks->first, *next; task; task = next) {
		next = task->next;
		if (!is_meant(task, order_id))
			continue;
		tasks_remove(tasks, task);
		cancel_task(network, task);
	}
}

/* What has come already goes its way. */
static void cancel(struct network *network, uint64_t order_id)
{
	cancel_waiting(network, &network->waiting, order_id);
	cancel_waiting(network, &network->background, order_id);
	cancel_waiting(network, &network->asking, order_id);
	for (struct task *task = network->active.first; task; task = task->next)
		if (is_meant(task, order_id))
			fetcher_cancel(network->fetcher, (uintptr_t)task);
}

static void take_orders(struct network *network)
{
	struct task *task;
	while ((task = queue_take_within(network->pipeline->orders, 0))) {
		if (task->is_cancel) {
			cancel(network, task->order->id);
			task_free(task, network->pipeline);
		} else {
			accept(network, task);
		}
	}
}

/* Waits for the first order: who only reads does without libcurl and what it brings.
 * False when none came. */
static bool open_fetcher(struct network *network)
{
	struct pipeline *pipeline = network->pipeline;
	struct task *task;
	while ((task = queue_take(pipeline->orders))) {
		if (task->is_cancel) {
			task_free(task, pipeline);
			continue;
		}
		network->fetcher = fetcher_new(&pipeline->settings.fetch, &task->error);
		if (network->fetcher) {
			atomic_store(&pipeline->fetcher, network->fetcher);
			accept(network, task);
			return true;
		}
		task_fail(task, pipeline);
	}
	return false;
}

/* ---- requests ---- */

/* What others do not hold may be in flight. */
static void share_room(const struct network *network)
{
	size_t held = atomic_load(&network->pipeline->held_bytes);
	fetcher_set_room(network->fetcher, held < HELD_LIMIT ? HELD_LIMIT - held : 0);
}

static void start(struct network *network, struct task *task)
{
	struct request request = {.id = (uintptr_t)task};
	switch (request_build(&network->builder, task, &request)) {
	case BUILD_FAILED:
		task_fail(task, network->pipeline);
		return;
	case BUILD_AWAITS_PASSWORD:
		tasks_add(&network->asking, task);
		return;
	case BUILD_READY:
		tasks_add(&network->active, task);
		fetcher_start(network->fetcher, &request);
	}
}

static void start_asking(struct network *network)
{
	if (!passwords_listen(&network->builder.passwords))
		return;
	for (size_t count = network->asking.count; count > 0; count--)
		start(network, tasks_take(&network->asking));
}

/* The fetcher gets more than it runs at once: it knows which host has a turn. */
static void start_waiting(struct network *network)
{
	share_room(network);
	while (network->active.count < ACTIVE_LIMIT) {
		struct task *task = tasks_take(&network->waiting);
		if (!task && network->active.count == 0)
			task = tasks_take(&network->background);
		if (!task)
			return;
		start(network, task);
	}
}

/* ---- responses ---- */

/* An answer that brings no document is told to people as an error. */
static void check_status(struct task *task)
{
	const struct response *response = task->response;
	bool was_conditional = task->feed.etag.len + task->feed.last_modified.len > 0;
	if (response_check(response, &task->error) && response->status == 304 && !was_conditional)
		error_set(&task->error, ERROR_SERVER, "%s", _("the server sent nothing"));
}

static bool tries_plain(struct network *network, struct task *task)
{
	bool is_unreached = task->error.kind == ERROR_NETWORK || task->error.kind == ERROR_TLS;
	if (!is_unreached || !request_may_be_plain(task))
		return false;
	task->is_plain_try = true;
	task->error = (struct error){0};
	start(network, task);
	return true;
}

static void handle(struct network *network, struct response *response)
{
	struct pipeline *pipeline = network->pipeline;
	struct task *task = (struct task *)(uintptr_t)response->id;
	tasks_remove(&network->active, task);
	task_take_response(task, response, pipeline);
	check_status(task);
	if (tries_plain(network, task))
		return;
	if (task->error.kind != ERROR_NONE)
		task_fail(task, pipeline);
	else if (response->status == 304)
		task_give(task, pipeline->results, pipeline);
	else
		task_give(task, pipeline->work, pipeline);
}

/* ---- who is slow ---- */

static struct event *slow_event(const struct foreign *hosts, size_t count)
{
	struct event *event = memory_calloc(1, sizeof *event);
	struct buffer names = {0};
	for (size_t i = 0; i < count; i++)
		buffer_printf(
			&names, "%s%.*s", i > 0 ? ", " : "", (int)hosts[i].len, hosts[i].utf8);
	event->kind = EVENT_SLOW;
	event->arena = arena_new();
	event->text = (struct foreign){
		arena_copy(event->arena, names.data ? names.data : "", names.len), names.len};
	buffer_done(&names);
	return event;
}

static void tell_slow(struct network *network)
{
	struct foreign hosts[SLOW_NAMES];
	int64_t now_ms = clock_monotonic_ms();
	if (now_ms - network->told_ms < TELL_MS)
		return;
	network->told_ms = now_ms;
	size_t count = fetcher_slowest(network->fetcher, SLOW_MS, hosts, SLOW_NAMES);
	if (count == 0 && !network->has_told)
		return;
	network->has_told = count > 0;
	struct event *event = slow_event(hosts, count);
	if (!queue_give(network->pipeline->events, event))
		event_free(event);
}

/* How long the network may sleep: to the next look at who is slow, if anybody may be. */
static int patience(const struct network *network, bool is_open)
{
	if (!is_open)
		return 0;
	if (passwords_are_awaited(&network->builder.passwords))
		return ASKING_MS;
	return network->active.count > 0 || network->has_told ? TELL_MS : IDLE_MS;
}

/* ---- the loop ---- */

static void drop_all(struct network *network)
{
	struct tasks *lists[] = {
		&network->waiting, &network->background, &network->asking, &network->active};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		struct task *task;
		while ((task = tasks_take(lists[i])))
			cancel_task(network, task);
	}
}

void *network_run(void *context)
{
	struct pipeline *pipeline = context;
	struct network network = {
		.pipeline = pipeline, .builder = {.settings = &pipeline->settings}};
	pipeline_give_way(pipeline);
	bool is_open = open_fetcher(&network);
	while (is_open) {
		is_open = !queue_is_closed(pipeline->orders);
		take_orders(&network);
		start_asking(&network);
		start_waiting(&network);
		struct response *response =
			fetcher_poll(network.fetcher, patience(&network, is_open));
		if (response)
			handle(&network, response);
		else
			tell_slow(&network);
	}
	drop_all(&network);
	request_builder_done(&network.builder);
	queue_close(pipeline->work);
	return NULL;
}
