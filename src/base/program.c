#include "src/base/program.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/words.h"

extern char **environ;

int program_input(struct bytes text)
{
	FILE *file = tmpfile();
	if (!file)
		return -1;
	bool is_whole = fwrite(text.data, 1, text.len, file) == text.len && fflush(file) == 0;
	rewind(file);
	int copy = is_whole ? dup(fileno(file)) : -1;
	fclose(file);
	return copy;
}

/* What libraries left open to be inherited: libcurl's sockets to wake itself. */
static void keep_descriptors(void)
{
#ifdef SYS_close_range
	enum { ON_EXEC = 4 }; /* CLOSE_RANGE_CLOEXEC */
	syscall(SYS_close_range, 3u, ~0u, ON_EXEC);
#endif
}

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

/* Standard input, output and error; -1 leads nowhere. */
struct places {
	int ends[3];
};

static void set_places(posix_spawn_file_actions_t *actions, const struct places *places)
{
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		if (places->ends[i] >= 0)
			posix_spawn_file_actions_adddup2(actions, places->ends[i], i);
		else
			posix_spawn_file_actions_addopen(actions, i, "/dev/null",
				i == STDIN_FILENO ? O_RDONLY : O_WRONLY, 0);
}

static int spawn(pid_t *pid, char *const argv[], const struct places *places)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_places(&actions, places);
	set_apart(&attributes);
	keep_descriptors();
	int failure = posix_spawnp(pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

/* The program's end of the pipe, or -1; ours is in `program`. */
static int open_pipe(struct program *program, enum program_pipe pipe)
{
	int ends[2];
	if (pipe == PROGRAM_ALONE || pipe2(ends, O_CLOEXEC) != 0)
		return -1;
	int ours = pipe == PROGRAM_TELLS ? 0 : 1;
	fcntl(ends[ours], F_SETFL, fcntl(ends[ours], F_GETFL) | O_NONBLOCK);
	program->pipe = ends[ours];
	return ends[1 - ours];
}

/* Its end of the pipe (-1: none) is not ours any more. */
static bool start(struct program *program, char *const argv[], int end, const struct places *places,
	struct error *error)
{
	int failure = spawn(&program->pid, argv, places);
	if (end >= 0)
		close(end);
	if (failure == 0)
		return true;
	program_close_pipe(program);
	program->pid = 0;
	return error_set(error, ERROR_NOT_FOUND, _("%s could not be started: %s"), argv[0],
		strerror(failure));
}

static bool refuse_pipe(struct error *error)
{
	return error_set(error, ERROR_DISK, _("no file descriptor left: %s"), strerror(errno));
}

bool program_start(struct program *program, char *const argv[], enum program_pipe pipe,
	int milliseconds, struct error *error)
{
	*program = (struct program){.pipe = -1, .until_ms = clock_monotonic_ms() + milliseconds};
	int end = open_pipe(program, pipe);
	if (end < 0 && pipe != PROGRAM_ALONE)
		return refuse_pipe(error);
	struct places places = {{-1, -1, -1}};
	if (pipe != PROGRAM_ALONE)
		places.ends[pipe == PROGRAM_TELLS ? STDOUT_FILENO : STDIN_FILENO] = end;
	return start(program, argv, end, &places, error);
}

bool program_start_filter(struct program *program, char *const argv[], struct program_files files,
	int milliseconds, struct error *error)
{
	*program = (struct program){.pipe = -1, .until_ms = clock_monotonic_ms() + milliseconds};
	int end = open_pipe(program, PROGRAM_TELLS);
	if (end < 0)
		return refuse_pipe(error);
	int output = files.output >= 0 ? files.output : end;
	return start(program, argv, end, &(struct places){{files.input, output, end}}, error);
}

void program_close_pipe(struct program *program)
{
	if (program->pipe >= 0)
		close(program->pipe);
	program->pipe = -1;
}

bool program_has_ended(struct program *program, int *status)
{
	pid_t ended = program->pid == 0 ? 0 : waitpid(program->pid, status, WNOHANG);
	if (ended == 0 || (ended < 0 && errno == EINTR))
		return false;
	program->pid = 0;
	return true;
}

bool program_is_late(const struct program *program)
{
	return clock_monotonic_ms() >= program->until_ms;
}

void program_kill(struct program *program)
{
	program_close_pipe(program);
	if (program->pid == 0)
		return;
	kill(-program->pid, SIGKILL);
	while (waitpid(program->pid, NULL, 0) < 0 && errno == EINTR)
		;
	program->pid = 0;
}

/* ---- on our terminal ---- */

/* What the terminal sends to all of its programs. */
static const int KEYBOARD[] = {SIGINT, SIGQUIT};
enum { KEYBOARD_COUNT = sizeof KEYBOARD / sizeof *KEYBOARD };

static void ignore_keyboard(struct sigaction before[KEYBOARD_COUNT])
{
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaction(KEYBOARD[i], &ignore, &before[i]);
}

static void heed_keyboard(const struct sigaction before[KEYBOARD_COUNT])
{
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaction(KEYBOARD[i], &before[i], NULL);
}

pid_t program_start_here(char *const argv[], int input, struct error *error)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t ours; /* which we ignore; it gets them as usual */
	pid_t pid = 0;
	sigemptyset(&ours);
	sigaddset(&ours, SIGPIPE);
	for (size_t i = 0; i < KEYBOARD_COUNT; i++)
		sigaddset(&ours, KEYBOARD[i]);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigdefault(&attributes, &ours);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	if (input >= 0)
		posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	keep_descriptors();
	int failure = posix_spawnp(&pid, argv[0], &actions, &attributes, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attributes);
	if (failure == 0)
		return pid;
	error_set(error, ERROR_NOT_FOUND, _("%s could not be started: %s"), argv[0],
		strerror(failure));
	return 0;
}

/* A signal of ours, as of a window that changed, does not end the program. */
static int wait_for(pid_t pid, struct error *error)
{
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR) {
			error_set(error, ERROR_NOT_FOUND, "%s", strerror(errno));
			return -1;
		}
	return status;
}

int program_run_here(char *const argv[], int input, struct error *error)
{
	struct sigaction before[KEYBOARD_COUNT];
	ignore_keyboard(before);
	pid_t pid = program_start_here(argv, input, error);
	int status = pid > 0 ? wait_for(pid, error) : -1;
	heed_keyboard(before);
	return status;
}
