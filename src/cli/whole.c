#include "src/cli/whole.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/run_jobs.h"
#include "src/store/arrivals.h"

enum {
	PLAN_LIMIT = 2000,
	AT_ONCE = 64,    /* given to the engine, which knows whose turn it is */
	SAID_LIMIT = 20, /* failures with a line of their own */
};

/* ---- what is to be fetched ---- */

static bool is_meant(int64_t id, const int64_t *ids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (ids[i] == id)
			return true;
	return count == 0;
}

static void add_ids(struct whole_plan *plan, const int64_t *ids, size_t count)
{
	for (size_t i = 0; i < count && plan->count < PLAN_LIMIT; i++)
		plan->ids[plan->count++] = ids[i];
}

bool whole_plan(struct whole_plan *out, struct cli *cli, const int64_t *feed_ids, size_t count,
	bool is_asked, struct error *error)
{
	struct subscriptions all;
	struct whole_wishes wishes = settings_whole_wishes(cli->settings);
	*out = (struct whole_plan){.ids = arena_array(cli->arena, PLAN_LIMIT, sizeof *out->ids)};
	if (!store_subscriptions(&all, cli->arena, cli_reader(cli), error))
		return false;
	for (size_t i = 0; i < all.feeds_count && out->count < PLAN_LIMIT; i++) {
		const struct feed_row *feed = &all.feeds[i];
		int64_t *ids;
		size_t ids_count;
		bool is_ahead = is_asked || store_wants_prefetch(feed, &wishes);
		if (!is_ahead || !is_meant(feed->id, feed_ids, count) ||
			!store_wants_whole(cli_reader(cli), feed, &wishes))
			continue;
		if (!store_pages_wanted(&ids, &ids_count, cli->arena, cli_reader(cli), feed->id,
			    clock_now(), error))
			return false;
		add_ids(out, ids, ids_count);
	}
	return true;
}

/* ---- fetching ---- */

struct failed_page {
	int64_t id;
	struct error error;
};

struct fetching {
	struct cli *cli;
	struct jobs *jobs;
	const struct whole_plan *plan;
	struct whole_result *result;
	size_t given, answered;
	int64_t bytes_left;
	struct failed_page said[SAID_LIMIT];
};

static void give(struct fetching *fetching)
{
	const struct whole_plan *plan = fetching->plan;
	while (fetching->given < plan->count && fetching->bytes_left > 0 &&
		fetching->given - fetching->answered < AT_ONCE) {
		struct order *order = order_new(ORDER_FULLTEXT);
		order->article_id = plan->ids[fetching->given++];
		jobs_order(fetching->jobs, order);
	}
}

static void take(struct fetching *fetching, const struct event *event)
{
	struct whole_result *result = fetching->result;
	if (event->kind != EVENT_FULLTEXT && event->kind != EVENT_FAILED)
		return;
	fetching->answered++;
	fetching->bytes_left -= event->bytes;
	if (event->error.kind == ERROR_NONE) {
		result->kept++;
		return;
	}
	if (result->failed < SAID_LIMIT)
		fetching->said[result->failed] =
			(struct failed_page){event->article_id, event->error};
	result->failed++;
}

static void say_failures(const struct fetching *fetching)
{
	struct cli *cli = fetching->cli;
	for (size_t i = 0; i < fetching->result->failed && i < SAID_LIMIT; i++)
		print_problem(cli->err,
			arena_printf(cli->arena, "%lld", (long long)fetching->said[i].id),
			fetching->said[i].error.sentence);
}

void whole_fetch(struct whole_result *out, struct cli *cli, struct jobs *jobs,
	const struct whole_plan *plan, struct stop *stop)
{
	struct fetching fetching = {.cli = cli,
		.jobs = jobs,
		.plan = plan,
		.result = out,
		.bytes_left = settings_whole_wishes(cli->settings).budget};
	*out = (struct whole_result){0};
	for (give(&fetching); fetching.answered < fetching.given && !stop_is_wanted(stop);
		give(&fetching)) {
		struct event *event = run_jobs_event(cli, jobs, STOP_LOOK_MS);
		if (event == NULL)
			continue;
		take(&fetching, event);
		event_free(event);
		print_progress(cli->err, _("Whole articles %zu/%zu, %u failed"), fetching.answered,
			plan->count, out->failed);
	}
	print_progress_done(cli->err);
	out->put_off = plan->count - fetching.answered;
	say_failures(&fetching);
}
