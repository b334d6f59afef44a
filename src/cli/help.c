/* --help, from the table. */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"

#define NAME_COLUMNS 22

/* The short form, as src/options.c reads it. */
static const char *short_form(const char *name)
{
	if (strcmp(name, "help") == 0)
		return "-h, ";
	return strcmp(name, "version") == 0 ? "-V, " : "";
}

static const char *option_spelling(struct cli *cli, const struct option_rule *rule)
{
	const char *dashes = rule->name[1] == '\0' ? "-" : "--";
	return arena_printf(cli->arena, "%s%s%s%s%s", short_form(rule->name), dashes, rule->name,
		rule->argument == NULL ? "" : " ", rule->argument == NULL ? "" : rule->argument);
}

static void print_entry(struct cli *cli, const char *name, const char *help)
{
	struct print_cell cells[] = {
		{.text = {"", 0}, .columns = 1},
		{.text = foreign_from_string(name), .columns = NAME_COLUMNS, .style = PRINT_STRONG},
		{.text = foreign_from_string(help)},
	};
	print_row(cli->out, cells, 3);
}

static void print_options(struct cli *cli, const struct option_rule *rules, size_t limit)
{
	for (size_t i = 0; i < limit && rules[i].name != NULL; i++)
		print_entry(cli, option_spelling(cli, &rules[i]), _(rules[i].help));
}

static void print_command_help(struct cli *cli, const struct command *command)
{
	print_line(cli->out, _("usage: steppe %s%s%s"), command->name,
		command->usage[0] == '\0' ? "" : " ", command->usage);
	print_line(cli->out, "%s", _(command->help));
	if (command->options[0].name == NULL)
		return;
	print_line(cli->out, "%s", "");
	print_options(cli, command->options, OPTION_RULES_LIMIT);
}

void help_print(struct cli *cli)
{
	if (cli->options->command != NULL) {
		print_command_help(cli, cli->options->command);
		return;
	}
	print_line(cli->out, "%s", _("usage: steppe [OPTION…] [COMMAND [ARG…]]"));
	print_line(cli->out, "%s", _("Without a command the reader opens."));
	print_line(cli->out, "%s", "");
	for (const struct command *command = commands; command->name != NULL; command++)
		if (command->kind != COMMAND_OF_SHELLS)
			print_entry(cli, command->name, _(command->help));
	print_line(cli->out, "%s", "");
	print_options(cli, options_for_all, OPTION_RULES_LIMIT);
	print_line(cli->out, "%s", "");
	print_line(cli->out, "%s",
		_("steppe COMMAND --help says more of one command, steppe(1) of all."));
}
