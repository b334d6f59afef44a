/* A program that gets our terminal, or is started and left alone. */
#include "src/session/program.h"

#include <string.h>
#include <sys/wait.h>

#include "src/base/program.h"
#include "src/base/words.h"
#include "src/session/inside.h"

const char *program_name(const char *program)
{
	const char *slash = strrchr(program, '/');
	return slash != NULL ? slash + 1 : program;
}

bool program_run_on_terminal(struct session *session, char *const argv[], struct bytes input)
{
	const struct session_host *host = &session->inside->host;
	int status = host->run_in_terminal(host->context, argv, input.data, input.len);
	session->wants_redraw = true;
	if (status < 0)
		session_say(session, MESSAGE_ERROR, _("%s could not be run"), argv[0]);
	else if (status > 0)
		session_say(session, MESSAGE_ERROR, _("%s ended with status %d."),
			program_name(argv[0]), status);
	return status == 0;
}

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
