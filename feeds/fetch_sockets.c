#include "feeds/fetch_sockets.h"

#include <stdlib.h>

#include "src/base/array.h"
#include "src/base/clock.h"

/* ---- what libcurl tells us ---- */

static struct fetch_socket *find(struct fetch_sockets *sockets, curl_socket_t descriptor)
{
	for (size_t i = 0; i < sockets->count; i++)
		if (sockets->items[i].descriptor == descriptor)
			return &sockets->items[i];
	return NULL;
}

/* libcurl has handles of its own, too, which close connections: those have no transfer. */
static void work_for(struct fetch_socket *socket, CURL *easy)
{
	struct transfer *transfer = NULL;
	curl_easy_getinfo(easy, CURLINFO_PRIVATE, &transfer);
	if (socket->transfer && transfer && socket->transfer != transfer)
		socket->is_shared = true;
	socket->transfer = socket->is_shared ? NULL : transfer;
}

static int socket_changed(CURL *easy, curl_socket_t descriptor, int what, void *context, void *mine)
{
	struct fetch_sockets *sockets = context;
	struct fetch_socket *socket = find(sockets, descriptor);
	(void)mine;
	if (what == CURL_POLL_REMOVE) {
		if (socket)
			*socket = sockets->items[--sockets->count];
		return 0;
	}
	if (!socket) {
		ARRAY_PUSH(sockets->items, sockets->count, sockets->capacity) =
			(struct fetch_socket){.descriptor = descriptor};
		socket = &sockets->items[sockets->count - 1];
	}
	socket->events =
		(short)((what & CURL_POLL_IN ? POLLIN : 0) | (what & CURL_POLL_OUT ? POLLOUT : 0));
	work_for(socket, easy);
	return 0;
}

static int timer_changed(CURLM *multi, long timeout_ms, void *context)
{
	struct fetch_sockets *sockets = context;
	(void)multi;
	sockets->timer_at_ms = timeout_ms < 0 ? -1 : clock_monotonic_ms() + timeout_ms;
	return 0;
}

bool fetch_sockets_init(struct fetch_sockets *sockets, CURLM *multi)
{
	*sockets = (struct fetch_sockets){.multi = multi, .timer_at_ms = -1};
	if (!bell_init(&sockets->bell)) {
		sockets->multi = NULL;
		return false;
	}
	curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket_changed);
	curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, sockets);
	curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer_changed);
	curl_multi_setopt(multi, CURLMOPT_TIMERDATA, sockets);
	return true;
}

void fetch_sockets_done(struct fetch_sockets *sockets)
{
	if (sockets->multi)
		bell_done(&sockets->bell);
	free(sockets->items);
	free(sockets->polls);
	*sockets = (struct fetch_sockets){0};
}

void fetch_sockets_wake(const struct fetch_sockets *sockets)
{
	bell_ring(&sockets->bell);
}

void fetch_sockets_forget(struct fetch_sockets *sockets, const struct transfer *transfer)
{
	for (size_t i = 0; i < sockets->count; i++)
		if (sockets->items[i].transfer == transfer)
			sockets->items[i].transfer = NULL;
}

/* ---- who is served ---- */

/* Its next bytes would begin a body that there is no room for.  A handshake goes on:
 * it brings none, and the server would be blamed for the time we let it wait. */
static bool is_parked(const struct fetch_socket *socket)
{
	struct transfer *transfer = socket->transfer;
	return transfer && socket->events == POLLIN && transfer->is_asked &&
	       transfer->headers.status < 300 && !room_admit(transfer, 0);
}

/* Fills the list for poll(); how many there are. */
static nfds_t list_served(struct fetch_sockets *sockets)
{
	size_t count = 0;
	ARRAY_PUSH(sockets->polls, count, sockets->polls_capacity) =
		(struct pollfd){sockets->bell.read_fd, POLLIN, 0};
	for (size_t i = 0; i < sockets->count; i++) {
		const struct fetch_socket *socket = &sockets->items[i];
		if (!socket->transfer || !socket->transfer->is_paused)
			ARRAY_PUSH(sockets->polls, count, sockets->polls_capacity) =
				(struct pollfd){socket->descriptor, socket->events, 0};
	}
	return (nfds_t)count;
}

static int action_of(short happened)
{
	return (happened & (POLLIN | POLLHUP) ? CURL_CSELECT_IN : 0) |
	       (happened & POLLOUT ? CURL_CSELECT_OUT : 0) |
	       (happened & (POLLERR | POLLNVAL) ? CURL_CSELECT_ERR : 0);
}

/* The ones served before it may have closed it. */
static void serve_one(struct fetch_sockets *sockets, const struct pollfd *ready)
{
	const struct fetch_socket *socket = find(sockets, ready->fd);
	int running;
	if (!socket)
		return;
	if (is_parked(socket))
		room_pause(socket->transfer);
	else
		curl_multi_socket_action(
			sockets->multi, ready->fd, action_of(ready->revents), &running);
}

static bool is_timer_due(const struct fetch_sockets *sockets)
{
	return sockets->timer_at_ms >= 0 && clock_monotonic_ms() >= sockets->timer_at_ms;
}

static int patience(const struct fetch_sockets *sockets, int timeout_ms)
{
	if (sockets->timer_at_ms < 0)
		return timeout_ms;
	int64_t left = sockets->timer_at_ms - clock_monotonic_ms();
	return left < 0 ? 0 : left < timeout_ms ? (int)left : timeout_ms;
}

bool fetch_sockets_serve(struct fetch_sockets *sockets, int timeout_ms)
{
	nfds_t count = list_served(sockets);
	int happened = poll(sockets->polls, count, patience(sockets, timeout_ms));
	if (happened > 0 && sockets->polls[0].revents)
		bell_clear(&sockets->bell);
	for (nfds_t i = 1; happened > 0 && i < count; i++)
		if (sockets->polls[i].revents)
			serve_one(sockets, &sockets->polls[i]);
	if (is_timer_due(sockets)) {
		int running;
		sockets->timer_at_ms = -1;
		curl_multi_socket_action(sockets->multi, CURL_SOCKET_TIMEOUT, 0, &running);
	}
	return happened > 0;
}
