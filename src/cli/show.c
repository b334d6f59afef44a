/* `steppe show`: one article as text, HTML or JSON. */
#include "src/cli/commands.h"

#include <time.h>

#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/cli/pages.h"
#include "src/cli/rows.h"
#include "src/jobs/article_json.h"
#include "src/jobs/article_text.h"
#include "src/jobs/jobs.h"
#include "src/store/arrivals.h"

static struct foreign html_of(const struct stored_article *article)
{
	return stored_article_is_whole(article) ? article->fulltext_html : article->content_html;
}

static void print_json_feed(struct cli *cli, const struct stored_article *article)
{
	struct rows_json json;
	rows_json_begin(&json, cli, article->row.feed_title);
	rows_json_add(&json, article_json(article, FOREIGN("")));
	rows_json_end(&json);
}

/* What the person put to it. */
static void print_own(struct cli *cli, const struct stored_article *article)
{
	struct buffer tags = {0};
	for (size_t i = 0; i < article->tags.count; i++)
		buffer_printf(&tags, "%s%.*s", i > 0 ? ", " : "", (int)article->tags.items[i].len,
			article->tags.items[i].utf8);
	if (tags.len > 0)
		print_line(cli->out, "%s %s", _("Tags:"), tags.data);
	if (article->note.len > 0)
		print_line(
			cli->out, "%s %s", _("Note:"), foreign_string(cli->arena, article->note));
	buffer_done(&tags);
}

static void print_head(struct cli *cli, const struct stored_article *article, int columns)
{
	const struct article_row *row = &article->row;
	char date[64];
	struct tm local;
	time_t seconds = (time_t)row->date;
	strftime(date, sizeof date, "%Y-%m-%d %H:%M", localtime_r(&seconds, &local));
	const char *origin = arena_printf(cli->arena, "%s, %s%s%s",
		foreign_string(cli->arena, row->feed_title), date, row->author.len > 0 ? ", " : "",
		foreign_string(cli->arena, row->author));
	pages_print_line(cli, PRINT_STRONG, row->title.len > 0 ? row->title : row->url, columns);
	pages_print_line(cli, PRINT_PLAIN, foreign_from_string(origin), columns);
	/* An address stays whole: it is to be copied. */
	if (row->url.len > 0)
		print_line(cli->out, "%s", foreign_string(cli->arena, row->url));
	print_own(cli, article);
	print_line(cli->out, "%s", "");
}

static int print_as_text(struct cli *cli, const struct stored_article *article)
{
	int columns = 0;
	struct plumbing_answer answer;
	struct error error = {0};
	bool is_difference = cli_option(cli, "diff") != NULL;
	struct foreign html =
		is_difference ? article_difference(cli->arena, article) : html_of(article);
	if (is_difference && html.len == 0) {
		print_problem(cli->err, cli_argument(cli, 0),
			_("there is no former text of this article"));
		return CLI_PARTLY;
	}
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
		.hidden_count = is_difference ? 0 : hidden_count,
	};
	if (!pages_width(cli, &columns))
		return CLI_USAGE;
	if (!jobs_plumb(&answer, cli->arena, &job, &error))
		return cli_fail(cli, cli_argument(cli, 0), &error);
	print_head(cli, article, columns);
	pages_print(cli, &answer.document, columns);
	return CLI_DONE;
}

static bool has_one_form(struct cli *cli)
{
	static const char *const forms[] = {"json", "html", "diff"};
	const char *first = NULL;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (cli_option(cli, forms[i]) == NULL)
			continue;
		if (first != NULL) {
			struct error error = {0};
			error_set(
				&error, ERROR_USAGE, _("cannot be used together with --%s"), first);
			cli_fail(cli, arena_printf(cli->arena, "--%s", forms[i]), &error);
			return false;
		}
		first = forms[i];
	}
	return true;
}

int show_run(struct cli *cli)
{
	const char *argument = cli_argument(cli, 0);
	int64_t *ids = NULL;
	size_t count = 0;
	struct stored_article article;
	struct error error = {0};
	if (!has_one_form(cli) || !cli_read_ids(cli, 0, &ids, &count))
		return CLI_USAGE;
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	int status = cli_keep_ids(cli, ids, &count);
	if (count == 0)
		return status;
	if (!store_article(&article, cli->arena, cli_reader(cli), ids[0], &error))
		return cli_fail(cli, argument, &error);
	if (cli_option(cli, "json") == NULL && cli_option(cli, "html") == NULL)
		return print_as_text(cli, &article);
	if (cli_option(cli, "json") != NULL)
		print_json_feed(cli, &article);
	else
		print_text(cli->out, html_of(&article));
	return CLI_DONE;
}
