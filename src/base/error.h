/* What went wrong in the world (network, format, disk), as one value without
 * an owner, so that it travels through queues.  Functions that can fail return
 * false or NULL and fill the caller's struct error.  Our own mistakes are
 * assertions, and lack of memory ends the program (halt.h). */
#ifndef STEPPE_BASE_ERROR_H
#define STEPPE_BASE_ERROR_H

#include <stdbool.h>

enum error_kind {
	ERROR_NONE,
	ERROR_USAGE,     /* the command line or a query is wrong */
	ERROR_CONFIG,    /* the config file is wrong */
	ERROR_NETWORK,   /* no connection, no such host, broken transfer */
	ERROR_TIMEOUT,   /* too slow */
	ERROR_TLS,       /* the certificate or the protocol was refused */
	ERROR_SERVER,    /* an HTTP status that is no success */
	ERROR_REFUSED,   /* our own rules: address, scheme, redirect */
	ERROR_FORMAT,    /* not a feed, not an article, malformed */
	ERROR_LIMIT,     /* too large, too deep, too many */
	ERROR_STORE,     /* SQLite says no */
	ERROR_DISK,      /* a file cannot be read or written, the disk is full */
	ERROR_NEWER,     /* the store was made by a newer version */
	ERROR_NOT_FOUND, /* no such feed, article, file */
	ERROR_CANCELLED, /* the person changed their mind */
	ERROR_WORKER,    /* a worker process died or ran out of time */
	ERROR_PROXY,     /* our own proxy stands in the way; the server was not reached */
	ERROR_BUSY,      /* another program keeps the store locked */
};

struct error {
	enum error_kind kind;
	char sentence[240]; /* UTF-8; may hold foreign text: it goes through safe_from_foreign() */
};

/* Fills `error` (which may be NULL) and returns false, for `return error_set(…)`. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The store or the disk under it is the reason, not what came from outside. */
bool error_is_of_store(const struct error *error);

/* Puts "CONTEXT: " before the sentence; returns false. */
bool error_context(struct error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
