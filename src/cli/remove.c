/* `steppe remove`: unsubscribes; one undoable change for all that were named. */
#include "src/base/words.h"
#include "src/cli/commands.h"

int remove_run(struct cli *cli)
{
	struct store_writer *writer = cli_writer(cli);
	if (writer == NULL)
		return CLI_STORE;
	struct feed_row *feeds = NULL;
	size_t count = 0;
	int status = cli_find_feeds(cli, &feeds, &count);
	if (count == 0)
		return status;
	int64_t *ids = arena_array(cli->arena, count, sizeof *ids);
	for (size_t i = 0; i < count; i++)
		ids[i] = feeds[i].id;
	struct error error = {0};
	if (!store_remove_feeds(writer, ids, count, &error))
		return cli_fail(cli, NULL, &error);
	for (size_t i = 0; i < count; i++)
		print_line(cli->out, _("unsubscribed from %s"),
			foreign_string(cli->arena, cli_feed_name(&feeds[i])));
	return status;
}
