/* $PAGER between a long answer and the terminal, as git has it. */
#ifndef STEPPE_CLI_PAGER_H
#define STEPPE_CLI_PAGER_H

#include <sys/types.h>

#include "src/cli/print.h"

struct pager {
	pid_t child; /* 0 = none: nobody asked for one, or `out` is no terminal */
	int terminal;
};

/* From here on what is printed goes to the pager, with its colours. */
void pager_start(struct pager *pager, struct print *out);
/* Waits until the person has read. */
void pager_end(struct pager *pager, struct print *out);

#endif
