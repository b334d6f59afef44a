#include "src/jobs/password.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"

enum { WORDS_LIMIT = 32, LENGTH_LIMIT = 1024, KEPT_MS = 10 * 60 * 1000 };

extern char **environ;

struct password {
	char *command, *text;
	int64_t since_ms;
};

/* ---- the command ---- */

static size_t split_words(char *argv[WORDS_LIMIT + 1], char *words)
{
	size_t count = 0;
	char *rest = NULL;
	for (char *word = strtok_r(words, " \t", &rest); word && count < WORDS_LIMIT;
		word = strtok_r(NULL, " \t", &rest))
		argv[count++] = word;
	argv[count] = NULL;
	return count;
}

/* A session of its own: whoever it asks for a passphrase, it is not on our screen. */
static int spawn_apart(pid_t *pid, char *const argv[], int out)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
	int failure = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

/* To its end, or as much as there is room for; false when it takes too long. */
static bool read_line(int from, char text[LENGTH_LIMIT])
{
	int64_t end_ms = clock_monotonic_ms() + PASSWORD_SECONDS * 1000;
	size_t len = 0;
	while (len < LENGTH_LIMIT - 1) {
		int64_t left_ms = end_ms - clock_monotonic_ms();
		struct pollfd one = {from, POLLIN, 0};
		int ready = left_ms > 0 ? poll(&one, 1, (int)left_ms) : 0;
		if (ready == 0)
			return false;
		ssize_t got = ready < 0 ? -1 : read(from, text + len, LENGTH_LIMIT - 1 - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		len += (size_t)got;
	}
	text[len] = '\0';
	text[strcspn(text, "\r\n")] = '\0';
	return true;
}

static bool has_ended_well(pid_t pid)
{
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool listen_to(char *const argv[], char text[LENGTH_LIMIT], struct error *error)
{
	int ends[2];
	pid_t pid = 0;
	if (pipe(ends) != 0)
		return error_set(error, ERROR_CONFIG, "%s", strerror(errno));
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	int failure = spawn_apart(&pid, argv, ends[1]);
	close(ends[1]);
	bool is_read = failure == 0 && read_line(ends[0], text);
	close(ends[0]);
	if (failure != 0)
		return error_set(error, ERROR_CONFIG, "%s", strerror(failure));
	if (!is_read)
		kill(-pid, SIGKILL);
	bool is_well = has_ended_well(pid);
	if (!is_read)
		return error_set(
			error, ERROR_CONFIG, _("no answer within %d seconds"), PASSWORD_SECONDS);
	if (!is_well || *text == '\0')
		return error_set(error, ERROR_CONFIG, "%s", _("it told no password"));
	return true;
}

static bool run(
	char text[LENGTH_LIMIT], struct arena *arena, struct foreign command, struct error *error)
{
	char *argv[WORDS_LIMIT + 1];
	if (split_words(argv, arena_copy(arena, command.utf8, command.len)) == 0)
		return error_set(error, ERROR_CONFIG, "%s", _("it told no password"));
	return listen_to(argv, text, error) ||
	       error_context(error, _("the password command %s"), argv[0]);
}

/* ---- what is known ---- */

static void forget(char *text)
{
	explicit_bzero(text, strlen(text));
	free(text);
}

static struct password *find(const struct passwords *passwords, const char *command)
{
	for (size_t i = 0; i < passwords->count; i++)
		if (strcmp(passwords->items[i].command, command) == 0)
			return &passwords->items[i];
	return NULL;
}

static void keep(struct passwords *passwords, const char *command, const char *text)
{
	struct password *known = find(passwords, command);
	if (!known) {
		ARRAY_PUSH(passwords->items, passwords->count, passwords->capacity) =
			(struct password){.command = memory_copy_string(command)};
		known = &passwords->items[passwords->count - 1];
	} else {
		forget(known->text);
	}
	known->text = memory_copy_string(text);
	known->since_ms = clock_monotonic_ms();
}

bool password_ask(struct foreign *out, struct passwords *passwords, struct arena *arena,
	struct foreign command, struct error *error)
{
	const char *name = foreign_string(arena, command);
	const struct password *known = find(passwords, name);
	char text[LENGTH_LIMIT] = "";
	if (!known || clock_monotonic_ms() - known->since_ms > KEPT_MS) {
		if (!run(text, arena, command, error))
			return false;
		keep(passwords, name, text);
		known = find(passwords, name);
		explicit_bzero(text, sizeof text);
	}
	*out = foreign_from_bytes(arena, (struct bytes){known->text, strlen(known->text)});
	*out = foreign_copy(arena, *out);
	return true;
}

void passwords_done(struct passwords *passwords)
{
	for (size_t i = 0; i < passwords->count; i++) {
		forget(passwords->items[i].text);
		free(passwords->items[i].command);
	}
	free(passwords->items);
	*passwords = (struct passwords){0};
}
