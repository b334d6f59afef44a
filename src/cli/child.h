/* Starts another program, by argument vector, never through a shell. */
#ifndef STEPPE_CLI_CHILD_H
#define STEPPE_CLI_CHILD_H

#include <stdbool.h>

#include "src/base/error.h"

/* Runs `command` (its words parted by blanks, "vim -f") with `file` as last argument on our
 * terminal and waits.  False when it could not be started or did not end with 0. */
bool child_run(const char *command, const char *file, struct error *error);

#endif
