/* `steppe fulltext`: fetches whole articles now. */
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/run_jobs.h"

/* A page that gives less than the feed is kept, but not shown. */
static bool is_shown(struct cli *cli, int64_t article_id)
{
	struct stored_article article;
	struct arena *arena = arena_new();
	bool is_known = store_article(&article, arena, cli_reader(cli), article_id, NULL);
	bool shows_page = !is_known || article.shows_fulltext;
	arena_free(arena);
	return shows_page;
}

static int take_answer(struct cli *cli, const struct event *event)
{
	char id[24];
	snprintf(id, sizeof id, "%lld", (long long)event->article_id);
	if (event->error.kind != ERROR_NONE)
		return cli_fail(cli, id, &event->error);
	print_line(cli->out,
		is_shown(cli, event->article_id)
			? _("%s: the whole article is kept")
			: _("%s: the page gives less than the feed; the feed's text stays"),
		id);
	return CLI_DONE;
}

static int fetch(struct cli *cli, const int64_t *ids, size_t count)
{
	struct jobs *jobs = run_jobs_start(cli);
	int status = CLI_DONE;
	if (jobs == NULL)
		return CLI_STORE;
	for (size_t i = 0; i < count; i++) {
		struct order *order = order_new(ORDER_FULLTEXT);
		order->article_id = ids[i];
		order->is_forced = true;
		jobs_order(jobs, order);
	}
	for (size_t answered = 0; answered < count;) {
		struct event *event = run_jobs_event(cli, jobs, -1);
		if (event == NULL)
			break;
		if (event->kind == EVENT_FULLTEXT || event->kind == EVENT_FAILED) {
			status = cli_worse(status, take_answer(cli, event));
			answered++;
		}
		event_free(event);
	}
	jobs_stop(jobs);
	return status;
}

int fulltext_run(struct cli *cli)
{
	int64_t *ids = NULL;
	size_t count = 0;
	if (!cli_read_ids(cli, 0, &ids, &count))
		return CLI_USAGE;
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	int status = cli_keep_ids(cli, ids, &count);
	return count == 0 ? status : cli_worse(status, fetch(cli, ids, count));
}
