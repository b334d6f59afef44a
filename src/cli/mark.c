/* `steppe mark`: read, unread, bookmark, unbookmark; by numbers or by query. */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"

static const struct mark_word {
	const char *word;
	enum mark mark;
	const char *done; /* N_() */
} words[] = {
	{"read", MARK_READ, N_("%lld marked read")},
	{"unread", MARK_UNREAD, N_("%lld marked unread")},
	{"bookmark", MARK_BOOKMARK, N_("%lld bookmarked")},
	{"unbookmark", MARK_UNBOOKMARK, N_("%lld no longer bookmarked")},
};

static const struct mark_word *word_find(const char *text)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, text) == 0)
			return &words[i];
	return NULL;
}

static bool are_ids(const struct cli *cli)
{
	int64_t id = 0;
	for (size_t i = 1; i < cli->options->arguments_count; i++)
		if (!cli_read_id(cli_argument(cli, i), &id))
			return false;
	return true;
}

static int64_t mark_ids(struct cli *cli, enum mark mark, int *status, struct error *error)
{
	int64_t *ids = NULL;
	size_t count = 0;
	if (!cli_read_ids(cli, 1, &ids, &count) || cli_writer(cli) == NULL)
		return -1;
	*status = cli_keep_ids(cli, ids, &count);
	return store_mark_ids(cli_writer(cli), mark, ids, count, error);
}

int mark_run(struct cli *cli)
{
	const struct mark_word *word = word_find(cli_argument(cli, 0));
	const struct query *query = NULL;
	if (word == NULL) {
		print_problem(cli->err, cli_argument(cli, 0),
			_("the marks are read, unread, bookmark and unbookmark"));
		return CLI_USAGE;
	}
	bool by_ids = are_ids(cli);
	if (!by_ids && !cli_query(cli, 1, "", "", &query))
		return CLI_USAGE;
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	struct error error = {0};
	int status = CLI_DONE;
	int64_t count = by_ids ? mark_ids(cli, word->mark, &status, &error)
			       : store_mark_query(cli->writer, word->mark, query, &error);
	if (count < 0)
		return cli_fail(cli, NULL, &error);
	print_line(cli->out, _(word->done), (long long)count);
	return status;
}
