/* An order on its way through the pipeline, with what it has gathered so far.
 * One owner at a time: whoever took it out of the last queue. */
#ifndef STEPPE_JOBS_TASK_H
#define STEPPE_JOBS_TASK_H

#include <stdbool.h>
#include <stddef.h>

#include "feeds/fetch.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/jobs/event.h"
#include "src/jobs/order.h"
#include "src/jobs/pipeline.h"
#include "src/jobs/work.h"
#include "src/store/arrivals.h"
#include "src/store/store.h"

struct task {
	struct task *next, *previous; /* in a list of its owner */
	struct order *order;
	struct arena *arena;  /* of all below */
	struct due_feed feed; /* of ORDER_UPDATE */
	struct foreign url;   /* where to fetch from */
	enum fetch_origin origin;
	struct response *response; /* NULL: nothing came, or nothing was needed */
	struct work_request request;
	struct work_answer *answer; /* NULL until a worker has given it */
	struct feed_links others;   /* feeds that a page offered beside the first */
	bool is_second_try;         /* for the feed that a page or a rule named */
	bool is_plain_try;          /* of ORDER_SUBSCRIBE: http, where https was only a guess */
	bool is_folded;             /* the same feed is under way already */
	bool is_cancel;             /* no order: what has its id (0: all updates) shall end */
	bool is_fulltext;           /* of ORDER_DOCUMENT: which text it was */
	struct error error;         /* ERROR_NONE so far */
	size_t held_bytes;
};

struct task *task_new(struct order *order);
void task_free(struct task *task, struct pipeline *pipeline);

/* The response belongs to the task, and its bytes are counted from now on. */
void task_take_response(struct task *task, struct response *response, struct pipeline *pipeline);

/* On to the next thread; a task that finds the door closed is cancelled. */
void task_give(struct task *task, struct queue *queue, struct pipeline *pipeline);

/* The last step: gives the event and frees the task. */
void task_answer(struct task *task, struct event *event, struct pipeline *pipeline);
/* As task_answer() with task->error.  A failed update goes to the writer, which
 * remembers the failure first. */
void task_fail(struct task *task, struct pipeline *pipeline);

/* The event that answers this order, with the task's error.  That of an ORDER_READ
 * takes over what was read. */
struct event *task_event(const struct task *task);

/* ---- lists: first in, first out ---- */

struct tasks {
	struct task *first, *last;
	size_t count;
};

void tasks_add(struct tasks *tasks, struct task *task);
void tasks_add_first(struct tasks *tasks, struct task *task);
void tasks_remove(struct tasks *tasks, struct task *task);
/* The first, out of the list; NULL when it is empty. */
struct task *tasks_take(struct tasks *tasks);

#endif
