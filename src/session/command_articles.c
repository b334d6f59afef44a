/* Read, delete: what is done to articles. */
#include "src/session/inside.h"
#include "src/session/run.h"

#include "src/base/words.h"

/* ---- read ---- */

static void toggle_read(struct session *session, const struct id_set *targets)
{
	bool was_read = (targets_flags(session, targets) & ARTICLE_READ) != 0;
	session_mark(session, was_read ? MARK_UNREAD : MARK_READ, targets->items, targets->count);
}

static void read_list(struct session *session)
{
	session_mark(session, MARK_READ, session->inside->ids, session->inside->ids_count);
}

static void unread_list(struct session *session)
{
	session_mark(session, MARK_UNREAD, session->inside->ids, session->inside->ids_count);
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
	session_say(session, MESSAGE_NEWS,
		mark == MARK_READ ? _("All read; %s takes it back.")
				  : _("All unread; %s takes it back."),
		session_key(session, "undo").text);
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

void run_read_all(struct session *session, const struct call *call)
{
	(void)call;
	if (session->focus == VIEW_TREE) {
		mark_place(session, MARK_READ);
		return;
	}
	read_list(session);
	session_say(session, MESSAGE_NEWS, _("All read; %s takes it back."),
		session_key(session, "undo").text);
}

void run_read_above(struct session *session, const struct call *call)
{
	(void)call;
	size_t count = session->list.selected;
	session_mark(session, MARK_READ, session->inside->ids, count);
	session_say(session, MESSAGE_NEWS,
		ngettext("%zu article above is read; %s takes it back.",
			"%zu articles above are read; %s takes it back.", count),
		count, session_key(session, "undo").text);
}

static void read_everything(struct session *session)
{
	session_mark_feed(session, MARK_READ, 0);
	session_say(session, MESSAGE_NEWS, _("All read everywhere; %s takes it back."),
		session_key(session, "undo").text);
}

void run_read_everything(struct session *session, const struct call *call)
{
	(void)call;
	session_ask(session, read_everything, _("Mark all %lld unread as read?"),
		(long long)session->inside->subscriptions.unread_total);
}

/* ---- delete ---- */

static void delete_targets(struct session *session, const struct id_set *targets)
{
	session_mark(session, MARK_DELETE, targets->items, targets->count);
	session_say(session, MESSAGE_NEWS,
		ngettext("%zu article deleted; %s takes it back.",
			"%zu articles deleted; %s takes it back.", targets->count),
		targets->count, session_key(session, "undo").text);
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
