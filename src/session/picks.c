/* What is picked in a list: rows one by one with v, or from where V was pressed to
 * the selected row.  A range is two places and costs nothing however far it goes;
 * it becomes a set of ids when something is done with it. */
#include "src/session/inside.h"
#include "src/session/run.h"

#include "src/base/words.h"
#include "src/session/sheet.h"

struct range {
	size_t from, count;
};

static struct range range_of(const struct session *session)
{
	const struct list *list = &session->list;
	size_t start = session->inside->picks.range_start;
	if (!list->is_range || start >= list->total || list->selected >= list->total)
		return (struct range){0};
	return start < list->selected ? (struct range){start, list->selected - start + 1}
				      : (struct range){list->selected, start - list->selected + 1};
}

bool list_is_picked(const struct session *session, size_t index, int64_t id)
{
	struct range range = range_of(session);
	return session->list.is_range ? index >= range.from && index - range.from < range.count
				      : id_set_has(&session->inside->picks.ids, id);
}

size_t list_picked_count(const struct session *session)
{
	return session->list.is_range ? range_of(session).count : session->inside->picks.ids.count;
}

void list_forget_picks(struct session *session)
{
	id_set_clear(&session->inside->picks.ids);
	session->list.picked = 0;
	session->list.is_range = false;
}

/* The row that it began with may stand elsewhere, or have gone. */
void list_follow_range(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (session->list.is_range)
		list_index_of(session, inside->picks.range_id, &inside->picks.range_start);
}

void session_targets(struct session *session, struct id_set *out)
{
	struct session_inside *inside = session->inside;
	struct range range = range_of(session);
	if (session->focus == VIEW_ARTICLE && session->article.is_open)
		id_set_add(out, session->article.id);
	else if (range.count > 0)
		id_set_add_all(out, inside->listing.ids + range.from, range.count);
	else if (inside->picks.ids.count > 0)
		id_set_add_all(out, inside->picks.ids.items, inside->picks.ids.count);
	else
		id_set_add(out, list_selected_id(session));
}

static void say_none(struct session *session)
{
	session_say(session, MESSAGE_NEWS, "%s", _("No article is selected."));
}

const struct article_row *targets_first(struct session *session)
{
	if (session->focus == VIEW_ARTICLE)
		return &session->inside->article.stored.row;
	const struct article_row *row = list_selected_row(session);
	if (row == NULL)
		say_none(session);
	return row;
}

void targets_do(struct session *session, targets_act *act)
{
	struct id_set targets = {0};
	session_targets(session, &targets);
	if (targets.count > 0)
		act(session, &targets);
	else
		say_none(session);
	if (session->focus == VIEW_LIST && session->mode == MODE_KEYS)
		list_forget_picks(session);
	list_show(session);
	id_set_done(&targets);
}

const struct article_row *session_row_in_sight(const struct session *session, int64_t id)
{
	const struct session_inside *inside = session->inside;
	if (session->article.is_open && inside->article.stored.row.id == id)
		return &inside->article.stored.row;
	for (size_t i = 0; i < session->list.rows_count; i++)
		if (inside->listing.window[i].id == id)
			return &inside->listing.window[i];
	return NULL;
}

uint32_t targets_flags(struct session *session, const struct id_set *targets)
{
	const struct article_row *row = session_row_in_sight(session, targets->items[0]);
	if (row != NULL)
		return session_flags(session, row);
	struct arena *scratch = arena_new();
	struct article_rows rows = {0};
	uint32_t flags = 0;
	if (store_rows_by_id(&rows, scratch, session->inside->reader, targets->items, 1, NULL) &&
		rows.count == 1)
		flags = session_flags(session, &rows.items[0]);
	arena_free(scratch);
	return flags;
}

/* ---- commands ---- */

static void end_range(struct session *session)
{
	struct session_inside *inside = session->inside;
	struct range range = range_of(session);
	session->list.is_range = false;
	id_set_add_all(&inside->picks.ids, inside->listing.ids + range.from, range.count);
}

void run_select(struct session *session, const struct call *call)
{
	struct session_inside *inside = session->inside;
	if (session_view(session) == VIEW_SHEET) {
		if (session->sheet.can_pick)
			sheet_pick(session);
		else
			run_page_down(session, call);
		return;
	}
	end_range(session);
	int times = call->count > 0 ? call->count : 1;
	for (int i = 0; i < times; i++) {
		int64_t id = list_selected_id(session);
		if (id_set_has(&inside->picks.ids, id))
			id_set_remove(&inside->picks.ids, id);
		else
			id_set_add(&inside->picks.ids, id);
		list_go(session, session->list.selected + 1);
	}
}

void run_select_range(struct session *session, const struct call *call)
{
	(void)call;
	struct session_inside *inside = session->inside;
	if (session->list.is_range) {
		end_range(session);
	} else {
		list_forget_picks(session);
		session->list.is_range = session->list.total > 0;
		inside->picks.range_start = session->list.selected;
		inside->picks.range_id = list_selected_id(session);
	}
	list_show(session);
}

void run_select_all(struct session *session, const struct call *call)
{
	(void)call;
	struct session_inside *inside = session->inside;
	if (session_view(session) == VIEW_SHEET) {
		sheet_pick_all(session);
		return;
	}
	bool had_all = list_picked_count(session) == inside->listing.ids_count;
	list_forget_picks(session);
	if (!had_all)
		id_set_add_all(&inside->picks.ids, inside->listing.ids, inside->listing.ids_count);
	list_show(session);
}
