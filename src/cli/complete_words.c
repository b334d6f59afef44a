#include "src/cli/complete_words.h"

#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/paths.h"

/* The words before the last one, understood as far as they go. */
struct typed {
	struct cli *cli;
	const struct command *command; /* NULL = none yet */
	const char *first;             /* the command's first argument; NULL = none yet */
	const char *wanted; /* argument of the option before the last word; NULL = none */
	const char *directory;
	struct foreign last;
};

/* ---- printing ---- */

static bool begins(const struct typed *typed, struct foreign text)
{
	struct arena *arena = typed->cli->arena;
	return foreign_starts_with(foreign_fold(arena, text), foreign_fold(arena, typed->last));
}

static void offer(const struct typed *typed, struct foreign text, const char *about)
{
	struct arena *arena = typed->cli->arena;
	struct foreign line = foreign_collapse(arena, text);
	if (line.len == 0 || !begins(typed, line))
		return;
	print_text(
		typed->cli->out, foreign_from_string(arena_printf(arena, "%.*s%s%s", (int)line.len,
					 line.utf8, about[0] == '\0' ? "" : "\t", about)));
}

/* Words parted by one of the characters of `marks`. */
static void offer_words(const struct typed *typed, const char *words, const char *marks)
{
	while (*(words += strspn(words, marks)) != '\0') {
		size_t len = strcspn(words, marks);
		offer(typed, (struct foreign){words, len}, "");
		words += len;
	}
}

static void offer_options(const struct typed *typed, const struct option_rule *rules, size_t limit)
{
	for (size_t i = 0; i < limit && rules[i].name != NULL; i++) {
		const char *dashes = rules[i].name[1] == '\0' ? "-" : "--";
		offer(typed,
			foreign_from_string(
				arena_printf(typed->cli->arena, "%s%s", dashes, rules[i].name)),
			_(rules[i].help));
	}
}

static void offer_commands(const struct typed *typed)
{
	for (const struct command *command = commands; command->name != NULL; command++)
		if (command->kind != COMMAND_OF_SHELLS)
			offer(typed, foreign_from_string(command->name), _(command->help));
}

static void offer_files(const struct typed *typed)
{
	print_line(typed->cli->out, ":files");
}

/* ---- what the store knows; nothing is made for asking it ---- */

static struct store_reader *reader_of(const struct typed *typed)
{
	struct cli *cli = typed->cli;
	struct paths paths = *cli->paths;
	if (typed->directory != NULL && !paths_find(&paths, cli->arena, typed->directory, NULL))
		return NULL;
	if (cli->reader == NULL && paths.store != NULL)
		cli->reader = store_reader_try(paths.store, NULL);
	return cli->reader;
}

/* Each name of this kind, behind `before` and between quotation marks where it has blanks. */
static void offer_names(
	const struct typed *typed, const char *kind, const char *before, bool quotes)
{
	struct foreign_list names = {0};
	struct arena *arena = typed->cli->arena;
	struct store_reader *reader = reader_of(typed);
	if (reader == NULL || !store_complete(&names, arena, reader, kind, FOREIGN(""), NULL))
		return;
	for (size_t i = 0; i < names.count; i++) {
		const char *mark = quotes && foreign_holds(names.items[i], " ") ? "\"" : "";
		const char *text = arena_printf(arena, "%s%s%.*s%s", before, mark,
			(int)names.items[i].len, names.items[i].utf8, mark);
		offer(typed, foreign_from_string(names.items[i].len > 0 ? text : ""), "");
	}
}

static void offer_folders(const struct typed *typed)
{
	struct subscriptions all;
	struct store_reader *reader = reader_of(typed);
	if (reader == NULL || !store_subscriptions(&all, typed->cli->arena, reader, NULL))
		return;
	for (size_t i = 0; i < all.folders_count; i++)
		offer(typed, store_folder_path(typed->cli->arena, &all, all.folders[i].id), "");
}

static bool is_begun(const struct typed *typed, const char *field)
{
	return foreign_starts_with(typed->last, foreign_from_string(field));
}

/* A name in a query may be given without its quotation mark, which shells take away. */
static void offer_query(const struct typed *typed)
{
	static const char *const kinds[][2] = {
		{"feed", "feed:"}, {"folder", "folder:"}, {"tag", "tag:"}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!is_begun(typed, kinds[i][1]))
			continue;
		struct typed named = *typed;
		size_t len = strlen(kinds[i][1]);
		offer_names(&named, kinds[i][0], kinds[i][1], true);
		named.last = foreign_from_string(arena_printf(typed->cli->arena, "%s\"%.*s",
			kinds[i][1], (int)(typed->last.len - len), typed->last.utf8 + len));
		if (typed->last.len > len)
			offer_names(&named, kinds[i][0], kinds[i][1], true);
		return;
	}
	offer_words(typed, query_vocabulary, " ");
}

static void offer_tags(const struct typed *typed)
{
	offer_names(typed, "tag", "+", false);
	offer_names(typed, "tag", "-", false);
}

/* ---- what is wanted ---- */

/* What follows `name` in the usage: "html|json|md" of "[--format html|json|md]"; NULL = nothing. */
static const char *choices_in(const struct typed *typed, const char *name)
{
	const char *at = typed->command == NULL ? NULL : strstr(typed->command->usage, name);
	if (at == NULL)
		return NULL;
	at += strlen(name);
	size_t len = strcspn(at, " ]");
	return memchr(at, '|', len) == NULL ? NULL : arena_copy(typed->cli->arena, at, len);
}

static void offer_argument_of_option(const struct typed *typed)
{
	const char *wanted = typed->wanted;
	const char *choices = choices_in(typed, "--format ");
	if (strcmp(wanted, "FORMAT") == 0 && choices != NULL)
		offer_words(typed, choices, "|");
	else if (strcmp(wanted, "KEYS") == 0)
		offer_words(typed, "-date date feed title rank", " ");
	else if (strcmp(wanted, "F") == 0)
		offer_folders(typed);
	else if (strcmp(wanted, "DIR") == 0)
		offer_files(typed);
}

static bool takes(const struct typed *typed, const char *what)
{
	return strstr(typed->command->usage, what) != NULL;
}

static void offer_argument(const struct typed *typed)
{
	bool is_export = strcmp(typed->command->name, "export") == 0;
	const char *choices = choices_in(typed, "");
	bool is_choice = choices != NULL && choices[0] >= 'a' && choices[0] <= 'z';
	if (is_choice && typed->first == NULL)
		offer_words(typed, choices, "|");
	else if (is_export && strcmp(typed->first, "bookmarks") != 0)
		offer_files(typed);
	else if (takes(typed, "TAG"))
		offer_tags(typed);
	else if (takes(typed, "FEED"))
		offer_names(typed, "feed", "", false);
	else if (takes(typed, "QUERY") || takes(typed, "WORDS"))
		offer_query(typed);
	else if (takes(typed, "FILE"))
		offer_files(typed);
}

/* ---- the words before ---- */

static const struct option_rule *rule_of(const struct typed *typed, const char *word)
{
	const struct command *command = typed->command;
	for (size_t i = 0; command != NULL && i < OPTION_RULES_LIMIT; i++)
		if (command->options[i].name != NULL &&
			strcmp(command->options[i].name, word + 2) == 0)
			return &command->options[i];
	return NULL;
}

static const struct command *command_of(const char *word)
{
	const struct command *command = commands;
	while (command->name != NULL && strcmp(command->name, word) != 0)
		command++;
	return command->name == NULL ? NULL : command;
}

static void take_word(struct typed *typed, const char *word)
{
	if (typed->wanted != NULL) {
		if (strcmp(typed->wanted, "DIR") == 0)
			typed->directory = word;
		typed->wanted = NULL;
	} else if (strcmp(word, "-C") == 0) {
		typed->wanted = "DIR";
	} else if (strncmp(word, "--", 2) == 0) {
		const struct option_rule *rule = rule_of(typed, word);
		typed->wanted = rule == NULL ? NULL : rule->argument;
	} else if (typed->command == NULL) {
		typed->command = command_of(word);
	} else if (typed->first == NULL) {
		typed->first = word;
	}
}

int complete_words(struct cli *cli)
{
	size_t count = cli->options->arguments_count;
	struct typed typed = {.cli = cli, .last = FOREIGN("")};
	for (size_t i = 1; i + 1 < count; i++)
		take_word(&typed, cli_argument(cli, i));
	if (count > 1)
		typed.last = cli_foreign(cli, cli_argument(cli, count - 1));
	if (typed.wanted != NULL) {
		offer_argument_of_option(&typed);
		return CLI_DONE;
	}
	if (typed.command == NULL)
		offer_commands(&typed);
	else
		offer_argument(&typed);
	if (foreign_starts_with(typed.last, FOREIGN("-"))) {
		if (typed.command != NULL)
			offer_options(&typed, typed.command->options, OPTION_RULES_LIMIT);
		offer_options(&typed, options_for_all, OPTION_RULES_LIMIT);
	}
	return CLI_DONE;
}
