/* Moving: in rows, pages, panes; the same names in every view. */
#include "src/session/folders.h"
#include "src/session/inside.h"
#include "src/session/prompt.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include "src/base/words.h"

static int64_t times(const struct call *call)
{
	return call->count > 0 ? call->count : 1;
}

static size_t moved(size_t from, int64_t by)
{
	return by < 0 && (size_t)-by > from ? 0 : (size_t)((int64_t)from + by);
}

static size_t height_of(const struct session *session, enum view view)
{
	const size_t heights[] = {
		[VIEW_TREE] = session->tree.height,
		[VIEW_LIST] = session->list.height,
		[VIEW_ARTICLE] = session->article.height,
		[VIEW_SHEET] = session->sheet.height,
	};
	return heights[view] > 0 ? heights[view] : 1;
}

static void move_by(struct session *session, int64_t by)
{
	switch (session_view(session)) {
	case VIEW_TREE:
		tree_select(session, moved(session->tree.selected, by));
		break;
	case VIEW_LIST:
		list_go(session, moved(session->list.selected, by));
		break;
	case VIEW_ARTICLE:
		article_scroll(session, by);
		break;
	case VIEW_SHEET:
		sheet_select(session, moved(session->sheet.selected, by));
		break;
	}
}

static void move_to(struct session *session, size_t index)
{
	switch (session_view(session)) {
	case VIEW_TREE:
		tree_select(session, index);
		break;
	case VIEW_LIST:
		list_go(session, index);
		break;
	case VIEW_ARTICLE:
		article_go_to_line(session, index);
		break;
	case VIEW_SHEET:
		sheet_select(session, index);
		break;
	}
}

/* Pages keep one line in common, so that the eye finds its place. */
static int64_t page_of(const struct session *session)
{
	size_t height = height_of(session, session_view(session));
	return height > 1 ? (int64_t)height - 1 : 1;
}

static int64_t half_page_of(const struct session *session)
{
	size_t height = height_of(session, session_view(session));
	return height > 1 ? (int64_t)height / 2 : 1;
}

void run_down(struct session *session, const struct call *call)
{
	move_by(session, times(call));
}

void run_up(struct session *session, const struct call *call)
{
	move_by(session, -times(call));
}

void run_first(struct session *session, const struct call *call)
{
	move_to(session, call->count > 0 ? (size_t)call->count - 1 : 0);
}

void run_last(struct session *session, const struct call *call)
{
	enum { FAR = 1 << 30 };
	move_to(session, call->count > 0 ? (size_t)call->count - 1 : FAR);
}

void run_half_page_down(struct session *session, const struct call *call)
{
	move_by(session, times(call) * half_page_of(session));
}

void run_half_page_up(struct session *session, const struct call *call)
{
	move_by(session, -times(call) * half_page_of(session));
}

/* In a sheet, which is read rather than chosen from, the lines go up as well. */
static void turn(struct session *session, int64_t by)
{
	struct sheet *sheet = &session->sheet;
	if (session_view(session) == VIEW_SHEET)
		sheet->top = moved(sheet->top, by);
	move_by(session, by);
}

void run_page_down(struct session *session, const struct call *call)
{
	turn(session, times(call) * page_of(session));
}

void run_page_up(struct session *session, const struct call *call)
{
	turn(session, -times(call) * page_of(session));
}

/* ---- panes ---- */

static bool is_there(const struct session *session, enum view view)
{
	if (view == VIEW_LIST)
		return session->list.is_open;
	return view == VIEW_TREE || session->article.is_open;
}

static void go_to_pane(struct session *session, int step)
{
	enum { PANES = 3 };
	int view = (int)session->focus;
	do {
		view = (view + step + PANES) % PANES;
	} while (!is_there(session, (enum view)view));
	session->focus = (enum view)view;
	preview_enter(session);
}

void run_next_pane(struct session *session, const struct call *call)
{
	(void)call;
	go_to_pane(session, 1);
}

void run_previous_pane(struct session *session, const struct call *call)
{
	(void)call;
	go_to_pane(session, -1);
}

/* ---- in the tree ---- */

typedef bool tree_step(struct session *session, int step);

static bool go_to_feed(struct session *session, int step)
{
	return tree_go(session, step, tree_is_feed);
}

static bool go_to_folder(struct session *session, int step)
{
	return tree_go(session, step, tree_is_folder);
}

static void go_in_tree(struct session *session, const struct call *call, tree_step *go, int step)
{
	bool found = false;
	for (int64_t i = 0; i < times(call); i++)
		found = go(session, step);
	if (!found) {
		session_say(session, MESSAGE_NEWS, "%s",
			go == go_to_folder ? _("No folder.") : _("No such feed."));
		return;
	}
	if (session->focus == VIEW_TREE)
		return;
	article_close(session);
	session->focus = VIEW_LIST;
	tree_open_selected(session);
}

void run_next_feed(struct session *session, const struct call *call)
{
	go_in_tree(session, call, go_to_feed, 1);
}

void run_previous_feed(struct session *session, const struct call *call)
{
	go_in_tree(session, call, go_to_feed, -1);
}

void run_next_unread_feed(struct session *session, const struct call *call)
{
	go_in_tree(session, call, tree_go_unread, 1);
}

void run_previous_unread_feed(struct session *session, const struct call *call)
{
	go_in_tree(session, call, tree_go_unread, -1);
}

void run_next_folder(struct session *session, const struct call *call)
{
	go_in_tree(session, call, go_to_folder, 1);
}

void run_previous_folder(struct session *session, const struct call *call)
{
	go_in_tree(session, call, go_to_folder, -1);
}

/* By its whole path, else by its name alone; 0 = none. */
static int64_t folder_of_name(
	const struct session *session, struct arena *scratch, struct foreign name)
{
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	struct foreign wanted = foreign_fold(scratch, foreign_trim(name));
	int64_t found = 0;
	for (size_t i = 0; i < all->folders_count; i++) {
		const struct folder_row *folder = &all->folders[i];
		struct foreign path = session_folder_path(session, folder->id, scratch);
		if (foreign_equal(foreign_fold(scratch, path), wanted))
			return folder->id;
		if (found == 0 && foreign_equal(foreign_fold(scratch, folder->name), wanted))
			found = folder->id;
	}
	return found;
}

static bool select_named(
	struct session *session, struct arena *scratch, struct foreign name, struct error *error)
{
	int64_t folder = folder_of_name(session, scratch, name);
	if (folder != 0)
		return tree_select_folder(session, folder);
	struct feed_row feed = {0};
	return store_find_feed(&feed, scratch, session->inside->reader, name, error) &&
	       tree_select_feed(session, feed.id);
}

void run_goto(struct session *session, const struct call *call)
{
	if (call->argument.len == 0) {
		prompt_open(session, PROMPT_COMMAND, SAFE(":"), FOREIGN("goto "));
		return;
	}
	struct arena *scratch = arena_new();
	struct error error = {0};
	if (!select_named(session, scratch, call->argument, &error)) {
		if (error.kind != ERROR_NONE)
			session_say_error(session, &error);
	} else {
		article_close(session);
		session->focus = VIEW_LIST;
		tree_open_selected(session);
	}
	arena_free(scratch);
}
