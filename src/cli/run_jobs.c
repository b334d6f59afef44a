#include "src/cli/run_jobs.h"

struct jobs *run_jobs_start(struct cli *cli)
{
	struct jobs_settings settings;
	struct error error = {0};
	char notice[240] = "";
	settings_for_jobs(&settings, cli->settings, cli->paths, cli->program);
	struct jobs *jobs = jobs_start(&settings, notice, &error);
	if (notice[0] != '\0')
		print_problem(cli->err, cli->paths->store, notice);
	if (jobs == NULL)
		cli_fail(cli, cli->paths->store, &error);
	return jobs;
}
