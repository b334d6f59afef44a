/* Signals: those that ask the program to end set a flag and ring the bell; those
 * that mean a crash put the terminal back with calls that are safe in a handler,
 * and then do what they did before. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "src/base/halt.h"
#include "ui/terminal_inside.h"

enum { LEAVE_SIZE = 128 };

/* A handler has no argument of its own, so this is the one place that the whole
 * program shares. */
static struct {
	volatile sig_atomic_t end_signal;
	const struct bell *bell;
	struct termios modes;
	bool has_modes;
	char leave[LEAVE_SIZE];
	size_t leave_len;
} guard;

static const int ENDS[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int CRASHES[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};

static void on_end(int number)
{
	int kept = errno;
	guard.end_signal = number;
	if (guard.bell)
		bell_ring(guard.bell);
	errno = kept;
}

static void on_resize(int number)
{
	(void)number;
	int kept = errno;
	if (guard.bell)
		bell_ring(guard.bell);
	errno = kept;
}

static void restore(void)
{
	ssize_t written = write(STDOUT_FILENO, guard.leave, guard.leave_len);
	(void)written;
	if (guard.has_modes)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &guard.modes);
}

static void on_crash(int number)
{
	restore();
	raise(number);
}

static void handle(int number, void (*handler)(int), int flags)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

static void handle_all(const int *numbers, size_t count, void (*handler)(int), int flags)
{
	for (size_t i = 0; i < count; i++)
		handle(numbers[i], handler, flags);
}

void terminal_keep_modes(void)
{
	guard.has_modes = tcgetattr(STDIN_FILENO, &guard.modes) == 0;
}

void terminal_guard(const char *leave, const struct bell *bell)
{
	guard.bell = bell;
	guard.leave_len = strlen(leave) < LEAVE_SIZE ? strlen(leave) : LEAVE_SIZE - 1;
	memcpy(guard.leave, leave, guard.leave_len);
	handle_all(ENDS, sizeof ENDS / sizeof *ENDS, on_end, 0);
	handle_all(CRASHES, sizeof CRASHES / sizeof *CRASHES, on_crash,
		(int)SA_RESETHAND | SA_NODEFER);
	handle(SIGWINCH, on_resize, 0);
	handle(SIGPIPE, SIG_IGN, 0);
	halt_restores(restore);
}

void terminal_unguard(void)
{
	handle_all(ENDS, sizeof ENDS / sizeof *ENDS, SIG_DFL, 0);
	handle_all(CRASHES, sizeof CRASHES / sizeof *CRASHES, SIG_DFL, 0);
	handle(SIGWINCH, SIG_DFL, 0);
	halt_restores(NULL);
	guard.bell = NULL;
}

int terminal_end_signal(void)
{
	return guard.end_signal;
}
