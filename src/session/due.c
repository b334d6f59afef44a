/* While the reader is open what is due is fetched by itself, as `steppe update`
 * would.  Of two readers on one store, or a cron job beside one, the first to
 * take the lock does it. */
#include "src/session/inside.h"

#include "src/base/clock.h"
#include "src/store/arrivals.h"

enum { FIRST_LOOK_MS = 3000, LOOK_MS = 60 * 1000, STOPPED_MS = 60 * 60 * 1000 };

void due_start(struct session *session)
{
	session->inside->update.due.look_ms = clock_monotonic_ms() + FIRST_LOOK_MS;
}

/* Who stops an update does not want it back a minute later. */
void due_stop(struct session *session)
{
	session->inside->update.due.look_ms = clock_monotonic_ms() + STOPPED_MS;
}

bool due_hold(struct session *session, struct error *error)
{
	struct due_look *due = &session->inside->update.due;
	if (!due->has_lock)
		due->has_lock = update_lock_take(&due->lock, session->inside->store_path, error);
	return due->has_lock;
}

void due_done(struct session *session)
{
	struct due_look *due = &session->inside->update.due;
	if (due->has_lock)
		store_lock_drop(&due->lock);
	due->has_lock = false;
}

static void update(struct session *session, const struct due_feeds *feeds, struct arena *scratch)
{
	if (!due_hold(session, NULL))
		return;
	int64_t *ids = arena_array(scratch, feeds->count, sizeof *ids);
	for (size_t i = 0; i < feeds->count; i++)
		ids[i] = feeds->items[i].id;
	report_begin(session, true);
	session_update(session, ids, feeds->count, false);
}

void due_tick(struct session *session)
{
	struct session_inside *inside = session->inside;
	int64_t now_ms = clock_monotonic_ms();
	if (!inside->update.due.is_on || inside->jobs == NULL || session->progress.is_running ||
		now_ms < inside->update.due.look_ms)
		return;
	inside->update.due.look_ms = now_ms + LOOK_MS;
	struct arena *scratch = arena_new();
	struct due_feeds feeds = {0};
	struct due_wish wish = {.now = clock_now()};
	if (store_due_feeds(&feeds, scratch, inside->reader, &wish, NULL) && feeds.count > 0)
		update(session, &feeds, scratch);
	arena_free(scratch);
}
