#include "src/base/halt.h"

#include <stdatomic.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

enum { STATUS = 3 };

static _Atomic(void (*)(void)) restore_terminal;

void halt_restores(void (*restore)(void))
{
	atomic_store(&restore_terminal, restore);
}

/* Without memory stdio cannot be trusted. */
static void say(const char *text)
{
	ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
	(void)ignored;
}

void halt(const char *why)
{
	void (*restore)(void) = atomic_exchange(&restore_terminal, NULL);
	if (restore)
		restore();
	say("steppe: ");
	say(why);
	say("\n");
	_exit(STATUS);
}
