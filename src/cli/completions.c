/* What bash, zsh and fish need to complete our command line, from the table. */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"

static bool is_shown(const struct command *command)
{
	return command->kind != COMMAND_OF_SHELLS;
}

static bool takes_files(const struct command *command)
{
	return strstr(command->usage, "FILE") != NULL;
}

/* "--json --limit", or with `choices` the words parted by | that open the usage. */
static const char *option_words(struct cli *cli, const struct command *command)
{
	const char *words = "--help";
	for (size_t i = 0; i < OPTION_RULES_LIMIT && command->options[i].name != NULL; i++)
		words = arena_printf(cli->arena, "%s --%s", words, command->options[i].name);
	return words;
}

/* The first word of a usage such as "read|unread QUERY", as words; "" without a choice. */
static const char *choice_words(struct cli *cli, const struct command *command)
{
	size_t len = strcspn(command->usage, " ");
	bool is_choice = memchr(command->usage, '|', len) != NULL && command->usage[0] >= 'a' &&
			 command->usage[0] <= 'z';
	char *words = arena_copy(cli->arena, command->usage, is_choice ? len : 0);
	for (char *at = words; *at != '\0'; at++)
		if (*at == '|')
			*at = ' ';
	return words;
}

static const char *command_words(struct cli *cli)
{
	const char *words = "";
	for (const struct command *command = commands; command->name != NULL; command++)
		if (is_shown(command))
			words = arena_printf(cli->arena, "%s%s%s", words,
				words[0] == '\0' ? "" : " ", command->name);
	return words;
}

static void print_bash(struct cli *cli)
{
	struct print *out = cli->out;
	print_line(out, "# bash completion for steppe; made by `steppe completions bash`");
	print_line(out, "_steppe() {");
	print_line(out, "    local word=${COMP_WORDS[COMP_CWORD]} command= words= i");
	print_line(out, "    for ((i = 1; i < COMP_CWORD; i++)); do");
	print_line(out, "        case ${COMP_WORDS[i]} in");
	print_line(out, "        -C) ((i++)) ;;");
	print_line(out, "        -*) ;;");
	print_line(out, "        *) command=${COMP_WORDS[i]}; break ;;");
	print_line(out, "        esac");
	print_line(out, "    done");
	print_line(out, "    case $command in");
	print_line(out, "    '') words='%s -C --help --version' ;;", command_words(cli));
	for (const struct command *command = commands; command->name != NULL; command++)
		if (is_shown(command))
			print_line(out, "    %s) words='%s %s' ;;", command->name,
				choice_words(cli, command), option_words(cli, command));
	print_line(out, "    esac");
	print_line(out, "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))");
	print_line(out, "}");
	print_line(out, "complete -o default -F _steppe steppe");
}

/* Within '…' of zsh and fish a quote ends the word, and zsh's [ ] and : mean something. */
static const char *quoted(struct cli *cli, const char *text)
{
	char *copy = arena_copy(cli->arena, text, strlen(text));
	for (char *at = copy; *at != '\0'; at++)
		if (*at == '\'' || *at == '[' || *at == ']' || *at == ':')
			*at = ' ';
	return copy;
}

static void print_zsh_command(struct cli *cli, const struct command *command)
{
	struct print *out = cli->out;
	print_line(out, "    %s)", command->name);
	print_line(out, "        _arguments \\");
	for (size_t i = 0; i < OPTION_RULES_LIMIT && command->options[i].name != NULL; i++) {
		const struct option_rule *rule = &command->options[i];
		const char *argument =
			rule->argument == NULL
				? ""
				: arena_printf(cli->arena, ":%s: ", quoted(cli, rule->argument));
		print_line(out, "            '--%s[%s]%s' \\", rule->name, quoted(cli, rule->help),
			argument);
	}
	const char *choices = choice_words(cli, command);
	if (choices[0] != '\0')
		print_line(out, "            '1:what:(%s)' \\", choices);
	print_line(out, "            '*:argument:%s' ;;", takes_files(command) ? "_files" : " ");
}

static void print_zsh(struct cli *cli)
{
	struct print *out = cli->out;
	print_line(out, "#compdef steppe");
	print_line(out, "# made by `steppe completions zsh`");
	print_line(out, "local -a commands");
	print_line(out, "commands=(");
	for (const struct command *command = commands; command->name != NULL; command++)
		if (is_shown(command))
			print_line(out, "    '%s:%s'", command->name, quoted(cli, command->help));
	print_line(out, ")");
	print_line(out, "local context state state_descr line");
	print_line(out, "typeset -A opt_args");
	print_line(out, "_arguments -C '-C[use this folder for everything]:folder:_files -/' \\");
	print_line(out, "    '(-h --help)'{-h,--help}'[help]' '--version[version]' \\");
	print_line(out, "    '1:command:->command' '*::argument:->argument'");
	print_line(out, "case $state in");
	print_line(out, "command) _describe command commands ;;");
	print_line(out, "argument)");
	print_line(out, "    case $line[1] in");
	for (const struct command *command = commands; command->name != NULL; command++)
		if (is_shown(command))
			print_zsh_command(cli, command);
	print_line(out, "    esac ;;");
	print_line(out, "esac");
}

static void print_fish_command(struct cli *cli, const struct command *command)
{
	struct print *out = cli->out;
	print_line(out, "complete -c steppe -n __fish_use_subcommand -a %s -d '%s'", command->name,
		quoted(cli, command->help));
	for (size_t i = 0; i < OPTION_RULES_LIMIT && command->options[i].name != NULL; i++)
		print_line(out,
			"complete -c steppe -n '__fish_seen_subcommand_from %s' -l %s%s -d '%s'",
			command->name, command->options[i].name,
			command->options[i].argument == NULL ? "" : " -r",
			quoted(cli, command->options[i].help));
	const char *choices = choice_words(cli, command);
	if (choices[0] != '\0')
		print_line(out, "complete -c steppe -n '__fish_seen_subcommand_from %s' -a '%s'",
			command->name, choices);
	if (takes_files(command))
		print_line(out, "complete -c steppe -n '__fish_seen_subcommand_from %s' -F",
			command->name);
}

static void print_fish(struct cli *cli)
{
	print_line(cli->out, "# fish completion for steppe; made by `steppe completions fish`");
	print_line(cli->out, "complete -c steppe -f");
	print_line(cli->out, "complete -c steppe -s C -r -d 'use this folder for everything'");
	print_line(cli->out, "complete -c steppe -s h -l help -d help");
	print_line(cli->out, "complete -c steppe -l version -d version");
	for (const struct command *command = commands; command->name != NULL; command++)
		if (is_shown(command))
			print_fish_command(cli, command);
}

int completions_run(struct cli *cli)
{
	static const struct {
		const char *name;
		void (*print)(struct cli *cli);
	} shells[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
	const char *name = cli_argument(cli, 0);
	for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
		if (strcmp(shells[i].name, name) == 0) {
			shells[i].print(cli);
			return CLI_DONE;
		}
	print_problem(cli->err, name, _("completions are there for bash, zsh and fish"));
	return CLI_USAGE;
}
