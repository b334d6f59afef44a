/* What parse, extract and render share: a file goes through a worker. */
#ifndef STEPPE_CLI_PLUMB_H
#define STEPPE_CLI_PLUMB_H

#include "src/cli/cli.h"
#include "src/jobs/jobs.h"

/* Reads the first argument ("-" is standard input) with --url and --content-type, where the
 * command has them.  False after saying what is wrong. */
bool plumb_file(struct cli *cli, enum plumbing kind, struct plumbing_answer *answer);

#endif
