/* What every command of the command line has at hand, and how it ends.  A
 * command is one file in here and one row in commands.c. */
#ifndef STEPPE_CLI_CLI_H
#define STEPPE_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/cli/print.h"
#include "src/options.h"
#include "src/paths.h"
#include "src/settings.h"
#include "src/store/query.h"
#include "src/store/store.h"

enum cli_status {
	CLI_DONE = 0,
	CLI_PARTLY = 1, /* some of it failed, the rest was done */
	CLI_USAGE = 2,
	CLI_STORE = 3, /* the store could not be opened or written */
};

struct cli {
	const struct command_line *options;
	const struct paths *paths;
	struct settings *settings;
	struct arena *arena; /* lives as long as the command */
	struct print *out, *err;
	const char *program;
	struct store_reader *reader; /* by cli_reader() */
	struct store_writer *writer; /* by cli_writer() */
};

/* Opened at the first call, closed by cli_close(); NULL after saying why. */
struct store_reader *cli_reader(struct cli *cli);
struct store_writer *cli_writer(struct cli *cli);
void cli_close(struct cli *cli);
/* For struct store_waiting: another program holds the store. */
void cli_say_waiting(void *cli);

/* Says `steppe: WHAT: WHY` and returns the status that goes with it.  NULL is the command. */
int cli_fail(struct cli *cli, const char *what, const struct error *error);
/* Some sentences begin with what they speak of: "x is no address".  Once is enough. */
const char *cli_without_repeating(const char *what, const char *sentence);
/* The exit status after `result`, when `next` happened too. */
int cli_worse(int result, int next);

/* ---- what an argument names ---- */

/* Says which of the ids no article has, and takes them out; CLI_PARTLY when there are such. */
int cli_keep_ids(struct cli *cli, int64_t *ids, size_t *count);
/* The feeds that the arguments name by id, address or title; says which are none. */
int cli_find_feeds(struct cli *cli, struct feed_row **feeds, size_t *count);
/* Its title, or its address before the first fetch. */
struct foreign cli_feed_name(const struct feed_row *feed);
/* The guide and saved pages: no outlet has them, so no list of addresses does. */
bool cli_is_local(const struct feed_row *feed);

/* ---- arguments ---- */

const char *cli_argument(const struct cli *cli, size_t index); /* NULL behind the last */
struct foreign cli_foreign(struct cli *cli, const char *argument);
/* What is subscribed to for `address`, which passed url_parse(): for a known site the address of
 * its feed, else itself.  False for a site without feeds. */
bool cli_feed_url(
	struct foreign *feed_url, struct cli *cli, struct foreign address, struct error *error);
/* The value of an option, NULL when it was not given. */
const char *cli_option(const struct cli *cli, const char *name);
/* A number from `min` to `max` in an option; `initial` when it was not given.
 * False after saying what is wrong. */
bool cli_number(struct cli *cli, const char *name, long min, long max, long initial, long *out);
/* A positive number: an article's or a feed's id.  False, silently, for anything else. */
bool cli_read_id(const char *text, int64_t *id);
/* All arguments from `first` on are ids.  False after saying which is none. */
bool cli_read_ids(struct cli *cli, size_t first, int64_t **ids, size_t *count);
/* The arguments from `first` on, joined by blanks, as a query; without any, `initial`.  What it
 * finds must fit `more`, too.  False after saying what is wrong; *query is NULL for everything. */
bool cli_query(struct cli *cli, size_t first, const char *initial, const char *more,
	const struct query **query);
/* A whole file or, for "-", standard input, up to `limit` bytes. */
bool cli_read_file(
	struct cli *cli, const char *path, size_t limit, struct bytes *out, struct error *error);

#endif
