/* The one curl door (with its parts feeds/fetch_*.c): the multi handle, who is
 * waiting, who is under way, and what is ready to be given to the caller. */
#include "feeds/fetch.h"

#include <stdlib.h>

#include "feeds/fetch_places.h"
#include "src/base/clock.h"
#include "src/base/memory.h"
#include "src/base/words.h"

enum {
	SPACING_MS = 1000,
	/* Transfers cost memory: there are few at first, and more only when the
	 * network leaves us idle, as far-away servers do. */
	WIDTH_FIRST = 96,
	WIDTH_STEP = 80,
	WIDTH_PATIENCE_MS = 5,
};

static int least(int a_ms, int b_ms)
{
	return b_ms >= 0 && b_ms < a_ms ? b_ms : a_ms;
}

/* ---- making and ending ---- */

struct fetcher *fetcher_new(const struct fetch_settings *settings, struct error *error)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		error_set(error, ERROR_NETWORK, "%s", _("libcurl cannot be started"));
		return NULL;
	}
	struct fetcher *fetcher = memory_calloc(1, sizeof *fetcher);
	bool has_world = transfer_world_init(&fetcher->world, settings);
	fetcher->queue = fetch_queue_new(fetcher->world.settings.host_limit, SPACING_MS);
	fetcher->multi = curl_multi_init();
	fetcher_set_room(fetcher, FETCH_TOTAL_LIMIT);
	fetcher->width = (size_t)least(fetcher->world.settings.transfers_limit, WIDTH_FIRST);
	bool has_sockets = fetcher->multi && fetch_sockets_init(&fetcher->sockets, fetcher->multi);
	if (!has_sockets || !has_world) {
		error_set(error, ERROR_NETWORK, "%s", _("libcurl cannot be started"));
		fetcher_free(fetcher);
		return NULL;
	}
	curl_multi_setopt(fetcher->multi, CURLMOPT_MAXCONNECTS,
		(long)fetcher->world.settings.transfers_limit);
	fetch_hsts_open(&fetcher->hsts, &fetcher->world);
	return fetcher;
}

void fetcher_free(struct fetcher *fetcher)
{
	if (!fetcher)
		return;
	if (fetcher->multi)
		fetcher_cancel_all(fetcher);
	for (size_t i = fetcher->ready_first; i < fetcher->ready_count; i++)
		response_free(fetcher->ready[i]);
	for (size_t i = 0; i < fetcher->idle_count; i++) {
		/* A handle that shares the HSTS cache writes its file when it is cleaned up:
		 * a hundred times the same one. */
		curl_easy_setopt(fetcher->idle[i], CURLOPT_SHARE, NULL);
		curl_easy_cleanup(fetcher->idle[i]);
	}
	fetch_hsts_close(&fetcher->hsts);
	curl_multi_cleanup(fetcher->multi);
	fetch_sockets_done(&fetcher->sockets);
	transfer_world_done(&fetcher->world);
	fetch_queue_free(fetcher->queue);
	free(fetcher->idle);
	free(fetcher->ready);
	free(fetcher);
	curl_global_cleanup();
}

/* ---- the caller's side ---- */

void fetcher_start(struct fetcher *fetcher, const struct request *request)
{
	struct error error = {0};
	struct transfer *transfer = transfer_new(&fetcher->world, request, &error);
	if (transfer) {
		places_wait(fetcher, transfer);
		return;
	}
	struct arena *arena = arena_new();
	struct response *response = arena_alloc(arena, sizeof *response);
	*response = (struct response){.id = request->id, .arena = arena, .error = error};
	response->url = response->final_url = foreign_copy(arena, request->url);
	places_make_ready(fetcher, response);
}

static void cancel_one(struct fetcher *fetcher, struct transfer *transfer)
{
	room_release(transfer);
	buffer_done(&transfer->response->body);
	error_set(&transfer->response->error, ERROR_CANCELLED, "%s", _("cancelled"));
	places_end(fetcher, transfer);
}

struct cancelling {
	struct fetcher *fetcher;
	uint64_t id;
	bool takes_all;
};

static void cancel_waiting(void *context, struct waiting *one)
{
	const struct cancelling *what = context;
	struct transfer *transfer = (struct transfer *)(void *)one;
	if (!what->takes_all && transfer->request.id != what->id)
		return;
	fetch_queue_remove(what->fetcher->queue, one);
	what->fetcher->waiting--;
	cancel_one(what->fetcher, transfer);
}

static void cancel(struct cancelling what)
{
	struct fetcher *fetcher = what.fetcher;
	fetch_queue_each(fetcher->queue, cancel_waiting, &what);
	for (struct transfer *transfer = fetcher->eldest, *next; transfer; transfer = next) {
		next = transfer->next;
		if (!what.takes_all && transfer->request.id != what.id)
			continue;
		places_leave(fetcher, transfer);
		places_give_handle_back(fetcher, transfer);
		cancel_one(fetcher, transfer);
	}
}

void fetcher_cancel(struct fetcher *fetcher, uint64_t id)
{
	cancel((struct cancelling){fetcher, id, false});
}

void fetcher_cancel_all(struct fetcher *fetcher)
{
	cancel((struct cancelling){fetcher, 0, true});
}

size_t fetcher_pending(const struct fetcher *fetcher)
{
	return fetcher->waiting + fetcher->active + fetcher->ready_count - fetcher->ready_first;
}

static bool is_among(const struct foreign *hosts, size_t count, struct foreign host)
{
	for (size_t i = 0; i < count; i++)
		if (foreign_equal(hosts[i], host))
			return true;
	return false;
}

size_t fetcher_slowest(
	const struct fetcher *fetcher, int64_t least_ms, struct foreign *hosts, size_t limit)
{
	int64_t latest_ms = clock_monotonic_ms() - least_ms;
	size_t count = 0;
	for (const struct transfer *one = fetcher->eldest; one && count < limit; one = one->next)
		if (one->started_ms <= latest_ms && !is_among(hosts, count, one->url.host))
			hosts[count++] = one->url.host;
	return count;
}

size_t fetcher_bytes_in_flight(const struct fetcher *fetcher)
{
	return fetcher->world.bytes_in_flight;
}

void fetcher_set_room(struct fetcher *fetcher, size_t bytes)
{
	fetcher->world.room = bytes < FETCH_TOTAL_LIMIT ? bytes : FETCH_TOTAL_LIMIT;
}

void fetcher_wake(struct fetcher *fetcher)
{
	fetch_sockets_wake(&fetcher->sockets);
}

/* ---- the loop ---- */

static void take_ended(struct fetcher *fetcher, CURL *easy, CURLcode code)
{
	struct transfer *transfer = NULL;
	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
	int status = transfer->headers.status;
	if (status == 429 || status == 503)
		fetch_queue_slow_down(fetcher->queue, &transfer->waiting, clock_monotonic_ms());
	places_leave(fetcher, transfer);
	bool has_next_hop = transfer_hop_ended(transfer, code);
	places_give_handle_back(fetcher, transfer);
	if (has_next_hop)
		places_wait(fetcher, transfer);
	else
		places_end(fetcher, transfer);
}

static void take_all_ended(struct fetcher *fetcher)
{
	int left;
	for (CURLMsg *message; (message = curl_multi_info_read(fetcher->multi, &left));)
		if (message->msg == CURLMSG_DONE)
			take_ended(fetcher, message->easy_handle, message->data.result);
}

static void give_room(struct fetcher *fetcher)
{
	int64_t now_ms = clock_monotonic_ms();
	for (struct transfer *transfer = fetcher->eldest; transfer; transfer = transfer->next)
		room_give_way(transfer, now_ms);
	fetcher->paused = 0;
	for (struct transfer *transfer = fetcher->eldest, *next; transfer; transfer = next) {
		next = transfer->next;
		if (!transfer->is_paused)
			continue;
		if (!room_admit(transfer, 1))
			fetcher->paused++;
		else if (!room_resume(transfer))
			take_ended(fetcher, transfer->easy, CURLE_WRITE_ERROR);
	}
}

static struct response *next_ready(struct fetcher *fetcher)
{
	return fetcher->ready_first < fetcher->ready_count ? fetcher->ready[fetcher->ready_first++]
							   : NULL;
}

static void widen(struct fetcher *fetcher)
{
	size_t limit = (size_t)fetcher->world.settings.transfers_limit;
	size_t wider = fetcher->width + WIDTH_STEP;
	fetcher->width = wider < limit ? wider : limit;
}

/* Where bodies wait for room it is not the network that leaves us idle. */
static bool could_be_wider(const struct fetcher *fetcher)
{
	const struct transfer_world *world = &fetcher->world;
	return fetcher->waiting > 0 && fetcher->active >= fetcher->width && fetcher->paused == 0 &&
	       world->bytes_in_flight < world->room &&
	       fetcher->width < (size_t)world->settings.transfers_limit;
}

static void move_on(struct fetcher *fetcher, int timeout_ms)
{
	bool is_narrow = could_be_wider(fetcher);
	if (fetcher->waiting > 0)
		timeout_ms =
			least(timeout_ms, fetch_queue_pause(fetcher->queue, clock_monotonic_ms()));
	if (is_narrow)
		timeout_ms = least(timeout_ms, WIDTH_PATIENCE_MS);
	if (!fetch_sockets_serve(&fetcher->sockets, timeout_ms) && is_narrow && timeout_ms > 0)
		widen(fetcher);
	take_all_ended(fetcher);
	give_room(fetcher);
}

struct response *fetcher_poll(struct fetcher *fetcher, int timeout_ms)
{
	struct response *response = next_ready(fetcher);
	if (response)
		return response;
	places_start_waiting(fetcher);
	move_on(fetcher, fetcher->ready_first < fetcher->ready_count ? 0 : timeout_ms);
	return next_ready(fetcher);
}
