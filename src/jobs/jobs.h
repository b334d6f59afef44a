/* Who does the work: threads and worker processes with queues between them.  One struct
 * jobs a process; the only pthread_create.
 *
 *   orders → network → workers → writer → events
 *                                  └→ rules: what they run on new articles
 *   questions → reading → events
 *
 * jobs_order() never waits.  Threads start at once and sleep; worker processes
 * start with the first document. */
#ifndef STEPPE_JOBS_JOBS_H
#define STEPPE_JOBS_JOBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/document.h"
#include "feeds/extract.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "src/jobs/event.h"
#include "src/jobs/order.h"
#include "src/jobs/settings.h"

struct jobs;

/* Opens the store (migrating, making it) before it returns; NULL when that fails. */
struct jobs *jobs_start(
	const struct jobs_settings *settings, char notice[240], struct error *error);

/* Gives the order and returns its id; the order is the pipeline's from here on. */
uint64_t jobs_order(struct jobs *jobs, struct order *order);
/* An ORDER_UPDATE for each of these feeds, counted together: EVENT_UPDATE_DONE
 * comes after the last of them (with single orders it may come in between). */
void jobs_update(struct jobs *jobs, const int64_t *feed_ids, size_t count, bool is_forced);
/* What is under way of that order ends with ERROR_CANCELLED; 0 = all updates. */
void jobs_cancel(struct jobs *jobs, uint64_t order_id);

/* The question that is being read for ends with ERROR_CANCELLED; one at the most,
 * none when its answer is already on its way. */
void jobs_stop_reading(struct jobs *jobs);

/* The next event or NULL; never waits.  event_free() it. */
struct event *jobs_event(struct jobs *jobs);
/* Waits up to timeout_ms (-1 = for ever): for the command line. */
struct event *jobs_event_within(struct jobs *jobs, int timeout_ms);

/* Stops in flow order: transfers are dropped, what is parsed is stored, what was
 * marked is committed; joins all threads. */
void jobs_stop(struct jobs *jobs);

/* The worker's side: reads frames from standard input until it ends.  Called by
 * main() for `steppe --worker`; returns the exit status. */
int worker_main(bool is_locked_in);

/* ---- plumbing: one document in, one answer out, no threads ---- */

enum plumbing { PLUMBING_PARSE_JSON, PLUMBING_EXTRACT, PLUMBING_DOCUMENT };

struct plumbing_job {
	enum plumbing kind;
	struct bytes input;
	struct foreign url;          /* where the document lies; may be empty */
	struct foreign content_type; /* as a server would say it; may be empty */
	const uint64_t *hidden; /* of PLUMBING_DOCUMENT: blocks to leave out (feeds/repeats.h) */
	size_t hidden_count;
};

struct plumbing_answer {
	struct foreign json;      /* of PLUMBING_PARSE_JSON: JSON Feed 1.1 */
	struct extract extract;   /* of PLUMBING_EXTRACT */
	struct document document; /* of PLUMBING_DOCUMENT */
};

/* Reads `input` in a locked-in child, as worker processes do; `out` lives in
 * `arena`.  False when it is not what it should be (ERROR_FORMAT …).  For
 * commands without threads: call it before jobs_start(). */
bool jobs_plumb(struct plumbing_answer *out, struct arena *arena, const struct plumbing_job *job,
	struct error *error);

#endif
