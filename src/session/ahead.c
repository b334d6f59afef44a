/* Pages fetched before anybody opens their articles.  Feeds wait in a row; a few
 * are looked at a tick, and a few pages are under way, so that neither the screen
 * nor what a person asks for has to wait. */
#include "src/session/inside.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/session/ahead.h"
#include "src/session/changes.h"
#include "src/session/present.h"
#include "src/store/arrivals.h"

enum { FEEDS_A_TICK = 8, PAGES_AT_ONCE = 16 };

void ahead_fetch_page(struct session *session, int64_t article_id)
{
	struct order *order = order_new(ORDER_FULLTEXT);
	order->article_id = article_id;
	order->is_ahead = true;
	id_set_add(&session->inside->ahead.orders, (int64_t)session_order(session, order));
}

static void add_feed(
	struct ahead *ahead, const struct feed_row *feed, const struct whole_wishes *wishes)
{
	if (store_wants_ahead(feed, wishes))
		id_set_add(&ahead->feeds, feed->id);
}

void ahead_start(struct session *session)
{
	struct session_inside *inside = session->inside;
	const struct subscriptions *all = &inside->tree.subscriptions;
	ahead_stop(session);
	inside->ahead.bytes_left = inside->wishes.budget;
	for (size_t i = 0; i < all->feeds_count && inside->jobs != NULL; i++)
		add_feed(&inside->ahead, &all->feeds[i], &inside->wishes);
	ahead_tick(session);
}

void ahead_stop(struct session *session)
{
	struct ahead *ahead = &session->inside->ahead;
	id_set_clear(&ahead->feeds);
	id_set_clear(&ahead->pages);
	ahead->next_feed = ahead->next_page = 0;
	ahead->done = ahead->failed = 0;
	if (!session->progress.is_running)
		session->progress = (struct session_progress){0};
}

static bool is_over(const struct ahead *ahead)
{
	bool has_more =
		ahead->next_feed < ahead->feeds.count || ahead->next_page < ahead->pages.count;
	return ahead->orders.count == 0 && (!has_more || ahead->bytes_left <= 0);
}

/* An update has the line first. */
static void show_progress(struct session *session)
{
	const struct ahead *ahead = &session->inside->ahead;
	struct arena *arena = session->inside->update.progress_arena;
	if (session->progress.is_running || ahead->pages.count == 0)
		return;
	arena_reset(arena);
	session->progress = (struct session_progress){0};
	if (is_over(ahead))
		return;
	session->progress.asked = (uint32_t)ahead->pages.count;
	session->progress.done = ahead->done;
	session->progress.text =
		present_printf(arena, _("Whole articles %u/%zu"), ahead->done, ahead->pages.count);
	if (ahead->failed > 0)
		session->progress.result = present_printf(arena, _("%u failed"), ahead->failed);
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
		id_set_add_all(&inside->ahead.pages, ids, count);
	arena_free(scratch);
}

void ahead_tick(struct session *session)
{
	struct ahead *ahead = &session->inside->ahead;
	for (int looked = 0; looked < FEEDS_A_TICK && ahead->next_feed < ahead->feeds.count &&
			     ahead->next_page == ahead->pages.count;
		looked++)
		look_at_feed(session, ahead->feeds.items[ahead->next_feed++]);
	while (ahead->next_page < ahead->pages.count && ahead->bytes_left > 0 &&
		ahead->orders.count < PAGES_AT_ONCE)
		ahead_fetch_page(session, ahead->pages.items[ahead->next_page++]);
	show_progress(session);
}

void ahead_take(struct session *session, const struct event *event)
{
	struct ahead *ahead = &session->inside->ahead;
	if (!id_set_has(&ahead->orders, (int64_t)event->order_id))
		return;
	id_set_remove(&ahead->orders, (int64_t)event->order_id);
	ahead->bytes_left -= event->bytes;
	if (id_set_has(&ahead->pages, event->article_id)) {
		ahead->done++;
		ahead->failed += event->error.kind != ERROR_NONE;
	}
	ahead_tick(session);
}
