#include "src/jobs/command.h"

#include <errno.h>
#include <poll.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/program.h"
#include "src/base/words.h"

enum { LOOK_MS = 20 };

/* Who does not read gets no more; SIGPIPE is blocked in our threads. */
static void feed(const struct program *program, struct foreign input)
{
	for (size_t sent = 0; sent < input.len;) {
		int64_t left = program->until_ms - clock_monotonic_ms();
		struct pollfd place = {.fd = program->pipe, .events = POLLOUT};
		if (left <= 0 || poll(&place, 1, (int)left) <= 0)
			return;
		ssize_t count = write(program->pipe, input.utf8 + sent, input.len - sent);
		if (count < 0 && errno != EAGAIN && errno != EINTR)
			return;
		sent += count > 0 ? (size_t)count : 0;
	}
}

bool command_run(char *const argv[], struct foreign input, int milliseconds, struct error *error)
{
	struct program program;
	int status = 0;
	if (!program_start(&program, argv, PROGRAM_READS, milliseconds, error))
		return false;
	feed(&program, input);
	program_close_pipe(&program);
	/* There is no portable way to wait for one child and a time together. */
	while (!program_has_ended(&program, &status)) {
		if (program_is_late(&program)) {
			program_kill(&program);
			return error_set(error, ERROR_LIMIT, _("%s took longer than %d seconds"),
				argv[0], milliseconds / 1000);
		}
		nanosleep(&(struct timespec){.tv_nsec = LOOK_MS * 1000000L}, NULL);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return error_set(error, ERROR_CANCELLED, _("%s did not end well"), argv[0]);
	return true;
}
