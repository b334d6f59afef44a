/* `steppe undo`: takes back the last change. */
#include "src/base/words.h"
#include "src/cli/commands.h"

int undo_run(struct cli *cli)
{
	struct store_writer *writer = cli_writer(cli);
	struct error error = {0};
	struct undone undone;
	if (writer == NULL)
		return CLI_STORE;
	if (!store_undo(writer, &undone, &error))
		return cli_fail(cli, NULL, &error);
	print_line(cli->out, _("undone: %s"), undone.what);
	return CLI_DONE;
}
