/* The text of a date -> its numbers, words and zone: which is which is told by
 * the signs between them and by the order in which they come. */
#ifndef STEPPE_FEEDS_DATE_TOKENS_H
#define STEPPE_FEEDS_DATE_TOKENS_H

#include "feeds/date_day.h"
#include "feeds/date_zone.h"

struct date_reader {
	const char *at;
	const char *end;
	struct date_parts day;
	size_t month_place; /* so many numbers stood before the word that names it */
	bool has_time, has_zone;
	int hour, minute, second;
	const struct date_zone *zone; /* by its name */
	int zone_minutes;             /* what a number adds to that */
	int era;
	char half; /* 'a', 'p' */
};

/* `reader` is zero but for the text. */
void date_tokens_read(struct date_reader *reader);

#endif
