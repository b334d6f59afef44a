#include "feeds/fetch_places.h"

#include <string.h>

#include "feeds/fetch_address.h"
#include "src/base/array.h"
#include "src/base/clock.h"

enum { ASKED_AHEAD = 32 }; /* of those that have room, while there is not enough of it */

void places_make_ready(struct fetcher *fetcher, struct response *response)
{
	if (fetcher->ready_first == fetcher->ready_count)
		fetcher->ready_first = fetcher->ready_count = 0;
	ARRAY_PUSH(fetcher->ready, fetcher->ready_count, fetcher->ready_capacity) = response;
}

void places_end(struct fetcher *fetcher, struct transfer *transfer)
{
	curl_slist_free_all(transfer->header_lines);
	places_make_ready(fetcher, transfer->response);
}

void places_wait(struct fetcher *fetcher, struct transfer *transfer)
{
	const struct url *url = &transfer->url;
	struct foreign host = url->host;
	if (url->port != (url->is_https ? 443 : 80)) {
		const char *with_port = arena_printf(
			transfer->response->arena, "%.*s:%d", (int)host.len, host.utf8, url->port);
		host = (struct foreign){with_port, strlen(with_port)};
	}
	transfer->queued_ms = clock_monotonic_ms();
	if (transfer->response->redirects > 0)
		fetch_queue_add_first(fetcher->queue, &transfer->waiting, host);
	else
		fetch_queue_add(fetcher->queue, &transfer->waiting, host);
	fetcher->waiting++;
}

static void add_active(struct fetcher *fetcher, struct transfer *transfer)
{
	transfer->next = NULL;
	transfer->previous = fetcher->youngest;
	if (fetcher->youngest)
		fetcher->youngest->next = transfer;
	else
		fetcher->eldest = transfer;
	fetcher->youngest = transfer;
	fetcher->active++;
}

void places_leave(struct fetcher *fetcher, struct transfer *transfer)
{
	if (transfer->previous)
		transfer->previous->next = transfer->next;
	else
		fetcher->eldest = transfer->next;
	if (transfer->next)
		transfer->next->previous = transfer->previous;
	else
		fetcher->youngest = transfer->previous;
	fetcher->active--;
	fetch_queue_ended(fetcher->queue, &transfer->waiting);
	curl_multi_remove_handle(fetcher->multi, transfer->easy);
	fetch_sockets_forget(&fetcher->sockets, transfer);
}

void places_give_handle_back(struct fetcher *fetcher, struct transfer *transfer)
{
	if (!transfer->easy)
		return;
	curl_easy_setopt(transfer->easy, CURLOPT_ERRORBUFFER, NULL); /* it goes with the response */
	ARRAY_PUSH(fetcher->idle, fetcher->idle_count, fetcher->idle_capacity) = transfer->easy;
	transfer->easy = NULL;
}

/* A proxy resolves names for us; addresses in digits can still be judged. */
static bool leads_home_through_proxy(const struct transfer *transfer)
{
	return transfer->is_proxied && !transfer->may_be_private &&
	       !address_text_is_public(transfer->url.host.utf8);
}

static void start_one(struct fetcher *fetcher, struct transfer *transfer)
{
	transfer->easy = fetcher->idle_count > 0 ? fetcher->idle[--fetcher->idle_count]
						 : transfer_handle_new(&fetcher->world);
	add_active(fetcher, transfer);
	if (transfer->easy) {
		transfer_prepare(transfer);
		if (leads_home_through_proxy(transfer))
			transfer->stop = STOP_PRIVATE_ADDRESS;
		else if (curl_multi_add_handle(fetcher->multi, transfer->easy) == CURLM_OK)
			return;
	}
	places_leave(fetcher, transfer);
	transfer_hop_ended(transfer, CURLE_OUT_OF_MEMORY);
	places_give_handle_back(fetcher, transfer);
	places_end(fetcher, transfer);
}

/* Whose body would wait for room is not asked yet: libcurl may keep some of it meanwhile. */
static size_t width_now(const struct fetcher *fetcher)
{
	size_t enough = fetcher->world.admitted + ASKED_AHEAD;
	return fetcher->paused > 0 && enough < fetcher->width ? enough : fetcher->width;
}

void places_start_waiting(struct fetcher *fetcher)
{
	size_t width = width_now(fetcher);
	if (fetcher->waiting == 0 || fetcher->active >= width)
		return;
	int64_t now_ms = clock_monotonic_ms();
	while (fetcher->active < width && fetcher->world.bytes_in_flight < FETCH_TOTAL_LIMIT) {
		struct waiting *one = fetch_queue_next(fetcher->queue, now_ms);
		if (!one)
			return;
		fetcher->waiting--;
		start_one(fetcher, (struct transfer *)(void *)one);
	}
}
