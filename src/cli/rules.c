/* `steppe rules`: the rules of the config file, and what one of them would have found. */
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/rows.h"

static const struct {
	uint32_t flag;
	const char *word;
} ACTIONS[] = {
	{ARTICLE_READ, "read"},
	{ARTICLE_BOOKMARKED, "bookmark"},
	{ARTICLE_HIDDEN, "hide"},
};

/* "read, tag kz": as the config file has it. */
static const char *actions(struct cli *cli, const struct rule *rule)
{
	const char *line = "";
	for (size_t i = 0; i < sizeof ACTIONS / sizeof *ACTIONS; i++)
		if (rule->flags & ACTIONS[i].flag)
			line = arena_printf(
				cli->arena, "%s%s%s", line, line[0] ? ", " : "", ACTIONS[i].word);
	for (size_t i = 0; i < rule->tags_count; i++)
		line = arena_printf(cli->arena, "%s%stag %.*s", line, line[0] ? ", " : "",
			(int)rule->tags[i].len, rule->tags[i].utf8);
	if (rule->notifies)
		line = arena_printf(cli->arena, "%s%snotify", line, line[0] ? ", " : "");
	for (char *const *word = rule->command; word && *word; word++)
		line = arena_printf(cli->arena, "%s%s%s", line,
			word != rule->command ? " "
			: line[0]             ? ", run "
					      : "run ",
			*word);
	return line;
}

static void print_rule(struct cli *cli, const struct rule *rule)
{
	const struct print_cell cells[] = {
		{.text = rule->name, .columns = 24, .style = PRINT_STRONG},
		{.text = foreign_from_string(actions(cli, rule)), .columns = 24},
		{.text = rule->when},
	};
	print_row(cli->out, cells, 3);
}

static const struct rule *find_rule(const struct rules *rules, const char *name)
{
	for (size_t i = 0; i < rules->count; i++)
		if (foreign_equal(rules->items[i].name, foreign_from_string(name)))
			return &rules->items[i];
	return NULL;
}

static struct query *last_month(struct cli *cli, const struct rule *rule, struct error *error)
{
	const char *text =
		arena_printf(cli->arena, "(%.*s) since:30d", (int)rule->when.len, rule->when.utf8);
	return query_parse(cli->arena, foreign_from_string(text), clock_now(), error);
}

static int test_rule(struct cli *cli, const struct rule *rule)
{
	struct store_reader *reader = cli_reader(cli);
	struct error error = {0};
	if (reader == NULL)
		return CLI_STORE;
	struct list_window window = {
		.query = last_month(cli, rule, &error), .includes_hidden = true};
	int64_t *ids = NULL;
	size_t count = 0;
	if (window.query == NULL ||
		!store_list_ids(&ids, &count, cli->arena, reader, &window, &error) ||
		!rows_print(cli, ids, count, &error))
		return cli_fail(cli, NULL, &error);
	return CLI_DONE;
}

static int show_hidden(struct cli *cli, const char *name)
{
	struct error error = {0};
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	int64_t count = store_show_hidden(cli->writer, cli_foreign(cli, name), &error);
	if (count < 0)
		return cli_fail(cli, name, &error);
	print_line(cli->out, _("%lld shown again"), (long long)count);
	return CLI_DONE;
}

int rules_run(struct cli *cli)
{
	const struct rules *rules = &cli->settings->rules;
	const char *name = cli_option(cli, "test");
	const char *undone = cli_option(cli, "undo");
	if (name != NULL && undone != NULL) {
		print_problem(cli->err, "--undo",
			arena_printf(cli->arena, _("cannot be used together with --%s"), "test"));
		return CLI_USAGE;
	}
	if (undone != NULL)
		return show_hidden(cli, undone);
	if (name != NULL) {
		const struct rule *rule = find_rule(rules, name);
		if (rule != NULL)
			return test_rule(cli, rule);
		print_problem(cli->err, name, _("there is no such rule in the config"));
		return CLI_USAGE;
	}
	for (size_t i = 0; i < rules->count; i++)
		print_rule(cli, &rules->items[i]);
	return CLI_DONE;
}
