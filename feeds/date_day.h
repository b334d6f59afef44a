/* The numbers of a date -> its day: which is the year, which the month (RFC 822, ISO 8601). */
#ifndef STEPPE_FEEDS_DATE_DAY_H
#define STEPPE_FEEDS_DATE_DAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DATE_NUMBERS_LIMIT = 8 };

/* A number that is part of the day, month or year. */
struct date_number {
	long long value;
	int digits;
	char before; /* the sign in front of it: - / . W, or a blank */
};

struct date_parts {
	struct date_number numbers[DATE_NUMBERS_LIMIT];
	size_t count;
	int month;    /* named by a word; 0 = by number */
	bool is_week; /* 2022-W14-2 */
	bool is_thai; /* the word: its years count from 543 BC */
};

/* Days from 1970-01-01 of the Gregorian calendar; false when there is no such day. */
bool date_day(const struct date_parts *parts, int64_t *days);

#endif
