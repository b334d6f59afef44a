#include "src/base/queue.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "src/base/memory.h"

struct link {
	struct link *next;
	void *item;
};

struct queue {
	pthread_mutex_t mutex; /* guards all below but the wake function */
	pthread_cond_t filled;
	struct link *first, *last;
	size_t length;
	bool is_closed;
	void (*wake)(void *context);
	void *context;
};

struct queue *queue_new(void (*wake)(void *context), void *context)
{
	struct queue *queue = memory_calloc(1, sizeof *queue);
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_mutex_init(&queue->mutex, NULL);
	pthread_cond_init(&queue->filled, &attributes);
	pthread_condattr_destroy(&attributes);
	queue->wake = wake;
	queue->context = context;
	return queue;
}

void queue_free(struct queue *queue, void (*drop)(void *item))
{
	if (!queue)
		return;
	assert(drop || !queue->first);
	while (queue->first) {
		struct link *link = queue->first;
		queue->first = link->next;
		drop(link->item);
		free(link);
	}
	pthread_cond_destroy(&queue->filled);
	pthread_mutex_destroy(&queue->mutex);
	free(queue);
}

bool queue_give(struct queue *queue, void *item)
{
	assert(item);
	struct link *link = memory_alloc(sizeof *link);
	*link = (struct link){.item = item};
	pthread_mutex_lock(&queue->mutex);
	bool is_open = !queue->is_closed;
	if (is_open) {
		if (queue->last)
			queue->last->next = link;
		else
			queue->first = link;
		queue->last = link;
		queue->length++;
		pthread_cond_signal(&queue->filled);
	}
	pthread_mutex_unlock(&queue->mutex);
	if (!is_open)
		free(link);
	else if (queue->wake)
		queue->wake(queue->context);
	return is_open;
}

static struct timespec moment_after(int timeout_ms)
{
	struct timespec moment;
	clock_gettime(CLOCK_MONOTONIC, &moment);
	moment.tv_sec += timeout_ms / 1000;
	moment.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
	if (moment.tv_nsec >= 1000000000) {
		moment.tv_nsec -= 1000000000;
		moment.tv_sec++;
	}
	return moment;
}

/* timeout_ms < 0 waits for ever. */
static void *take(struct queue *queue, int timeout_ms)
{
	struct timespec until = timeout_ms > 0 ? moment_after(timeout_ms) : (struct timespec){0};
	pthread_mutex_lock(&queue->mutex);
	int failed = 0;
	while (!queue->first && !queue->is_closed && timeout_ms != 0 && failed == 0)
		failed = timeout_ms < 0
				 ? pthread_cond_wait(&queue->filled, &queue->mutex)
				 : pthread_cond_timedwait(&queue->filled, &queue->mutex, &until);
	struct link *link = queue->first;
	if (link) {
		queue->first = link->next;
		if (!queue->first)
			queue->last = NULL;
		queue->length--;
	}
	pthread_mutex_unlock(&queue->mutex);
	void *item = link ? link->item : NULL;
	free(link);
	return item;
}

void *queue_take(struct queue *queue)
{
	return take(queue, -1);
}

void *queue_take_within(struct queue *queue, int timeout_ms)
{
	return take(queue, timeout_ms < 0 ? 0 : timeout_ms);
}

void queue_close(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	queue->is_closed = true;
	pthread_cond_broadcast(&queue->filled);
	pthread_mutex_unlock(&queue->mutex);
	if (queue->wake)
		queue->wake(queue->context);
}

bool queue_is_closed(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	bool is_closed = queue->is_closed;
	pthread_mutex_unlock(&queue->mutex);
	return is_closed;
}

size_t queue_length(struct queue *queue)
{
	pthread_mutex_lock(&queue->mutex);
	size_t length = queue->length;
	pthread_mutex_unlock(&queue->mutex);
	return length;
}
