/* Undo and redo: the last line says what was taken back, and the cursor goes to it
 * where it is in sight of the pane.  Whoever does something else meanwhile is left
 * where they went. */
#include "src/session/changes.h"
#include "src/session/inside.h"
#include "src/session/run.h"

#include "src/base/words.h"

static void take_back(struct session *session, const struct call *call, order_write *write)
{
	session->inside->undo.is_redo = write == write_redo;
	session->inside->undo.goes_there = true;
	for (int i = 0; i < (call->count > 0 ? call->count : 1); i++)
		session->inside->undo.order = change_give(session, change_new(write));
}

void run_undo(struct session *session, const struct call *call)
{
	take_back(session, call, write_undo);
}

void run_redo(struct session *session, const struct call *call)
{
	take_back(session, call, write_redo);
}

void undone_take(struct session *session, const struct event *event)
{
	struct session_inside *inside = session->inside;
	if (event->order_id != inside->undo.order)
		return;
	session_say(session, MESSAGE_NEWS,
		inside->undo.is_redo ? _("Done again: %s") : _("Taken back: %s"),
		event->undone->what);
	if (inside->undo.goes_there)
		inside->undo.undone = *event->undone;
	inside->undo.goes_there = false;
}

void undone_forget(struct session *session)
{
	session->inside->undo.undone = (struct undone){0};
	session->inside->undo.goes_there = false;
}

static bool is_one_of(const struct undone *undone, int64_t id)
{
	for (size_t i = 0; i < undone->ids_count; i++)
		if (undone->ids[i] == id)
			return true;
	return false;
}

bool undone_place(struct session *session, size_t *index)
{
	struct session_inside *inside = session->inside;
	const struct undone *undone = &inside->undo.undone;
	if (undone->kind != UNDONE_ARTICLES || session->focus != VIEW_LIST ||
		(*index < inside->listing.ids_count &&
			is_one_of(undone, inside->listing.ids[*index])))
		return false;
	for (size_t i = 0; i < inside->listing.ids_count; i++)
		if (is_one_of(undone, inside->listing.ids[i])) {
			*index = i;
			undone_forget(session);
			return true;
		}
	return false;
}

void undone_go_in_tree(struct session *session)
{
	struct undone undone = session->inside->undo.undone;
	if (session->focus != VIEW_TREE || undone.ids_count == 0)
		return;
	if (undone.kind == UNDONE_FEED)
		tree_select_feed(session, undone.ids[0]);
	else if (undone.kind == UNDONE_FOLDER)
		tree_select_folder(session, undone.ids[0]);
	if (undone.kind != UNDONE_ARTICLES)
		undone_forget(session);
}
