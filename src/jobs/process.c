#include "src/jobs/process.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/words.h"

enum { PIPE_SIZE = 1 << 20 };

/* ---- starting ---- */

/* All that a worker may know of the person's surroundings; proxies hold passwords. */
static const char *const VARIABLES[] = {"LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES",
	"TZ", "STEPPE_NOW", "STEPPE_SEED", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"};
enum { VARIABLES_COUNT = sizeof VARIABLES / sizeof *VARIABLES };

static void fill_environment(struct arena *arena, char *environment[VARIABLES_COUNT + 1])
{
	size_t count = 0;
	for (size_t i = 0; i < VARIABLES_COUNT; i++) {
		const char *value = getenv(VARIABLES[i]);
		if (value)
			environment[count++] = arena_printf(arena, "%s=%s", VARIABLES[i], value);
	}
	environment[count] = NULL;
}

/* Our threads block all signals; a worker starts with none blocked or ignored. */
static void set_signals(posix_spawnattr_t *attributes)
{
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setsigdefault(attributes, &all);
	/* A group of its own: ^C in the terminal is for the reader to handle. */
	posix_spawnattr_setpgroup(attributes, 0);
	posix_spawnattr_setflags(
		attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
}

static int spawn(pid_t *pid, const char *program, bool is_locked_in, int in, int out)
{
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	/* What a dying worker says must not land in the middle of the screen. */
	if (isatty(STDERR_FILENO))
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawnattr_t attributes;
	posix_spawnattr_init(&attributes);
	set_signals(&attributes);
	struct arena *arena = arena_new();
	char *environment[VARIABLES_COUNT + 1];
	fill_environment(arena, environment);
	char *arguments[] = {arena_printf(arena, "%s", program),
		arena_printf(arena, is_locked_in ? "--worker" : "--worker-unlocked"), NULL};
	int failed = posix_spawn(pid, program, &actions, &attributes, arguments, environment);
	arena_free(arena);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

static void make_ready(int descriptor)
{
	fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
#ifdef F_SETPIPE_SZ
	/* A whole feed fits, and is sent in one call.  Refused over a quota: then slower. */
	fcntl(descriptor, F_SETPIPE_SZ, PIPE_SIZE);
#endif
}

bool process_start(
	struct process *process, const char *program, bool is_locked_in, struct error *error)
{
	int there[2], back[2];
	if (pipe2(there, O_CLOEXEC) != 0)
		return error_set(error, ERROR_WORKER, _("no worker process: %s"), strerror(errno));
	int failed = pipe2(back, O_CLOEXEC) == 0 ? 0 : errno;
	if (failed == 0) {
		*process = (struct process){.to = there[1], .from = back[0]};
		failed = spawn(&process->pid, program, is_locked_in, there[0], back[1]);
		close(back[1]);
		if (failed != 0)
			close(back[0]);
	}
	close(there[0]);
	if (failed != 0) {
		close(there[1]);
		*process = (struct process){0};
		return error_set(error, ERROR_WORKER, _("no worker process: %s"), strerror(failed));
	}
	make_ready(process->to);
	make_ready(process->from);
	return true;
}

void process_end(struct process *process)
{
	assert(!process->reading && !process->waiting);
	close(process->to);
	close(process->from);
	kill(process->pid, SIGKILL);
	while (waitpid(process->pid, NULL, 0) < 0 && errno == EINTR)
		;
	buffer_done(&process->head);
	buffer_done(&process->answer);
	*process = (struct process){0};
}

/* ---- sending ---- */

bool process_has_room(const struct process *process)
{
	return process->pid != 0 && !process->waiting && !process->sending;
}

void process_give(struct process *process, struct task *task)
{
	assert(process_has_room(process));
	if (process->reading) {
		process->waiting = task;
	} else {
		process->reading = task;
		process->started_ms = clock_monotonic_ms();
	}
	process->sending = task;
	process->sent = 0;
	buffer_clear(&process->head);
	work_request_encode(&process->head, &task->request);
}

bool process_send(struct process *process)
{
	while (process->sending) {
		struct bytes head = {process->head.data, process->head.len};
		struct bytes document = process->sending->request.document;
		if (process->sent == head.len + document.len) {
			process->sending = NULL;
			break;
		}
		size_t of_head = process->sent < head.len ? process->sent : head.len;
		size_t of_document = process->sent - of_head;
		struct iovec parts[] = {
			{(void *)(uintptr_t)(head.data + of_head), head.len - of_head},
			{(void *)(uintptr_t)(document.data + of_document),
				document.len - of_document},
		};
		ssize_t put = writev(process->to, parts, 2);
		if (put < 0)
			return errno == EAGAIN || errno == EINTR;
		process->sent += (size_t)put;
	}
	return true;
}

/* ---- receiving ---- */

/* Where the next bytes of the answer go, and how many are missing there. */
static char *answer_place(struct process *process, size_t *missing)
{
	size_t head_size = sizeof process->answer_head;
	if (process->received < head_size) {
		*missing = head_size - process->received;
		return (char *)&process->answer_head + process->received;
	}
	*missing = process->answer_head.len - process->answer.len;
	return buffer_reserve(&process->answer, *missing);
}

/* Who answers a document that is not all there yet has not read it; and the task is not
 * given away while it is being sent. */
static bool head_is_possible(const struct process *process)
{
	const struct task *task = process->reading;
	const struct frame_head *head = &process->answer_head;
	return task && task != process->sending && head->magic == FRAME_MAGIC &&
	       head->kind == task->request.work &&
	       head->len <= FRAME_ANSWER_LIMIT(task->request.document.len);
}

static struct task *finish_answer(struct process *process)
{
	struct task *task = process->reading;
	struct bytes payload = {process->answer.data, process->answer.len};
	arena_adopt(task->arena, buffer_take(&process->answer));
	task->answer = arena_alloc(task->arena, sizeof *task->answer);
	if (!work_answer_decode(
		    task->answer, task->arena, task->request.work, payload, task->request.document))
		return NULL;
	process->resident_kib = task->answer->resident_kib;
	process->received = 0;
	process->served++;
	process->reading = process->waiting;
	process->waiting = NULL;
	process->started_ms = clock_monotonic_ms();
	return task;
}

bool process_receive(struct process *process, struct task **answered)
{
	size_t head_size = sizeof process->answer_head;
	*answered = NULL;
	while (true) {
		if (process->received == head_size && !head_is_possible(process))
			return false;
		if (process->received >= head_size &&
			process->answer.len == process->answer_head.len) {
			*answered = finish_answer(process);
			return *answered != NULL;
		}
		size_t missing;
		char *place = answer_place(process, &missing);
		ssize_t got = read(process->from, place, missing);
		if (got < 0)
			return errno == EAGAIN || errno == EINTR;
		if (got == 0)
			return false;
		process->answer.len += process->received >= head_size ? (size_t)got : 0;
		process->received += (size_t)got;
	}
}
