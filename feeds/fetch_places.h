/* The three places a request can be in: waiting for its turn, active, ready to be given
 * to the caller.  Inside of the fetcher. */
#ifndef STEPPE_FEEDS_FETCH_PLACES_H
#define STEPPE_FEEDS_FETCH_PLACES_H

#include "feeds/fetch_hsts.h"
#include "feeds/fetch_sockets.h"
#include "feeds/fetch_transfer.h"

struct fetcher {
	struct transfer_world world;
	CURLM *multi;
	struct fetch_sockets sockets;
	struct fetch_hsts hsts;
	struct fetch_queue *queue;
	size_t waiting, active;
	size_t width;                       /* how many may be active now */
	size_t paused;                      /* active ones whose bodies wait for room */
	struct transfer *eldest, *youngest; /* the active ones */
	CURL **idle;
	size_t idle_count, idle_capacity;
	struct response **ready; /* to be given to the caller, from ready_first on */
	size_t ready_first, ready_count, ready_capacity;
};

void places_wait(struct fetcher *fetcher, struct transfer *transfer);
/* As many of those that wait as may be active now. */
void places_start_waiting(struct fetcher *fetcher);
/* Active no more; its handle is libcurl's no more, and can be given back. */
void places_leave(struct fetcher *fetcher, struct transfer *transfer);
void places_give_handle_back(struct fetcher *fetcher, struct transfer *transfer);
/* Its last hop is over: its response is ready. */
void places_end(struct fetcher *fetcher, struct transfer *transfer);
void places_make_ready(struct fetcher *fetcher, struct response *response);

#endif
