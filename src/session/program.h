/* Other programs, always by argument vector, never through a shell. */
#ifndef STEPPE_SESSION_PROGRAM_H
#define STEPPE_SESSION_PROGRAM_H

#include <stdbool.h>

#include "src/base/error.h"
#include "src/session/id_set.h"

/* Starts argv[0] (found by PATH) apart from the terminal and does not wait: its
 * input and output are /dev/null.  Its process id goes into `running`.  False
 * when it cannot be started. */
bool programs_start(char *const argv[], struct id_set *running, struct error *error);

/* Forgets those that have ended, so that the system may too. */
void programs_bury(struct id_set *running);

#endif
