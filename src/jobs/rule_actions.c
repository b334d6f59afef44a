#include "src/jobs/rule_actions.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/base/clock.h"
#include "src/base/log.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/jobs/article_json.h"
#include "src/jobs/command.h"
#include "src/jobs/event.h"
#include "src/jobs/store_lock.h"
#include "src/store/runs.h"

enum {
	TITLES = 3, /* of one rule and batch that are said one by one; more are counted */
	COMMAND_MS = 10000,
	SHUTDOWN_MS = 2000, /* for all that is left when somebody leaves the reader */
};

/* ---- notify ---- */

static const struct rule *rule_of(const struct pipeline *pipeline, const struct rule_hit *hit)
{
	return &pipeline->settings.rules.items[hit->rule];
}

static void notify_line(
	struct pipeline *pipeline, const struct rule *rule, int64_t id, const char *what)
{
	struct event *event = memory_calloc(1, sizeof *event);
	event->kind = EVENT_RULE_FOUND;
	event->article_id = id;
	event->arena = arena_new();
	event->text = foreign_from_string(
		arena_printf(event->arena, "%.*s: %s", (int)rule->name.len, rule->name.utf8, what));
	if (!queue_give(pipeline->events, event))
		event_free(event);
}

static void notify_title(struct pipeline *pipeline, const struct rule *rule, int64_t id)
{
	struct arena *arena = arena_new();
	struct article_rows rows;
	struct store_reader *reader = store_writer_reader(pipeline->store);
	if (store_rows_by_id(&rows, arena, reader, &id, 1, NULL) && rows.count == 1) {
		const struct article_row *row = &rows.items[0];
		struct foreign title = row->title.len > 0 ? row->title : row->url;
		notify_line(pipeline, rule, id, foreign_string(arena, title));
	}
	arena_free(arena);
}

/* What one rule found. */
static void notify_hits(struct pipeline *pipeline, const struct rule *rule,
	const struct rule_hit *hits, size_t count)
{
	char number[80];
	snprintf(number, sizeof number, _("%zu articles"), count);
	if (count > TITLES)
		notify_line(pipeline, rule, 0, number);
	for (size_t i = 0; i < count && count <= TITLES; i++)
		notify_title(pipeline, rule, hits[i].article_id);
}

static void notify(struct pipeline *pipeline, const struct rule_hits *hits)
{
	for (size_t start = 0, end; start < hits->count; start = end) {
		const struct rule *rule = rule_of(pipeline, &hits->items[start]);
		for (end = start; end < hits->count; end++)
			if (rule_of(pipeline, &hits->items[end]) != rule)
				break;
		if (rule->notifies)
			notify_hits(pipeline, rule, &hits->items[start], end - start);
	}
}

void rule_actions_give(struct pipeline *pipeline)
{
	struct rule_hits hits = store_take_rule_hits(pipeline->store);
	notify(pipeline, &hits);
	/* What is given says only that there is something to look for. */
	if (hits.runs > 0 && queue_length(pipeline->rule_runs) == 0)
		queue_give(pipeline->rule_runs, pipeline);
	rule_hits_done(&hits);
}

/* ---- run ---- */

struct runner {
	struct pipeline *pipeline;
	struct store_writer *store; /* one of its own: the writer's may be gone before it */
	struct arena *arena;
	int64_t seen;        /* what waits up to here was run, or is nothing for us */
	int64_t deadline_ms; /* of all that is left once the queue is closed; 0 = it is open */
};

static int time_left(struct runner *runner)
{
	const struct pipeline *pipeline = runner->pipeline;
	if (!queue_is_closed(pipeline->rule_runs) || !pipeline->settings.gives_way)
		return COMMAND_MS;
	int64_t now = clock_monotonic_ms();
	if (runner->deadline_ms == 0)
		runner->deadline_ms = now + SHUTDOWN_MS;
	return runner->deadline_ms > now ? (int)(runner->deadline_ms - now) : 0;
}

static bool write_json(struct buffer *out, struct runner *runner, int64_t id, struct error *error)
{
	struct stored_article article;
	if (!store_article(&article, runner->arena, store_writer_reader(runner->store), id, error))
		return false;
	struct json *json = article_json(&article, FOREIGN(""));
	json_write(out, json, JSON_LINE);
	json_release(json);
	return true;
}

/* False when it is to be tried again by whoever comes next: the time was not its own, or the
 * store could not be read. */
static bool run_one(struct runner *runner, const struct rule *rule, int64_t article_id)
{
	struct buffer json = {0};
	struct error error = {0};
	int milliseconds = time_left(runner);
	if (milliseconds == 0)
		return false;
	bool is_good = write_json(&json, runner, article_id, &error) &&
		       command_run(rule->command, (struct foreign){json.data, json.len},
			       milliseconds, &error);
	buffer_done(&json);
	if (!is_good)
		log_line("rules", "rule \"%.*s\": %s", (int)rule->name.len, rule->name.utf8,
			error.sentence);
	bool was_cut_short = error.kind == ERROR_LIMIT && milliseconds < COMMAND_MS;
	return !was_cut_short && !error_is_of_store(&error);
}

/* NULL for one that another config file has, or that was taken out of ours. */
static const struct rule *rule_named(const struct pipeline *pipeline, struct foreign name)
{
	const struct rules *rules = &pipeline->settings.rules;
	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i].command && foreign_equal(rules->items[i].name, name))
			return &rules->items[i];
	return NULL;
}

static bool next_run(struct run *waiting, struct runner *runner)
{
	arena_reset(runner->arena);
	return store_next_run(
		waiting, runner->arena, store_writer_reader(runner->store), runner->seen, NULL);
}

static void run_all(struct runner *runner)
{
	struct run waiting;
	struct error error = {0};
	for (; next_run(&waiting, runner); runner->seen = waiting.id) {
		const struct rule *rule = rule_named(runner->pipeline, waiting.rule);
		if (rule && run_one(runner, rule, waiting.article_id) &&
			!store_end_run(runner->store, waiting.id, &error))
			log_line("rules", "what was run is still noted: %s", error.sentence);
	}
}

/* Whoever has the lock runs what all processes found.  It looks again after giving the lock
 * back: another one may have found it taken a moment before. */
static void run_waiting(struct runner *runner)
{
	struct run waiting;
	struct store_lock lock;
	while (next_run(&waiting, runner) &&
		run_lock_take(&lock, runner->pipeline->settings.store_path)) {
		run_all(runner);
		store_lock_drop(&lock);
	}
}

static void open_store(struct runner *runner)
{
	struct error error = {0};
	const struct jobs_settings *settings = &runner->pipeline->settings;
	if (!rules_run_something(&settings->rules))
		return;
	runner->store = store_writer_open(settings->store_path, NULL, &error);
	if (!runner->store) {
		log_line("rules", "commands are not run: %s", error.sentence);
		return;
	}
	int64_t old = store_has_runs(store_writer_reader(runner->store))
			      ? store_forget_old_runs(runner->store, clock_now(), NULL)
			      : 0;
	if (old > 0)
		log_line("rules", "%lld commands had waited for over %d days and are not run",
			(long long)old, RUNS_DAYS);
}

void *rule_actions_run(void *context)
{
	struct runner runner = {.pipeline = context, .arena = arena_new()};
	open_store(&runner);
	do
		if (runner.store)
			run_waiting(&runner);
	while (queue_take(runner.pipeline->rule_runs));
	store_writer_close(runner.store);
	arena_free(runner.arena);
	return NULL;
}
