/* A program of its own, started and left alone. */
#include "src/session/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

#include "src/base/words.h"

extern char **environ;

static int quiet(posix_spawn_file_actions_t *actions)
{
	for (int fd = 0; fd <= 2; fd++)
		if (posix_spawn_file_actions_addopen(
			    actions, fd, "/dev/null", fd == 0 ? O_RDONLY : O_WRONLY, 0) != 0)
			return -1;
	return 0;
}

bool program_start(char *const argv[], struct id_set *running, struct error *error)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
	pid_t pid = 0;
	int failure = quiet(&actions);
	if (failure == 0)
		failure = posix_spawnp(&pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	if (failure != 0)
		return error_set(error, ERROR_NOT_FOUND, _("%s could not be started: %s"), argv[0],
			strerror(failure));
	id_set_add(running, pid);
	return true;
}

void programs_bury(struct id_set *running)
{
	for (size_t i = running->count; i > 0; i--)
		if (waitpid((pid_t)running->items[i - 1], NULL, WNOHANG) != 0)
			id_set_remove(running, running->items[i - 1]);
}
