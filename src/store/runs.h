/* Commands that rules want run: they wait in the store, written in one transaction with the
 * articles, until they were run.  What ends the program in between costs none of them; one
 * that it fell upon while it ran is run again. */
#ifndef STEPPE_STORE_RUNS_H
#define STEPPE_STORE_RUNS_H

#include "src/store/store.h"

enum {
	RUNS_A_BATCH = 20, /* more than these are left out, and the log says so */
	RUNS_WAITING = 1000,
	RUNS_DAYS = 7,
};

struct run {
	int64_t id;
	struct foreign rule; /* its name */
	int64_t article_id;
};

bool store_has_runs(struct store_reader *reader);
/* The first one behind `after`, in the order they were wanted; false when there is none. */
bool store_next_run(struct run *out, struct arena *arena, struct store_reader *reader,
	int64_t after, struct error *error);
/* It was run, well or not, or there is nothing to run it for. */
bool store_end_run(struct store_writer *writer, int64_t id, struct error *error);
/* What has waited for more than RUNS_DAYS is forgotten; how many, -1 on failure. */
int64_t store_forget_old_runs(struct store_writer *writer, int64_t now, struct error *error);

/* Inside the room: one more, in the open batch.  False when too many wait already. */
bool runs_add(struct store_writer *writer, struct foreign rule, int64_t article_id);

#endif
