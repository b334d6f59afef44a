/* A program that a rule runs: by its argument vector, with something to read on its
 * standard input.  What it prints is thrown away. */
#ifndef STEPPE_JOBS_COMMAND_H
#define STEPPE_JOBS_COMMAND_H

#include <stdbool.h>

#include "src/base/error.h"
#include "src/base/text.h"

/* Starts argv[0] (found by PATH) in a session of its own and waits until it ends, for
 * `milliseconds` at most: then it is killed with all that it started.  False when it could
 * not be started, took too long, or ended with another status than 0. */
bool command_run(char *const argv[], struct foreign input, int milliseconds, struct error *error);

#endif
