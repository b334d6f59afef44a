/* The signals wait blocked until they are asked for: no handler, nothing global. */
#include "src/cli/stop.h"

static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

static bool is_ignored(int number)
{
	struct sigaction action;
	return sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void stop_watch(struct stop *stop)
{
	*stop = (struct stop){0};
	sigemptyset(&stop->signals);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!is_ignored(numbers[i]))
			sigaddset(&stop->signals, numbers[i]);
	sigprocmask(SIG_BLOCK, &stop->signals, &stop->before);
}

static bool has_come(const struct stop *stop)
{
	sigset_t waiting;
	sigpending(&waiting);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (sigismember(&stop->signals, numbers[i]) == 1 &&
			sigismember(&waiting, numbers[i]) == 1)
			return true;
	return false;
}

bool stop_is_wanted(struct stop *stop)
{
	int number;
	if (stop->is_wanted || !has_come(stop))
		return stop->is_wanted;
	sigwait(&stop->signals, &number);
	stop->is_wanted = true;
	sigprocmask(SIG_SETMASK, &stop->before, NULL);
	return true;
}

void stop_done(struct stop *stop)
{
	if (!stop->is_wanted)
		sigprocmask(SIG_SETMASK, &stop->before, NULL);
}
