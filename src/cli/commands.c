#include "src/cli/commands.h"

#include <string.h>

#include "src/base/words.h"

#define JSON_OPTION                                                \
	{                                                          \
		"json", NULL, N_("print JSON, see steppe-json(5)") \
	}

const struct command commands[] = {
	{"completions", "bash|zsh|fish", N_("print what a shell needs to complete commands"),
		completions_run, 1, 1, ARGUMENTS_PLAIN, true, {{0}}},
	{0},
};

const struct command *command_for_newsboat(const char *word)
{
	static const struct {
		const char *word, *name;
	} words[] = {{"reload", "update"}, {"print-unread", "count"}};
	const char *name = NULL;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, word) == 0)
			name = words[i].name;
	const struct command *command = commands;
	while (name != NULL && command->name != NULL && strcmp(command->name, name) != 0)
		command++;
	return name == NULL || command->name == NULL ? NULL : command;
}
