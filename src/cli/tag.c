/* `steppe tag +TAG|-TAG … ID…` */
#include <string.h>

#include "src/base/words.h"
#include "src/cli/commands.h"

/* Bookmark files part tags by commas, so a tag that had one would not come back whole. */
static bool refuse_comma(struct cli *cli, const char *word)
{
	if (strchr(word, ',') == NULL)
		return true;
	print_problem(cli->err, word, _("a tag has no comma; write +one +another"));
	return false;
}

static void say_done(struct cli *cli, size_t count, bool adds)
{
	print_line(cli->out, adds ? _("%zu tagged") : _("%zu no longer tagged"), count);
}

int tag_run(struct cli *cli)
{
	size_t arguments = cli->options->arguments_count, first_id = 0;
	struct foreign *add = arena_array(cli->arena, arguments, sizeof *add);
	struct foreign *drop = arena_array(cli->arena, arguments, sizeof *drop);
	size_t add_count = 0, drop_count = 0, count = 0;
	for (; first_id < arguments; first_id++) {
		const char *word = cli_argument(cli, first_id);
		if ((word[0] != '+' && word[0] != '-') || word[1] == '\0')
			break;
		struct foreign name = foreign_trim(cli_foreign(cli, word + 1));
		if (word[0] == '+' && !refuse_comma(cli, word))
			return CLI_USAGE;
		if (word[0] == '+')
			add[add_count++] = name;
		else
			drop[drop_count++] = name;
	}
	if (first_id == 0 || first_id == arguments) {
		print_problem(cli->err, "tag", _("usage: steppe tag +TAG|-TAG … ID…"));
		return CLI_USAGE;
	}
	int64_t *ids = NULL;
	if (!cli_read_ids(cli, first_id, &ids, &count))
		return CLI_USAGE;
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	struct error error = {0};
	int status = cli_keep_ids(cli, ids, &count);
	if (count == 0)
		return status;
	if (!store_tag(cli->writer, ids, count, add, add_count, drop, drop_count, &error))
		return cli_fail(cli, NULL, &error);
	say_done(cli, count, add_count > 0);
	return status;
}
