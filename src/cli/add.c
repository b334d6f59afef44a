/* `steppe add`: subscribes to feeds, pages that name a feed, channels of known sites. */
#include <stdlib.h>

#include "src/base/array.h"
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/cli/run_jobs.h"

/* An address on its way. */
struct asked {
	uint64_t order_id;
	struct foreign address;
	struct event *answer; /* until its turn to be said */
};

struct add {
	struct cli *cli;
	struct jobs *jobs;
	struct asked *asked;
	size_t count, capacity, said;
	int status;
};

static struct foreign option_text(struct cli *cli, const char *name)
{
	const char *value = cli_option(cli, name);
	return value == NULL ? FOREIGN("") : foreign_collapse(cli->arena, cli_foreign(cli, value));
}

static void ask(struct add *add, struct foreign address)
{
	struct order *order = order_new(ORDER_SUBSCRIBE);
	order->is_forced = true;
	order->text = foreign_copy(order->arena, address);
	order->folder = foreign_copy(order->arena, option_text(add->cli, "folder"));
	order->title = foreign_copy(order->arena, option_text(add->cli, "title"));
	struct asked asked = {
		jobs_order(add->jobs, order), foreign_copy(add->cli->arena, address), NULL};
	ARRAY_PUSH(add->asked, add->count, add->capacity) = asked;
}

static void say_others(struct add *add, const struct feed_links *links)
{
	struct cli *cli = add->cli;
	bool takes_all = cli_option(cli, "all") != NULL;
	if (links->count == 0)
		return;
	if (!takes_all)
		print_line(cli->out, _("took the first of %zu feeds on the page; the others are:"),
			links->count + 1);
	for (size_t i = 0; i < links->count; i++) {
		const struct feed_link *link = &links->items[i];
		if (takes_all)
			ask(add, link->url);
		else
			print_line(cli->out, "  %s  %s", foreign_string(cli->arena, link->url),
				foreign_string(cli->arena, link->title));
	}
}

/* As it stands in the list now: a feed that comes back has its articles, and its title. */
static void say_feed(struct cli *cli, const struct event *event)
{
	struct feed_row feed = {.title = event->text, .total = event->new_articles};
	store_feed(&feed, cli->arena, cli_reader(cli), event->feed_id, NULL);
	print_line(cli->out,
		event->is_known ? _("%s (subscribed already, %lld new articles)")
				: _("%s (%lld articles)"),
		foreign_string(cli->arena, cli_feed_name(&feed)),
		(long long)(event->is_known ? event->new_articles : feed.total));
}

static void say_answer(struct add *add, struct foreign address, const struct event *event)
{
	struct cli *cli = add->cli;
	if (event->error.kind != ERROR_NONE) {
		const char *what = foreign_string(cli->arena, url_for_display(cli->arena, address));
		add->status = cli_worse(add->status, cli_fail(cli, what, &event->error));
		if (add->status == CLI_USAGE)
			add->status = CLI_PARTLY;
		return;
	}
	say_feed(cli, event);
	say_others(add, &event->links);
}

/* Answers come as the servers please, and are said as the addresses were given. */
static void take_answer(struct add *add, struct event *event)
{
	for (size_t i = add->said; i < add->count; i++)
		if (add->asked[i].order_id == event->order_id)
			add->asked[i].answer = event;
	while (add->said < add->count && add->asked[add->said].answer) {
		struct asked asked = add->asked[add->said++];
		say_answer(add, asked.address, asked.answer);
		event_free(asked.answer);
		print_flush(add->cli->out);
	}
}

static int add_now(struct cli *cli)
{
	struct add add = {.cli = cli, .jobs = run_jobs_start(cli)};
	if (add.jobs == NULL)
		return CLI_STORE;
	for (size_t i = 0; i < cli->options->arguments_count; i++)
		ask(&add, cli_foreign(cli, cli_argument(cli, i)));
	while (add.said < add.count) {
		struct event *event = run_jobs_event(cli, add.jobs, -1);
		if (event == NULL)
			break;
		if (event->kind == EVENT_SUBSCRIBED || event->kind == EVENT_FAILED)
			take_answer(&add, event);
		else
			event_free(event);
	}
	jobs_stop(add.jobs);
	free(add.asked);
	return add.status;
}

/* ---- without fetching ---- */

static bool add_one_later(struct cli *cli, const char *typed, struct error *error)
{
	struct url url;
	struct foreign feed_url;
	bool existed = false;
	struct foreign text = cli_foreign(cli, typed);
	if (!url_parse_typed(&url, cli->arena, text, error) ||
		!cli_feed_url(&feed_url, cli, url.text, error))
		return false;
	struct new_feed feed = {.url = feed_url,
		.title = option_text(cli, "title"),
		.folder = option_text(cli, "folder"),
		.user = url.user,
		.password = url.password};
	if (store_add_feed(cli->writer, &feed, &existed, error) <= 0)
		return false;
	print_line(cli->out, existed ? _("%s (subscribed already)") : _("%s (not fetched yet)"),
		foreign_string(cli->arena, url_for_display(cli->arena, feed_url)));
	return true;
}

static int add_later(struct cli *cli)
{
	struct error error = {0};
	int status = CLI_DONE;
	if (cli_writer(cli) == NULL)
		return CLI_STORE;
	size_t count = cli->options->arguments_count;
	const char *what = arena_printf(cli->arena,
		ngettext("subscribed to %zu feed", "subscribed to %zu feeds", count), count);
	/* One feed is a change by itself, and is told by its name. */
	if (count > 1 && !store_begin_step(cli->writer, what, &error))
		return cli_fail(cli, NULL, &error);
	for (size_t i = 0; i < count; i++) {
		const char *typed = cli_argument(cli, i);
		error = (struct error){0};
		if (!add_one_later(cli, typed, &error)) {
			cli_fail(cli, typed, &error);
			status = CLI_PARTLY;
		}
	}
	return count == 1 || store_end_step(cli->writer, &error) ? status
								 : cli_fail(cli, NULL, &error);
}

int add_run(struct cli *cli)
{
	return cli_option(cli, "later") != NULL ? add_later(cli) : add_now(cli);
}
