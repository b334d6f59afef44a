/* What a person may want to do about a feed: the advice on its health page. */
#ifndef STEPPE_JOBS_HEALTH_H
#define STEPPE_JOBS_HEALTH_H

#include <stdint.h>

#include "src/store/store.h"

enum feed_advice {
	ADVICE_NONE,
	ADVICE_GONE,       /* the server said 410 */
	ADVICE_DEAD,       /* three weeks without a success */
	ADVICE_LOCKED,     /* waits for a name and a password */
	ADVICE_NOT_A_FEED, /* there is something else at the address now */
	ADVICE_UNTRUSTED,  /* its certificate is refused */
	ADVICE_TOO_SLOW,   /* three time-outs in a row */
	ADVICE_TOO_LARGE,  /* over our limits */
	ADVICE_PROXY,      /* our own proxy stands in the way */
	ADVICE_MOVED,      /* answers from another address, not yet taken over */
	ADVICE_QUIET,      /* half a year without an article */
	ADVICE_EXPENSIVE,  /* no validators: every request sends the whole feed */
};

enum feed_advice feed_advice(const struct feed_row *feed, int64_t now);

/* One sentence; empty for ADVICE_NONE. */
const char *feed_advice_sentence(enum feed_advice advice);

#endif
