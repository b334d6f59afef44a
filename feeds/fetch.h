/* Many requests at once over libcurl's multi interface: conditional, capped,
 * polite.  Written for one thread, which owns the fetcher; only fetcher_wake()
 * may be called from others.  RFC 9110, 9111 (conditional requests, caching). */
#ifndef STEPPE_FEEDS_FETCH_H
#define STEPPE_FEEDS_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/response.h"
#include "src/base/error.h"

struct fetcher;

struct fetcher *fetcher_new(const struct fetch_settings *settings, struct error *error);
void fetcher_free(struct fetcher *fetcher); /* drops what is in flight */

/* Queues the request; it starts when its host and the total allow. */
void fetcher_start(struct fetcher *fetcher, const struct request *request);
/* The response comes with ERROR_CANCELLED. */
void fetcher_cancel(struct fetcher *fetcher, uint64_t id);
void fetcher_cancel_all(struct fetcher *fetcher);
/* Started or waiting. */
size_t fetcher_pending(const struct fetcher *fetcher);
/* Hosts that have kept a request waiting for `least_ms`, the longest first; how many.
 * Valid until the next fetcher_poll(). */
size_t fetcher_slowest(
	const struct fetcher *fetcher, int64_t least_ms, struct foreign *hosts, size_t limit);
/* Bytes of bodies in flight: for admission. */
size_t fetcher_bytes_in_flight(const struct fetcher *fetcher);
/* How many they shall be (0 = none may begin): over it, answers that have not begun wait in the
 * system's hands, and those that have begun go on.  At first FETCH_TOTAL_LIMIT. */
void fetcher_set_room(struct fetcher *fetcher, size_t bytes);

/* Moves transfers on and sleeps up to `timeout_ms`, until something happens or
 * fetcher_wake().  A finished response, or NULL; call again at once after one. */
struct response *fetcher_poll(struct fetcher *fetcher, int timeout_ms);
void fetcher_wake(struct fetcher *fetcher);

#endif
