/* `steppe feeds`: folders, feeds, unread counts, last success, error. */
#include <string.h>
#include <time.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/cli/commands.h"
#include "src/jobs/health.h"

enum { COUNT_COLUMNS = 7, TIME_COLUMNS = 16, TITLE_COLUMNS = 36, NARROW_COLUMNS = 60 };

static bool is_failing(const struct feed_row *feed)
{
	return feed->state == FEED_FAILING || feed->state == FEED_GONE;
}

static const char *time_text(char out[32], int64_t at)
{
	if (at == 0)
		return _("never");
	struct tm local;
	time_t seconds = (time_t)at;
	strftime(out, 32, "%Y-%m-%d %H:%M", localtime_r(&seconds, &local));
	return out;
}

/* What is wrong in words, since when, and what can be done. */
static struct foreign trouble(struct cli *cli, const struct feed_row *feed)
{
	char since[32];
	const char *advice = feed_advice_sentence(feed_advice(feed, clock_now()));
	if (feed->error.len == 0 || feed->failing_since == 0)
		return feed->error;
	const char *text = arena_printf(cli->arena, _("%s (since %s)"),
		foreign_string(cli->arena, feed->error), time_text(since, feed->failing_since));
	return foreign_from_string(
		*advice ? arena_printf(cli->arena, "%s. %s", text, advice) : text);
}

/* What could be better of one that does not fail (it sends no validators, it is quiet, it
 * moves) is for eyes: scripts find it in the JSON. */
static struct foreign remark(struct cli *cli, const struct feed_row *feed)
{
	bool is_for_eyes = cli->out->columns > 0 && feed->error.len == 0;
	return foreign_from_string(
		is_for_eyes ? feed_advice_sentence(feed_advice(feed, clock_now())) : "");
}

/* Then the time gives way to the title, and what is wrong goes below. */
static bool is_narrow(const struct print *print)
{
	return print->columns > 0 && print->columns < NARROW_COLUMNS;
}

static void print_below(struct cli *cli, struct print_cell what)
{
	const struct print_cell cells[] = {{.text = FOREIGN(""), .columns = COUNT_COLUMNS}, what};
	if (what.text.len > 0)
		print_row(cli->out, cells, 2);
}

static void print_feed(struct cli *cli, const struct feed_row *feed)
{
	char id[24], unread[24], when[32];
	snprintf(id, sizeof id, "%lld", (long long)feed->id);
	snprintf(unread, sizeof unread, "%lld", (long long)feed->unread);
	bool is_failed = feed->error.len > 0;
	struct print_cell what = {.text = trouble(cli, feed), .style = PRINT_ALARM};
	if (!is_failed)
		what = (struct print_cell){.text = remark(cli, feed), .style = PRINT_FAINT};
	const struct print_cell title = {.text = cli_feed_name(feed)};
	struct print_cell cells[6] = {
		{.text = foreign_from_string(id), .columns = 5, .is_right = true},
		{.text = foreign_from_string(unread),
			.columns = COUNT_COLUMNS,
			.is_right = true,
			.style = feed->unread > 0 ? PRINT_STRONG : PRINT_PLAIN},
		{.text = is_failing(feed) ? FOREIGN("!") : FOREIGN(" "),
			.columns = 1,
			.style = PRINT_ALARM},
		title,
	};
	if (is_narrow(cli->out)) {
		print_row(cli->out, cells, 4);
		print_below(cli, what);
		return;
	}
	cells[3] = cells[2];
	cells[2] = (struct print_cell){
		.text = foreign_from_string(time_text(when, feed->last_success)),
		.columns = TIME_COLUMNS,
		.style = PRINT_FAINT};
	cells[4] = title;
	cells[4].columns = what.text.len > 0 ? TITLE_COLUMNS : 0;
	cells[5] = what;
	print_row(cli->out, cells, what.text.len > 0 ? 6 : 5);
}

/* Feeds at the top have a heading only when they stand below a folder. */
static void print_folder(struct cli *cli, struct foreign path)
{
	print_styled_line(cli->out, PRINT_STRONG, "%s",
		path.len > 0 ? foreign_string(cli->arena, path) : _("(no folder)"));
}

static void print_rows(struct cli *cli, const struct subscriptions *all, bool only_failing)
{
	int64_t folder = 0;
	for (size_t i = 0; i < all->feeds_count; i++) {
		const struct feed_row *feed = &all->feeds[i];
		if (only_failing && !is_failing(feed))
			continue;
		if (feed->folder_id != folder)
			print_folder(cli, store_folder_path(cli->arena, all, feed->folder_id));
		folder = feed->folder_id;
		print_feed(cli, feed);
	}
}

/* ---- JSON ---- */

static const char *state_name(enum feed_state state)
{
	static const char *const names[] = {[FEED_OK] = "ok",
		[FEED_NEVER_FETCHED] = "never-fetched",
		[FEED_FAILING] = "failing",
		[FEED_GONE] = "gone"};
	return names[state];
}

/* The pieces of a text that `mark` parts. */
static struct json *pieces(struct foreign left, char mark)
{
	struct json *array = json_make_array();
	while (left.len > 0) {
		const char *end = memchr(left.utf8, mark, left.len);
		size_t len = end == NULL ? left.len : (size_t)(end - left.utf8);
		json_push_text(array, (struct foreign){left.utf8, len});
		size_t step = len + (end != NULL);
		left = (struct foreign){left.utf8 + step, left.len - step};
	}
	return array;
}

static struct json *feed_part(
	struct cli *cli, const struct subscriptions *all, const struct feed_row *feed)
{
	struct json *own = json_make_object();
	json_put_integer(own, "feed_id", feed->id);
	json_put_text(own, "feed_title", feed->title);
	json_put_text(own, "feed_url", feed->url);
	json_put_text(own, "folder", store_folder_path(cli->arena, all, feed->folder_id));
	json_put(own, "tags", pieces(feed->tags, ' '));
	json_put_integer(own, "unread", feed->unread);
	json_put_integer(own, "total", feed->total);
	json_put_string(own, "state", state_name(feed->state));
	json_put_text_if_any(own, "error", feed->error);
	json_put_time(own, "failing_since", feed->failing_since);
	json_put_integer(own, "failures", feed->failures);
	json_put_time(own, "last_success", feed->last_success);
	json_put_time(own, "last_try", feed->last_try);
	json_put_time(own, "last_new", feed->last_new);
	if (feed->next_due < FEED_NEVER_DUE)
		json_put_time(own, "next_due", feed->next_due);
	json_put_number(own, "posts_a_week", feed->posts_a_week);
	json_put_bool(own, "has_validators", feed->has_validators);
	json_put_text_if_any(own, "moved_to", feed->moved_to);
	json_put_text_if_any(own, "advice",
		foreign_from_string(feed_advice_sentence(feed_advice(feed, clock_now()))));
	json_put(own, "warnings", pieces(feed->warnings, '\n'));
	return own;
}

static void print_json_feed(struct cli *cli, const struct subscriptions *all, bool only_failing)
{
	struct json *document = json_make_object();
	struct json *items = json_make_array();
	json_put_string(document, "version", "https://jsonfeed.org/version/1.1");
	json_put_string(document, "title", "Steppe: feeds");
	for (size_t i = 0; i < all->feeds_count; i++) {
		const struct feed_row *feed = &all->feeds[i];
		if (only_failing && !is_failing(feed))
			continue;
		struct json *item = json_make_object();
		json_put_text(item, "id", feed->url);
		json_put_text_if_any(item, "url", feed->home_page_url);
		json_put_text(item, "title", cli_feed_name(feed));
		json_put_text(item, "content_text", feed->error);
		json_put(item, "_steppe", feed_part(cli, all, feed));
		json_push(items, item);
	}
	json_put(document, "items", items);
	print_json(cli->out, document);
	json_release(document);
}

int feeds_run(struct cli *cli)
{
	struct store_reader *reader = cli_reader(cli);
	struct subscriptions all;
	struct error error = {0};
	if (reader == NULL)
		return CLI_STORE;
	if (!store_subscriptions(&all, cli->arena, reader, &error))
		return cli_fail(cli, NULL, &error);
	bool only_failing = cli_option(cli, "failing") != NULL;
	if (cli_option(cli, "json") != NULL)
		print_json_feed(cli, &all, only_failing);
	else
		print_rows(cli, &all, only_failing);
	return CLI_DONE;
}
