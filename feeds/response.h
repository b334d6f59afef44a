/* What is asked of a server, what it answers, and the limits of both. */
#ifndef STEPPE_FEEDS_RESPONSE_H
#define STEPPE_FEEDS_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define FETCH_BODY_LIMIT (64u << 20)   /* after decompression */
#define FETCH_TOTAL_LIMIT (256u << 20) /* of all bodies in flight */
#define FETCH_TRANSFERS_LIMIT 256
#define FETCH_HOST_LIMIT 2
#define FETCH_REDIRECTS_LIMIT 5
#define FETCH_CONNECT_SECONDS 10
#define FETCH_SILENCE_SECONDS 30
#define FETCH_SECONDS 120

struct fetch_settings {
	const char *user_agent;
	const char *proxy;     /* NULL = the environment's */
	const char *hsts_file; /* NULL = none */
	const char *ca_file;   /* NULL = the system's; tests bring their own */
	int transfers_limit;   /* 0 = FETCH_TRANSFERS_LIMIT */
	int host_limit;        /* 0 = FETCH_HOST_LIMIT */
	int connect_seconds, silence_seconds, total_seconds; /* 0 = the limits above */
	size_t body_limit;                                   /* 0 = FETCH_BODY_LIMIT */
};

/* Where the address came from decides where it may lead. */
enum fetch_origin {
	FETCH_TYPED,         /* a person named it: private and loopback addresses are fine */
	FETCH_FROM_DOCUMENT, /* a feed or page named it: public addresses only … */
	FETCH_FROM_LOCAL,    /* … unless that feed itself lives on a private address */
};

/* Everything is copied by fetcher_start(). */
struct request {
	uint64_t id;
	struct foreign url; /* passed url_parse() */
	enum fetch_origin origin;
	struct bytes etag; /* byte for byte as the server gave them; empty = none */
	struct bytes last_modified;
	struct foreign validators_url; /* who gave and gets both; empty = url */
	struct foreign accept;         /* empty = feeds */
	struct foreign user, password;
	struct foreign proxy;          /* "none" = direct; empty = the settings' */
	const struct foreign *headers; /* "Name: value", this host only */
	size_t headers_count;
};

/* What the answer says about when to ask again; 0 / -1 = not said. */
struct response_hints {
	int64_t max_age_seconds;    /* Cache-Control; -1 = not said */
	int64_t expires_in_seconds; /* Expires - Date; -1 = not said */
	int64_t retry_at;           /* Retry-After, as a time; 0 = not said */
};

/* Given to the caller of fetcher_poll(), who frees it with response_free(). */
struct response {
	uint64_t id;
	struct arena *arena; /* owns every text below but the body */
	int status;          /* 0 when the transfer failed: see error */
	struct error error;  /* ERROR_NONE for every complete answer, 404 and 304 included */
	struct buffer body;
	struct foreign url;       /* as asked */
	struct foreign final_url; /* after redirects */
	struct foreign moved_to;  /* not empty when every redirect was permanent (301, 308) */
	int redirects;
	struct bytes etag;
	struct bytes last_modified;
	struct foreign validators_url; /* where another host gave them; else empty */
	struct foreign content_type;
	struct response_hints hints;
	bool from_private_address; /* the peer was loopback, private or link-local */
	int64_t took_ms;
	uint64_t wire_bytes; /* body bytes as they crossed the network */
};

void response_free(struct response *response);

/* Is it what was asked for?  True for a whole 200 or 226, and a 304; else `error`
 * says in words what the server answered. */
bool response_check(const struct response *response, struct error *error);

#endif
