#include "src/cli/plumb.h"

static struct foreign option_text(struct cli *cli, const char *name)
{
	const char *value = cli_option(cli, name);
	return cli_foreign(cli, value == NULL ? "" : value);
}

bool plumb_file(struct cli *cli, enum plumbing kind, struct plumbing_answer *answer)
{
	const char *path = cli_argument(cli, 0);
	struct error error = {0};
	struct plumbing_job job = {
		.kind = kind,
		.url = option_text(cli, "url"),
		.content_type = option_text(cli, "content-type"),
	};
	if (cli_read_file(cli, path, FETCH_BODY_LIMIT, &job.input, &error) &&
		jobs_plumb(answer, cli->arena, &job, &error))
		return true;
	cli_fail(cli, path, &error);
	return false;
}
