/* A program that gets our terminal, or is started and left alone. */
#include "src/session/program.h"

#include <stdio.h>
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

void program_say_end(char out[160], const char *program, int status)
{
	const char *name = program_name(program);
	out[0] = '\0';
	if (WIFSIGNALED(status))
		snprintf(out, 160, _("%s was ended by a signal: %s."), name,
			strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != 0)
		snprintf(out, 160, _("%s ended with status %d."), name, WEXITSTATUS(status));
}

bool program_run_on_terminal(struct session *session, char *const argv[], struct bytes input)
{
	const struct session_host *host = &session->inside->host;
	struct error error = {0};
	char how[160] = "";
	int status = host->run_in_terminal(host->context, argv, input, &error);
	session->wants_redraw = true;
	if (status >= 0)
		program_say_end(how, argv[0], status);
	if (status != 0)
		session_say(session, MESSAGE_ERROR, "%s", status < 0 ? error.sentence : how);
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
