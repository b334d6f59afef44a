/* When a feed is asked again.  Pure functions: what is known of the feed and
 * what its server just answered go in, the next time comes out; the clock and
 * chance are given.  The rules are those of publishers who watch their logs:
 * what a server or a feed says may lengthen the wait, never shorten it. */
#ifndef STEPPE_JOBS_SCHEDULE_H
#define STEPPE_JOBS_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

#include "feeds/feed.h"
#include "feeds/response.h"
#include "src/base/error.h"
#include "src/base/random.h"
#include "src/store/arrivals.h"
#include "src/store/store.h"

#define SCHEDULE_NEVER FEED_NEVER_DUE

struct schedule_settings {
	int64_t interval_seconds;      /* of all feeds; 0 = an hour */
	int64_t feed_interval_seconds; /* a person's wish for this feed; 0 = none */
};

struct schedule_answer {
	int status;              /* HTTP; 0 = no answer */
	enum error_kind failure; /* ERROR_NONE = a feed, or a 304 */
	struct response_hints hints;
	struct feed_hints feed;  /* of the document; of the last one for a 304 */
	struct foreign moved_to; /* permanent redirect; empty = none */
	bool has_new;            /* an article nobody had seen */
	bool has_validators;     /* the next request will be conditional */
};

struct schedule {
	int64_t next_due;
	enum feed_state state;
	bool takes_new_url; /* answer.moved_to is the feed's address from now on */
};

/* `history` is what was known before this answer. */
struct schedule schedule_next(const struct feed_history *history,
	const struct schedule_answer *answer, const struct schedule_settings *settings, int64_t now,
	struct random *random);

#endif
