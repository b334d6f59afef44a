/* `steppe update`: fetches what is due; a bar on a terminal, a summary, a line per failure. */
#include <stdlib.h>

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/budget.h"
#include "src/cli/commands.h"
#include "src/cli/run_jobs.h"
#include "src/cli/stop.h"
#include "src/cli/whole.h"
#include "src/jobs/store_lock.h"
#include "src/store/arrivals.h"
#include "src/store/runs.h"
#include "src/store/upkeep.h"

#define BAR_CELLS 24

/* Of the search index: so long, and only behind an update that brought few. */
enum { INDEX_MS = 50, FEW_ARTICLES = 200 };

struct failure {
	int64_t feed_id;
	struct error error;
};

struct update {
	struct cli *cli;
	struct jobs *jobs;
	struct progress progress;
	struct failure *failures;
	size_t failures_count, failures_capacity;
	uint32_t cancelled; /* they had not answered when a person stopped it */
	const char *slow;   /* hosts that keep us waiting; "" = none */
	struct arena *slow_arena;
	struct stop stop;
	bool is_store_broken;
	struct foreign_list notices; /* of rules */
	size_t notices_capacity;
	struct whole_plan plan;
	struct whole_result whole;
};

static void draw_bar(struct update *update)
{
	const struct progress *now = &update->progress;
	struct print *out = update->cli->err;
	char bar[BAR_CELLS * 3 + 1] = "";
	uint32_t filled = now->asked == 0 ? 0 : BAR_CELLS * now->done / now->asked;
	size_t len = 0;
	for (uint32_t i = 0; i < BAR_CELLS; i++) {
		const char *cell =
			out->has_unicode ? (i < filled ? "▓" : "░") : (i < filled ? "#" : "-");
		len += (size_t)snprintf(bar + len, sizeof bar - len, "%s", cell);
	}
	if (*update->slow)
		print_progress(out, _("Updating %u/%u %s %u new, %u failed, waiting for %s"),
			now->done, now->asked, bar, now->new_articles, now->failed, update->slow);
	else
		print_progress(out, _("Updating %u/%u %s %u new, %u failed"), now->done, now->asked,
			bar, now->new_articles, now->failed);
}

static void take_slow(struct update *update, const struct event *event)
{
	arena_reset(update->slow_arena);
	update->slow = foreign_string(update->slow_arena, event->text);
	draw_bar(update);
}

static void take_failure(struct update *update, const struct event *event)
{
	if (event->error.kind == ERROR_CANCELLED) {
		update->cancelled++;
		return;
	}
	ARRAY_PUSH(update->failures, update->failures_count, update->failures_capacity) =
		(struct failure){event->feed_id, event->error};
	update->is_store_broken |= error_is_of_store(&event->error);
}

static void take_notice(struct update *update, const struct event *event)
{
	ARRAY_PUSH(update->notices.items, update->notices.count, update->notices_capacity) =
		foreign_copy(update->cli->arena, event->text);
}

/* True with the last one. */
static bool take_event(struct update *update, const struct event *event)
{
	switch (event->kind) {
	case EVENT_FEED_FAILED:
	case EVENT_FAILED:
		take_failure(update, event);
		return false;
	case EVENT_RULE_FOUND:
		take_notice(update, event);
		return false;
	case EVENT_PROGRESS:
	case EVENT_UPDATE_DONE:
		update->progress = event->progress;
		draw_bar(update);
		return event->kind == EVENT_UPDATE_DONE;
	case EVENT_SLOW:
		take_slow(update, event);
		return false;
	default:
		return false;
	}
}

static void fetch(struct update *update, const int64_t *ids, size_t count, bool is_forced)
{
	jobs_update(update->jobs, ids, count, is_forced);
	for (bool is_done = false, is_stopped = false; !is_done;) {
		struct event *event = run_jobs_event(update->cli, update->jobs, STOP_LOOK_MS);
		is_done = event != NULL && take_event(update, event);
		event_free(event);
		if (!is_stopped && stop_is_wanted(&update->stop)) {
			jobs_cancel(update->jobs, 0);
			is_stopped = true;
		}
	}
	print_progress_done(update->cli->err);
}

/* ---- what is due ---- */

static bool due_ids(struct cli *cli, int64_t **ids, size_t *count, struct error *error)
{
	size_t named_count = cli->options->arguments_count, feeds_count = 0;
	struct feed_row *feeds = NULL;
	if (named_count > 0 && cli_find_feeds(cli, &feeds, &feeds_count) != CLI_DONE)
		return error_set(error, ERROR_NOT_FOUND, "%s", _("nothing was fetched"));
	int64_t *named = arena_array(cli->arena, feeds_count + 1, sizeof *named);
	for (size_t i = 0; i < feeds_count; i++)
		named[i] = feeds[i].id;
	struct due_feeds due;
	struct due_wish wish = {.now = clock_now(),
		.is_forced = cli_option(cli, "force") != NULL,
		.ids = named,
		.ids_count = feeds_count};
	if (!store_due_feeds(&due, cli->arena, cli_reader(cli), &wish, error))
		return false;
	*count = due.count;
	*ids = arena_array(cli->arena, due.count + 1, sizeof **ids);
	for (size_t i = 0; i < due.count; i++)
		(*ids)[i] = due.items[i].id;
	return true;
}

/* ---- what is said after ---- */

static struct foreign feed_name(struct cli *cli, int64_t id)
{
	struct feed_row feed;
	if (store_feed(&feed, cli->arena, cli_reader(cli), id, NULL))
		return cli_feed_name(&feed);
	return foreign_from_string(arena_printf(cli->arena, "%lld", (long long)id));
}

static void print_summary(struct update *update)
{
	const struct progress *end = &update->progress;
	struct cli *cli = update->cli;
	print_line(cli->out, _("%u feeds, %u new, %u unchanged, %u failed"),
		end->done - update->cancelled, end->new_articles, end->unchanged,
		end->failed - update->cancelled);
	bool is_idle = end->asked == 0 && cli_option(cli, "force") == NULL;
	if (is_idle && cli->out->is_terminal)
		print_line(cli->out, "%s", _("nothing is due yet; --force fetches all the same"));
	if (update->plan.count > 0 || cli_option(cli, "whole") != NULL)
		print_line(cli->out, _("%u whole articles, %u failed, %zu for the next time"),
			update->whole.kept, update->whole.failed, update->whole.put_off);
	for (size_t i = 0; i < update->notices.count; i++)
		print_row(cli->out, &(struct print_cell){.text = update->notices.items[i]}, 1);
	for (size_t i = 0; i < update->failures_count; i++)
		print_problem(cli->err,
			foreign_string(cli->arena, feed_name(cli, update->failures[i].feed_id)),
			update->failures[i].error.sentence);
	if (update->cancelled > 0)
		print_problem(cli->err, "update",
			arena_printf(cli->arena,
				ngettext("stopped before %u feed had answered",
					"stopped before %u feeds had answered", update->cancelled),
				update->cancelled));
}

static void print_summary_json(struct update *update)
{
	const struct progress *end = &update->progress;
	struct json *object = json_make_object(), *failures = json_make_array();
	json_put_integer(object, "feeds", end->done - update->cancelled);
	json_put_integer(object, "new", end->new_articles);
	json_put_integer(object, "unchanged", end->unchanged);
	json_put_integer(object, "failed", end->failed - update->cancelled);
	json_put_integer(object, "stopped", update->cancelled);
	json_put_integer(object, "whole", update->whole.kept);
	json_put_integer(object, "whole_failed", update->whole.failed);
	for (size_t i = 0; i < update->failures_count; i++) {
		const struct failure *failure = &update->failures[i];
		struct json *one = json_make_object();
		json_put_integer(one, "feed_id", failure->feed_id);
		json_put_text(one, "feed_title", feed_name(update->cli, failure->feed_id));
		json_put_text(one, "error", cli_foreign(update->cli, failure->error.sentence));
		json_push(failures, one);
	}
	json_put(object, "failures", failures);
	struct json *notices = json_make_array();
	for (size_t i = 0; i < update->notices.count; i++)
		json_push_text(notices, update->notices.items[i]);
	json_put_if_any(object, "notices", notices);
	print_json(update->cli->out, object);
	json_release(object);
}

static int status_after(const struct update *update)
{
	if (update->is_store_broken)
		return CLI_STORE;
	bool is_whole = update->whole.failed == 0 || cli_option(update->cli, "whole") == NULL;
	bool is_partly = update->failures_count > 0 || update->stop.is_wanted || !is_whole;
	return is_partly ? CLI_PARTLY : CLI_DONE;
}

/* Of the feeds that were named, of all when none was. */
static void fetch_whole(struct update *update, const int64_t *ids, size_t count)
{
	struct cli *cli = update->cli;
	struct error error = {0};
	bool is_named = cli->options->arguments_count > 0;
	bool is_asked = cli_option(cli, "whole") != NULL;
	if (whole_plan(&update->plan, cli, ids, is_named ? count : 0, is_asked, &error))
		whole_fetch(&update->whole, cli, update->jobs, &update->plan, &update->stop);
	else
		cli_fail(cli, NULL, &error);
	cli_close(cli);
}

/* Whoever only updates by cron has no idle writer.  Of the search index a little is made
 * each time that a few came: what a day brings is in it before the day is over. */
static void tidy(const struct update *update)
{
	struct cli *cli = update->cli;
	struct store_writer *writer = cli_writer(cli);
	if (writer)
		store_sort_enclosures(writer, NULL);
	while (writer && store_retain_daily(writer, &cli->settings->retentions, clock_now(), NULL))
		;
	uint32_t came = update->progress.new_articles;
	if (writer && came > 0 && came <= FEW_ARTICLES && !update->stop.is_wanted)
		store_index_some(writer, INDEX_MS, NULL);
}

int update_run(struct cli *cli)
{
	struct error error = {0};
	struct store_lock lock;
	int64_t *ids = NULL;
	size_t count = 0;
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	/* Before the look at what is due: what another update has just fetched is not. */
	if (!update_lock_take(&lock, cli->paths->store, &error))
		return cli_fail(cli, NULL, &error);
	if (!due_ids(cli, &ids, &count, &error)) {
		store_lock_drop(&lock);
		return cli_fail(cli, NULL, &error);
	}
	bool may_fetch =
		count > 0 || cli_option(cli, "whole") != NULL ||
		(rules_run_something(&cli->settings->rules) && store_has_runs(cli_reader(cli)));
	/* One writer: the pipeline's. */
	cli_close(cli);
	struct update update = {.cli = cli, .slow = "", .slow_arena = arena_new()};
	if (may_fetch)
		update.jobs = run_jobs_start(cli);
	if (update.jobs != NULL) {
		stop_watch(&update.stop);
		if (count > 0)
			fetch(&update, ids, count, cli_option(cli, "force") != NULL);
		if (!stop_is_wanted(&update.stop))
			fetch_whole(&update, ids, count);
		jobs_stop(update.jobs);
		stop_done(&update.stop);
	}
	tidy(&update);
	store_lock_drop(&lock);
	if (may_fetch && update.jobs == NULL)
		return CLI_STORE;
	if (cli_option(cli, "json") != NULL)
		print_summary_json(&update);
	else if (!cli->options->is_quiet)
		print_summary(&update);
	budget_say(cli);
	int status = status_after(&update);
	free(update.failures);
	arena_free(update.slow_arena);
	free(update.notices.items);
	return status;
}
