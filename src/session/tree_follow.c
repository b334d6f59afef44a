/* The list beside the tree shows what the tree's cursor stands on, and marks nothing.
 * The cursor must rest there first: who walks through the tree waits for no list,
 * and a slow line carries only the row that moved. */
#include "src/session/inside.h"

#include "src/base/clock.h"

static bool has_room(const struct session *session)
{
	return session->options.follow && session->inside->heights.tree_columns > 0;
}

void tree_follow_note(struct session *session)
{
	struct follow *follow = &session->inside->tree.follow;
	const struct tree_row *row = tree_selected(session);
	if (row == NULL || (row->kind == follow->kind && row->id == follow->id))
		return;
	follow->kind = row->kind;
	follow->id = row->id;
	follow->is_behind = session->focus == VIEW_TREE;
	follow->due_ms = clock_monotonic_ms() + CURSOR_RESTS_MS;
}

/* What was picked by hand in a list is not given away for a look at another. */
static bool may_go(const struct session *session)
{
	return session->inside->tree.follow.is_behind && session->focus == VIEW_TREE &&
	       has_room(session) && list_picked_count(session) == 0;
}

void tree_follow_now(struct session *session)
{
	if (!may_go(session))
		return;
	tree_open_selected(session);
	session->inside->tree.follow.serial = session->inside->reading.serial;
}

void tree_follow_tick(struct session *session)
{
	if (clock_monotonic_ms() >= session->inside->tree.follow.due_ms)
		tree_follow_now(session);
}

int tree_follow_wait_ms(const struct session *session, int most)
{
	int64_t left = session->inside->tree.follow.due_ms - clock_monotonic_ms();
	if (!may_go(session) || left > most)
		return most;
	return left > 0 ? (int)left : 0;
}

bool tree_is_followed(const struct session *session)
{
	const struct session_inside *inside = session->inside;
	return has_room(session) && !inside->tree.follow.is_behind &&
	       inside->tree.follow.serial == inside->reading.serial &&
	       inside->listing.kept.count == 0 && session->list.selected == 0;
}
