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
#include "src/base/command_words.h"
#include "src/base/program.h"
#include "src/base/words.h"
#include "src/cli/feed_lines.h"

struct edit {
	struct cli *cli;
	struct subscriptions before;
	struct feed_lines after;
	int64_t *ids; /* of the feed of each line after */
	unsigned added, removed, changed;
	bool is_reordered;
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

static const struct feed_row *row_of(const struct edit *edit, struct foreign url)
{
	for (size_t i = 0; i < edit->before.feeds_count; i++)
		if (foreign_equal(edit->before.feeds[i].url, url))
			return &edit->before.feeds[i];
	return NULL;
}

/* A new line may hold the address of a channel or of a profile. */
static bool find_feeds(struct edit *edit, struct error *error)
{
	for (size_t i = 0; i < edit->after.count; i++) {
		struct feed_line *line = &edit->after.items[i];
		if (row_of(edit, line->url) == NULL &&
			!cli_feed_url(&line->url, edit->cli, line->url, error))
			return false;
	}
	return true;
}

/* False when the editor did not run or did not end with 0: nothing is to be changed then. */
static bool run_editor(struct cli *cli, const char *path, struct error *error)
{
	char *words[COMMAND_WORDS_ROOM];
	size_t count = command_words(words, cli->arena, editor());
	words[count] = arena_printf(cli->arena, "%s", path);
	words[count + 1] = NULL;
	int status = program_run_here(words, -1, error);
	if (status != 0 && error->kind == ERROR_NONE)
		error_set(error, ERROR_CANCELLED, _("%s did not end well; nothing was changed"),
			words[0]);
	return status == 0;
}

/* False when the person gave up, or nobody can be asked. */
static bool edit_until_right(struct edit *edit, const char *path, struct error *error)
{
	for (;;) {
		struct bytes text;
		if (!run_editor(edit->cli, path, error))
			return false;
		if (!cli_read_file(edit->cli, path, OPML_SIZE_LIMIT, &text, error))
			return error_context(error, "%s", path);
		struct foreign foreign = foreign_from_bytes(edit->cli->arena, text);
		if (feed_lines_read(&edit->after, edit->cli->arena, foreign, error) &&
			find_feeds(edit, error))
			return true;
		print_problem(edit->cli->err, NULL, error->sentence);
		if (!wants_again(edit->cli))
			return error_set(error, ERROR_CANCELLED, "%s", _("nothing was changed"));
	}
}

/* ---- applying ---- */

static bool has_line(const struct edit *edit, struct foreign url)
{
	for (size_t i = 0; i < edit->after.count; i++)
		if (foreign_equal(edit->after.items[i].url, url))
			return true;
	return false;
}

/* Also for a feed that is there already: it takes the name and password of the line. */
static bool add_feed(
	struct edit *edit, const struct feed_line *line, int64_t *id, struct error *error)
{
	struct new_feed feed = {.url = line->url,
		.title = line->title,
		.folder = line->folder,
		.user = line->user,
		.password = line->password};
	bool existed = false;
	*id = store_add_feed(edit->cli->writer, &feed, &existed, error);
	edit->added += *id > 0 && !existed;
	return *id > 0;
}

static bool change_feed(struct edit *edit, const struct feed_row *row, const struct feed_line *line,
	struct error *error)
{
	struct arena *arena = edit->cli->arena;
	struct store_writer *writer = edit->cli->writer;
	struct foreign folder = store_folder_path(arena, &edit->before, row->folder_id);
	bool is_renamed = line->title.len > 0 &&
			  !foreign_equal(line->title, foreign_collapse(arena, row->title));
	bool is_moved = !foreign_equal(line->folder, folder);
	if (is_renamed && !store_rename_feed(writer, row->id, line->title, error))
		return false;
	if (is_moved && !store_move_feed(writer, row->id, line->folder, STORE_AT_THE_END, error))
		return false;
	edit->changed += is_renamed || is_moved || line->user.len > 0;
	return true;
}

static bool add_and_change(struct edit *edit, struct error *error)
{
	edit->ids = arena_array(edit->cli->arena, edit->after.count + 1, sizeof *edit->ids);
	for (size_t i = 0; i < edit->after.count; i++) {
		const struct feed_line *line = &edit->after.items[i];
		const struct feed_row *row = row_of(edit, line->url);
		if (row != NULL)
			edit->ids[i] = row->id;
		if (row != NULL && !change_feed(edit, row, line, error))
			return false;
		bool is_known = row != NULL && line->user.len == 0;
		if (!is_known && !add_feed(edit, line, &edit->ids[i], error))
			return false;
	}
	return true;
}

static bool remove_feeds(struct edit *edit, struct error *error)
{
	for (size_t i = 0; i < edit->before.feeds_count; i++) {
		const struct feed_row *row = &edit->before.feeds[i];
		if (cli_is_local(row) || has_line(edit, row->url))
			continue;
		if (!store_remove_feeds(edit->cli->writer, &row->id, 1, error))
			return false;
		edit->removed++;
	}
	return true;
}

/* ---- the order ---- */

static size_t rank_of(const struct subscriptions *now, int64_t id)
{
	size_t rank = 0;
	while (rank < now->feeds_count && now->feeds[rank].id != id)
		rank++;
	return rank;
}

static size_t folder_index(const struct subscriptions *now, int64_t id)
{
	size_t index = 0;
	while (index < now->folders_count && now->folders[index].id != id)
		index++;
	return index;
}

/* True when the lines of some folder stand in another order than its feeds do now. */
static bool is_reordered(const struct edit *edit, const struct subscriptions *now)
{
	size_t *last = arena_array(edit->cli->arena, now->folders_count + 1, sizeof *last);
	for (size_t i = 0; i < edit->after.count; i++) {
		size_t rank = rank_of(now, edit->ids[i]);
		if (rank == now->feeds_count)
			continue;
		size_t *previous = &last[folder_index(now, now->feeds[rank].folder_id)];
		if (rank + 1 < *previous)
			return true;
		*previous = rank + 1;
	}
	return false;
}

static bool put_in_order(struct edit *edit, struct error *error)
{
	struct store_writer *writer = edit->cli->writer;
	struct subscriptions now;
	if (!store_subscriptions(&now, edit->cli->arena, cli_reader(edit->cli), error))
		return false;
	edit->is_reordered = is_reordered(edit, &now);
	for (size_t i = 0; edit->is_reordered && i < edit->after.count; i++)
		if (!store_move_feed(writer, edit->ids[i], edit->after.items[i].folder,
			    STORE_AT_THE_END, error))
			return false;
	return true;
}

static bool apply(struct edit *edit, struct error *error)
{
	return add_and_change(edit, error) && remove_feeds(edit, error) &&
	       put_in_order(edit, error);
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
	if (edit.is_reordered)
		print_line(cli->out, "%s", _("the order is another"));
	return CLI_DONE;
}
