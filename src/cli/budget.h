/* The setting `store_budget`: nothing is erased for it, but it is said aloud. */
#ifndef STEPPE_CLI_BUDGET_H
#define STEPPE_CLI_BUDGET_H

#include "src/cli/cli.h"

/* A sentence on standard error when the store is larger. */
void budget_say(struct cli *cli);

#endif
