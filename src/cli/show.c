/* `steppe show`: one article as text, HTML or JSON. */
#include "src/cli/commands.h"

#include <string.h>
#include <time.h>

#include "feeds/strip.h"
#include "src/base/difference.h"
#include "src/base/words.h"
#include "src/cli/pages.h"
#include "src/cli/rows.h"
#include "src/jobs/article_json.h"
#include "src/jobs/jobs.h"

static struct foreign html_of(const struct stored_article *article)
{
	bool is_whole = article->fulltext_html.len > 0 &&
			(article->shows_fulltext || article->content_html.len == 0);
	return is_whole ? article->fulltext_html : article->content_html;
}

static void print_json_feed(struct cli *cli, const struct stored_article *article)
{
	struct rows_json json;
	rows_json_begin(&json, cli, article->row.feed_title);
	rows_json_add(&json, article_json(article, FOREIGN("")));
	rows_json_end(&json);
}

static void print_head(struct cli *cli, const struct stored_article *article)
{
	const struct article_row *row = &article->row;
	char date[64];
	struct tm local;
	time_t seconds = (time_t)row->date;
	strftime(date, sizeof date, "%Y-%m-%d %H:%M", localtime_r(&seconds, &local));
	print_styled_line(cli->out, PRINT_STRONG, "%s",
		foreign_string(cli->arena, row->title.len > 0 ? row->title : row->url));
	print_line(cli->out, "%s, %s%s%s", foreign_string(cli->arena, row->feed_title), date,
		row->author.len > 0 ? ", " : "", foreign_string(cli->arena, row->author));
	if (row->url.len > 0)
		print_line(cli->out, "%s", foreign_string(cli->arena, row->url));
	print_line(cli->out, "%s", "");
}

static int print_as_text(struct cli *cli, const struct stored_article *article)
{
	int columns = 0;
	struct plumbing_answer answer;
	struct error error = {0};
	struct foreign html = html_of(article);
	uint64_t *hidden = NULL;
	size_t hidden_count = 0;
	if (!store_repeated_blocks(&hidden, &hidden_count, cli->arena, cli_reader(cli),
		    article->row.feed_id, &error))
		return cli_fail(cli, cli_argument(cli, 0), &error);
	const struct plumbing_job job = {
		.kind = PLUMBING_DOCUMENT,
		.input = {html.utf8, html.len},
		.url = article->base_url.len > 0 ? article->base_url : article->row.url,
		.content_type = FOREIGN("text/html; charset=utf-8"),
		.hidden = hidden,
		.hidden_count = hidden_count,
	};
	if (!pages_width(cli, &columns))
		return CLI_USAGE;
	if (!jobs_plumb(&answer, cli->arena, &job, &error))
		return cli_fail(cli, cli_argument(cli, 0), &error);
	print_head(cli, article);
	pages_print(cli, &answer.document, columns);
	return CLI_DONE;
}

/* ---- what the outlet changed ---- */

/* Marked by signs too, for terminals and pipes without looks. */
static const struct {
	struct foreign before, after;
	uint16_t style;
} looks[] = {
	[DIFFERENCE_SAME] = {{"", 0}, {" ", 1}, 0},
	[DIFFERENCE_GONE] = {{"[-", 2}, {"-] ", 3}, SPAN_STRIKE},
	[DIFFERENCE_NEW] = {{"{+", 2}, {"+} ", 3}, SPAN_UNDERLINE},
};

static struct span run_as_span(struct arena *arena, const struct difference_run *run)
{
	const struct foreign parts[] = {looks[run->kind].before, run->text, looks[run->kind].after};
	char *text = arena_alloc(arena, run->text.len + 6);
	size_t len = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		memcpy(text + len, parts[i].utf8, parts[i].len);
		len += parts[i].len;
	}
	return (struct span){{text, len}, looks[run->kind].style, -1, -1};
}

static int print_difference(struct cli *cli, const struct stored_article *article)
{
	int columns = 0;
	struct difference difference;
	if (!pages_width(cli, &columns))
		return CLI_USAGE;
	if (article->previous_html.len == 0) {
		print_problem(
			cli->err, cli_argument(cli, 0), _("there is no former text of this article"));
		return CLI_PARTLY;
	}
	difference_of(&difference, cli->arena, strip_html(cli->arena, article->previous_html),
		strip_html(cli->arena, article->content_html));
	struct block block = {
		.spans = arena_array(cli->arena, difference.count, sizeof *block.spans),
		.spans_count = difference.count};
	for (size_t i = 0; i < difference.count; i++)
		block.spans[i] = run_as_span(cli->arena, &difference.runs[i]);
	print_head(cli, article);
	pages_print(cli, &(struct document){.blocks = &block, .blocks_count = 1}, columns);
	return CLI_DONE;
}

int show_run(struct cli *cli)
{
	const char *argument = cli_argument(cli, 0);
	int64_t *ids = NULL;
	size_t count = 0;
	struct stored_article article;
	struct error error = {0};
	if (!cli_read_ids(cli, 0, &ids, &count))
		return CLI_USAGE;
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	if (!store_article(&article, cli->arena, cli_reader(cli), ids[0], &error))
		return cli_fail(cli, argument, &error);
	if (cli_option(cli, "diff") != NULL)
		return print_difference(cli, &article);
	if (cli_option(cli, "json") == NULL && cli_option(cli, "html") == NULL)
		return print_as_text(cli, &article);
	if (cli_option(cli, "json") != NULL)
		print_json_feed(cli, &article);
	else
		print_text(cli->out, html_of(&article));
	return CLI_DONE;
}
