#include "src/cli/child.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

#include "src/base/arena.h"
#include "src/base/words.h"

#define WORDS_LIMIT 32

extern char **environ;

static void split_words(char *argv[WORDS_LIMIT + 2], char *words, const char *file)
{
	size_t count = 0;
	char *rest = NULL;
	for (char *word = strtok_r(words, " \t", &rest); word != NULL && count < WORDS_LIMIT;
		word = strtok_r(NULL, " \t", &rest))
		argv[count++] = word;
	argv[count++] = (char *)file;
	argv[count] = NULL;
}

static bool run(char *const argv[], struct error *error)
{
	posix_spawnattr_t attributes;
	sigset_t pipe_signal;
	pid_t child = 0;
	int status = 0;
	/* We ignore SIGPIPE; what we start gets it as usual. */
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	int failure = posix_spawnp(&child, argv[0], NULL, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	if (failure != 0)
		return error_set(error, ERROR_DISK, "%s: %s", argv[0], strerror(failure));
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
	char *argv[WORDS_LIMIT + 2];
	split_words(argv, arena_copy(arena, command, strlen(command)), file);
	bool is_good = run(argv, error);
	arena_free(arena);
	return is_good;
}
