/* Feeds wait in a row; a few are looked at a tick, and a few pages are under way, so that
 * neither the screen nor what a person asks for has to wait. */
#include "src/session/inside.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/changes.h"
#include "src/session/prefetch.h"
#include "src/session/present.h"
#include "src/store/arrivals.h"

enum { FEEDS_A_TICK = 8, PAGES_AT_ONCE = 16 };

void prefetch_page(struct session *session, int64_t article_id)
{
	struct order *order = order_new(ORDER_FULLTEXT);
	order->article_id = article_id;
	order->is_background = true;
	id_set_add(&session->inside->prefetch.orders, (int64_t)session_order(session, order));
}

static void add_feed(
	struct prefetch *prefetch, const struct feed_row *feed, const struct whole_wishes *wishes)
{
	if (store_wants_prefetch(feed, wishes))
		id_set_add(&prefetch->feeds, feed->id);
}

void prefetch_start(struct session *session)
{
	struct session_inside *inside = session->inside;
	const struct subscriptions *all = &inside->tree.subscriptions;
	prefetch_stop(session);
	inside->prefetch.bytes_left = inside->wishes.budget;
	for (size_t i = 0; i < all->feeds_count && inside->jobs != NULL; i++)
		add_feed(&inside->prefetch, &all->feeds[i], &inside->wishes);
	prefetch_tick(session);
}

void prefetch_stop(struct session *session)
{
	struct prefetch *prefetch = &session->inside->prefetch;
	id_set_clear(&prefetch->feeds);
	id_set_clear(&prefetch->pages);
	prefetch->next_feed = prefetch->next_page = 0;
	prefetch->done = prefetch->failed = 0;
	if (!session->progress.is_running)
		session->progress = (struct session_progress){0};
}

static bool is_over(const struct prefetch *prefetch)
{
	bool has_more = prefetch->next_feed < prefetch->feeds.count ||
			prefetch->next_page < prefetch->pages.count;
	return prefetch->orders.count == 0 && (!has_more || prefetch->bytes_left <= 0);
}

/* An update has the line first. */
static void show_progress(struct session *session)
{
	const struct prefetch *prefetch = &session->inside->prefetch;
	struct arena *arena = session->inside->update.progress_arena;
	if (session->progress.is_running || prefetch->pages.count == 0)
		return;
	arena_reset(arena);
	session->progress = (struct session_progress){0};
	if (is_over(prefetch))
		return;
	session->progress.asked = (uint32_t)prefetch->pages.count;
	session->progress.done = prefetch->done;
	session->progress.text = present_printf(
		arena, _("Whole articles %u/%zu"), prefetch->done, prefetch->pages.count);
	if (prefetch->failed > 0)
		session->progress.result = present_printf(arena, _("%u failed"), prefetch->failed);
}

static void look_at_feed(struct session *session, int64_t feed_id)
{
	struct session_inside *inside = session->inside;
	const struct feed_row *feed = feed_by_id(session, feed_id);
	if (feed == NULL || !store_wants_whole(inside->reader, feed, &inside->wishes))
		return;
	struct arena *scratch = arena_new();
	int64_t *ids = NULL;
	size_t count = 0;
	if (store_pages_wanted(&ids, &count, scratch, inside->reader, feed_id, clock_now(), NULL))
		id_set_add_all(&inside->prefetch.pages, ids, count);
	arena_free(scratch);
}

void prefetch_tick(struct session *session)
{
	struct prefetch *prefetch = &session->inside->prefetch;
	for (int looked = 0; looked < FEEDS_A_TICK && prefetch->next_feed < prefetch->feeds.count &&
			     prefetch->next_page == prefetch->pages.count;
		looked++)
		look_at_feed(session, prefetch->feeds.items[prefetch->next_feed++]);
	while (prefetch->next_page < prefetch->pages.count && prefetch->bytes_left > 0 &&
		prefetch->orders.count < PAGES_AT_ONCE)
		prefetch_page(session, prefetch->pages.items[prefetch->next_page++]);
	show_progress(session);
}

void prefetch_take(struct session *session, const struct event *event)
{
	struct prefetch *prefetch = &session->inside->prefetch;
	if (!id_set_has(&prefetch->orders, (int64_t)event->order_id))
		return;
	id_set_remove(&prefetch->orders, (int64_t)event->order_id);
	prefetch->bytes_left -= event->bytes;
	if (id_set_has(&prefetch->pages, event->article_id)) {
		prefetch->done++;
		prefetch->failed += event->error.kind != ERROR_NONE;
	}
	prefetch_tick(session);
}
