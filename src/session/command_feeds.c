/* Subscribing, updating, unsubscribing. */
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"

#include "src/base/url.h"
#include "src/base/words.h"
#include "src/jobs/jobs.h"
#include "src/session/changes.h"
#include "src/session/folders.h"
#include "src/session/prefetch.h"
#include "src/session/present.h"

/* ---- update ---- */

void session_update(struct session *session, const int64_t *ids, size_t count, bool is_forced)
{
	struct session_inside *inside = session->inside;
	struct id_set fresh = {0}; /* the others are asked already */
	for (size_t i = 0; i < count; i++)
		if (!id_set_has(&inside->tree.updating, ids[i]))
			id_set_add(&fresh, ids[i]);
	if (fresh.count > 0) {
		id_set_add_all(&inside->tree.updating, fresh.items, fresh.count);
		update_is_asked(session, fresh.count);
		jobs_update(inside->jobs, fresh.items, fresh.count, is_forced);
		tree_build(session);
	}
	id_set_done(&fresh);
}

static void update_feeds(struct session *session, const int64_t *ids, size_t count)
{
	if (session->inside->jobs == NULL) {
		session_say(session, MESSAGE_ERROR, "%s", _("There is no network here."));
		return;
	}
	struct error error = {0};
	if (!due_hold(session, &error)) {
		session_say_error(session, &error);
		return;
	}
	session_clear_message(session);
	session->inside->update.report.is_quiet = false;
	session_update(session, ids, count, true);
}

static void collect_all(const struct session *session, struct id_set *out)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	for (size_t i = 0; i < all->feeds_count; i++)
		if (!foreign_starts_with(all->feeds[i].url, FOREIGN("steppe:")))
			id_set_add(out, all->feeds[i].id);
}

static void update_set(struct session *session, struct id_set *feeds)
{
	if (feeds->count > 0)
		update_feeds(session, feeds->items, feeds->count);
	else
		session_say(session, MESSAGE_NEWS, "%s", _("There is no feed to fetch."));
	id_set_done(feeds);
}

void run_update_all(struct session *session, const struct call *call)
{
	(void)call;
	struct id_set feeds = {0};
	collect_all(session, &feeds);
	update_set(session, &feeds);
}

static bool find_named(struct session *session, struct foreign name, struct id_set *feeds)
{
	struct arena *scratch = arena_new();
	struct feed_row feed = {0};
	struct error error = {0};
	bool found = store_find_feed(&feed, scratch, session->inside->reader, name, &error);
	if (found)
		id_set_add(feeds, feed.id);
	else
		session_say_error(session, &error);
	arena_free(scratch);
	return found;
}

void run_update(struct session *session, const struct call *call)
{
	struct id_set feeds = {0};
	const struct tree_row *row = tree_selected(session);
	const struct feed_row *feed = session_feed(session);
	if (call->argument.len > 0) {
		if (!find_named(session, call->argument, &feeds))
			return;
	} else if (session->focus == VIEW_TREE && row != NULL && row->kind == TREE_FOLDER) {
		session_feeds_of_folder(session, row->id, &feeds);
	} else if (feed != NULL) {
		id_set_add(&feeds, feed->id);
	} else {
		collect_all(session, &feeds);
	}
	update_set(session, &feeds);
}

void run_stop_update(struct session *session, const struct call *call)
{
	(void)call;
	if (session->inside->jobs == NULL ||
		(!session->progress.is_running && session->progress.text.len == 0))
		return;
	prefetch_stop(session);
	due_stop(session);
	jobs_cancel(session->inside->jobs, 0);
	report_stopped(session);
}

/* ---- subscribing ---- */

void session_subscribe(struct session *session, struct foreign address, struct foreign folder)
{
	struct order *order = order_new(ORDER_SUBSCRIBE);
	order->text = foreign_copy(order->arena, address);
	order->folder = foreign_copy(order->arena, folder);
	order->is_forced = true;
	session_order(session, order);
	session->inside->tree.goes_to_new = true;
	session_say(
		session, MESSAGE_NEWS, _("Subscribing to %.*s …"), (int)address.len, address.utf8);
}

/* New feeds go where the cursor stands. */
static struct foreign folder_here(const struct session *session, struct arena *arena)
{
	const struct tree_row *row = tree_selected(session);
	const struct feed_row *feed = session_feed(session);
	int64_t id = feed != NULL ? feed->folder_id : 0;
	if (row != NULL && row->kind == TREE_FOLDER)
		id = row->id;
	return session_folder_path(session, id, arena);
}

static void ask_address(struct session *session, struct foreign address)
{
	prompt_open(session, PROMPT_ADD,
		present_string(session->inside->prompt.arena, _("Address: ")), address);
}

void session_paste(struct session *session, struct foreign text)
{
	struct arena *scratch = arena_new();
	struct url url;
	struct foreign address =
		foreign_trim(foreign_from_bytes(scratch, (struct bytes){text.utf8, text.len}));
	if (session_view(session) != VIEW_SHEET && url_parse(&url, scratch, address, NULL))
		ask_address(session, address);
	arena_free(scratch);
}

void run_add(struct session *session, const struct call *call)
{
	if (call->argument.len == 0) {
		ask_address(session, FOREIGN(""));
		return;
	}
	struct arena *scratch = arena_new();
	session_subscribe(session, call->argument, folder_here(session, scratch));
	arena_free(scratch);
}

void run_save_page(struct session *session, const struct call *call)
{
	if (call->argument.len == 0) {
		prompt_open(session, PROMPT_COMMAND, SAFE(":"), FOREIGN("save-page "));
		return;
	}
	struct order *order = order_new(ORDER_SAVE_PAGE);
	order->text = foreign_copy(order->arena, call->argument);
	session_order(session, order);
	session_say(session, MESSAGE_NEWS, "%s", _("Fetching the page …"));
}

static void unsubscribe_now(struct session *session)
{
	struct change *change = change_new(write_remove_feeds);
	change->id = session->inside->question.feed;
	change_give(session, change);
	session_say(session, MESSAGE_NEWS, _("Unsubscribed; bookmarks stay, %s takes it back."),
		session_key(session, "undo").text);
}

void run_unsubscribe(struct session *session, const struct call *call)
{
	(void)call;
	const struct feed_row *feed = session_feed(session);
	const struct folder_row *folder = session_folder(session);
	const struct tree_row *row = tree_selected(session);
	if (session->focus == VIEW_TREE && row != NULL && row->kind == TREE_SMART) {
		smart_ask_forget(session, (size_t)row->id - 1);
		return;
	}
	if (folder != NULL) {
		session_ask_remove_folder(session, folder);
		return;
	}
	if (feed == NULL) {
		session_say(session, MESSAGE_NEWS, "%s", _("No feed is selected."));
		return;
	}
	session->inside->question.feed = feed->id;
	session_ask(session, unsubscribe_now, _("Unsubscribe from %.*s?"), (int)feed->title.len,
		feed->title.utf8);
}
