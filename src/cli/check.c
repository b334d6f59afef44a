/* `steppe check`: checks and compacts the store. */
#include <stdlib.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/commands.h"

static void say(void *context, const char *line)
{
	struct cli *cli = context;
	print_line(cli->out, "%s", line);
}

/* "forever", "500" or "90d"; the config's reader let nothing else through. */
static struct retention retention_of(const char *keep)
{
	char *unit = NULL;
	int64_t number = strtoll(keep, &unit, 10);
	return unit[0] == 'd' ? (struct retention){.days = number}
			      : (struct retention){.articles = number};
}

static bool retain(struct cli *cli, struct store_writer *writer, struct error *error)
{
	const struct retention keep = retention_of(cli->settings->keep);
	int64_t count = store_retain(writer, &keep, clock_now(), error);
	if (count > 0)
		print_line(cli->out, _("keep = %s: %lld articles that were read are erased"),
			cli->settings->keep, (long long)count);
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
	return CLI_DONE;
}
