/* The pipeline, for commands that need the network: started, asked, stopped. */
#ifndef STEPPE_CLI_RUN_JOBS_H
#define STEPPE_CLI_RUN_JOBS_H

#include "src/cli/cli.h"
#include "src/jobs/jobs.h"

/* NULL after saying why; then the status is CLI_STORE.  End it with jobs_stop(). */
struct jobs *run_jobs_start(struct cli *cli);

#endif
