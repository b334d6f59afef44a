/* Marks show at once and go to the writer; until it has answered they lie over
 * the rows that are read from the store. */
#include "src/session/changes.h"
#include "src/session/inside.h"

#include "src/base/array.h"
#include "src/base/words.h"

static uint32_t mark_flags(enum mark mark, uint32_t flags)
{
	switch (mark) {
	case MARK_READ:
		return flags | ARTICLE_READ;
	case MARK_UNREAD:
		return flags & ~(uint32_t)ARTICLE_READ;
	case MARK_BOOKMARK:
		return flags | ARTICLE_BOOKMARKED;
	case MARK_UNBOOKMARK:
		return flags & ~(uint32_t)ARTICLE_BOOKMARKED;
	case MARK_DELETE:
		return flags | ARTICLE_DELETED;
	case MARK_UNDELETE:
		return flags & ~(uint32_t)ARTICLE_DELETED;
	}
	return flags;
}

static bool mark_covers(const struct pending_mark *pending, const struct article_row *row)
{
	if (pending->ids.count > 0)
		return id_set_has(&pending->ids, row->id);
	return pending->feed_id == 0 || pending->feed_id == row->feed_id;
}

uint32_t session_flags(const struct session *session, const struct article_row *row)
{
	const struct session_inside *inside = session->inside;
	uint32_t flags = row->flags;
	for (size_t i = 0; i < inside->marks.pending_count; i++)
		if (mark_covers(&inside->marks.pending[i], row))
			flags = mark_flags(inside->marks.pending[i].mark, flags);
	return flags;
}

/* What is in sight was read before: until it is read again it has the mark itself. */
static void put_on_rows(struct session *session, const struct pending_mark *written)
{
	struct session_inside *inside = session->inside;
	struct article_row *open = &inside->article.stored.row;
	for (size_t i = 0; i < session->list.rows_count; i++) {
		struct article_row *row = &inside->listing.window[i];
		if (mark_covers(written, row))
			row->flags = mark_flags(written->mark, row->flags);
	}
	if (session->article.is_open && mark_covers(written, open))
		open->flags = mark_flags(written->mark, open->flags);
}

bool session_forget_pending(struct session *session, uint64_t order_id, bool is_written)
{
	struct session_inside *inside = session->inside;
	bool leaves_lists = false;
	size_t kept = 0;
	for (size_t i = 0; i < inside->marks.pending_count; i++) {
		struct pending_mark *pending = &inside->marks.pending[i];
		if (pending->order_id != order_id) {
			inside->marks.pending[kept++] = *pending;
			continue;
		}
		leaves_lists = pending->mark != MARK_DELETE && pending->mark != MARK_UNDELETE;
		if (is_written)
			put_on_rows(session, pending);
		id_set_done(&pending->ids);
	}
	inside->marks.pending_count = kept;
	return leaves_lists;
}

/* The counts of the rows in sight follow at once; those of others with the event. */
static void count_change(struct session *session, const struct article_row *row, uint32_t before)
{
	uint32_t after = session_flags(session, row);
	bool was_unread = !(before & (ARTICLE_READ | ARTICLE_DELETED));
	bool is_unread = !(after & (ARTICLE_READ | ARTICLE_DELETED));
	if (was_unread != is_unread)
		tree_count_unread(session, row->feed_id, is_unread ? 1 : -1);
}

/* The open article need not be in the window of the list, nor in the list. */
static const struct article_row *open_row(const struct session *session)
{
	const struct session_inside *inside = session->inside;
	if (!session->article.is_open)
		return NULL;
	for (size_t i = 0; i < session->list.rows_count; i++)
		if (inside->listing.window[i].id == session->article.id)
			return NULL;
	return &inside->article.stored.row;
}

static void show_mark(struct session *session, struct pending_mark *mark)
{
	struct session_inside *inside = session->inside;
	size_t rows = session->list.rows_count;
	const struct article_row *other = open_row(session);
	struct arena *scratch = arena_new();
	uint32_t *before = arena_array(scratch, rows + 1, sizeof *before);
	for (size_t i = 0; i < rows; i++)
		before[i] = session_flags(session, &inside->listing.window[i]);
	if (other != NULL)
		before[rows] = session_flags(session, other);

	ARRAY_PUSH(inside->marks.pending, inside->marks.pending_count,
		inside->marks.pending_capacity) = *mark;
	for (size_t i = 0; i < rows; i++)
		count_change(session, &inside->listing.window[i], before[i]);
	if (other != NULL)
		count_change(session, other, before[rows]);
	arena_free(scratch);

	uint32_t flags = session_flags(session, &inside->article.stored.row);
	session->article.is_unread = !(flags & ARTICLE_READ);
	session->article.is_bookmarked = (flags & ARTICLE_BOOKMARKED) != 0;
	list_show(session);
	tree_build(session);
}

void session_show_mark(
	struct session *session, uint64_t order_id, enum mark mark, const struct id_set *targets)
{
	struct pending_mark pending = {.order_id = order_id, .mark = mark};
	id_set_add_all(&pending.ids, targets->items, targets->count);
	show_mark(session, &pending);
}

static uint64_t mark_ids(struct session *session, enum mark mark, const int64_t *ids, size_t count)
{
	struct order *order = order_new(ORDER_MARK);
	int64_t *copy = arena_array(order->arena, count, sizeof *copy);
	for (size_t i = 0; i < count; i++)
		copy[i] = ids[i];
	order->mark = mark;
	order->ids = copy;
	order->ids_count = count;

	struct pending_mark pending = {.mark = mark};
	id_set_add_all(&pending.ids, ids, count);
	if (mark == MARK_READ || mark == MARK_UNBOOKMARK)
		id_set_add_all(&session->inside->listing.kept, ids, count);
	if (mark == MARK_READ || mark == MARK_UNREAD)
		list_note_marks(session, &pending.ids, mark == MARK_UNREAD);
	pending.order_id = session_order(session, order);
	show_mark(session, &pending);
	return pending.order_id;
}

void session_mark(struct session *session, enum mark mark, const int64_t *ids, size_t count)
{
	if (count > 0)
		mark_ids(session, mark, ids, count);
}

static void tell_later(struct session *session, enum mark mark, uint64_t order_id)
{
	session->inside->marks.told_order = order_id;
	session->inside->marks.told = mark;
}

void session_mark_and_tell(
	struct session *session, enum mark mark, const int64_t *ids, size_t count)
{
	if (count > 0)
		tell_later(session, mark, mark_ids(session, mark, ids, count));
}

void session_mark_feed(struct session *session, enum mark mark, int64_t feed_id)
{
	struct order *order = order_new(ORDER_MARK);
	order->mark = mark;
	order->feed_id = feed_id;
	struct pending_mark pending = {.mark = mark, .feed_id = feed_id};
	id_set_add_all(&session->inside->listing.kept, session->inside->listing.ids,
		session->inside->listing.ids_count);
	pending.order_id = session_order(session, order);
	show_mark(session, &pending);
	tell_later(session, mark, pending.order_id);
}

static const char *words_of(enum mark mark, size_t n)
{
	switch (mark) {
	case MARK_READ:
		return ngettext("%zu article marked read; %s takes it back.",
			"%zu articles marked read; %s takes it back.", n);
	case MARK_UNREAD:
		return ngettext("%zu article marked unread; %s takes it back.",
			"%zu articles marked unread; %s takes it back.", n);
	case MARK_BOOKMARK:
		return ngettext("%zu article bookmarked; %s takes it back.",
			"%zu articles bookmarked; %s takes it back.", n);
	case MARK_UNBOOKMARK:
		return ngettext("Bookmark taken off %zu article; %s takes it back.",
			"Bookmark taken off %zu articles; %s takes it back.", n);
	case MARK_DELETE:
		return ngettext("%zu article deleted; %s takes it back.",
			"%zu articles deleted; %s takes it back.", n);
	case MARK_UNDELETE:
		break;
	}
	return "";
}

static const char *words_of_none(enum mark mark)
{
	return mark == MARK_READ     ? _("Nothing was unread.")
	       : mark == MARK_UNREAD ? _("Nothing was read.")
				     : "";
}

/* What was said meanwhile is newer and stays. */
void session_tell_mark(struct session *session, const struct event *event)
{
	struct session_inside *inside = session->inside;
	size_t count = (size_t)event->changed_count;
	if (event->order_id != inside->marks.told_order || session->message.kind != MESSAGE_NONE)
		return;
	inside->marks.told_order = 0;
	if (count == 0)
		session_say(session, MESSAGE_NEWS, "%s", words_of_none(inside->marks.told));
	else
		session_say(session, MESSAGE_NEWS, words_of(inside->marks.told, count), count,
			session_key(session, "undo").text);
}
