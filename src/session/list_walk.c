/* Walking in a list: the next unread, and what an action takes. */
#include "src/session/inside.h"

enum { ROWS_AT_ONCE = 64 };

/* Rows `from` … of the list as the store has them, at most ROWS_AT_ONCE. */
static bool unread_among(
	struct session *session, size_t from, size_t count, int step, size_t *index)
{
	struct session_inside *inside = session->inside;
	struct arena *arena = arena_new();
	struct article_rows rows = {0};
	bool found = false;
	if (store_rows_by_id(&rows, arena, inside->reader, inside->ids + from, count, NULL)) {
		for (size_t i = 0; i < rows.count && !found; i++) {
			size_t at = step > 0 ? i : rows.count - 1 - i;
			uint32_t flags = session_flags(session, &rows.items[at]);
			found = !(flags & (ARTICLE_READ | ARTICLE_DELETED));
			if (found)
				list_index_of(session, rows.items[at].id, index);
		}
	}
	arena_free(arena);
	return found;
}

bool list_find_unread(struct session *session, size_t from, int step, size_t *index)
{
	size_t total = session->inside->ids_count;
	if (step > 0) {
		for (size_t at = from + 1; at < total; at += ROWS_AT_ONCE)
			if (unread_among(session, at,
				    total - at < ROWS_AT_ONCE ? total - at : ROWS_AT_ONCE, step,
				    index))
				return true;
		return false;
	}
	for (size_t end = from; end > 0;) {
		size_t start = end > ROWS_AT_ONCE ? end - ROWS_AT_ONCE : 0;
		if (unread_among(session, start, end - start, step, index))
			return true;
		end = start;
	}
	return false;
}

void session_targets(struct session *session, struct id_set *out)
{
	struct session_inside *inside = session->inside;
	if (session->focus == VIEW_ARTICLE && session->article.is_open)
		id_set_add(out, session->article.id);
	else if (inside->picked.count > 0)
		id_set_add_all(out, inside->picked.items, inside->picked.count);
	else
		id_set_add(out, list_selected_id(session));
}
