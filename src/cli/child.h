/* Starts another program, by argument vector, never through a shell. */
#ifndef STEPPE_CLI_CHILD_H
#define STEPPE_CLI_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "src/base/error.h"

/* Runs `command` (as people write it, "vim -f") with `file` as last argument on our
 * terminal and waits.  False when it could not be started or did not end with 0. */
bool child_run(const char *command, const char *file, struct error *error);

/* Starts it beside us, on our terminal, with `input` as standard input unless that is -1.
 * 0 when it could not be started. */
pid_t child_start(char *const argv[], int input, struct error *error);

#endif
