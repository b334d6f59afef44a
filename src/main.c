/* Steppe: the front door, and the map of the program.
 *
 * Every file by its floor; a floor looks into the floors below it, as tests/house/rooms says.
 *
 * floor 6  src/          front door: everything meets here
 *     src/bundled src/cli/add src/cli/arguments src/cli/bookmarks src/cli/check src/cli/child
 *     src/cli/cli src/cli/commands src/cli/completions src/cli/count src/cli/edit
 *     src/cli/export src/cli/extract src/cli/feed_lines src/cli/feeds
 *     src/cli/fulltext src/cli/help src/cli/import src/cli/import_list
 *     src/cli/import_bookmarks src/cli/import_cache src/cli/import_markdown
 *     src/cli/import_newsboat
 *     src/cli/list src/cli/log src/cli/mark src/cli/note
 *     src/cli/pages src/cli/parse src/cli/plumb src/cli/print src/cli/remove src/cli/render
 *     src/cli/rows src/cli/rules src/cli/run_jobs src/cli/save src/cli/search src/cli/show src/cli/tag
 *     src/cli/undo src/cli/update src/cli/whole src/config src/language src/main src/options src/paths
 *     src/reader src/settings src/settings_rules
 *
 * floor 5  ui/           what you see
 *     ui/canvas ui/canvas_order ui/input ui/keymap ui/keymap_tables ui/layout ui/line_edit ui/reader
 *     ui/reading ui/screen ui/screen_article ui/screen_list ui/screen_sheet ui/screen_status
 *     ui/screen_tree ui/style ui/style_color ui/terminal ui/terminal_draw ui/terminal_input
 *     ui/terminal_inside ui/terminal_open ui/terminal_run ui/terminal_signals ui/ui ui/wrap
 *     ui/wrap_find ui/wrap_flow ui/wrap_lines ui/wrap_page ui/wrap_table
 *
 * floor 4  src/session/  what you are doing
 *     src/session/ahead src/session/article src/session/article_pane src/session/article_scroll
 *     src/session/browser src/session/changes src/session/command_articles
 *     src/session/command_bookmarks src/session/command_feeds src/session/command_folders
 *     src/session/command_line src/session/command_looks src/session/command_moving
 *     src/session/command_reading src/session/command_table src/session/command_walking
 *     src/session/commands src/session/complete src/session/due src/session/events
 *     src/session/first src/session/hints src/session/id_set src/session/inside
 *     src/session/layouts src/session/list src/session/list_answer src/session/list_read
 *     src/session/list_walk src/session/lists src/session/marks src/session/message
 *     src/session/open src/session/options src/session/orders src/session/page src/session/picks
 *     src/session/present src/session/present_page src/session/program src/session/prompt
 *     src/session/ready src/session/report src/session/run src/session/save
 *     src/session/save_format src/session/scroll src/session/session src/session/sheet
 *     src/session/sheet_choose src/session/sheet_edit src/session/sheet_health
 *     src/session/sheet_text src/session/sheets src/session/smart src/session/smart_count
 *     src/session/starter src/session/tree src/session/tree_order
 *     src/session/tree_walk src/session/update
 *     src/session/waiting
 *
 * floor 3  src/jobs/     who does the work
 *     src/jobs/aim src/jobs/article_json src/jobs/article_text src/jobs/event src/jobs/feed_options src/jobs/frame src/jobs/frame_document
 *     src/jobs/frame_feed src/jobs/health src/jobs/jobs src/jobs/keep src/jobs/network
 *     src/jobs/order src/jobs/pipeline src/jobs/plumb src/jobs/prepare src/jobs/process
 *     src/jobs/reading src/jobs/sandbox src/jobs/schedule src/jobs/settings src/jobs/task src/jobs/update_lock
 *     src/jobs/when src/jobs/work src/jobs/worker src/jobs/workers src/jobs/writer
 *
 * floor 2  src/store/    what we remember
 *     src/store/cells src/store/check src/store/connection src/store/details src/store/due
 *     src/store/folders src/store/functions src/store/habits src/store/identity
 *     src/store/ids src/store/import
 *     src/store/index src/store/journal src/store/lists src/store/marks src/store/newsboat
 *     src/store/open src/store/options src/store/pages
 *     src/store/query src/store/query_builder src/store/query_dates src/store/query_fields
 *     src/store/query_parser src/store/query_sql src/store/query_tree src/store/query_words
 *     src/store/read src/store/read_feeds src/store/retain src/store/rows src/store/rules
 *     src/store/salvage src/store/schema
 *     src/store/search src/store/siblings src/store/statement src/store/store src/store/subscriptions
 *     src/store/texts src/store/transaction src/store/updates src/store/values src/store/wanted
 *     src/store/write_articles
 *
 * floor 1  feeds/        what the world says
 *     feeds/atom_link feeds/bookmarks feeds/clean feeds/date feeds/date_day feeds/date_words
 *     feeds/discover feeds/document feeds/document_builder feeds/document_html
 *     feeds/document_links feeds/document_look feeds/document_table_build
 *     feeds/document_table feeds/document_text feeds/document_words feeds/draft feeds/duration
 *     feeds/encoding feeds/encoding_labels feeds/extract feeds/extract_byline feeds/extract_choose
 *     feeds/extract_end feeds/extract_hide feeds/extract_ld feeds/extract_letters
 *     feeds/extract_mask feeds/extract_meta feeds/extract_metas feeds/extract_page
 *     feeds/extract_passages feeds/extract_picture feeds/extract_published feeds/extract_title feeds/extract_trim
 *     feeds/extract_word_list feeds/extract_words feeds/extract_write
 *     feeds/feed feeds/fetch feeds/fetch_address feeds/fetch_handle feeds/fetch_headers
 *     feeds/fetch_proxy feeds/fetch_queue feeds/fetch_sockets feeds/fetch_transfer
 *     feeds/fetch_words feeds/field feeds/field_markup feeds/field_rich feeds/habits
 *     feeds/html feeds/html_filter feeds/html_image feeds/html_scan feeds/html_tags
 *     feeds/identity feeds/json feeds/json_feed feeds/json_scan feeds/markup feeds/media
 *     feeds/modules feeds/opml feeds/opml_write feeds/parse feeds/parse_atom feeds/parse_json
 *     feeds/parse_options feeds/parse_rss feeds/parse_xml feeds/person feeds/references
 *     feeds/repeats feeds/repeats_hide feeds/response feeds/sites feeds/strip feeds/xml
 *     feeds/xml_document feeds/xml_fields feeds/xml_names feeds/xml_repair feeds/xml_scan
 *
 * floor 0  src/base/     the ground
 *     src/base/arena src/base/array src/base/bell src/base/buffer src/base/clock
 *     src/base/difference src/base/error src/base/fold src/base/hash src/base/log
 *     src/base/memory src/base/queue src/base/random src/base/safe src/base/text
 *     src/base/tokens src/base/url src/base/url_compare src/base/url_display src/base/words */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <config.h>

#include "src/base/log.h"
#include "src/base/words.h"
#include "src/cli/cli.h"
#include "src/cli/commands.h"
#include "src/jobs/jobs.h"
#include "src/language.h"
#include "src/options.h"
#include "src/paths.h"
#include "src/reader.h"
#include "src/settings.h"

/* What is open while the program runs. */
struct house {
	int argc;
	char **argv;
	const char *program; /* its own file */
	struct arena *arena;
	struct print out, err;
	struct command_line line;
	struct paths paths;
	struct settings settings;
};

/* A room that is opened before the work and closed after it, in reverse. */
struct room {
	const char *name;
	bool (*open)(struct house *house, struct error *error);
	bool (*close)(struct house *house, struct error *error); /* may be NULL */
};

/* Workers are started from the file itself: argv[0] may be a bare name, or a lie. */
static const char *own_program(struct arena *arena, const char *name)
{
	char path[4096];
	ssize_t len = readlink("/proc/self/exe", path, sizeof path);
	bool is_whole = len > 0 && (size_t)len < sizeof path;
	return is_whole ? arena_copy(arena, path, (size_t)len) : name;
}

static bool language_start(struct house *house, struct error *error)
{
	(void)error;
	house->arena = arena_new();
	house->program = own_program(house->arena, house->argv[0]);
	language_open(house->program);
	return true;
}

static bool language_end(struct house *house, struct error *error)
{
	(void)error;
	arena_free(house->arena);
	return true;
}

static bool print_open(struct house *house, struct error *error)
{
	(void)error;
	/* A reader of ours that goes away is an error of write(), not the end of the program. */
	signal(SIGPIPE, SIG_IGN);
	print_init(&house->out, stdout);
	print_init(&house->err, stderr);
	return true;
}

static bool print_close(struct house *house, struct error *error)
{
	bool is_written = print_done(&house->out, error);
	print_done(&house->err, NULL);
	return is_written || error_context(error, "%s", _("standard output"));
}

static bool options_open(struct house *house, struct error *error)
{
	return options_parse(&house->line, house->arena, commands, house->argc, house->argv, error);
}

static bool paths_open(struct house *house, struct error *error)
{
	return paths_find(&house->paths, house->arena, house->line.directory, error);
}

static bool settings_open(struct house *house, struct error *error)
{
	(void)error;
	settings_load(&house->settings, house->arena, &house->paths);
	return true;
}

static bool settings_close(struct house *house, struct error *error)
{
	(void)error;
	settings_done(&house->settings);
	return true;
}

static bool folders_open(struct house *house, struct error *error)
{
	if (!paths_make(&house->paths, error))
		return false;
	log_open(house->paths.log);
	return true;
}

static bool log_shut(struct house *house, struct error *error)
{
	(void)house, (void)error;
	log_close();
	return true;
}

static const struct room rooms[] = {
	{"language", language_start, language_end},
	{"print", print_open, print_close},
	{"options", options_open, NULL},
	{"paths", paths_open, NULL},
	{"settings", settings_open, settings_close},
	{"folders", folders_open, log_shut},
};

#define ROOMS_COUNT (sizeof rooms / sizeof *rooms)

/* ---- the work ---- */

static void say_config_problems(struct house *house)
{
	const struct config *config = &house->settings.config;
	for (size_t i = 0; i < config->problems_count; i++) {
		const struct config_problem *problem = &config->problems[i];
		const char *where = problem->line == 0
					    ? config->path
					    : arena_printf(house->arena, _("%s: line %d"),
						      config->path, problem->line);
		print_problem(&house->err, where, problem->sentence);
	}
}

/* `-x reload print-unread`, as newsboat's crontabs have it. */
static int run_newsboat_words(struct cli *cli, const struct command_line *line)
{
	int status = CLI_DONE;
	if (line->arguments_count == 0) {
		print_problem(cli->err, NULL, _("-x knows reload and print-unread"));
		return CLI_USAGE;
	}
	for (size_t i = 0; i < line->arguments_count && status == CLI_DONE; i++) {
		struct command_line one = {.command = command_for_newsboat(line->arguments[i])};
		if (one.command == NULL) {
			print_problem(cli->err, line->arguments[i],
				_("-x knows reload and print-unread"));
			return CLI_USAGE;
		}
		cli->options = &one;
		status = one.command->run(cli);
	}
	return status;
}

static int run_reader(struct cli *cli)
{
	struct error error = {0};
	int status = reader_run(cli->paths, cli->settings, cli->program, &error);
	return status >= 0 ? status : cli_fail(cli, NULL, &error);
}

static int run(struct house *house)
{
	struct cli cli = {
		.options = &house->line,
		.paths = &house->paths,
		.settings = &house->settings,
		.arena = house->arena,
		.out = &house->out,
		.err = &house->err,
		.program = house->program,
	};
	int status = CLI_DONE;
	say_config_problems(house);
	if (house->line.is_newsboat_execute)
		status = run_newsboat_words(&cli, &house->line);
	else if (house->line.command != NULL)
		status = house->line.command->run(&cli);
	else
		status = run_reader(&cli);
	cli_close(&cli);
	return status;
}

/* True when the command line only wants to be told something; no folder is made for that. */
static bool answer_at_once(struct house *house)
{
	struct cli cli = {.options = &house->line,
		.arena = house->arena,
		.out = &house->out,
		.err = &house->err};
	if (house->line.wants_version)
		print_line(&house->out, "Steppe %s", PACKAGE_VERSION);
	else if (house->line.wants_help)
		help_print(&cli);
	return house->line.wants_version || house->line.wants_help;
}

static int status_of_opening(const struct error *error)
{
	return error->kind == ERROR_USAGE ? CLI_USAGE : CLI_STORE;
}

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--worker") == 0)
		return worker_main(true);
	if (argc == 2 && strcmp(argv[1], "--worker-unlocked") == 0)
		return worker_main(false);
	struct house house = {.argc = argc, .argv = argv};
	struct error error = {0};
	int status = CLI_DONE;
	size_t opened = 0;
	bool is_answered = false;
	while (opened < ROOMS_COUNT && !is_answered && status == CLI_DONE) {
		if (!rooms[opened].open(&house, &error)) {
			print_problem(&house.err, NULL, error.sentence);
			status = status_of_opening(&error);
		} else if (rooms[opened++].open == options_open) {
			is_answered = answer_at_once(&house);
		}
	}
	if (opened == ROOMS_COUNT)
		status = run(&house);
	while (opened-- > 0)
		if (rooms[opened].close != NULL && !rooms[opened].close(&house, &error)) {
			fprintf(stderr, "steppe: %s\n", error.sentence);
			status = cli_worse(status, CLI_PARTLY);
		}
	return status;
}
