/* [curl] One request on its way: what was asked, the easy handle that carries
 * it now, and the response that grows.  Lives in the response's own arena, so
 * that finishing it frees nothing and copies nothing. */
#ifndef STEPPE_FEEDS_FETCH_TRANSFER_H
#define STEPPE_FEEDS_FETCH_TRANSFER_H

#include "feeds/fetch_headers.h"
#include "feeds/fetch_queue.h"
#include "feeds/response.h"
#include "src/base/curl.h"
#include "src/base/url.h"

/* What all transfers of a fetcher share. */
struct transfer_world {
	struct fetch_settings settings; /* limits filled in */
	CURLSH *share;
	struct curl_slist *plain_headers; /* of a request for a feed without validators */
	size_t bytes_in_flight;
	size_t room;     /* for them */
	size_t admitted; /* transfers that have some of it */
};

/* False when libcurl has no memory for it; transfer_world_done() either way. */
bool transfer_world_init(struct transfer_world *world, const struct fetch_settings *settings);
void transfer_world_done(struct transfer_world *world);

/* Why a callback of ours stopped a transfer. */
enum transfer_stop { STOP_NONE, STOP_TOO_LARGE, STOP_PRIVATE_ADDRESS, STOP_BODY_UNWANTED };

struct transfer {
	struct waiting waiting;           /* first: the queue gives it back */
	struct transfer *next, *previous; /* of the active ones, in order of their start */
	struct transfer_world *world;
	struct response *response;
	struct request request; /* copied into the arena */
	struct url url;         /* of this hop */
	struct url validators;  /* the host that gave them */
	struct answer_headers headers;
	CURL *easy;
	struct curl_slist *header_lines; /* NULL = world->plain_headers */
	enum transfer_stop stop;
	bool may_be_private; /* this hop may lead to a private address */
	bool is_proxied;
	bool has_crossed_host; /* credentials and own headers stay behind */
	bool has_temporary_hop;
	bool is_digest;   /* the server asked for it; until then Basic saves https a request */
	bool is_asked;    /* the hop's request goes out: from now on an answer may come */
	bool is_admitted; /* there is room for its body … */
	bool is_slow;     /* … which counts as a common one, unless it is long in coming */
	bool is_paused;
	size_t unwanted_bytes;
	int64_t started_ms;
	int64_t queued_ms; /* since when this hop waits for its turn */
	int64_t hop_ms;    /* when this hop began */
	int64_t paused_ms; /* since when it waits for room */
	int64_t admitted_ms;
	char *detail; /* what libcurl says of a failure; NULL before the first hop */
};

/* NULL with `error` filled when the address is none. */
struct transfer *transfer_new(
	struct transfer_world *world, const struct request *request, struct error *error);

/* Our functions that libcurl calls during a transfer. */
void transfer_listen(CURL *easy);
/* Is it one server for what is meant for one alone?  The step up to https stays there. */
bool transfer_is_same_site(const struct url *from, const struct url *to);

/* The hop has ended with `code`.  True when there is another one to make:
 * transfer->url is then where to; else the response is complete. */
bool transfer_hop_ended(struct transfer *transfer, CURLcode code);

/* ---- fetch_room.c: how much memory the bodies may take, and who waits for it.  The eldest
 *      always goes on, so that those that wait never wait for each other ---- */

/* Takes room for `more` bytes of its body.  False when it must wait, since all of them together
 * would be too large.  One that was admitted goes on, since only its end makes
 * room; over the total limit the eldest alone. */
bool room_admit(struct transfer *transfer, size_t more);
/* To its body, for which there is room. */
void room_append(struct transfer *transfer, struct bytes more);
/* Gives back what was taken: the body is complete, or not wanted. */
void room_release(struct transfer *transfer);
/* Who is admitted and sends nothing for a second does not keep room for a whole body: a few
 * such servers would hold up all others. */
void room_give_way(struct transfer *transfer, int64_t now_ms);

/* Stops reading its answer until it is admitted.  What it waits for us is not counted as
 * the server's time. */
void room_pause(struct transfer *transfer);
/* The same from inside of its write function, whose answer stops the reading. */
void room_stop_clock(struct transfer *transfer);
/* False when libcurl cannot hand over what it kept meanwhile: then the transfer must end. */
bool room_resume(struct transfer *transfer);

/* ---- fetch_handle.c ---- */

/* A handle with everything set that does not depend on the request. */
CURL *transfer_handle_new(struct transfer_world *world);
/* A name and a password for the server of this hop? */
bool transfer_has_credentials(const struct transfer *transfer);
/* Of the time that all hops together may take; never less than a second. */
long transfer_milliseconds_left(const struct transfer *transfer);
/* Sets the rest on transfer->easy for the hop to transfer->url. */
void transfer_prepare(struct transfer *transfer);

#endif
