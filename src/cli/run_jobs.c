#include "src/cli/run_jobs.h"

struct jobs *run_jobs_start(struct cli *cli)
{
	struct jobs_settings settings;
	struct error error = {0};
	char notice[240] = "";
	settings_for_jobs(&settings, cli->settings, cli->paths, cli->program);
	settings.waiting = (struct store_waiting){cli_say_waiting, cli};
	struct jobs *jobs = jobs_start(&settings, notice, &error);
	if (notice[0] != '\0')
		print_problem(cli->err, cli->paths->store, notice);
	if (jobs == NULL)
		cli_fail(cli, cli->paths->store, &error);
	return jobs;
}

struct event *run_jobs_event(struct cli *cli, struct jobs *jobs, int timeout_ms)
{
	struct event *event = jobs_event_within(jobs, timeout_ms);
	if (event != NULL && event->kind == EVENT_STORE_WAITS) {
		print_progress_done(cli->err);
		cli_say_waiting(cli);
	}
	return event;
}
