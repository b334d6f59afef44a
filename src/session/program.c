/* A program of its own, started and left alone. */
#include "src/session/program.h"

#include <sys/wait.h>

#include "src/base/program.h"

bool programs_start(char *const argv[], struct id_set *running, struct error *error)
{
	struct program program;
	if (!program_start(&program, argv, PROGRAM_ALONE, 0, error))
		return false;
	id_set_add(running, program.pid);
	return true;
}

void programs_bury(struct id_set *running)
{
	for (size_t i = running->count; i > 0; i--)
		if (waitpid((pid_t)running->items[i - 1], NULL, WNOHANG) != 0)
			id_set_remove(running, running->items[i - 1]);
}
