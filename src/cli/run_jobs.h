/* The pipeline, for commands that need the network: started, asked, stopped. */
#ifndef STEPPE_CLI_RUN_JOBS_H
#define STEPPE_CLI_RUN_JOBS_H

#include "src/cli/cli.h"
#include "src/jobs/jobs.h"

/* NULL after saying why; then the status is CLI_STORE.  End it with jobs_stop(). */
struct jobs *run_jobs_start(struct cli *cli);
/* jobs_event_within(); says it when another program holds the store. */
struct event *run_jobs_event(struct cli *cli, struct jobs *jobs, int timeout_ms);

#endif
