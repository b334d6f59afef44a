/* What a rule runs: gets its input, and cannot hold anybody up. */
#include "src/jobs/command.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "tests/lib/check.h"

/* With all signals blocked, as in the threads of the pipeline. */
static bool run(const char *script, struct foreign input, int milliseconds, struct error *error)
{
	sigset_t all;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, NULL);
	char *argv[] = {(char[]){"sh"}, (char[]){"-c"}, (char *)(intptr_t)script, NULL};
	return command_run(argv, input, milliseconds, error);
}

static void input_arrives_whole(void **state)
{
	(void)state;
	enum { SIZE = 300000 };
	char *text = malloc(SIZE);
	memset(text, 'x', SIZE);
	struct error error = {0};
	assert_true(run("test $(wc -c) = 300000", (struct foreign){text, SIZE}, 10000, &error));
	free(text);
}

static void who_does_not_read(void **state)
{
	(void)state;
	static const char text[1 << 20];
	struct error error = {0};
	assert_true(run("exec true", (struct foreign){text, sizeof text}, 10000, &error));
	assert_true(run("yes | head -c 9999999", FOREIGN(""), 10000, &error));
}

static void failures_are_told(void **state)
{
	(void)state;
	struct error error = {0};
	assert_false(run("exit 3", FOREIGN(""), 10000, &error));
	assert_string_equal(error.sentence, "sh did not end well");
	char *missing[] = {(char[]){"/does/not/exist"}, NULL};
	assert_false(command_run(missing, FOREIGN(""), 10000, &error));
	assert_int_equal(error.kind, ERROR_NOT_FOUND);
}

static void what_takes_long_is_killed(void **state)
{
	(void)state;
	struct error error = {0};
	int64_t start = clock_monotonic_ms();
	assert_false(run("sleep 60 & sleep 60", FOREIGN(""), 300, &error));
	assert_int_equal(error.kind, ERROR_LIMIT);
	assert_true(clock_monotonic_ms() - start < 10000);
}

/* Libraries open sockets that a program would inherit, as libcurl does to wake itself. */
static void nothing_else_of_ours(void **state)
{
	(void)state;
	int ends[2];
	struct error error = {0};
	char *script;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	assert_true(asprintf(&script, "! test -e /proc/self/fd/%d", ends[0]) > 0);
	assert_true(run(script, FOREIGN(""), 10000, &error));
	free(script);
	close(ends[0]);
	close(ends[1]);
}

TEST_MAIN(TEST("a command inherits nothing but its input", nothing_else_of_ours),
	TEST("a command gets its input whole", input_arrives_whole),
	TEST("who does not read, or prints without end, is no trouble", who_does_not_read),
	TEST("what cannot start or ends badly is told", failures_are_told),
	TEST("what takes too long is killed", what_takes_long_is_killed))
