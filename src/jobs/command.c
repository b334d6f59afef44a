#include "src/jobs/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/words.h"

extern char **environ;

enum { LOOK_MS = 20 };

/* Our threads block all signals; a command starts with none blocked or ignored. */
static void set_apart(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setflags(
		attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
}

static bool start(pid_t *pid, char *const argv[], int in, struct error *error)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
	set_apart(&attributes);
	int failure = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failure == 0 || error_set(error, ERROR_NOT_FOUND, _("%s could not be started: %s"),
				       argv[0], strerror(failure));
}

/* Who does not read gets no more; SIGPIPE is blocked in our threads. */
static void feed(int pipe, struct foreign input, int64_t until_ms)
{
	fcntl(pipe, F_SETFL, fcntl(pipe, F_GETFL) | O_NONBLOCK);
	for (size_t sent = 0; sent < input.len;) {
		int64_t left = until_ms - clock_monotonic_ms();
		struct pollfd place = {.fd = pipe, .events = POLLOUT};
		if (left <= 0 || poll(&place, 1, (int)left) <= 0)
			return;
		ssize_t count = write(pipe, input.utf8 + sent, input.len - sent);
		if (count < 0 && errno != EAGAIN && errno != EINTR)
			return;
		sent += count > 0 ? (size_t)count : 0;
	}
}

/* There is no portable way to wait for one child and a time together. */
static bool ends_until(pid_t pid, int *status, int64_t until_ms)
{
	pid_t ended;
	while ((ended = waitpid(pid, status, WNOHANG)) == 0 && clock_monotonic_ms() < until_ms)
		nanosleep(&(struct timespec){.tv_nsec = LOOK_MS * 1000000L}, NULL);
	return ended != 0;
}

bool command_run(char *const argv[], struct foreign input, int milliseconds, struct error *error)
{
	int64_t until_ms = clock_monotonic_ms() + milliseconds;
	int ends[2];
	pid_t pid;
	if (pipe2(ends, O_CLOEXEC) != 0)
		return error_set(
			error, ERROR_DISK, _("no file descriptor left: %s"), strerror(errno));
	bool is_started = start(&pid, argv, ends[0], error);
	close(ends[0]);
	if (is_started)
		feed(ends[1], input, until_ms);
	close(ends[1]);
	if (!is_started)
		return false;
	int status = 0;
	if (!ends_until(pid, &status, until_ms)) {
		kill(-pid, SIGKILL);
		waitpid(pid, &status, 0);
		return error_set(error, ERROR_LIMIT, _("%s took longer than %d seconds"), argv[0],
			milliseconds / 1000);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return error_set(error, ERROR_CANCELLED, _("%s did not end well"), argv[0]);
	return true;
}
