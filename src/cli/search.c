/* `steppe search`: ranked, with a snippet for each hit. */
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/rows.h"
#include "src/jobs/article_json.h"

#define HITS_SHOWN 50

/* The store lights a match between these two, which no foreign text can bring along:
 * what is left of them after the cut would be dropped by the printing door. */
enum { MATCH_BEGINS = '\002', MATCH_ENDS = '\003' };

static void print_snippet(struct cli *cli, struct foreign snippet)
{
	int left = cli->out->columns;
	print_part_within(cli->out, PRINT_PLAIN, FOREIGN("         "), &left);
	size_t start = 0;
	enum print_style style = PRINT_PLAIN;
	for (size_t i = 0; i <= snippet.len; i++) {
		bool is_end = i == snippet.len;
		if (!is_end && snippet.utf8[i] != MATCH_BEGINS && snippet.utf8[i] != MATCH_ENDS)
			continue;
		print_part_within(
			cli->out, style, (struct foreign){snippet.utf8 + start, i - start}, &left);
		if (!is_end)
			style = snippet.utf8[i] == MATCH_BEGINS ? PRINT_STRONG : PRINT_PLAIN;
		start = i + 1;
	}
	print_line(cli->out, "%s", "");
}

static void print_hits(struct cli *cli, const struct search_hits *hits)
{
	for (size_t i = 0; i < hits->count && !print_is_closed(cli->out); i++) {
		row_print(cli, &hits->items[i].row);
		if (hits->items[i].snippet.len > 0)
			print_snippet(cli, hits->items[i].snippet);
	}
}

/* The item, with the words around the match as plain text. */
static struct json *hit_item(
	struct arena *arena, const struct stored_article *article, const struct search_hit *hit)
{
	char *snippet = arena_copy(arena, hit->snippet.utf8, hit->snippet.len);
	size_t len = 0;
	for (const char *at = snippet; *at != '\0'; at++)
		if (*at != MATCH_BEGINS && *at != MATCH_ENDS)
			snippet[len++] = *at;
	return article_json(article, (struct foreign){snippet, len});
}

static void print_hits_json(struct cli *cli, const struct search_hits *hits)
{
	struct rows_json json;
	rows_json_begin(&json, cli, FOREIGN("Steppe"));
	struct arena *arena = arena_new();
	for (size_t i = 0; i < hits->count && !print_is_closed(cli->out); i++) {
		struct stored_article article;
		if (store_article(&article, arena, cli_reader(cli), hits->items[i].row.id, NULL))
			rows_json_add(&json, hit_item(arena, &article, &hits->items[i]));
		arena_reset(arena);
	}
	arena_free(arena);
	rows_json_end(&json);
}

int search_run(struct cli *cli)
{
	const struct query *query = NULL;
	long limit = 0;
	if (!cli_number(cli, "limit", 1, 100000, HITS_SHOWN, &limit) ||
		!cli_query(cli, 0, "", "", &query))
		return CLI_USAGE;
	if (query == NULL) {
		print_problem(cli->err, "search", _("a word to search for is missing"));
		return CLI_USAGE;
	}
	struct store_reader *reader = cli_reader(cli);
	struct search_hits hits;
	struct error error = {0};
	if (reader == NULL)
		return CLI_STORE;
	if (!store_search(&hits, cli->arena, reader, query, (size_t)limit, &error))
		return cli_fail(cli, NULL, &error);
	if (cli_option(cli, "json") != NULL)
		print_hits_json(cli, &hits);
	else
		print_hits(cli, &hits);
	return CLI_DONE;
}
