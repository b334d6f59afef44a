#include "src/cli/bookmarks.h"

#include <string.h>
#include <time.h>

#include "feeds/references.h"
#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/cli/rows.h"
#include "src/jobs/article_json.h"

/* How one format begins, writes an article, and ends. */
struct bookmark_format {
	const char *name;
	void (*begin)(struct cli *cli, struct rows_json *json);
	void (*add)(struct cli *cli, struct rows_json *json, const struct stored_article *article);
	void (*end)(struct cli *cli, struct rows_json *json);
};

static struct foreign name_of(const struct stored_article *article)
{
	return article->row.title.len > 0 ? article->row.title : article->row.url;
}

static bool is_read(const struct stored_article *article)
{
	return article->row.flags & ARTICLE_READ;
}

static void print_buffer(struct cli *cli, struct buffer *text)
{
	print_text(cli->out, (struct foreign){text->data, text->len});
	buffer_done(text);
}

/* ---- Netscape HTML ---- */

static void append_tags(struct buffer *out, const struct foreign_list *tags)
{
	if (tags->count == 0)
		return;
	buffer_append_string(out, " TAGS=\"");
	for (size_t i = 0; i < tags->count; i++) {
		buffer_append_string(out, i > 0 ? "," : "");
		references_escape(out, tags->items[i]);
	}
	buffer_append_char(out, '"');
}

static void html_begin(struct cli *cli, struct rows_json *json)
{
	(void)json;
	print_line(cli->out, "<!DOCTYPE NETSCAPE-Bookmark-file-1>");
	print_line(cli->out,
		"<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">");
	print_line(cli->out, "<TITLE>Bookmarks</TITLE>");
	print_line(cli->out, "<H1>Bookmarks</H1>");
	print_line(cli->out, "<DL><p>");
}

static void html_add(struct cli *cli, struct rows_json *json, const struct stored_article *article)
{
	(void)json;
	struct buffer text = {0};
	buffer_append_string(&text, "    <DT><A HREF=\"");
	references_escape(&text, article->row.url);
	buffer_printf(&text, "\" ADD_DATE=\"%lld\"", (long long)article->row.date);
	if (!is_read(article)) /* as Pinboard and Pocket write it */
		buffer_append_string(&text, " TOREAD=\"1\"");
	append_tags(&text, &article->tags);
	if (article->row.feed_title.len > 0) {
		buffer_append_string(&text, " DATA-FEED=\"");
		references_escape(&text, foreign_collapse(cli->arena, article->row.feed_title));
		buffer_append_char(&text, '"');
	}
	buffer_append_char(&text, '>');
	references_escape(&text, foreign_collapse(cli->arena, name_of(article)));
	buffer_append_string(&text, "</A>");
	if (article->note.len > 0) {
		buffer_append_string(&text, "\n    <DD>");
		references_escape(&text, article->note);
	}
	print_buffer(cli, &text);
}

static void html_end(struct cli *cli, struct rows_json *json)
{
	(void)json;
	print_line(cli->out, "</DL><p>");
}

/* ---- Markdown ---- */

static void markdown_begin(struct cli *cli, struct rows_json *json)
{
	(void)json;
	print_line(cli->out, "%s", _("# Bookmarks"));
}

/* What would be markup in Markdown gets a backslash. */
static void append_markdown(struct buffer *out, struct foreign text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (memchr("\\`*_[]<>#", text.utf8[i], 9) != NULL)
			buffer_append_char(out, '\\');
		buffer_append_char(out, text.utf8[i]);
	}
}

static void markdown_add(
	struct cli *cli, struct rows_json *json, const struct stored_article *article)
{
	(void)json;
	char date[32];
	struct tm local;
	time_t seconds = (time_t)article->row.date;
	strftime(date, sizeof date, "%Y-%m-%d %H:%M:%S %z", localtime_r(&seconds, &local));
	struct buffer text = {0};
	buffer_append_string(&text, is_read(article) ? "\n- [x] [" : "\n- [ ] [");
	append_markdown(&text, foreign_collapse(cli->arena, name_of(article)));
	buffer_printf(&text, "](<%.*s>), ", (int)article->row.url.len, article->row.url.utf8);
	append_markdown(&text, foreign_collapse(cli->arena, article->row.feed_title));
	buffer_printf(&text, ", %s", date);
	for (size_t i = 0; i < article->tags.count; i++) {
		buffer_append_string(&text, " #");
		append_markdown(&text, article->tags.items[i]);
	}
	if (article->note.len > 0)
		buffer_append_string(&text, "\n  > ");
	for (size_t i = 0; i < article->note.len; i++) {
		buffer_append_char(&text, article->note.utf8[i]);
		if (article->note.utf8[i] == '\n')
			buffer_append_string(&text, "  > ");
	}
	print_buffer(cli, &text);
}

static void nothing(struct cli *cli, struct rows_json *json)
{
	(void)cli, (void)json;
}

/* ---- JSON Feed ---- */

static void json_begin(struct cli *cli, struct rows_json *json)
{
	rows_json_begin(json, cli, FOREIGN("Bookmarks"));
}

static void json_add(struct cli *cli, struct rows_json *json, const struct stored_article *article)
{
	(void)cli;
	rows_json_add(json, article_json(article, FOREIGN("")));
}

static void json_end(struct cli *cli, struct rows_json *json)
{
	(void)cli;
	rows_json_end(json);
}

static const struct bookmark_format formats[] = {
	{"html", html_begin, html_add, html_end},
	{"json", json_begin, json_add, json_end},
	{"md", markdown_begin, markdown_add, nothing},
};

static const struct bookmark_format *format_find(struct cli *cli)
{
	const char *name = cli_option(cli, "format");
	if (name == NULL)
		return &formats[0];
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	print_problem(cli->err, name, _("the formats are html, json and md"));
	return NULL;
}

static void print_all(
	struct cli *cli, const struct bookmark_format *format, const int64_t *ids, size_t count)
{
	struct rows_json json;
	struct arena *arena = arena_new();
	format->begin(cli, &json);
	for (size_t i = 0; i < count && !print_is_closed(cli->out); i++) {
		struct stored_article article;
		if (store_article(&article, arena, cli_reader(cli), ids[i], NULL))
			format->add(cli, &json, &article);
		arena_reset(arena);
	}
	format->end(cli, &json);
	arena_free(arena);
}

int bookmarks_export(struct cli *cli)
{
	const struct bookmark_format *format = format_find(cli);
	struct list_window window = {.limit = SIZE_MAX >> 1};
	const struct query *query = NULL;
	if (format == NULL || !cli_query(cli, 1, "", "is:bookmarked", &query))
		return CLI_USAGE;
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	struct error error = {0};
	int64_t *ids = NULL;
	size_t count = 0;
	window.query = query;
	if (!store_list_ids(&ids, &count, cli->arena, cli_reader(cli), &window, &error))
		return cli_fail(cli, NULL, &error);
	print_all(cli, format, ids, count);
	return CLI_DONE;
}
