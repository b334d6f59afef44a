/* Another program, by its argument vector, never through a shell; argv[0] is found by PATH.
 *
 * Apart from us it runs in a session of its own, so that nothing it asks is asked on our
 * screen, with no signal blocked or ignored, and what it is not given or asked for is
 * /dev/null.  Or it has our terminal until it ends. */
#ifndef STEPPE_BASE_PROGRAM_H
#define STEPPE_BASE_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/base/error.h"
#include "src/base/text.h"

struct program {
	pid_t pid;        /* 0 = it does not run */
	int pipe;         /* our end, which never blocks; -1 = none */
	int64_t until_ms; /* of clock_monotonic_ms(): then it is late */
};

/* For a program to read: `text` in a file without a name, so that nobody has to feed it.
 * The caller closes it; -1 (errno) when there is no room. */
int program_input(struct bytes text);

/* ---- apart from us ---- */

enum program_pipe {
	PROGRAM_ALONE,
	PROGRAM_READS, /* what we write to the pipe is its standard input */
	PROGRAM_TELLS, /* its standard output comes out of the pipe */
};

/* False with a sentence when it cannot be started. */
bool program_start(struct program *program, char *const argv[], enum program_pipe pipe,
	int milliseconds, struct error *error);
/* The files it reads and prints into, which stay the caller's; input -1 is nothing, output -1
 * the pipe, out of which its errors come, too. */
struct program_files {
	int input, output;
};
bool program_start_filter(struct program *program, char *const argv[], struct program_files files,
	int milliseconds, struct error *error);
void program_close_pipe(struct program *program);

/* Without waiting; `status` is as waitpid() has it, and the process is gone then. */
bool program_has_ended(struct program *program, int *status);
bool program_is_late(const struct program *program);
/* With all that it started. */
void program_kill(struct program *program);

/* ---- on our terminal ---- */

/* `input` becomes its standard input unless that is -1.  0 with a sentence when it cannot
 * be started. */
pid_t program_start_here(char *const argv[], int input, struct error *error);
/* The same, and waits; what the keyboard sends (^C) is for the program alone.  Its status as
 * waitpid() has it; -1 with a sentence when it was not started. */
int program_run_here(char *const argv[], int input, struct error *error);

#endif
