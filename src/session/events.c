/* What an event changes in the session.  The store is the truth: after the
 * events that wait were looked at, what is in sight is read again, once. */
#include "src/session/inside.h"
#include "src/session/sheet.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/prefetch.h"
#include "src/session/present.h"
#include "src/session/search_ahead.h"

enum { REFRESH_MS = 250, REFRESH_SHARE = 20 };

static struct safe progress_result(struct session *session, struct arena *arena)
{
	const struct progress *progress = &session->inside->update.progress;
	struct safe slow = session->inside->update.slow;
	if (slow.len == 0)
		return present_printf(
			arena, _("%u new, %u failed"), progress->new_articles, progress->failed);
	return present_printf(arena, _("%u new, %u failed, waiting for %.*s"),
		progress->new_articles, progress->failed, (int)slow.len, slow.utf8);
}

static void show_progress(struct session *session)
{
	const struct progress *progress = &session->inside->update.progress;
	struct arena *arena = session->inside->update.progress_arena;
	arena_reset(arena);
	session->progress = (struct session_progress){
		.is_running = true,
		.asked = progress->asked,
		.done = progress->done,
		.failed = progress->failed,
		.new_articles = progress->new_articles,
		.text = present_printf(arena, _("Updating %u/%u"), progress->done, progress->asked),
		.result = progress_result(session, arena),
	};
}

void update_is_asked(struct session *session, size_t count)
{
	session->inside->update.progress.asked += (uint32_t)count;
	show_progress(session);
}

static void on_progress(struct session *session, struct event *event)
{
	session->inside->update.progress = event->progress;
	show_progress(session);
}

static void on_feed_updated(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	id_set_remove(&inside->tree.updating, event->feed_id);
	inside->staleness.is_stale = true;
	report_news(session, event->feed_id, event->new_articles);
}

static void on_feed_failed(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	id_set_remove(&inside->tree.updating, event->feed_id);
	inside->staleness.is_stale = true;
	report_failure(session, event->feed_id, &event->error);
}

static void on_update_done(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	session->progress = (struct session_progress){0};
	inside->update.progress = (struct progress){0};
	inside->update.slow = SAFE("");
	id_set_clear(&inside->tree.updating);
	inside->staleness.is_stale = true;
	report_say(session, event->progress.asked);
	report_begin(session, false);
	due_done(session);
	prefetch_start(session);
}

/* "https://example.org/: there is no feed there"; some sentences begin with it themselves. */
static void say_failed_address(struct session *session, const struct event *event)
{
	bool is_named =
		foreign_starts_with(foreign_from_string(event->error.sentence), event->text);
	if (is_named)
		session_say_error(session, &event->error);
	else
		session_say(session, MESSAGE_ERROR, "%.*s: %s", (int)event->text.len,
			event->text.utf8, event->error.sentence);
}

/* Who went on to something else meanwhile stays there. */
static void go_to_new_feed(struct session *session, const struct event *event)
{
	struct tree_inside *tree = &session->inside->tree;
	if (!tree->goes_to_new)
		return;
	tree->select_feed = event->feed_id;
	offer_open(session, &event->links, event->feed_id);
}

static void on_subscribed(struct session *session, struct event *event)
{
	session->inside->staleness.is_stale = true;
	if (event->error.kind != ERROR_NONE) {
		say_failed_address(session, event);
		return;
	}
	struct arena *scratch = arena_new();
	const char *title = foreign_string(scratch, event->text);
	if (event->is_known)
		session_say(session, MESSAGE_NEWS, _("%s (subscribed already, %lld new articles)"),
			title, (long long)event->new_articles);
	else if (event->links.count > 1)
		session_say(session, MESSAGE_NEWS,
			_("Subscribed to %s; the page names %zu more feeds."), title,
			event->links.count - 1);
	else
		session_say(session, MESSAGE_NEWS,
			ngettext("Subscribed to %s (%lld article).",
				"Subscribed to %s (%lld articles).",
				(unsigned long)event->new_articles),
			title, (long long)event->new_articles);
	go_to_new_feed(session, event);
	arena_free(scratch);
}

static void on_fulltext(struct session *session, struct event *event)
{
	session->inside->staleness.is_stale = true;
	prefetch_take(session, event);
	const struct session_inside *inside = session->inside;
	bool is_asked = event->order_id == inside->article.fulltext_order;
	/* What a bookmark fetches by itself may fail in silence: the feed's text is kept. */
	if (event->error.kind != ERROR_NONE) {
		if (is_asked)
			session_say(session, MESSAGE_ERROR, _("The page was not fetched: %s"),
				event->error.sentence);
		return;
	}
	article_forget(session, event->article_id);
	if (!is_asked)
		return;
	bool is_less =
		session->article.id == event->article_id && !inside->article.stored.shows_fulltext;
	if (is_less)
		session_say(session, MESSAGE_NEWS,
			_("The page has less than the feed sent; %s shows it."),
			session_key_in(session, VIEW_ARTICLE, "full-text").text);
	else
		session_say(session, MESSAGE_NEWS, "%s", _("The whole article is kept."));
}

static void on_page_saved(struct session *session, struct event *event)
{
	session->inside->staleness.is_stale = true;
	if (event->error.kind != ERROR_NONE)
		say_failed_address(session, event);
	else
		session_say(session, MESSAGE_NEWS, "%s", _("Kept in Saved pages."));
}

static void on_document(struct session *session, struct event *event)
{
	article_take_document(session, event);
}

/* Our own marks are on the screen already: the lists need not be read again,
 * whatever their length, only the rows in sight and the counts. */
static void on_changed(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	bool is_quiet = id_set_has(&inside->staleness.quiet_orders, (int64_t)event->order_id);
	bool is_written = event->error.kind == ERROR_NONE;
	bool leaves_lists = session_forget_pending(session, event->order_id, is_written);
	id_set_remove(&inside->staleness.quiet_orders, (int64_t)event->order_id);
	if (event->order_id == inside->smart.write_order)
		inside->smart.write_order = 0;
	if (is_written && is_quiet)
		inside->staleness.data_version = store_data_version(inside->reader);
	else if (is_written && leaves_lists)
		inside->staleness.has_stale_rows = true;
	else
		inside->staleness.is_stale = true;
	if (!is_written)
		session_say_error(session, &event->error);
	else if (event->undone != NULL)
		undone_take(session, event);
	else
		session_tell_mark(session, event);
}

static void on_read(struct session *session, struct event *event)
{
	if (!smart_count_take(session, event) && !search_ahead_take(session, event))
		list_take_answer(session, event);
}

static void on_rule_found(struct session *session, struct event *event)
{
	report_notice(session, event->text);
}

static void on_store_waits(struct session *session, struct event *event)
{
	(void)event;
	session_say(session, MESSAGE_NEWS, "%s",
		_("Another program is writing to the store: changes wait for it."));
}

static void on_failed(struct session *session, struct event *event)
{
	session_forget_pending(session, event->order_id, false);
	session->inside->staleness.is_stale = true;
	if (event->error.kind != ERROR_CANCELLED)
		session_say_error(session, &event->error);
}

/* The status line has no room for it. */
static void on_slow(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	arena_reset(inside->update.slow_arena);
	inside->update.slow = safe_copy(
		inside->update.slow_arena, present_line(inside->update.slow_arena, event->text));
	if (session->progress.is_running)
		show_progress(session);
}

static void (*const reactions[])(struct session *session, struct event *event) = {
	[EVENT_PROGRESS] = on_progress,
	[EVENT_FEED_UPDATED] = on_feed_updated,
	[EVENT_FEED_FAILED] = on_feed_failed,
	[EVENT_UPDATE_DONE] = on_update_done,
	[EVENT_SUBSCRIBED] = on_subscribed,
	[EVENT_FULLTEXT] = on_fulltext,
	[EVENT_PAGE_SAVED] = on_page_saved,
	[EVENT_DOCUMENT] = on_document,
	[EVENT_CHANGED] = on_changed,
	[EVENT_READ] = on_read,
	[EVENT_RULE_FOUND] = on_rule_found,
	[EVENT_FAILED] = on_failed,
	[EVENT_STORE_WAITS] = on_store_waits,
	[EVENT_SLOW] = on_slow,
};

/* While an update runs its events come by the hundred: the lists follow a few
 * times a second, the last of them always.  A list that takes long to read is
 * read less often, so that keys keep nineteen twentieths of the time. */
static void refresh_soon(struct session *session)
{
	struct session_inside *inside = session->inside;
	int64_t now_ms = clock_monotonic_ms();
	if (session->progress.is_running &&
		now_ms - inside->staleness.refreshed_ms < inside->staleness.wait_ms)
		return;
	inside->staleness.refreshed_ms = now_ms;
	inside->staleness.data_version = store_data_version(inside->reader);
	session_refresh(session);
	int64_t took_ms = clock_monotonic_ms() - now_ms;
	inside->staleness.wait_ms =
		took_ms * REFRESH_SHARE > REFRESH_MS ? took_ms * REFRESH_SHARE : REFRESH_MS;
	if (!inside->staleness.is_stale)
		undone_go_in_tree(session);
	if (inside->tree.select_feed != 0 && !inside->staleness.is_stale) {
		session->focus = VIEW_TREE;
		tree_select_feed(session, inside->tree.select_feed);
		tree_open_selected(session);
		inside->tree.select_feed = 0;
	}
}

/* Its text stays, but a mark that is written is in its flags from now on: the next toggle
 * asks them. */
static void refresh_flags_of_article(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct arena *scratch = arena_new();
	struct article_rows read = {0};
	bool is_there =
		session->article.is_open &&
		store_rows_by_id(&read, scratch, inside->reader, &session->article.id, 1, NULL) &&
		read.count == 1;
	if (is_there && inside->article.stored.row.id == session->article.id)
		inside->article.stored.row.flags = read.items[0].flags;
	arena_free(scratch);
}

static void refresh_rows(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct error error = {0};
	if (inside->marks.pending_count > 0)
		return;
	inside->staleness.has_stale_rows = false;
	inside->staleness.data_version = store_data_version(inside->reader);
	if (!tree_load(session, &error))
		session_say_error(session, &error);
	refresh_flags_of_article(session);
	list_show(session);
}

void session_take_events(struct session *session)
{
	struct event *event;
	while ((event = session_next_event(session)) != NULL) {
		reactions[event->kind](session, event);
		event_free(event);
	}
	if (session->inside->staleness.is_stale)
		refresh_soon(session);
	else if (session->inside->staleness.has_stale_rows)
		refresh_rows(session);
}
