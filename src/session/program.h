/* Other programs, always by argument vector, never through a shell. */
#ifndef STEPPE_SESSION_PROGRAM_H
#define STEPPE_SESSION_PROGRAM_H

#include <stdbool.h>

#include "src/base/error.h"
#include "src/base/text.h"
#include "src/session/id_set.h"

struct session;

/* Without the folders it lies in. */
const char *program_name(const char *program);

/* What is wrong with its end, in words; empty when nothing is.  `status` is as waitpid()
 * has it. */
void program_say_end(char out[160], const char *program, int status);

/* Gives argv[0] the terminal, with `input` (may be empty) on its standard input, until it
 * ends.  False, and the last line says so, when it could not be run or ended badly. */
bool program_run_on_terminal(struct session *session, char *const argv[], struct bytes input);

/* Starts argv[0] (found by PATH) apart from the terminal and does not wait: its
 * input and output are /dev/null.  Its process id goes into `running`.  False
 * when it cannot be started. */
bool programs_start(char *const argv[], struct id_set *running, struct error *error);

/* Forgets those that have ended, so that the system may too. */
void programs_bury(struct id_set *running);

#endif
