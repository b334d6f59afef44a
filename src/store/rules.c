#include "src/store/rules.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/log.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/names.h"
#include "src/store/query.h"
#include "src/store/query_sql.h"
#include "src/store/runs.h"

void store_set_rules(struct store_writer *writer, struct rules rules)
{
	writer->rules = rules.items;
	writer->rules_count = rules.count;
}

bool rules_run_something(const struct rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i].command)
			return true;
	return false;
}

static int64_t newest_id(struct store_writer *writer)
{
	return database_integer(
		writer_database(writer), "SELECT max(id) FROM articles", NO_VALUES, 0, NULL);
}

void rule_hits_done(struct rule_hits *hits)
{
	free(hits->items);
	*hits = (struct rule_hits){0};
}

struct rule_hits store_take_rule_hits(struct store_writer *writer)
{
	struct rule_hits hits = {0};
	if (writer->rule_hits) {
		hits = *writer->rule_hits;
		free(writer->rule_hits);
		writer->rule_hits = NULL;
	}
	hits.runs = writer->runs;
	writer->runs = 0;
	return hits;
}

void rules_forget_hits(struct store_writer *writer)
{
	struct rule_hits hits = store_take_rule_hits(writer);
	rule_hits_done(&hits);
}

static void add_hit(struct store_writer *writer, const struct rule *rule, int64_t id)
{
	if (!rule->notifies)
		return;
	if (!writer->rule_hits)
		writer->rule_hits = memory_calloc(1, sizeof *writer->rule_hits);
	struct rule_hits *hits = writer->rule_hits;
	ARRAY_PUSH(hits->items, hits->count, hits->capacity) =
		(struct rule_hit){(size_t)(rule - writer->rules), id};
}

static void add_run(struct store_writer *writer, const struct rule *rule, int64_t id)
{
	if (!rule->command)
		return;
	if (writer->runs < RUNS_A_BATCH && runs_add(writer, rule->name, id))
		writer->runs++;
	else
		writer->runs_left_out++;
}

void rules_begin(struct store_writer *writer)
{
	rules_forget_hits(writer);
	writer->runs = writer->runs_left_out = 0;
	writer->arrivals_above = writer->rules_count > 0 ? newest_id(writer) : 0;
}

/* The search index would be asked for words in all articles: the few that came are read. */
static bool find_arrivals(struct id_list *ids, struct store_writer *writer,
	const struct query *query, int64_t newest, struct error *error)
{
	struct list_window window = {.query = query};
	struct query_shape shape = {
		.columns = "a.id",
		.is_count = true,
		.above_id = writer->arrivals_above,
		.scan_newest = (size_t)(newest - writer->arrivals_above),
	};
	return ids_read(ids, query_start(&writer->reader, &window, &shape, error), error);
}

static bool change_article(
	struct store_writer *writer, const struct rule *rule, int64_t id, struct error *error)
{
	struct database *database = writer_database(writer);
	for (size_t i = 0; i < rule->tags_count; i++)
		if (!database_run(database,
			    "INSERT OR IGNORE INTO tags (article_id, tag) VALUES (?1, ?2)",
			    VALUES(of_integer(id), of_text(rule->tags[i])), error))
			return false;
	if (!database_run(database,
		    "INSERT OR IGNORE INTO ruled (rule, article_id) VALUES (?1, ?2)",
		    VALUES(of_text(rule->name), of_integer(id)), error))
		return false;
	return rule->flags == 0 ||
	       database_run(database, "UPDATE articles SET flags = flags | ?2 WHERE id = ?1",
		       VALUES(of_integer(id), of_integer(rule->flags)), error);
}

static bool apply(struct store_writer *writer, struct arena *arena, const struct rule *rule,
	int64_t newest, struct error *error)
{
	struct query *query = query_parse(arena, rule->when, clock_now(), error);
	if (query == NULL)
		return false;
	struct id_list ids = {0};
	bool is_good = find_arrivals(&ids, writer, query, newest, error);
	for (size_t i = 0; i < ids.count && is_good; i++)
		is_good = change_article(writer, rule, ids.items[i], error);
	for (size_t i = 0; i < ids.count && is_good; i++) {
		add_hit(writer, rule, ids.items[i]);
		add_run(writer, rule, ids.items[i]);
	}
	ids_done(&ids);
	return is_good;
}

/* A rule that fails costs itself, never the articles. */
void rules_apply(struct store_writer *writer)
{
	int64_t newest = writer->rules_count > 0 ? newest_id(writer) : 0;
	if (newest <= writer->arrivals_above)
		return;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < writer->rules_count; i++) {
		const struct rule *rule = &writer->rules[i];
		struct error error = {0};
		if (!apply(writer, arena, rule, newest, &error))
			log_line("store", "rule \"%.*s\": %s", (int)rule->name.len, rule->name.utf8,
				error.sentence);
		arena_reset(arena);
	}
	arena_free(arena);
	if (writer->runs_left_out > 0)
		log_line("rules", "%zu commands that one batch asked for are not run",
			writer->runs_left_out);
}

/* ---- what a person takes back ---- */

static bool find_hidden(
	struct id_list *ids, struct store_writer *writer, struct foreign name, struct error *error)
{
	return ids_read(ids,
		statement_start(writer_database(writer),
			"SELECT a.id FROM ruled r JOIN articles a ON a.id = r.article_id"
			" WHERE r.rule = ?1 AND a.flags & ?2",
			VALUES(of_text(name), of_integer(ARTICLE_HIDDEN)), error),
		error);
}

int64_t store_show_hidden(struct store_writer *writer, struct foreign name, struct error *error)
{
	struct id_list ids = {0};
	char what[240];
	if (!write_begin(writer, error))
		return -1;
	bool is_good = find_hidden(&ids, writer, name, error);
	int64_t count = (int64_t)ids.count;
	struct foreign rule = name_short(writer, name);
	snprintf(what, sizeof what, _("showed what the rule %.*s had hidden"), (int)rule.len,
		rule.utf8);
	journal_open(writer);
	is_good = is_good &&
		  journal_flags(writer, ARTICLE_HIDDEN, false, ids.items, ids.count, error);
	is_good = journal_close(writer, what, error) && is_good;
	ids_done(&ids);
	return write_end(writer, is_good, error) ? count : -1;
}
