#include "src/cli/commands.h"

#include <string.h>

#include "src/base/words.h"

#define ANY (-1)

/* A table is read by rows. */
/* clang-format off */
const struct command commands[] = {
	{"add", "[--folder F] [--title T] [--later] [--all] URL…",
		N_("subscribe to a feed, or to a page that names its feed"),
		add_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {
			{"folder", "F", N_("put it into this folder; A/B makes nested ones")},
			{"title", "T", N_("call it so")},
			{"later", NULL, N_("do not fetch now")},
			{"all", NULL, N_("take all feeds that a page names")},
		}},
	{"remove", "FEED…",
		N_("unsubscribe; bookmarked articles stay"),
		remove_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"feeds", "[--json] [--failing]",
		N_("list folders and feeds"),
		feeds_run, 0, 0, ARGUMENTS_PLAIN, COMMAND_PLAIN, {
			{"json", NULL, N_("print JSON, see steppe-json(5)")},
			{"failing", NULL, N_("only those that fail")},
		}},
	{"edit", "",
		N_("edit the subscriptions as text in $VISUAL or $EDITOR"),
		edit_run, 0, 0, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"update", "[FEED…] [--force] [--whole] [--json]",
		N_("fetch what is due"),
		update_run, 0, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {
			{"force", NULL, N_("fetch what is not due, too")},
			{"whole", NULL, N_("fetch whole articles where feeds send teasers")},
			{"json", NULL, N_("print JSON, see steppe-json(5)")},
		}},
	{"list", "[QUERY] [--limit N] [--sort KEYS] [--json]",
		N_("list articles, newest first"),
		list_run, 0, ANY, ARGUMENTS_PLAIN, COMMAND_PAGED, {
			{"limit", "N", N_("at most N articles")},
			{"sort", "KEYS", N_("by date, -date, feed, title or rank")},
			{"json", NULL, N_("print JSON, see steppe-json(5)")},
		}},
	{"count", "[QUERY]",
		N_("print how many articles there are"),
		count_run, 0, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"show", "[--json|--html|--diff] [--width N] ID",
		N_("print one article as text"),
		show_run, 1, 1, ARGUMENTS_PLAIN, COMMAND_PAGED, {
			{"json", NULL, N_("print JSON, see steppe-json(5)")},
			{"html", NULL, N_("print its HTML")},
			{"diff", NULL, N_("print what its outlet changed, word by word")},
			{"width", "N", N_("break lines at N columns")},
		}},
	{"search", "[--json] [--limit N] WORDS…",
		N_("search all text, best hits first"),
		search_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PAGED, {
			{"json", NULL, N_("print JSON, see steppe-json(5)")},
			{"limit", "N", N_("at most N hits")},
		}},
	{"mark", "read|unread|bookmark|unbookmark QUERY|ID…",
		N_("change marks and say how many"),
		mark_run, 2, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"tag", "+TAG|-TAG … ID…",
		N_("put tags on articles, or take them off"),
		tag_run, 2, ANY, ARGUMENTS_MAY_DASH, COMMAND_PLAIN, {{0}}},
	{"note", "ID [TEXT]",
		N_("write a note on an article, or show it"),
		note_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"rules", "[--test NAME | --undo NAME]",
		N_("list the rules of the config"),
		rules_run, 0, 0, ARGUMENTS_PLAIN, COMMAND_PLAIN, {
			{"test", "NAME", N_("show what this one finds in the last 30 days")},
			{"undo", "NAME", N_("show again what this one has hidden")},
		}},
	{"fulltext", "ID…",
		N_("fetch whole articles now"),
		fulltext_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"save", "URL",
		N_("keep any web page in Saved pages"),
		save_run, 1, 1, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"import", "FILE…",
		N_("take over OPML, newsboat's urls and cache.db, or bookmarks"),
		import_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"export", "opml|feeds|bookmarks|store [--format html|json|md] [QUERY|FILE]",
		N_("print subscriptions or bookmarks, or copy the store"),
		export_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_PLAIN, {
			{"format", "FORMAT", N_("of bookmarks: html, json or md")},
		}},
	{"undo", "",
		N_("take back the last change"),
		undo_run, 0, 0, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"log", "",
		N_("show the changes that can be taken back"),
		log_run, 0, 0, ARGUMENTS_PLAIN, COMMAND_PAGED, {{0}}},
	{"check", "",
		N_("check and compact the store"),
		check_run, 0, 0, ARGUMENTS_PLAIN, COMMAND_PLAIN, {{0}}},
	{"parse", "[--json] [--url BASE] [--content-type CT] FILE|-",
		N_("turn any feed document into JSON Feed"),
		parse_run, 1, 1, ARGUMENTS_PLAIN, COMMAND_PLUMBING, {
			{"json", NULL, N_("JSON, which is also the default")},
			{"url", "BASE", N_("where the document lies")},
			{"content-type", "CT", N_("what the server said it is")},
		}},
	{"extract", "[--url URL] [--format text|html|json] FILE|-",
		N_("find the article in a web page"),
		extract_run, 1, 1, ARGUMENTS_PLAIN, COMMAND_PLUMBING, {
			{"url", "URL", N_("where the page lies")},
			{"format", "FORMAT", N_("text, html or json")},
		}},
	{"render", "[--width N] FILE|-",
		N_("turn HTML into the text the reader shows"),
		render_run, 1, 1, ARGUMENTS_PLAIN, COMMAND_PLUMBING, {
			{"width", "N", N_("break lines at N columns")},
		}},
	{"completions", "bash|zsh|fish",
		N_("print what a shell needs to complete commands"),
		completions_run, 1, ANY, ARGUMENTS_PLAIN, COMMAND_OF_SHELLS, {{0}}},
	{0},
};
/* clang-format on */

const struct command *command_for_newsboat(const char *word)
{
	static const struct command words[] = {{.name = "reload", .run = update_run},
		{.name = "print-unread", .run = print_unread_run}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, word) == 0)
			return &words[i];
	return NULL;
}
