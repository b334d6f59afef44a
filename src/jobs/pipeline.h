/* What the threads of the pipeline have between them: queues, and two counters
 * that the network thread reads to know how much it may have under way. */
#ifndef STEPPE_JOBS_PIPELINE_H
#define STEPPE_JOBS_PIPELINE_H

#include <stdatomic.h>
#include <stddef.h>

#include "feeds/fetch.h"
#include "src/base/bell.h"
#include "src/base/queue.h"
#include "src/jobs/settings.h"

struct task;

struct pipeline {
	struct jobs_settings settings;
	/* The network thread's, from its first order on; woken by others. */
	struct fetcher *_Atomic fetcher;
	struct bell work_bell;      /* wakes the workers' thread out of poll() */
	struct queue *orders;       /* of struct task, to the network thread */
	struct queue *work;         /* of struct task, to the workers' thread */
	struct queue *results;      /* of struct task, to the writer thread */
	struct queue *questions;    /* of struct task, to the reading thread */
	struct queue *rule_runs;    /* wakes the thread of rules: they want something run */
	struct queue *events;       /* of struct event, to whoever ordered */
	struct store_writer *store; /* the writer thread's */
	/* The reading thread's, from its first order on; others may only interrupt it. */
	struct store_reader *_Atomic reader;
	atomic_size_t held_bytes; /* of bodies that came and are not yet stored */
	atomic_uint updates_asked;
};

/* The network thread may be asleep in its fetcher: there is something to do. */
void pipeline_wake_network(struct pipeline *pipeline);

/* For the thread that calls it, and the processes it starts: keys come first. */
void pipeline_give_way(const struct pipeline *pipeline);

/* The threads; `pipeline` is a struct pipeline.  Each ends when the queue that it
 * takes from is closed and empty, and closes the next one. */
void *network_run(void *pipeline);
void *workers_run(void *pipeline);
void *writer_run(void *pipeline);
/* Runs what rules want run on what was committed (rule_actions.h). */
void *rule_actions_run(void *pipeline);
/* Stands beside the flow: nobody's work waits for its answers. */
void *reading_run(void *pipeline);

#endif
