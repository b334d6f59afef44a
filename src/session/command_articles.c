/* Read, delete: what is done to articles. */
#include "src/session/inside.h"
#include "src/session/run.h"

#include "src/base/words.h"
#include "src/session/present.h"

/* ---- read ---- */

static void toggle_read(struct session *session, const struct id_set *targets)
{
	bool was_read = (targets_flags(session, targets) & ARTICLE_READ) != 0;
	enum mark mark = was_read ? MARK_UNREAD : MARK_READ;
	if (targets->count > 1)
		session_mark_and_tell(session, mark, targets->items, targets->count);
	else
		session_mark(session, mark, targets->items, targets->count);
}

static void read_list(struct session *session)
{
	session_mark_and_tell(session, MARK_READ, session->inside->listing.ids,
		session->inside->listing.ids_count);
}

static void unread_list(struct session *session)
{
	session_mark_and_tell(session, MARK_UNREAD, session->inside->listing.ids,
		session->inside->listing.ids_count);
}

static void mark_place(struct session *session, enum mark mark)
{
	const struct tree_row *row = tree_selected(session);
	if (row == NULL)
		return;
	if (row->kind == TREE_FEED) {
		session_mark_feed(session, mark, row->id);
	} else {
		tree_open_selected(session);
		list_then_whole(session, mark == MARK_READ ? read_list : unread_list);
	}
}

/* A feed or folder without anything unread turns the other way; what is no place
 * of its own (Today, a smart folder) does not. */
static void toggle_place(struct session *session)
{
	const struct tree_row *row = tree_selected(session);
	bool has_own = row != NULL && (row->kind == TREE_FEED || row->kind == TREE_FOLDER);
	mark_place(session, has_own && row->count == 0 ? MARK_UNREAD : MARK_READ);
}

void run_toggle_read(struct session *session, const struct call *call)
{
	(void)call;
	if (session->focus == VIEW_TREE)
		toggle_place(session);
	else
		targets_do(session, toggle_read);
}

/* Pressed again and again it goes through the list, as newsboat and mutt do. */
void run_toggle_read_down(struct session *session, const struct call *call)
{
	bool has_picks = list_picked_count(session) > 0;
	run_toggle_read(session, call);
	if (!has_picks)
		list_go(session, session->list.selected + 1);
}

void run_read_all(struct session *session, const struct call *call)
{
	(void)call;
	if (session->focus == VIEW_TREE)
		mark_place(session, MARK_READ);
	else
		read_list(session);
}

void run_read_above(struct session *session, const struct call *call)
{
	(void)call;
	session_mark_and_tell(
		session, MARK_READ, session->inside->listing.ids, session->list.selected);
}

static void read_everything(struct session *session)
{
	session_mark_feed(session, MARK_READ, 0);
}

void run_read_everything(struct session *session, const struct call *call)
{
	(void)call;
	session_ask(session, read_everything, _("Mark all %lld unread as read?"),
		(long long)session->inside->tree.subscriptions.unread_total);
}

/* ---- delete ---- */

/* Who pressed the key once too often sees what went. */
static void delete_one(struct session *session, const struct id_set *targets)
{
	const struct article_row *row = session_row_in_sight(session, targets->items[0]);
	if (row == NULL) {
		session_mark_and_tell(session, MARK_DELETE, targets->items, 1);
		return;
	}
	struct arena *scratch = arena_new();
	const char *name = present_name(scratch, row->title.len > 0 ? row->title : row->url);
	session_mark(session, MARK_DELETE, targets->items, 1);
	session_say(session, MESSAGE_NEWS, _("“%s” deleted; %s takes it back."), name,
		session_key(session, "undo").text);
	arena_free(scratch);
}

static void delete_targets(struct session *session, const struct id_set *targets)
{
	if (targets->count > 1)
		session_mark_and_tell(session, MARK_DELETE, targets->items, targets->count);
	else
		delete_one(session, targets);
	if (session->focus == VIEW_ARTICLE) {
		article_close(session);
		session->focus = VIEW_LIST;
	}
}

void run_delete(struct session *session, const struct call *call)
{
	(void)call;
	targets_do(session, delete_targets);
}
