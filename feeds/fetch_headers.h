/* The header lines of one answer, read as they arrive (RFC 9110, 9111).
 * Validators stay the bytes the server sent; nothing here is trusted. */
#ifndef STEPPE_FEEDS_FETCH_HEADERS_H
#define STEPPE_FEEDS_FETCH_HEADERS_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/text.h"

struct answer_headers {
	int status;
	struct bytes etag, last_modified; /* in the arena, NUL behind */
	struct bytes content_type, location;
	int64_t date, expires, retry_at; /* 0 = not said */
	int64_t max_age_seconds;         /* -1 = not said */
	bool expires_is_past;            /* Expires that is no date means "now" (RFC 9111, 5.3) */
	bool offers_digest;              /* RFC 7616 */
};

void answer_headers_clear(struct answer_headers *headers);

/* One line with or without its CR LF.  A status line forgets what came before. */
void answer_headers_line(
	struct answer_headers *headers, struct arena *arena, struct bytes line, int64_t now);

/* Expires - Date; -1 when the answer does not say. */
int64_t answer_headers_expires_in(const struct answer_headers *headers, int64_t now);

#endif
