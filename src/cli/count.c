/* `steppe count`: a number for status bars; opens one reader and nothing else. */
#include "src/base/words.h"
#include "src/cli/commands.h"

static int print_count(struct cli *cli, const char *format)
{
	const struct query *query = NULL;
	if (!cli_query(cli, 0, "is:unread", "", &query))
		return CLI_USAGE;
	struct store_reader *reader = cli_reader(cli);
	if (reader == NULL)
		return CLI_STORE;
	struct error error = {0};
	int64_t count = store_count(reader, query, &error);
	if (count < 0)
		return cli_fail(cli, NULL, &error);
	print_line(cli->out, format, (long long)count);
	return CLI_DONE;
}

int count_run(struct cli *cli)
{
	return print_count(cli, "%lld");
}

/* newsboat says it so, of a single one, too. */
int print_unread_run(struct cli *cli)
{
	return print_count(cli, _("%lld unread articles"));
}
