/* `steppe check`: checks and compacts the store. */
#include "src/base/words.h"
#include "src/cli/commands.h"

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
	if (!store_check(writer, say, cli, &error))
		return cli_fail(cli, cli->paths->store, &error);
	return CLI_DONE;
}
