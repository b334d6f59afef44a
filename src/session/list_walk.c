/* Walking in a list: the next unread. */
#include "src/session/inside.h"

/* The hint of when the list was read, and then the row itself. */
static bool is_unread(struct session *session, size_t index)
{
	struct session_inside *inside = session->inside;
	if (!inside->listing.may_be_unread[index])
		return false;
	struct arena *arena = arena_new();
	struct article_rows rows = {0};
	bool found = store_rows_by_id(
			     &rows, arena, inside->reader, &inside->listing.ids[index], 1, NULL) &&
		     rows.count == 1 &&
		     !(session_flags(session, &rows.items[0]) & (ARTICLE_READ | ARTICLE_DELETED));
	inside->listing.may_be_unread[index] = found;
	arena_free(arena);
	return found;
}

bool list_find_unread(struct session *session, size_t from, int step, size_t *index)
{
	size_t total = session->inside->listing.ids_count;
	for (size_t i = step > 0 ? from + 1 : from; step > 0 ? i < total : i > 0;
		i += (size_t)step) {
		*index = step > 0 ? i : i - 1;
		if (is_unread(session, *index))
			return true;
	}
	return false;
}

void list_note_marks(struct session *session, const struct id_set *ids, bool is_unread)
{
	struct session_inside *inside = session->inside;
	for (size_t i = 0; i < inside->listing.ids_count; i++)
		if (id_set_has(ids, inside->listing.ids[i]))
			inside->listing.may_be_unread[i] = is_unread;
}
