/* `steppe list`: the articles that a query finds. */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/rows.h"
#include "src/jobs/article_json.h"

/* The order that has this name, or NULL. */
static const char *sort_key(const char *key, size_t len)
{
	static const char *const known[] = {"date", "-date", "feed", "title", "rank"};
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i]) == len && strncmp(known[i], key, len) == 0)
			return known[i];
	return NULL;
}

/* "feed,-date" as the query language says it: "sort:feed sort:-date"; NULL when it is wrong. */
static const char *sort_words(struct cli *cli)
{
	const char *keys = cli_option(cli, "sort");
	const char *words = "";
	while (keys != NULL && keys[0] != '\0') {
		size_t len = strcspn(keys, ",");
		const char *key = sort_key(keys, len);
		if (key == NULL) {
			print_problem(cli->err, "--sort",
				_("allowed are date, -date, feed, title and rank"));
			return NULL;
		}
		words = arena_printf(cli->arena, "%s sort:%s", words, key);
		keys += len + (keys[len] == ',');
	}
	return words;
}

static bool add_items(struct rows_json *json, struct arena *arena, const int64_t *ids, size_t count,
	struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		struct stored_article article;
		struct error gone = {0};
		if (store_article(&article, arena, cli_reader(json->cli), ids[i], &gone))
			rows_json_add(json, article_json(&article, FOREIGN("")));
		else if (gone.kind != ERROR_NOT_FOUND) /* deleted since the list was made: fine */
			return error_set(error, gone.kind, "%s", gone.sentence);
		arena_reset(arena);
	}
	return true;
}

static bool print_json_items(struct cli *cli, const int64_t *ids, size_t count, struct error *error)
{
	struct rows_json json;
	bool is_good = true;
	struct arena *arena = arena_new();
	rows_json_begin(&json, cli, FOREIGN("Steppe"));
	for (size_t at = 0; at < count && is_good && !print_is_closed(cli->out);
		at += ROWS_AT_ONCE) {
		size_t some = count - at < ROWS_AT_ONCE ? count - at : ROWS_AT_ONCE;
		is_good = add_items(&json, arena, ids + at, some, error);
		arena_reset(arena);
	}
	rows_json_end(&json);
	arena_free(arena);
	return is_good;
}

int list_run(struct cli *cli)
{
	struct list_window window = {0};
	const struct query *query = NULL;
	long limit = 0;
	if (!cli_number(cli, "limit", 1, 1000000000, 0, &limit))
		return CLI_USAGE;
	const char *sort = sort_words(cli);
	if (sort == NULL || !cli_query(cli, 0, "", sort, &query))
		return CLI_USAGE;
	struct store_reader *reader = cli_reader(cli);
	if (reader == NULL)
		return CLI_STORE;
	window.query = query;
	window.limit = limit == 0 ? SIZE_MAX >> 1 : (size_t)limit;
	struct error error = {0};
	int64_t *ids = NULL;
	size_t count = 0;
	if (!store_list_ids(&ids, &count, cli->arena, reader, &window, &error))
		return cli_fail(cli, NULL, &error);
	if (count > window.limit)
		count = window.limit;
	bool is_good = cli_option(cli, "json") != NULL ? print_json_items(cli, ids, count, &error)
						       : rows_print(cli, ids, count, &error);
	return is_good ? CLI_DONE : cli_fail(cli, NULL, &error);
}
