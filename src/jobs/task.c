#include "src/jobs/task.h"

#include <stdlib.h>

#include "src/base/memory.h"
#include "src/base/words.h"

static const enum event_kind ANSWERS[] = {
	[ORDER_UPDATE] = EVENT_FEED_FAILED,
	[ORDER_SUBSCRIBE] = EVENT_SUBSCRIBED,
	[ORDER_FULLTEXT] = EVENT_FULLTEXT,
	[ORDER_SAVE_PAGE] = EVENT_PAGE_SAVED,
	[ORDER_DOCUMENT] = EVENT_DOCUMENT,
	[ORDER_MARK] = EVENT_CHANGED,
	[ORDER_WRITE] = EVENT_CHANGED,
	[ORDER_READ] = EVENT_READ,
};

struct task *task_new(struct order *order)
{
	struct arena *arena = arena_new();
	struct task *task = arena_alloc(arena, sizeof *task);
	task->arena = arena;
	task->order = order;
	return task;
}

static void release_bytes(struct task *task, struct pipeline *pipeline)
{
	if (task->held_bytes == 0)
		return;
	atomic_fetch_sub(&pipeline->held_bytes, task->held_bytes);
	task->held_bytes = 0;
	/* The network thread may be waiting for room. */
	pipeline_wake_network(pipeline);
}

static void drop_response(struct task *task, struct pipeline *pipeline)
{
	if (task->response)
		response_free(task->response);
	task->response = NULL;
	release_bytes(task, pipeline);
}

void task_free(struct task *task, struct pipeline *pipeline)
{
	drop_response(task, pipeline);
	order_free(task->order);
	arena_free(task->arena);
}

void task_take_response(struct task *task, struct response *response, struct pipeline *pipeline)
{
	drop_response(task, pipeline);
	task->response = response;
	task->held_bytes = response->body.capacity;
	atomic_fetch_add(&pipeline->held_bytes, task->held_bytes);
}

void task_give(struct task *task, struct queue *queue, struct pipeline *pipeline)
{
	if (queue_give(queue, task))
		return;
	error_set(&task->error, ERROR_CANCELLED, _("stopped before it was done"));
	task_answer(task, task_event(task), pipeline);
}

struct event *task_event(const struct task *task)
{
	struct event *event = memory_calloc(1, sizeof *event);
	event->kind = ANSWERS[task->order->kind];
	event->order_id = task->order->id;
	event->feed_id = task->order->feed_id;
	event->article_id = task->order->article_id;
	event->is_fulltext = task->is_fulltext;
	event->has_repeats = task->order->wants_repeats;
	event->is_difference = task->order->wants_difference;
	event->error = task->error;
	if (task->response)
		event->bytes = (int64_t)task->response->body.len;
	bool names_address = event->kind == EVENT_SUBSCRIBED || event->kind == EVENT_PAGE_SAVED;
	if (names_address && task->error.kind != ERROR_NONE) {
		event->arena = arena_new();
		event->text = foreign_copy(event->arena, task->order->text);
	}
	if (event->kind == EVENT_READ) {
		event->context = task->order->context;
		event->arena = task->order->answer;
		task->order->answer = NULL;
	}
	return event;
}

void task_answer(struct task *task, struct event *event, struct pipeline *pipeline)
{
	if (!queue_give(pipeline->events, event))
		event_free(event);
	task_free(task, pipeline);
}

void task_fail(struct task *task, struct pipeline *pipeline)
{
	/* Whose failures the store keeps. */
	if (task->order->kind == ORDER_UPDATE || task->order->kind == ORDER_FULLTEXT)
		task_give(task, pipeline->results, pipeline);
	else
		task_answer(task, task_event(task), pipeline);
}

/* ---- lists ---- */

void tasks_add(struct tasks *tasks, struct task *task)
{
	task->next = NULL;
	task->previous = tasks->last;
	if (tasks->last)
		tasks->last->next = task;
	else
		tasks->first = task;
	tasks->last = task;
	tasks->count++;
}

void tasks_add_first(struct tasks *tasks, struct task *task)
{
	task->previous = NULL;
	task->next = tasks->first;
	if (tasks->first)
		tasks->first->previous = task;
	else
		tasks->last = task;
	tasks->first = task;
	tasks->count++;
}

void tasks_remove(struct tasks *tasks, struct task *task)
{
	if (task->previous)
		task->previous->next = task->next;
	else
		tasks->first = task->next;
	if (task->next)
		task->next->previous = task->previous;
	else
		tasks->last = task->previous;
	task->next = task->previous = NULL;
	tasks->count--;
}

struct task *tasks_take(struct tasks *tasks)
{
	struct task *task = tasks->first;
	if (task)
		tasks_remove(tasks, task);
	return task;
}
