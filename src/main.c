/* Steppe: the front door, and the map of the program.
 *
 * A floor looks into the floors below it, as tests/house/rooms says.  Each line is one
 * idea and the files that are about it; start reading at a header.
 *
 * floor 6  src/              front door: everything meets here
 *     main language              opens the rooms below, closes them in reverse
 *     options suggest            the command line as words; what was meant by a mistyped one
 *     paths config* settings*    where files lie, the config file, a settings struct for each room
 *     reader bundled             the reader on the screen, and what it starts with
 *     cli/cli cli/commands       the commands of the command line as a table; what each gets
 *     cli/help cli/completions cli/complete_words    what is told about them
 *     cli/print cli/pager cli/rows    text for people: columns, colours, no control characters
 *     cli/arguments cli/run_jobs cli/stop    what commands share
 *     cli/add cli/remove cli/edit cli/feeds cli/feed_lines    subscriptions
 *     cli/update cli/whole cli/fulltext cli/save cli/pages    fetching
 *     cli/list cli/count cli/show cli/search    reading
 *     cli/mark cli/tag cli/note cli/undo cli/log cli/rules    changing
 *     cli/import* cli/export cli/bookmarks    in and out
 *     cli/check cli/budget       the store looked through, and its size
 *     cli/plumb cli/parse cli/extract cli/render    plumbing: a document in, text out
 *
 * floor 5  ui/               what you see
 *     ui reader                  the loop; the reader without a terminal, for tests
 *     input keys keymap* line_edit typed_ahead  keys to commands
 *     screen* layout             screens as functions of the session
 *     canvas* style*             a grid of cells, names of looks
 *     wrap* reading              an article as lines
 *     terminal* plain            [curses] the terminal
 *
 * floor 4  src/session/      what you are doing
 *     session inside parts       the state of the reader
 *     commands command_* folders    what a person can ask for by key or name
 *     present* page              foreign text becomes safe: the customs office
 *     tree* smart* first starter  what stands left
 *     list* lists waiting search_ahead id_set picks marks    what stands above
 *     article* preview page_cache prefetch scroll layouts    what is read, and what will be
 *     sheet* hints               what lies over the panes
 *     prompt* history complete typed_tags message    the last line
 *     run browser program save* pipe exchange    what leaves the reader
 *     orders changes undone open    what is asked of the rooms below
 *     events due report update   what they answer
 *     options                    what :set changes
 *
 * floor 3  src/jobs/         who does the work
 *     jobs settings pipeline     starts and stops the threads
 *     order event                what can be asked, what is answered
 *     task                       an order on its way through the pipeline
 *     network request_builder feed_options password    the network thread, what it asks for
 *     store_lock                 one update, one run of rules of a store at a time
 *     workers process            our side of the worker processes
 *     worker work sandbox prepare               their side
 *     frame*                     the flat message between the two
 *     writer persist             the writer thread
 *     rule_actions command       notify and run: what rules do about the articles they hit
 *     reading                    the reading thread: lists and documents
 *     schedule reschedule health       when a feed is due, and how it does
 *     article_text article_json plumb           a document made for somebody else
 *
 * floor 2  src/store/        what we remember
 *     store place connect connection open    [sqlite] one file, two ways in
 *     schema statement values functions    its tables, and SQL
 *     transaction journal cells names bookmark    changes that hold, and can be taken back
 *     subscriptions folders folder_options siblings options due find_feed    feeds and folders
 *     arrivals updates write_articles identity habits rules runs import newsboat    what comes in
 *     texts pages wanted details read*           articles whole
 *     lists list_first list_within once rows ids marks       articles in lists
 *     query* search* index* raw_*         the query language, and finding
 *     upkeep retain enclosures check copy salvage* leaves    what is forgotten, and what is saved
 *
 * floor 1  feeds/            what the world says
 *     feed draft identity        a feed and its articles, whatever the format
 *     parse* telegram_post modules media field* person atom_link date* duration    read into it
 *     xml*                       [mxml] real feeds made fit for it
 *     json*                      [jansson]
 *     encoding*                  bytes to text
 *     markup references strip tag_walk    HTML without a tree, in one pass
 *     html*                      [gumbo] HTML as a tree
 *     document* clean            HTML to blocks of text, and clean HTML
 *     extract* repeats* habits   the article in a web page, and what an outlet repeats
 *     fetch* response            [curl] many requests at once
 *     discover sites             the feed behind an address
 *     opml* bookmark_table bookmarks            lists of other programs
 *
 * floor 0  src/base/         the ground
 *     text safe fold tokens difference words    bytes, foreign, safe
 *     url* curl lazy_library     web addresses; [curl], loaded when it is needed
 *     command_words program      $EDITOR and the like as words, and other programs
 *     streams                    the three descriptors that we are started with
 *     error log halt             what went wrong
 *     memory arena array buffer hash random     memory
 *     queue bell clock           threads and time */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <config.h>

#include "src/base/log.h"
#include "src/base/streams.h"
#include "src/base/words.h"
#include "src/cli/cli.h"
#include "src/cli/commands.h"
#include "src/cli/pager.h"
#include "src/jobs/jobs.h"
#include "src/language.h"
#include "src/options.h"
#include "src/paths.h"
#include "src/reader.h"
#include "src/settings.h"
#include "src/settings_load.h"

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

static bool needs_folders(const struct house *house)
{
	const struct command *command = house->line.command;
	return command == NULL || command->kind == COMMAND_PLAIN || command->kind == COMMAND_PAGED;
}

static bool paths_open(struct house *house, struct error *error)
{
	return paths_find(&house->paths, house->arena, house->line.directory, error) ||
	       !needs_folders(house);
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
	if (!needs_folders(house))
		return true;
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
	for (size_t i = 0; i < line->arguments_count || i == 0; i++) {
		const char *word = line->arguments[i]; /* NULL behind the last one */
		if (word == NULL || command_for_newsboat(word) == NULL) {
			print_problem(cli->err, word == NULL ? "-x" : word,
				_("the words of -x are reload and print-unread"));
			return CLI_USAGE;
		}
	}
	for (size_t i = 0; i < line->arguments_count; i++) {
		struct command_line one = {.command = command_for_newsboat(line->arguments[i]),
			.is_quiet = line->is_quiet};
		cli->options = &one;
		status = cli_worse(status, one.command->run(cli));
	}
	return status;
}

static int run_command(struct cli *cli, const struct command *command)
{
	struct pager pager = {0};
	if (command->kind == COMMAND_PAGED)
		pager_start(&pager, cli->out);
	int status = command->run(cli);
	pager_end(&pager, cli->out);
	return status;
}

static int run_reader(struct cli *cli)
{
	struct error error = {0};
	int status = reader_run(cli->paths, cli->settings, cli->program, &error);
	return status >= 0 ? status : cli_fail(cli, "reader", &error);
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
		status = run_command(&cli, house->line.command);
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

int main(int argc, char **argv)
{
	bool is_locked_in = argc == 2 && strcmp(argv[1], "--worker") == 0;
	if (is_locked_in || (argc == 2 && strcmp(argv[1], "--worker-unlocked") == 0)) {
		language_open(argv[0]); /* workers are started by their path */
		return worker_main(is_locked_in);
	}
	streams_reserve();
	struct house house = {.argc = argc, .argv = argv};
	struct error error = {0};
	int status = CLI_DONE;
	size_t opened = 0;
	bool is_answered = false;
	while (opened < ROOMS_COUNT && !is_answered && status == CLI_DONE) {
		if (!rooms[opened].open(&house, &error)) {
			print_problem(&house.err, NULL, error.sentence);
			status = error.kind == ERROR_USAGE ? CLI_USAGE : CLI_STORE;
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
