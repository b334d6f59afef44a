#include "src/jobs/telling.h"

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
	PARTING_MS = 2000, /* for all that is left when somebody leaves the reader */
};

/* ---- notify ---- */

static const struct rule *rule_of(const struct pipeline *pipeline, const struct rule_hit *hit)
{
	return &pipeline->settings.rules.items[hit->rule];
}

static void say(struct pipeline *pipeline, const struct rule *rule, int64_t id, const char *what)
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

static void say_title(struct pipeline *pipeline, const struct rule *rule, int64_t id)
{
	struct arena *arena = arena_new();
	struct article_rows rows;
	struct store_reader *reader = store_writer_reader(pipeline->store);
	if (store_rows_by_id(&rows, arena, reader, &id, 1, NULL) && rows.count == 1) {
		const struct article_row *row = &rows.items[0];
		struct foreign title = row->title.len > 0 ? row->title : row->url;
		say(pipeline, rule, id, foreign_string(arena, title));
	}
	arena_free(arena);
}

/* What one rule found. */
static void say_found(struct pipeline *pipeline, const struct rule *rule,
	const struct rule_hit *hits, size_t count)
{
	char number[80];
	snprintf(number, sizeof number, _("%zu articles"), count);
	if (count > TITLES)
		say(pipeline, rule, 0, number);
	for (size_t i = 0; i < count && count <= TITLES; i++)
		say_title(pipeline, rule, hits[i].article_id);
}

static void notify(struct pipeline *pipeline, const struct rule_hits *hits)
{
	for (size_t start = 0, end; start < hits->count; start = end) {
		const struct rule *rule = rule_of(pipeline, &hits->items[start]);
		for (end = start; end < hits->count; end++)
			if (rule_of(pipeline, &hits->items[end]) != rule)
				break;
		if (rule->notifies)
			say_found(pipeline, rule, &hits->items[start], end - start);
	}
}

void telling_give(struct pipeline *pipeline)
{
	struct rule_hits hits = store_take_rule_hits(pipeline->store);
	notify(pipeline, &hits);
	/* What is given says only that there is something to look for. */
	if (hits.runs > 0 && queue_length(pipeline->found) == 0)
		queue_give(pipeline->found, pipeline);
	rule_hits_done(&hits);
}

/* ---- run ---- */

struct teller {
	struct pipeline *pipeline;
	struct store_writer *store; /* one of its own: the writer's may be gone before it */
	struct arena *arena;
	int64_t seen;       /* what waits up to here was run, or is nothing for us */
	int64_t parting_ms; /* until then, when the queue was closed; 0 = it is open */
};

static int time_left(struct teller *teller)
{
	const struct pipeline *pipeline = teller->pipeline;
	if (!queue_is_closed(pipeline->found) || !pipeline->settings.gives_way)
		return COMMAND_MS;
	int64_t now = clock_monotonic_ms();
	if (teller->parting_ms == 0)
		teller->parting_ms = now + PARTING_MS;
	return teller->parting_ms > now ? (int)(teller->parting_ms - now) : 0;
}

static bool write_json(struct buffer *out, struct teller *teller, int64_t id, struct error *error)
{
	struct stored_article article;
	if (!store_article(&article, teller->arena, store_writer_reader(teller->store), id, error))
		return false;
	struct json *json = article_json(&article, FOREIGN(""));
	json_write(out, json, JSON_LINE);
	json_release(json);
	return true;
}

/* False when it is to be tried again by whoever comes next: the time was not its own, or the
 * store could not be read. */
static bool run(struct teller *teller, const struct rule *rule, int64_t article_id)
{
	struct buffer json = {0};
	struct error error = {0};
	int milliseconds = time_left(teller);
	if (milliseconds == 0)
		return false;
	bool is_good = write_json(&json, teller, article_id, &error) &&
		       command_run(rule->command, (struct foreign){json.data, json.len},
			       milliseconds, &error);
	buffer_done(&json);
	if (!is_good)
		log_line("rules", "rule \"%.*s\": %s", (int)rule->name.len, rule->name.utf8,
			error.sentence);
	bool was_cut_short = error.kind == ERROR_LIMIT && milliseconds < COMMAND_MS;
	return !was_cut_short && error.kind != ERROR_STORE && error.kind != ERROR_DISK;
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

static bool next(struct run *waiting, struct teller *teller)
{
	arena_reset(teller->arena);
	return store_next_run(
		waiting, teller->arena, store_writer_reader(teller->store), teller->seen, NULL);
}

static void run_all(struct teller *teller)
{
	struct run waiting;
	struct error error = {0};
	for (; next(&waiting, teller); teller->seen = waiting.id) {
		const struct rule *rule = rule_named(teller->pipeline, waiting.rule);
		if (rule && run(teller, rule, waiting.article_id) &&
			!store_end_run(teller->store, waiting.id, &error))
			log_line("rules", "what was run is still noted: %s", error.sentence);
	}
}

/* Whoever has the lock runs what all processes found.  It looks again after giving the lock
 * back: another one may have found it taken a moment before. */
static void run_waiting(struct teller *teller)
{
	struct run waiting;
	struct store_lock lock;
	while (next(&waiting, teller) &&
		run_lock_take(&lock, teller->pipeline->settings.store_path)) {
		run_all(teller);
		store_lock_drop(&lock);
	}
}

static void open_store(struct teller *teller)
{
	struct error error = {0};
	const struct jobs_settings *settings = &teller->pipeline->settings;
	if (!rules_run_something(&settings->rules))
		return;
	teller->store = store_writer_open(settings->store_path, NULL, &error);
	if (!teller->store) {
		log_line("rules", "commands are not run: %s", error.sentence);
		return;
	}
	int64_t old = store_has_runs(store_writer_reader(teller->store))
			      ? store_forget_old_runs(teller->store, clock_now(), NULL)
			      : 0;
	if (old > 0)
		log_line("rules", "%lld commands had waited for over %d days and are not run",
			(long long)old, RUNS_DAYS);
}

void *telling_run(void *context)
{
	struct teller teller = {.pipeline = context, .arena = arena_new()};
	open_store(&teller);
	do
		if (teller.store)
			run_waiting(&teller);
	while (queue_take(teller.pipeline->found));
	store_writer_close(teller.store);
	arena_free(teller.arena);
	return NULL;
}
