/* `steppe check`: checks and compacts the store. */
#include "src/cli/budget.h"
#include "src/cli/commands.h"
#include "src/store/upkeep.h"

static void say(void *context, const char *line)
{
	struct cli *cli = context;
	print_line(cli->out, "%s", line);
}

int check_run(struct cli *cli)
{
	struct store_writer *writer = cli_writer(cli);
	struct error error = {0};
	if (writer == NULL)
		return CLI_STORE;
	if (!store_check(writer, &cli->settings->retentions, say, cli, &error))
		return cli_fail(cli, cli->paths->store, &error);
	budget_say(cli);
	return CLI_DONE;
}
