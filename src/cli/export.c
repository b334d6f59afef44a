/* `steppe export`: subscriptions as OPML or as text, bookmarks, a copy of the store. */
#include "src/cli/commands.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "feeds/opml.h"
#include "src/base/buffer.h"
#include "src/base/words.h"
#include "src/cli/bookmarks.h"
#include "src/cli/feed_lines.h"
#include "src/cli/stop.h"
#include "src/store/upkeep.h"

/* Our tags are parted by blanks, the categories of OPML by commas. */
static struct foreign with_commas(struct arena *arena, struct foreign tags)
{
	char *out = arena_copy(arena, tags.utf8, tags.len);
	for (size_t i = 0; i < tags.len; i++)
		out[i] = tags.utf8[i] == ' ' ? ',' : tags.utf8[i];
	return (struct foreign){out, tags.len};
}

static int export_opml(struct cli *cli)
{
	struct subscriptions all;
	struct error error = {0};
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	if (!store_subscriptions(&all, cli->arena, cli_reader(cli), &error))
		return cli_fail(cli, NULL, &error);
	struct opml_feed *feeds = arena_array(cli->arena, all.feeds_count + 1, sizeof *feeds);
	size_t count = 0;
	for (size_t i = 0; i < all.feeds_count; i++) {
		const struct feed_row *feed = &all.feeds[i];
		if (cli_is_local(feed))
			continue;
		feeds[count++] = (struct opml_feed){
			.url = feed->url,
			.title = feed->title,
			.home_page_url = feed->home_page_url,
			.description = feed->description,
			.categories = with_commas(cli->arena, feed->tags),
			.folder = store_folder_path(cli->arena, &all, feed->folder_id),
		};
	}
	struct buffer text = {0};
	opml_write(&text, FOREIGN("Steppe"), feeds, count);
	print_text(cli->out, (struct foreign){text.data, text.len});
	buffer_done(&text);
	return CLI_DONE;
}

static int export_feeds(struct cli *cli)
{
	struct subscriptions all;
	struct error error = {0};
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	if (!store_subscriptions(&all, cli->arena, cli_reader(cli), &error))
		return cli_fail(cli, NULL, &error);
	struct buffer text = {0};
	feed_lines_write(&text, cli->arena, &all);
	print_text(cli->out, (struct foreign){text.data, text.len});
	buffer_done(&text);
	return CLI_DONE;
}

static bool is_stopped(void *stop)
{
	return stop_is_wanted(stop);
}

static int export_store(struct cli *cli)
{
	struct error error = {0};
	const char *path = cli_argument(cli, 1);
	if (path == NULL || path[0] == '\0') {
		print_problem(cli->err, "store", _("usage: steppe export store FILE"));
		return CLI_USAGE;
	}
	struct stat there;
	if (lstat(path, &there) == 0) {
		print_problem(cli->err, path, _("a file of this name is there already"));
		return CLI_PARTLY;
	}
	if (cli_reader(cli) == NULL)
		return CLI_STORE;
	struct stop stop;
	stop_watch(&stop);
	bool is_copied = store_copy(cli_reader(cli), path, is_stopped, &stop, &error);
	stop_done(&stop);
	if (!is_copied)
		return cli_fail(cli, path, &error);
	print_line(cli->out, _("%s: a copy of the store"), path);
	return CLI_DONE;
}

int export_run(struct cli *cli)
{
	static const struct {
		const char *what;
		int (*run)(struct cli *cli);
		size_t arguments_max;
	} kinds[] = {{"opml", export_opml, 1}, {"feeds", export_feeds, 1},
		{"bookmarks", bookmarks_export, SIZE_MAX}, {"store", export_store, 2}};
	const char *what = cli_argument(cli, 0);
	size_t kind = 0, count = sizeof kinds / sizeof *kinds;
	while (kind < count && strcmp(kinds[kind].what, what) != 0)
		kind++;
	if (kind == count) {
		print_problem(
			cli->err, what, _("opml, feeds, bookmarks and store can be exported"));
		return CLI_USAGE;
	}
	if (cli->options->arguments_count <= kinds[kind].arguments_max)
		return kinds[kind].run(cli);
	print_problem(cli->err, cli_argument(cli, kinds[kind].arguments_max),
		_("this is too much; see steppe export --help"));
	return CLI_USAGE;
}
