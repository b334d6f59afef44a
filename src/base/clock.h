/* Now.  Times are seconds since 1970 in UTC (int64_t), 0 means "none".
 * STEPPE_NOW in the environment fixes the wall clock, for tests. */
#ifndef STEPPE_BASE_CLOCK_H
#define STEPPE_BASE_CLOCK_H

#include <stdint.h>

#define CLOCK_NONE INT64_C(0)

int64_t clock_now(void);
/* Milliseconds of a clock that never jumps; only differences mean something. */
int64_t clock_monotonic_ms(void);
/* For other programs' turn; threads of ours wait in their queues. */
void clock_sleep_ms(int ms);

/* RFC 3339 in UTC ("2022-04-05T09:12:33+00:00"); `out` has room for 32 bytes. */
void clock_format_rfc3339(int64_t seconds, char out[32]);

#endif
