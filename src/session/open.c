/* Opening and closing a session, and what ui tells it. */
#include "src/session/session.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/session/inside.h"
#include "src/session/layouts.h"
#include "src/session/page_cache.h"
#include "src/session/pipe.h"
#include "src/session/prefetch.h"
#include "src/session/program.h"
#include "src/session/prompt.h"
#include "src/session/scroll.h"
#include "src/session/search_ahead.h"
#include "src/session/sheet.h"

enum { POLL_MS = 800, AGES_SECONDS = 30 };

static const char *kept_string(struct session_inside *inside, const char *string)
{
	return string != NULL ? arena_copy(inside->setup_arena, string, strlen(string)) : NULL;
}

static struct session_inside *inside_new(const struct session_setup *setup)
{
	struct session_inside *inside = memory_calloc(1, sizeof *inside);
	inside->jobs = setup->jobs;
	inside->writer = setup->writer;
	inside->host = setup->host;
	if (setup->wishes != NULL)
		inside->wishes = *setup->wishes;
	struct arena **arenas[] = {&inside->setup_arena, &inside->tree.arena,
		&inside->tree.rows_arena, &inside->tree.about_arena, &inside->listing.source_arena,
		&inside->listing.ids_arena, &inside->listing.window_arena,
		&inside->listing.filter_arena, &inside->article.arena, &inside->sheet.arena,
		&inside->sheet.rows_arena, &inside->prompt.arena, &inside->prompt.candidates_arena,
		&inside->message_arena, &inside->update.progress_arena, &inside->update.slow_arena};
	for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
		*arenas[i] = arena_new();
	inside->guide = setup->guide;
	inside->starter = setup->starter;
	inside->own_command = setup->own_command;
	inside->downloads = kept_string(inside, setup->downloads);
	inside->store_path = kept_string(inside, setup->store_path);
	inside->update.due.is_on = setup->updates_what_is_due;
	return inside;
}

static void free_lists(struct session_inside *inside)
{
	for (size_t i = 0; i < inside->marks.pending_count; i++)
		id_set_done(&inside->marks.pending[i].ids);
	for (size_t i = 0; i < inside->at_once.count; i++)
		event_free(inside->at_once.events[i]);
	for (size_t i = 0; i < inside->smart.count; i++) {
		free(inside->smart.folders[i].name);
		free(inside->smart.folders[i].query);
	}
	struct id_set *sets[] = {&inside->tree.updating, &inside->listing.kept, &inside->picks.ids,
		&inside->prompt.ids, &inside->question.ids, &inside->staleness.quiet_orders,
		&inside->programs, &inside->prefetch.feeds, &inside->prefetch.pages,
		&inside->prefetch.orders};
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		id_set_done(sets[i]);
	history_free(&inside->history);
	report_done(&inside->update.report);
	free(inside->marks.pending);
	free(inside->at_once.events);
	free(inside->smart.folders);
	free(inside->sheet.entries);
	free(inside->prompt.typed);
	free(inside->prompt.tags);
	free(inside->smart.lines);
	free(inside->sheet.filter);
}

void session_free(struct session *session)
{
	if (session == NULL)
		return;
	struct session_inside *inside = session->inside;
	if (session->article.is_open)
		article_close(session);
	waiting_forget(session);
	pipe_done(session);
	due_done(session);
	search_ahead_stop(session);
	store_reader_close(inside->reader);
	page_cache_free(inside);
	free_lists(inside);
	struct arena *arenas[] = {inside->tree.arena, inside->tree.rows_arena,
		inside->tree.about_arena, inside->listing.source_arena, inside->listing.ids_arena,
		inside->listing.window_arena, inside->listing.filter_arena, inside->article.arena,
		inside->sheet.arena, inside->sheet.rows_arena, inside->prompt.arena,
		inside->prompt.candidates_arena, inside->message_arena,
		inside->update.progress_arena, inside->update.slow_arena, inside->setup_arena};
	for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
		arena_free(arenas[i]);
	free(inside);
	free(session);
}

static void load_smarts(struct session *session, const struct session_setup *setup)
{
	for (size_t i = 0; i < setup->smart_folders_count; i++)
		smart_add(session, setup->smart_folders[i].name, setup->smart_folders[i].query,
			false);
}

/* What the tree selects when the reader opens is also what the list shows. */
static void open_first_list(struct session *session)
{
	enum { UNREAD_ROW = 1 };
	tree_select(session, UNREAD_ROW);
	tree_open_selected(session);
}

struct session *session_new(const struct session_setup *setup, struct error *error)
{
	struct session *session = memory_calloc(1, sizeof *session);
	session->inside = inside_new(setup);
	session->options = setup->options;
	session->article.link = -1;
	session_set_heights(session,
		(struct session_heights){.tree = 20, .list = 10, .article = 10, .sheet = 20});
	session->inside->reader = store_reader_open(setup->store_path, error);
	if (session->inside->reader == NULL) {
		session_free(session);
		return NULL;
	}
	layouts_load(session);
	tree_order_load(session);
	load_smarts(session, setup);
	history_load(session);
	if (!tree_load(session, error)) {
		session_free(session);
		return NULL;
	}
	session->inside->staleness.data_version = store_data_version(session->inside->reader);
	first_start(session);
	due_start(session);
	open_first_list(session);
	if (setup->notice != NULL && setup->notice[0] != '\0')
		session_say(session, MESSAGE_ERROR, "%s", setup->notice);
	return session;
}

enum view session_view(const struct session *session)
{
	return session->sheet.kind != SHEET_NONE ? VIEW_SHEET : session->focus;
}

int session_panes(const struct session *session, int columns)
{
	enum { ANY_TWO = 40, GOOD_TWO = 70, GOOD_THREE = 110 };
	if (session->options.accessible || (session->is_zen && session->article.is_open))
		return 1;
	if (session->panes > 0)
		return columns >= ANY_TWO ? session->panes : 1;
	return columns >= GOOD_THREE ? 3 : columns >= GOOD_TWO ? 2 : 1;
}

void session_set_heights(struct session *session, struct session_heights heights)
{
	size_t *const kept[] = {&session->tree.height, &session->list.height,
		&session->article.height, &session->sheet.height};
	const size_t told[] = {heights.tree, heights.list, heights.article, heights.sheet};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		*kept[i] = told[i] > 0 ? told[i] : *kept[i];
	session->inside->heights = heights;
	if (session->inside->reader == NULL)
		return;
	tree_select(session, session->tree.selected);
	if (session->list.is_open)
		list_select(session, session->list.selected);
	if (session->sheet.kind != SHEET_NONE)
		sheet_select(session, session->sheet.selected);
}

void session_click(struct session *session, enum view view, size_t index)
{
	if (view == VIEW_SHEET) {
		sheet_select(session, index);
		return;
	}
	session->inside->tree.goes_to_new = false;
	session->focus = view;
	if (view == VIEW_TREE)
		tree_select(session, index);
	else if (view == VIEW_LIST)
		list_go(session, index);
	preview_enter(session);
	const struct page *page = session->article.page;
	if (view == VIEW_ARTICLE && page != NULL && index < page->links_count)
		session->article.link = (int32_t)index;
}

void session_scroll(struct session *session, enum view view, int lines)
{
	enum view focus = session->focus;
	if (view != VIEW_SHEET)
		session->focus = view;
	session_run(session, lines > 0 ? "down" : "up", lines > 0 ? lines : -lines);
	session->focus = focus;
}

static bool escape_mode(struct session *session)
{
	if (session->mode == MODE_PROMPT)
		session_prompt_cancel(session);
	else if (session->mode == MODE_QUESTION)
		session_answer(session, false);
	else if (session->mode == MODE_HINTS)
		session->mode = MODE_KEYS;
	else
		return false;
	return true;
}

static bool escape_list(struct session *session)
{
	if (session->list.is_range || list_picked_count(session) > 0) {
		list_forget_picks(session);
		list_show(session);
	} else if (session->inside->listing.narrow != NULL) {
		list_set_narrow(session, NULL);
	} else if (session->inside->listing.filter != NULL) {
		list_set_filter(session, NULL);
	} else if (!tree_lists_selected(session)) {
		session_run(session, "back", 0); /* from a search, from a tag */
	} else {
		return false;
	}
	return true;
}

void session_escape(struct session *session)
{
	waiting_forget(session);
	if (escape_mode(session))
		return;
	if (session->sheet.kind != SHEET_NONE && session->sheet.filter.len > 0) {
		sheet_set_filter(session, FOREIGN(""));
		return;
	}
	if (session->sheet.kind != SHEET_NONE) {
		sheet_close(session);
		return;
	}
	if (session->focus == VIEW_ARTICLE && session->article.search.len > 0) {
		article_set_search(session, FOREIGN(""));
		return;
	}
	if (session->focus == VIEW_LIST && escape_list(session))
		return;
	if (pipe_stop(session))
		return;
	if (session->progress.text.len > 0)
		session_run(session, "stop-update", 0);
	session_clear_message(session);
}

void session_refresh(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (inside->marks.pending_count > 0) {
		inside->staleness.is_stale = true;
		return;
	}
	inside->staleness.is_stale = false;
	inside->staleness.has_stale_rows = false;
	struct error error = {0};
	if (!tree_load(session, &error)) {
		session_say_error(session, &error);
		return;
	}
	edit_sheet_refresh(session);
	list_reload(session, LIST_REFRESH);
	article_reload(session);
}

/* Ages grow while nothing else happens. */
static void show_ages(struct session *session)
{
	int64_t now = clock_now();
	if (now - session->inside->staleness.ages_written_at < AGES_SECONDS)
		return;
	session->inside->staleness.ages_written_at = now;
	list_show(session);
}

/* What is on the screen is the old store's: said again and again, for nothing that is done
 * will stay. */
static void tell_replaced(struct session *session)
{
	struct error error = {0};
	if (!store_is_in_place(session->inside->reader, &error))
		session_say_error(session, &error);
}

void session_tick(struct session *session)
{
	struct session_inside *inside = session->inside;
	int64_t now_ms = clock_monotonic_ms();
	show_ages(session);
	prefetch_tick(session);
	smart_count_tick(session);
	due_tick(session);
	tree_follow_tick(session);
	preview_tick(session);
	pipe_tick(session);
	if (now_ms - inside->staleness.checked_ms < POLL_MS)
		return;
	inside->staleness.checked_ms = now_ms;
	programs_bury(&inside->programs);
	tell_replaced(session);
	int64_t version = store_data_version(inside->reader);
	if (version == inside->staleness.data_version && !inside->staleness.is_stale)
		return;
	inside->staleness.data_version = version;
	session_refresh(session);
}

int session_timeout_ms(const struct session *session)
{
	int most = pipe_wait_ms(session, POLL_MS);
	return preview_wait_ms(session, tree_follow_wait_ms(session, most));
}
