/* `steppe log`: the changes that can be taken back, newest first. */
#include <time.h>

#include "src/cli/commands.h"

#define CHANGES_SHOWN 200

static void print_change(struct cli *cli, const struct change_row *change)
{
	char when[32];
	struct tm local;
	time_t seconds = (time_t)change->at;
	strftime(when, sizeof when, "%Y-%m-%d %H:%M", localtime_r(&seconds, &local));
	const struct print_cell cells[] = {
		{.text = foreign_from_string(when), .columns = 16, .style = PRINT_FAINT},
		{.text = change->what},
	};
	print_row(cli->out, cells, 2);
}

int log_run(struct cli *cli)
{
	struct store_reader *reader = cli_reader(cli);
	struct change_rows changes;
	struct error error = {0};
	if (reader == NULL)
		return CLI_STORE;
	if (!store_changes(&changes, cli->arena, reader, CHANGES_SHOWN, &error))
		return cli_fail(cli, NULL, &error);
	for (size_t i = 0; i < changes.count; i++)
		if (!changes.items[i].is_undone)
			print_change(cli, &changes.items[i]);
	return CLI_DONE;
}
