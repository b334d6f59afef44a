/* Other programs, always by argument vector, never through a shell. */
#ifndef STEPPE_SESSION_PROGRAM_H
#define STEPPE_SESSION_PROGRAM_H

#include <stdbool.h>

#include "src/base/error.h"

/* Starts argv[0] (found by PATH) apart from the terminal and does not wait: its
 * input and output are /dev/null.  False when it cannot be started. */
bool program_start(char *const argv[], struct error *error);

#endif
