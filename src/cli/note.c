/* `steppe note ID [TEXT]`: without a text the note is shown. */
#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/cli/commands.h"

static int show_note(struct cli *cli, int64_t id)
{
	struct store_reader *reader = cli_reader(cli);
	struct stored_article article;
	struct error error = {0};
	if (reader == NULL)
		return CLI_STORE;
	size_t count = 1;
	int status = cli_keep_ids(cli, &id, &count);
	if (count == 0)
		return status;
	if (!store_article(&article, cli->arena, reader, id, &error))
		return cli_fail(cli, cli_argument(cli, 0), &error);
	if (article.note.len > 0)
		print_text(cli->out, article.note);
	return CLI_DONE;
}

static int keep_note(struct cli *cli, int64_t id)
{
	struct buffer text = {0};
	for (size_t i = 1; i < cli->options->arguments_count; i++)
		buffer_printf(&text, "%s%s", i > 1 ? " " : "", cli_argument(cli, i));
	struct foreign note = cli_foreign(cli, text.data);
	note = foreign_copy(cli->arena, note);
	buffer_done(&text);
	struct error error = {0};
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	size_t count = 1;
	int status = cli_keep_ids(cli, &id, &count);
	if (count == 0)
		return status;
	if (!store_note(cli->writer, id, note, &error))
		return cli_fail(cli, NULL, &error);
	print_line(cli->out, "%s", note.len > 0 ? _("note kept") : _("note taken away"));
	return CLI_DONE;
}

int note_run(struct cli *cli)
{
	int64_t id = 0;
	if (!cli_read_id(cli_argument(cli, 0), &id)) {
		print_problem(cli->err, cli_argument(cli, 0),
			_("this is not an article's number; see steppe list"));
		return CLI_USAGE;
	}
	return cli->options->arguments_count == 1 ? show_note(cli, id) : keep_note(cli, id);
}
