/* What the last line tells of the selected feed: why it fails, or how much it has. */
#include "src/session/inside.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/folders.h"
#include "src/session/present.h"

static struct safe about_feed(struct arena *arena, const struct feed_row *feed)
{
	if (feed->state == FEED_FAILING || feed->state == FEED_GONE)
		return present_line(arena, feed->error);
	if (feed->last_success == 0)
		return present_string(arena, _("not fetched yet"));
	struct safe age = present_age(arena, feed->last_success, clock_now());
	return present_printf(arena, _("%lld of %lld unread, last fetched: %s"),
		(long long)feed->unread, (long long)feed->total, safe_string(arena, age));
}

static struct safe about_folder(
	const struct session *session, struct arena *arena, int64_t folder_id)
{
	struct id_set feeds = {0};
	session_feeds_of_folder(session, folder_id, &feeds);
	size_t count = feeds.count;
	id_set_done(&feeds);
	return present_printf(arena, ngettext("%zu feed", "%zu feeds", count), count);
}

void tree_describe(struct session *session)
{
	struct arena *arena = session->inside->tree.about_arena;
	const struct tree_row *row = tree_selected(session);
	arena_reset(arena);
	session->tree.about = SAFE("");
	if (row == NULL)
		return;
	const struct feed_row *feed = row->kind == TREE_FEED ? feed_by_id(session, row->id) : NULL;
	if (feed != NULL)
		session->tree.about = about_feed(arena, feed);
	else if (row->kind == TREE_FOLDER)
		session->tree.about = about_folder(session, arena, row->id);
	else if (row->kind == TREE_SMART)
		session->tree.about =
			present_string(arena, session->inside->smart.folders[row->id - 1].query);
}
