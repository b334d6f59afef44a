#include "src/options.h"

#include <string.h>

#include "src/base/words.h"
#include "src/suggest.h"

const struct option_rule options_for_all[] = {
	{"help", NULL, N_("say what a command does and which options it has")},
	{"version", NULL, N_("print the version")},
	{"C", "DIR", N_("use DIR for the config, the articles and the cache")},
	{NULL, NULL, NULL},
};

/* The walk over argv. */
struct walk {
	struct command_line *options;
	const struct command *commands;
	char **argv;
	int argc, at;
	int help_at; /* the word help; 0 = it is not there */
	bool options_ended;
	struct error *error;
};

static const struct option_rule *rule_find(
	const struct option_rule *rules, const char *name, size_t name_len)
{
	for (size_t i = 0; i < OPTION_RULES_LIMIT && rules[i].name != NULL; i++)
		if (strlen(rules[i].name) == name_len &&
			strncmp(rules[i].name, name, name_len) == 0)
			return &rules[i];
	return NULL;
}

static const struct command *command_find(const struct command *commands, const char *name)
{
	for (; commands->name != NULL; commands++)
		if (strcmp(commands->name, name) == 0)
			return commands;
	return NULL;
}

/* An option that stands before its command: any command's rule tells whether it has an argument. */
static const struct option_rule *rule_of_any(
	const struct command *commands, const char *name, size_t name_len)
{
	const struct option_rule *rule = NULL;
	for (; commands->name != NULL && rule == NULL; commands++)
		rule = rule_find(commands->options, name, name_len);
	return rule;
}

static void suggest_options(struct suggestion *meant, const struct option_rule *rules)
{
	for (size_t i = 0; i < OPTION_RULES_LIMIT && rules[i].name != NULL; i++)
		suggest(meant, rules[i].name);
}

/* The option that was meant; NULL when none is near. */
static const char *option_meant(const struct walk *walk, const char *argument)
{
	const struct command *command = walk->options->command;
	if (strncmp(argument, "--", 2) != 0)
		return NULL;
	struct suggestion meant = suggest_for(argument + 2, strcspn(argument + 2, "="));
	suggest_options(&meant, options_for_all);
	if (command != NULL)
		suggest_options(&meant, command->options);
	return meant.best;
}

static bool unknown_option(struct walk *walk, const char *argument)
{
	const char *meant = option_meant(walk, argument);
	if (meant != NULL)
		return error_set(walk->error, ERROR_USAGE,
			_("%s: there is no such option; did you mean --%s?"), argument, meant);
	if (walk->options->command == NULL)
		return error_set(walk->error, ERROR_USAGE,
			_("%s: there is no such option; see steppe --help"), argument);
	return error_set(walk->error, ERROR_USAGE,
		_("%s: there is no such option; see steppe %s --help, or put -- before it"),
		argument, walk->options->command->name);
}

static const char *next_argument(struct walk *walk, const char *option)
{
	if (walk->at + 1 < walk->argc)
		return walk->argv[++walk->at];
	error_set(walk->error, ERROR_USAGE, _("%s: its argument is missing"), option);
	return NULL;
}

/* -C DIR, -CDIR; `glued` is what stands behind the letter. */
static bool read_directory(struct walk *walk, const char *glued)
{
	const char *value = glued[0] != '\0' ? glued : next_argument(walk, "-C");
	if (value == NULL)
		return false;
	if (value[0] == '\0')
		return error_set(
			walk->error, ERROR_USAGE, _("-C: the name of a folder is missing"));
	walk->options->directory = value;
	return true;
}

/* -x WORD…, -xWORD, --execute=WORD */
static bool read_execute(struct walk *walk, const char *word)
{
	walk->options->is_newsboat_execute = true;
	if (word[0] != '\0')
		walk->options->arguments[walk->options->arguments_count++] = word;
	return true;
}

/* -h, or several in one: -hV */
static bool read_short_options(struct walk *walk, const char *argument)
{
	for (const char *letter = argument + 1; *letter != '\0'; letter++)
		if (*letter == 'C')
			return read_directory(walk, letter + 1);
		else if (*letter == 'x' && walk->options->command == NULL)
			return read_execute(walk, letter + 1);
		else if (*letter == 'q' && walk->options->command == NULL)
			walk->options->is_quiet = true;
		else if (*letter == 'h')
			walk->options->wants_help = true;
		else if (*letter == 'V')
			walk->options->wants_version = true;
		else
			return unknown_option(walk, argument);
	return true;
}

/* `value` is what follows a '=', or NULL. */
static bool keep_value(
	struct walk *walk, const struct option_rule *rule, const char *argument, const char *value)
{
	if (rule->argument == NULL && value != NULL)
		return error_set(walk->error, ERROR_USAGE, _("--%s: this option takes no argument"),
			rule->name);
	if (rule->argument != NULL && value == NULL) {
		value = next_argument(walk, argument);
		if (value == NULL)
			return false;
	}
	walk->options->values[rule - walk->options->command->options] = value == NULL ? "" : value;
	return true;
}

/* newsboat's --execute, which is its -x. */
static bool is_execute(const char *argument)
{
	static const char word[] = "--execute";
	return strncmp(argument, word, sizeof word - 1) == 0 &&
	       strchr("=", argument[sizeof word - 1]) != NULL;
}

static bool read_long_option(struct walk *walk, const char *argument)
{
	const char *name = argument + 2;
	size_t name_len = strcspn(name, "=");
	const char *value = name[name_len] == '=' ? name + name_len + 1 : NULL;
	if (strcmp(name, "help") == 0)
		walk->options->wants_help = true;
	else if (strcmp(name, "version") == 0)
		walk->options->wants_version = true;
	else if (strcmp(name, "quiet") == 0 && walk->options->command == NULL)
		walk->options->is_quiet = true;
	else if (is_execute(argument))
		return read_execute(walk, value == NULL ? "" : value);
	else {
		const struct command *command = walk->options->command;
		const struct option_rule *rule =
			command == NULL ? NULL : rule_find(command->options, name, name_len);
		return rule == NULL ? unknown_option(walk, argument)
				    : keep_value(walk, rule, argument, value);
	}
	return true;
}

static bool is_option(const struct walk *walk, const char *argument)
{
	if (walk->options_ended || argument[0] != '-' || argument[1] == '\0')
		return false;
	const struct command *command = walk->options->command;
	if (command == NULL || command->style != ARGUMENTS_MAY_DASH)
		return true;
	return argument[1] == '-' || strcmp(argument, "-h") == 0 || strcmp(argument, "-C") == 0;
}

/* Is there `letter` in "-hqVC", before what is another's argument? */
static bool is_short_of(const char *argument, char letter)
{
	if (argument[0] != '-' || argument[1] == '-')
		return false;
	const char *at = argument + 1 + strspn(argument + 1, "hqV");
	return *at == letter;
}

/* -C, and its DIR is the next one. */
static bool takes_next(const char *argument)
{
	return is_short_of(argument, 'C') && argument[strspn(argument + 1, "hqV") + 2] == '\0';
}

/* Where the command stands; argc when there is none.  Arguments of options are stepped over. */
static int find_command(const struct walk *walk, int from)
{
	for (int i = from; i < walk->argc; i++) {
		const char *argument = walk->argv[i];
		if (argument[0] != '-' || strcmp(argument, "--") == 0)
			return i;
		if (is_short_of(argument, 'x') || is_execute(argument))
			return walk->argc;
		if (takes_next(argument))
			i++;
		if (strncmp(argument, "--", 2) != 0 || strchr(argument, '=') != NULL)
			continue;
		const struct option_rule *rule =
			rule_of_any(walk->commands, argument + 2, strlen(argument + 2));
		if (rule != NULL && rule->argument != NULL)
			i++;
	}
	return walk->argc;
}

static bool unknown_command(struct walk *walk, const char *name)
{
	const char *named = name[0] == '\0' ? "''" : name;
	struct suggestion meant = suggest_for(name, strlen(name));
	for (const struct command *command = walk->commands; command->name != NULL; command++)
		suggest(&meant, command->name);
	if (meant.best != NULL)
		return error_set(walk->error, ERROR_USAGE,
			_("%s: there is no such command; did you mean %s?"), named, meant.best);
	return error_set(walk->error, ERROR_USAGE,
		_("%s: there is no such command; see steppe --help"), named);
}

static bool choose_command(struct walk *walk, int *command_at)
{
	*command_at = find_command(walk, 1);
	/* `steppe help add` is `steppe add --help`. */
	if (*command_at < walk->argc && strcmp(walk->argv[*command_at], "help") == 0) {
		walk->options->wants_help = true;
		walk->help_at = *command_at;
		*command_at = find_command(walk, walk->help_at + 1);
	}
	if (*command_at < walk->argc && strcmp(walk->argv[*command_at], "--") == 0)
		++*command_at;
	if (*command_at >= walk->argc)
		return true;
	walk->options->command = command_find(walk->commands, walk->argv[*command_at]);
	return walk->options->command != NULL || unknown_command(walk, walk->argv[*command_at]);
}

static bool read_argument(struct walk *walk)
{
	const char *argument = walk->argv[walk->at];
	if (!walk->options_ended && strcmp(argument, "--") == 0) {
		walk->options_ended = true;
		return true;
	}
	if (!is_option(walk, argument)) {
		walk->options->arguments[walk->options->arguments_count++] = argument;
		return true;
	}
	return strncmp(argument, "--", 2) == 0 ? read_long_option(walk, argument)
					       : read_short_options(walk, argument);
}

static bool check_count(struct walk *walk)
{
	const struct command_line *options = walk->options;
	if (options->is_quiet && !options->is_newsboat_execute)
		return unknown_option(walk, "-q");
	const struct command *command = options->command;
	if (command == NULL || options->wants_help || options->wants_version)
		return true;
	int count = (int)options->arguments_count;
	if (count < command->arguments_min)
		return error_set(walk->error, ERROR_USAGE,
			_("%s: something is missing; usage: steppe %s %s"), command->name,
			command->name, command->usage);
	if (command->arguments_max >= 0 && count > command->arguments_max)
		return error_set(walk->error, ERROR_USAGE,
			_("%s: this is too much; usage: steppe %s%s%s"),
			options->arguments[command->arguments_max], command->name,
			command->usage[0] == '\0' ? "" : " ", command->usage);
	return true;
}

bool options_parse(struct command_line *options, struct arena *arena,
	const struct command *commands, int argc, char **argv, struct error *error)
{
	*options = (struct command_line){
		.arguments = arena_array(arena, (size_t)argc + 1, sizeof *options->arguments)};
	struct walk walk = {options, commands, argv, argc, 0, 0, false, error};
	int command_at = 0;
	if (!choose_command(&walk, &command_at))
		return false;
	for (walk.at = 1; walk.at < argc; walk.at++)
		if (walk.at != command_at && walk.at != walk.help_at && !read_argument(&walk))
			return false;
	return check_count(&walk);
}

const char *options_value(const struct command_line *options, const char *name)
{
	const struct option_rule *rule = rule_find(options->command->options, name, strlen(name));
	return rule == NULL ? NULL : options->values[rule - options->command->options];
}
