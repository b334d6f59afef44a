#include "src/cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/command_words.h"
#include "src/base/program.h"

static const char *pager_wanted(const struct print *out)
{
	const char *pager = getenv("PAGER");
	bool is_one =
		pager != NULL && pager[strspn(pager, " \t")] != '\0' && strcmp(pager, "cat") != 0;
	return is_one && out->is_terminal && out->has_sequences ? pager : NULL;
}

/* What fits on the screen is only shown; colours pass. */
static void tell_less(void)
{
	setenv("LESS", "FRX", 0);
	setenv("LV", "-c", 0);
}

void pager_start(struct pager *pager, struct print *out)
{
	int ends[2];
	const char *wanted = pager_wanted(out);
	*pager = (struct pager){0, -1};
	if (wanted == NULL || pipe2(ends, O_CLOEXEC) != 0)
		return;
	struct arena *arena = arena_new();
	char *words[COMMAND_WORDS_ROOM];
	command_words(words, arena, wanted);
	tell_less();
	pager->child = program_start_here(words, ends[0], NULL);
	arena_free(arena);
	if (pager->child > 0) {
		fflush(out->file);
		pager->terminal = fcntl(fileno(out->file), F_DUPFD_CLOEXEC, 3);
		dup2(ends[1], fileno(out->file));
		/* ^C is the pager's own. */
		signal(SIGINT, SIG_IGN);
	}
	close(ends[0]);
	close(ends[1]);
}

void pager_end(struct pager *pager, struct print *out)
{
	if (pager->child <= 0)
		return;
	print_flush(out);
	dup2(pager->terminal, fileno(out->file));
	close(pager->terminal);
	while (waitpid(pager->child, NULL, 0) < 0 && errno == EINTR)
		;
	signal(SIGINT, SIG_DFL);
}
