#include "src/cli/cli.h"

#include <string.h>

#include "src/base/words.h"

/* ---- the store ---- */

void cli_say_waiting(void *cli)
{
	struct cli *of = cli;
	print_problem(of->err, of->paths->store,
		arena_printf(of->arena,
			_("another program is writing to it; it is waited for, for %d seconds at "
			  "most"),
			STORE_WRITE_MS / 1000));
}

struct store_writer *cli_writer(struct cli *cli)
{
	struct error error = {0};
	char notice[240] = "";
	if (cli->writer != NULL)
		return cli->writer;
	cli->writer = store_writer_open_waiting(
		cli->paths->store, (struct store_waiting){cli_say_waiting, cli}, notice, &error);
	if (notice[0] != '\0')
		print_problem(cli->err, cli->paths->store, notice);
	if (cli->writer == NULL)
		cli_fail(cli, cli->paths->store, &error);
	else
		store_share_marks(cli->writer, cli->settings->share_marks);
	return cli->writer;
}

struct store_reader *cli_reader(struct cli *cli)
{
	if (cli->writer != NULL)
		return store_writer_reader(cli->writer);
	if (cli->reader != NULL)
		return cli->reader;
	struct error error = {0};
	cli->reader = store_reader_try(cli->paths->store, &error);
	if (cli->reader == NULL && error.kind == ERROR_BUSY)
		cli_fail(cli, cli->paths->store, &error);
	if (cli->reader != NULL || error.kind == ERROR_BUSY)
		return cli->reader;
	/* Who asks before the first `add` gets empty answers, and damage is told. */
	return cli_writer(cli) == NULL ? NULL : store_writer_reader(cli->writer);
}

void cli_close(struct cli *cli)
{
	store_reader_close(cli->reader);
	store_writer_close(cli->writer);
	cli->reader = NULL;
	cli->writer = NULL;
}

/* ---- how it ends ---- */

static int status_of(enum error_kind kind)
{
	switch (kind) {
	case ERROR_NONE:
		return CLI_DONE;
	case ERROR_USAGE:
		return CLI_USAGE;
	case ERROR_STORE:
	case ERROR_BUSY:
	case ERROR_DISK: /* under the store: files of other kinds have statuses of their own */
	case ERROR_NEWER:
		return CLI_STORE;
	default:
		return CLI_PARTLY;
	}
}

const char *cli_without_repeating(const char *what, const char *sentence)
{
	size_t len = what == NULL ? 0 : strlen(what);
	bool is_repeated =
		what != NULL && strncmp(sentence, what, len) == 0 && sentence[len] == ' ';
	return is_repeated ? sentence + len + 1 : sentence;
}

int cli_fail(struct cli *cli, const char *what, const struct error *error)
{
	if (what == NULL && cli->options->command != NULL)
		what = cli->options->command->name;
	bool is_empty = what != NULL && what[0] == '\0';
	print_problem(
		cli->err, is_empty ? "''" : what, cli_without_repeating(what, error->sentence));
	return status_of(error->kind);
}

int cli_worse(int result, int next)
{
	return next > result ? next : result;
}

/* ---- what an argument names ---- */

int cli_keep_ids(struct cli *cli, int64_t *ids, size_t *count)
{
	struct article_rows rows;
	struct error error = {0};
	size_t asked = *count;
	*count = 0;
	if (!store_rows_by_id(&rows, cli->arena, cli_reader(cli), ids, asked, &error))
		return cli_fail(cli, NULL, &error);
	int status = CLI_DONE;
	/* The rows come in the order of the ids. */
	for (size_t i = 0; i < asked; i++) {
		if (*count < rows.count && rows.items[*count].id == ids[i]) {
			ids[(*count)++] = ids[i];
			continue;
		}
		print_problem(cli->err, arena_printf(cli->arena, "%lld", (long long)ids[i]),
			_("there is no article with this number"));
		status = CLI_PARTLY;
	}
	return status;
}

static bool is_among(const struct feed_row *feeds, size_t count, int64_t id)
{
	for (size_t i = 0; i < count; i++)
		if (feeds[i].id == id)
			return true;
	return false;
}

int cli_find_feeds(struct cli *cli, struct feed_row **feeds, size_t *count)
{
	size_t arguments = cli->options->arguments_count;
	int status = CLI_DONE;
	*feeds = arena_array(cli->arena, arguments + 1, sizeof **feeds);
	*count = 0;
	for (size_t i = 0; i < arguments; i++) {
		struct feed_row *feed = &(*feeds)[*count];
		const char *name = cli_argument(cli, i);
		struct error error = {0};
		if (!store_find_feed(
			    feed, cli->arena, cli_reader(cli), cli_foreign(cli, name), &error))
			status = cli_worse(status, cli_fail(cli, name, &error));
		else if (!is_among(*feeds, *count, feed->id))
			++*count;
	}
	return status;
}

bool cli_is_local(const struct feed_row *feed)
{
	return foreign_starts_with(feed->url, FOREIGN("steppe:"));
}

struct foreign cli_feed_name(const struct feed_row *feed)
{
	return feed->title.len > 0 ? feed->title : feed->url;
}
