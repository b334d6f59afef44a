/* A command as people write it in $EDITOR, $BROWSER or the config: words parted by blanks.
 * '…' and "…" hold blanks, a backslash holds the next character.  No shell is asked and
 * nothing is expanded. */
#ifndef STEPPE_BASE_COMMAND_WORDS_H
#define STEPPE_BASE_COMMAND_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"

/* Room for the words of one command, for an argument more and the NULL behind them. */
#define COMMAND_WORDS_LIMIT 32
#define COMMAND_WORDS_ROOM (COMMAND_WORDS_LIMIT + 2)

/* The words, in `arena`, with a NULL behind them; how many they are. */
size_t command_words(char *words[COMMAND_WORDS_ROOM], struct arena *arena, const char *command);

/* True when `name` is a program that could be started: a path, or somewhere in $PATH. */
bool command_is_there(struct arena *arena, const char *name);

#endif
