/* A door between two threads: what goes through it changes its owner.
 * The only mutex of the program is in here. */
#ifndef STEPPE_BASE_QUEUE_H
#define STEPPE_BASE_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct queue;

/* `wake` (may be NULL) is called after each give and at close, from the giving
 * thread: for takers that sleep in poll() or in curl_multi_poll(). */
struct queue *queue_new(void (*wake)(void *context), void *context);
/* What is still inside is handed to `drop` (may be NULL when it is empty). */
void queue_free(struct queue *queue, void (*drop)(void *item));

/* Hand `item` over.  False once the queue is closed: the caller keeps it. */
bool queue_give(struct queue *queue, void *item);

/* Wait for an item and own it.  NULL when the queue is closed and empty. */
void *queue_take(struct queue *queue);
/* As queue_take(), but NULL at once (0) or after `timeout_ms` without an item. */
void *queue_take_within(struct queue *queue, int timeout_ms);

/* No more gives; takers get what is left. */
void queue_close(struct queue *queue);
bool queue_is_closed(struct queue *queue);
size_t queue_length(struct queue *queue);

#endif
