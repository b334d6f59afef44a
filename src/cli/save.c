/* `steppe save`: keeps any web page in the local folder "Saved pages". */
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/run_jobs.h"

static int take_answer(struct cli *cli, const char *address, const struct event *event)
{
	if (event->error.kind != ERROR_NONE)
		return cli_fail(cli, address, &event->error);
	print_line(cli->out, _("saved as article %lld"), (long long)event->article_id);
	return CLI_DONE;
}

int save_run(struct cli *cli)
{
	const char *address = cli_argument(cli, 0);
	struct jobs *jobs = run_jobs_start(cli);
	if (jobs == NULL)
		return CLI_STORE;
	struct order *order = order_new(ORDER_SAVE_PAGE);
	order->text = foreign_copy(order->arena, cli_foreign(cli, address));
	order->is_forced = true;
	jobs_order(jobs, order);
	int status = CLI_PARTLY;
	for (bool is_done = false; !is_done;) {
		struct event *event = run_jobs_event(cli, jobs, -1);
		if (event == NULL)
			break;
		is_done = event->kind == EVENT_PAGE_SAVED || event->kind == EVENT_FAILED;
		if (is_done)
			status = take_answer(cli, address, event);
		event_free(event);
	}
	jobs_stop(jobs);
	return status;
}
