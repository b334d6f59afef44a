#include "feeds/date_zone.h"

#include <string.h>

#define KAZAKHSTAN 1000
#define KAZAKHSTAN_SINCE 1709251200 /* March 1, 2024 */

struct date_zone {
	const char *name;
	int minutes;
};

static const struct date_zone zones[] = {
#include "feeds/date_zones.def"
};

const struct date_zone *date_zone_find(const struct date_word *word)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const char *name = zones[i].name;
		if (strlen(name) == word->len && memcmp(word->utf8, name, word->len) == 0)
			return &zones[i];
	}
	return NULL;
}

int date_zone_minutes(const struct date_zone *zone, int64_t local)
{
	if (zone->minutes == KAZAKHSTAN)
		return local < KAZAKHSTAN_SINCE ? 360 : 300;
	return zone->minutes;
}
