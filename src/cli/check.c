/* `steppe check`: checks and compacts the store. */
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/budget.h"
#include "src/cli/commands.h"
#include "src/store/upkeep.h"

static void say(void *context, const char *line)
{
	struct cli *cli = context;
	print_line(cli->out, "%s", line);
}

static bool retain(struct cli *cli, struct store_writer *writer, struct error *error)
{
	int64_t count =
		store_retain(writer, &cli->settings->retentions, clock_now(), INT64_MAX, error);
	const struct retention *all = &cli->settings->retentions.all;
	const char *keep = all->days > 0 || all->articles > 0 ? cli->settings->keep : NULL;
	if (count > 0 && keep != NULL)
		print_line(cli->out, _("keep = %s: %lld articles that were read are erased"), keep,
			(long long)count);
	else if (count > 0)
		print_line(cli->out, _("keep: %lld articles that were read are erased"),
			(long long)count);
	return count >= 0;
}

int check_run(struct cli *cli)
{
	struct store_writer *writer = cli_writer(cli);
	struct error error = {0};
	if (writer == NULL)
		return CLI_STORE;
	if (!retain(cli, writer, &error) || !store_check(writer, say, cli, &error))
		return cli_fail(cli, cli->paths->store, &error);
	budget_say(cli);
	return CLI_DONE;
}
