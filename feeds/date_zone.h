/* Zones in words: abbreviations, RFC 822's letters, places and regions. */
#ifndef STEPPE_FEEDS_DATE_ZONE_H
#define STEPPE_FEEDS_DATE_ZONE_H

#include <stdint.h>

#include "feeds/date_words.h"

struct date_zone;

/* NULL when `word` is no zone. */
const struct date_zone *date_zone_find(const struct date_word *word);

/* Minutes east of Greenwich when its clocks show `local`, in seconds since 1970. */
int date_zone_minutes(const struct date_zone *zone, int64_t local);

#endif
