/* What a person set for one feed alone, out of the store's JSON object. */
#ifndef STEPPE_JOBS_FEED_OPTIONS_H
#define STEPPE_JOBS_FEED_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/text.h"

struct feed_options {
	int64_t interval_seconds;        /* "interval": seconds, or "90m", "6h", "2d"; 0 = none */
	struct foreign user, password;   /* "user", "password" */
	struct foreign password_command; /* "password_command": prints it (password.h) */
	struct foreign proxy;            /* "proxy"; "none" = direct */
	struct foreign *headers;         /* "headers": one "Name: value" a line */
	size_t headers_count;
};

/* What cannot be read counts as not set. */
void feed_options_read(struct feed_options *out, struct arena *arena, struct foreign json);

#endif
