/* How long a recording is, in the spellings of itunes:duration and Media RSS. */
#ifndef STEPPE_FEEDS_DURATION_H
#define STEPPE_FEEDS_DURATION_H

#include <stdint.h>

#include "src/base/text.h"

/* Seconds in "3723", "62:03", "1:02:03.5", "1 h 2 min 3 s", "PT1H2M3S"; -1 when it is none. */
int64_t duration_parse(struct foreign text);

#endif
