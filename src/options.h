/* The command line, read by the table of commands: options before or after the
 * command, `--` ends them.  Knows no command by name, only their tables. */
#ifndef STEPPE_OPTIONS_H
#define STEPPE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/error.h"

/* One option of one command.  A name means the same everywhere: it takes an argument
 * in every command or in none. */
struct option_rule {
	const char *name;     /* without the dashes */
	const char *argument; /* what the help calls it; NULL = a flag */
	const char *help;     /* N_() */
};

#define OPTION_RULES_LIMIT 8

enum arguments_style {
	ARGUMENTS_PLAIN,
	ARGUMENTS_MAY_DASH, /* `tag -TAG`: what is no option is an argument */
};

enum command_kind {
	COMMAND_PLAIN,
	COMMAND_PAGED,     /* its answer may be long: on a terminal it goes through $PAGER */
	COMMAND_PLUMBING,  /* a document in, text out: works without a home */
	COMMAND_OF_SHELLS, /* for their own use: the same, and not in the help */
};

struct cli;

struct command {
	const char *name;
	const char *usage; /* what follows the name */
	const char *help;  /* one line, N_() */
	int (*run)(struct cli *cli);
	int arguments_min, arguments_max; /* -1 = any number */
	enum arguments_style style;
	enum command_kind kind;
	struct option_rule options[OPTION_RULES_LIMIT]; /* ended by a rule without a name */
};

struct command_line {
	const char *directory; /* -C; NULL = not given */
	bool wants_help, wants_version;
	const struct command *command; /* NULL = none named */
	/* newsboat's `-x reload print-unread`: commands to run one after the other. */
	bool is_newsboat_execute;
	bool is_quiet;                          /* its -q: no summary */
	const char *values[OPTION_RULES_LIMIT]; /* by the command's rules; a flag has "" */
	const char **arguments;
	size_t arguments_count;
};

/* The options that every command has. */
extern const struct option_rule options_for_all[];

/* `commands` ends with one without a name.  ERROR_USAGE says what is wrong; then `options` holds
 * what was understood so far, so that the message can name the command. */
bool options_parse(struct command_line *options, struct arena *arena,
	const struct command *commands, int argc, char **argv, struct error *error);

/* The value of an option of the command, "" for a flag, NULL when it was not given. */
const char *options_value(const struct command_line *options, const char *name);

#endif
