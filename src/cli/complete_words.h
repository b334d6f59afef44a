/* `steppe completions words -- WORD…`: what may stand in place of the last word, which may
 * be empty.  A candidate a line, with what it means behind a tab, or `:files`. */
#ifndef STEPPE_CLI_COMPLETE_WORDS_H
#define STEPPE_CLI_COMPLETE_WORDS_H

#include "src/cli/cli.h"

int complete_words(struct cli *cli);

#endif
