/* [curl] The sockets of all transfers, and who of them is served.  While bodies
 * have no room, a transfer whose answer begins is paused: what the server sent
 * waits in the system's buffers and costs us nothing.  A socket that transfers share
 * cannot be left alone for one of them; there libcurl pauses the stream. */
#ifndef STEPPE_FEEDS_FETCH_SOCKETS_H
#define STEPPE_FEEDS_FETCH_SOCKETS_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/fetch_transfer.h"
#include "src/base/bell.h"
#include "src/base/curl.h"

struct fetch_socket {
	curl_socket_t descriptor;
	short events;
	bool is_shared;            /* several transfers at once (HTTP/2): always served … */
	struct transfer *transfer; /* … else the one it works for; NULL = none of ours */
};

struct fetch_sockets {
	CURLM *multi;
	struct bell bell;
	struct fetch_socket *items;
	size_t count, capacity;
	struct pollfd *polls; /* the bell, then those that are served */
	size_t polls_capacity;
	int64_t timer_at_ms; /* when libcurl wants to be called; -1 = not */
};

/* False when the system has no descriptor left. */
bool fetch_sockets_init(struct fetch_sockets *sockets, CURLM *multi);
void fetch_sockets_done(struct fetch_sockets *sockets);

/* The transfer has ended: no socket works for it any more. */
void fetch_sockets_forget(struct fetch_sockets *sockets, const struct transfer *transfer);

/* Sleeps until a socket can be served, the timer, fetch_sockets_wake() or
 * `timeout_ms`, and lets libcurl work.  False when nothing happened. */
bool fetch_sockets_serve(struct fetch_sockets *sockets, int timeout_ms);
/* From any thread. */
void fetch_sockets_wake(const struct fetch_sockets *sockets);

#endif
