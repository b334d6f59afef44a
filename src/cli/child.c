#include "src/cli/child.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/arena.h"
#include "src/base/command_words.h"
#include "src/base/words.h"

extern char **environ;

pid_t child_start(char *const argv[], int input, struct error *error)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t pipe_signal;
	pid_t child = 0;
	/* We ignore SIGPIPE; what we start gets it as usual. */
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&actions);
	int failure =
		input < 0 ? 0 : posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (failure == 0)
		failure = posix_spawnp(&child, argv[0], &actions, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (failure == 0)
		return child;
	error_set(error, ERROR_DISK, "%s: %s", argv[0], strerror(failure));
	return 0;
}

static bool run(char *const argv[], struct error *error)
{
	int status = 0;
	pid_t child = child_start(argv, -1, error);
	if (child == 0)
		return false;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return error_set(error, ERROR_DISK, "%s: %s", argv[0], strerror(errno));
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	return error_set(
		error, ERROR_CANCELLED, _("%s did not end well; nothing was changed"), argv[0]);
}

bool child_run(const char *command, const char *file, struct error *error)
{
	struct arena *arena = arena_new();
	char *argv[COMMAND_WORDS_ROOM];
	size_t count = command_words(argv, arena, command);
	argv[count++] = (char *)file;
	argv[count] = NULL;
	bool is_good = run(argv, error);
	arena_free(arena);
	return is_good;
}
