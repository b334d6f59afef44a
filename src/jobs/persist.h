/* What the writer thread does with a task: into the store, and into the event
 * that tells of it. */
#ifndef STEPPE_JOBS_PERSIST_H
#define STEPPE_JOBS_PERSIST_H

#include "src/jobs/event.h"
#include "src/jobs/settings.h"
#include "src/jobs/task.h"
#include "src/store/store.h"

/* ORDER_UPDATE, in the open batch. */
void persist_update(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event);
/* Every other order, with a commit of its own. */
void persist_order(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event);

/* The event says what could not be written, or that nothing was new. */
void persist_failed(struct event *event, const struct error *error);
void persist_unchanged(struct event *event);

#endif
