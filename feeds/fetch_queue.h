/* Who may start next: a line of waiting requests for each host, so that five
 * hundred feeds on 250 hosts run at full width and one slow host delays only
 * itself.  Hosts that answer bursts with 429 get a pause between two starts. */
#ifndef STEPPE_FEEDS_FETCH_QUEUE_H
#define STEPPE_FEEDS_FETCH_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

struct fetch_host;
struct fetch_queue;

/* Embedded in what waits; the queue owns none of it. */
struct waiting {
	struct waiting *next;
	struct fetch_host *host;
};

struct fetch_queue *fetch_queue_new(int host_limit, int64_t spacing_ms);
void fetch_queue_free(struct fetch_queue *queue);

/* At the end of the line of `host` (lower case, with its port when unusual). */
void fetch_queue_add(struct fetch_queue *queue, struct waiting *one, struct foreign host);
/* Before all others: it goes on with what was begun. */
void fetch_queue_add_first(struct fetch_queue *queue, struct waiting *one, struct foreign host);
/* The next that may start at `now_ms`, taken out and counted as active; or NULL. */
struct waiting *fetch_queue_next(struct fetch_queue *queue, int64_t now_ms);
/* It was started and has ended. */
void fetch_queue_ended(struct fetch_queue *queue, struct waiting *one);
/* Out of its line without a start. */
void fetch_queue_remove(struct fetch_queue *queue, struct waiting *one);
/* Its host said 429: from now on, a pause between two starts there. */
void fetch_queue_slow_down(struct fetch_queue *queue, const struct waiting *one, int64_t now_ms);

/* Milliseconds until a paused host may start its next; -1 = none waits for that. */
int fetch_queue_pause(const struct fetch_queue *queue, int64_t now_ms);
/* Calls `visit` for each that waits; it may remove the one it is given. */
void fetch_queue_each(struct fetch_queue *queue, void (*visit)(void *context, struct waiting *one),
	void *context);

#endif
