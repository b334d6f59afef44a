/* `steppe count`: a number for status bars; opens one reader and nothing else. */
#include "src/cli/commands.h"

int count_run(struct cli *cli)
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
	print_line(cli->out, "%lld", (long long)count);
	return CLI_DONE;
}
