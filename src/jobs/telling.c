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

enum {
	TITLES = 3,    /* of one rule and batch that are said one by one; more are counted */
	COMMANDS = 20, /* that one batch may start */
	WAITING = 16,  /* batches */
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

/* ---- run ---- */

static bool runs_something(const struct pipeline *pipeline, const struct rule_hits *hits)
{
	for (size_t i = 0; i < hits->count; i++)
		if (rule_of(pipeline, &hits->items[i])->command)
			return true;
	return false;
}

void telling_give(struct pipeline *pipeline)
{
	struct rule_hits hits = store_take_rule_hits(pipeline->store);
	notify(pipeline, &hits);
	if (!runs_something(pipeline, &hits)) {
		rule_hits_done(&hits);
		return;
	}
	struct rule_hits *found = memory_calloc(1, sizeof *found);
	*found = hits;
	if (queue_length(pipeline->found) < WAITING && queue_give(pipeline->found, found))
		return;
	log_line("rules", "commands for %zu articles were not run: too many wait", hits.count);
	rule_hits_done(found);
	free(found);
}

struct teller {
	struct pipeline *pipeline;
	struct store_reader *reader; /* opened with the first command */
	struct arena *arena;
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
	if (!teller->reader)
		teller->reader = store_reader_open(teller->pipeline->settings.store_path, error);
	if (!teller->reader || !store_article(&article, teller->arena, teller->reader, id, error))
		return false;
	struct json *json = article_json(&article, FOREIGN(""));
	json_write(out, json, JSON_LINE);
	json_release(json);
	return true;
}

static void run(struct teller *teller, const struct rule *rule, int64_t id)
{
	struct buffer json = {0};
	struct error error = {0};
	int milliseconds = time_left(teller);
	if (milliseconds == 0)
		return;
	bool is_good = write_json(&json, teller, id, &error) &&
		       command_run(rule->command, (struct foreign){json.data, json.len},
			       milliseconds, &error);
	buffer_done(&json);
	if (!is_good)
		log_line("rules", "rule \"%.*s\": %s", (int)rule->name.len, rule->name.utf8,
			error.sentence);
}

static void run_commands(struct teller *teller, const struct rule_hits *hits)
{
	size_t count = 0;
	for (size_t i = 0; i < hits->count; i++) {
		const struct rule *rule = rule_of(teller->pipeline, &hits->items[i]);
		if (!rule->command || ++count > COMMANDS)
			continue;
		run(teller, rule, hits->items[i].article_id);
		arena_reset(teller->arena);
	}
	if (count > COMMANDS)
		log_line("rules", "%zu commands that one batch asked for were not run",
			count - COMMANDS);
}

void *telling_run(void *context)
{
	struct teller teller = {.pipeline = context, .arena = arena_new()};
	struct rule_hits *found;
	while ((found = queue_take(teller.pipeline->found))) {
		run_commands(&teller, found);
		rule_hits_done(found);
		free(found);
	}
	store_reader_close(teller.reader);
	arena_free(teller.arena);
	return NULL;
}
