/* `steppe edit`: the subscriptions as text in an editor, like `crontab -e`; what was
 * changed is checked when the editor ends and applied as one undoable step. */
#include "src/cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "feeds/opml.h"
#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/cli/child.h"
#include "src/cli/feed_lines.h"
#include "src/cli/folders.h"

struct edit {
	struct cli *cli;
	struct subscriptions before;
	struct feed_lines after;
	unsigned added, removed, changed;
};

static const char *editor(void)
{
	static const char *const names[] = {"VISUAL", "EDITOR"};
	for (size_t i = 0; i < 2; i++) {
		const char *value = getenv(names[i]);
		if (value != NULL && value[strspn(value, " \t")] != '\0')
			return value;
	}
	return "vi";
}

static bool write_all(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, data, len);
		if (written < 0 && errno != EINTR)
			return false;
		data += written > 0 ? written : 0;
		len -= written > 0 ? (size_t)written : 0;
	}
	return true;
}

static bool write_lines(struct edit *edit, char *path, struct error *error)
{
	struct buffer text = {0};
	buffer_append_string(&text, _("# One feed a line: its address, then its title if you "
				      "like.\n# [Folder] or [Folder/Inner] stands above the feeds "
				      "in it; [] is the top.\n\n"));
	feed_lines_write(&text, edit->cli->arena, &edit->before);
	int fd = mkostemp(path, O_CLOEXEC);
	bool is_written = fd >= 0 && write_all(fd, text.data, text.len);
	if (!is_written)
		error_set(error, ERROR_DISK, "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	buffer_done(&text);
	return is_written;
}

/* "y" and Enter alone mean yes. */
static bool wants_again(struct cli *cli)
{
	char answer[16];
	if (!isatty(STDIN_FILENO) || !cli->out->is_terminal)
		return false;
	print_line(cli->err, "%s", _("Edit again? (y/n)"));
	return fgets(answer, sizeof answer, stdin) != NULL &&
	       (answer[0] == 'y' || answer[0] == '\n');
}

/* False when the person gave up, or nobody can be asked. */
static bool edit_until_right(struct edit *edit, const char *path, struct error *error)
{
	for (;;) {
		struct bytes text;
		if (!child_run(editor(), path, error) ||
			!cli_read_file(edit->cli, path, OPML_SIZE_LIMIT, &text, error))
			return false;
		struct foreign foreign = foreign_from_bytes(edit->cli->arena, text);
		if (feed_lines_read(&edit->after, edit->cli->arena, foreign, error))
			return true;
		print_problem(edit->cli->err, NULL, error->sentence);
		if (!wants_again(edit->cli))
			return error_set(error, ERROR_CANCELLED, "%s", _("nothing was changed"));
	}
}

/* ---- applying ---- */

static const struct feed_row *row_of(const struct edit *edit, struct foreign url)
{
	for (size_t i = 0; i < edit->before.feeds_count; i++)
		if (foreign_equal(edit->before.feeds[i].url, url))
			return &edit->before.feeds[i];
	return NULL;
}

static bool has_line(const struct edit *edit, struct foreign url)
{
	for (size_t i = 0; i < edit->after.count; i++)
		if (foreign_equal(edit->after.items[i].url, url))
			return true;
	return false;
}

static bool add_feed(struct edit *edit, const struct feed_line *line, struct error *error)
{
	struct new_feed feed = {.url = line->url, .title = line->title, .folder = line->folder};
	bool existed = false;
	if (store_add_feed(edit->cli->writer, &feed, &existed, error) <= 0)
		return false;
	edit->added += !existed;
	return true;
}

static bool change_feed(struct edit *edit, const struct feed_row *row, const struct feed_line *line,
	int64_t position, struct error *error)
{
	struct arena *arena = edit->cli->arena;
	struct store_writer *writer = edit->cli->writer;
	struct foreign folder = folder_path(arena, &edit->before, row->folder_id);
	bool is_renamed = line->title.len > 0 &&
			  !foreign_equal(line->title, foreign_collapse(arena, row->title));
	bool is_moved = !foreign_equal(line->folder, folder);
	if (is_renamed && !store_rename_feed(writer, row->id, line->title, error))
		return false;
	if (is_moved && !store_move_feed(writer, row->id, line->folder, position, error))
		return false;
	edit->changed += is_renamed || is_moved;
	return true;
}

static bool apply(struct edit *edit, struct error *error)
{
	for (size_t i = 0; i < edit->after.count; i++) {
		const struct feed_line *line = &edit->after.items[i];
		const struct feed_row *row = row_of(edit, line->url);
		bool is_good = row == NULL ? add_feed(edit, line, error)
					   : change_feed(edit, row, line, (int64_t)i, error);
		if (!is_good)
			return false;
	}
	for (size_t i = 0; i < edit->before.feeds_count; i++) {
		const struct feed_row *row = &edit->before.feeds[i];
		if (has_line(edit, row->url))
			continue;
		if (!store_remove_feeds(edit->cli->writer, &row->id, 1, error))
			return false;
		edit->removed++;
	}
	return true;
}

static bool apply_as_one_step(struct edit *edit, struct error *error)
{
	struct store_writer *writer = edit->cli->writer;
	if (!store_begin_step(writer, _("edited the subscriptions"), error))
		return false;
	if (apply(edit, error))
		return store_end_step(writer, error);
	store_drop_step(writer);
	return false;
}

int edit_run(struct cli *cli)
{
	struct edit edit = {.cli = cli};
	struct error error = {0};
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	if (!store_subscriptions(&edit.before, cli->arena, cli_reader(cli), &error))
		return cli_fail(cli, NULL, &error);
	char *path = arena_printf(cli->arena, "%s/feeds.XXXXXX", cli->paths->data_dir);
	bool is_good = write_lines(&edit, path, &error) && edit_until_right(&edit, path, &error) &&
		       apply_as_one_step(&edit, &error);
	unlink(path);
	if (!is_good)
		return cli_fail(cli, NULL, &error);
	print_line(cli->out, _("%u added, %u changed, %u removed"), edit.added, edit.changed,
		edit.removed);
	return CLI_DONE;
}
