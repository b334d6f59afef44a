/* Dates as feeds write them: RFC 822 and 3339, W3CDTF, ISO 8601 week and ordinal
 * dates, asctime, and words in some thirty languages. */
#ifndef STEPPE_FEEDS_DATE_H
#define STEPPE_FEEDS_DATE_H

#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/text.h"

/* Seconds since 1970 UTC; 0 when there is no date in `text`, or an impossible
 * one.  Without a zone the time is taken as UTC. */
int64_t date_parse(struct foreign text);

#endif
