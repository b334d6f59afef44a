#include <string.h>
#include <time.h>

#include "src/store/query_tree.h"

#define DAY 86400

static bool read_number(int *number, const char **at, const char *end, int digits)
{
	*number = 0;
	int read = 0;
	while (*at < end && read < digits && **at >= '0' && **at <= '9') {
		*number = *number * 10 + (*(*at)++ - '0');
		read++;
	}
	return read > 0;
}

static bool take(const char **at, const char *end, char byte)
{
	if (*at == end || **at != byte)
		return false;
	(*at)++;
	return true;
}

static int64_t local_midnight(int year, int month, int day)
{
	struct tm tm = {
		.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1};
	return (int64_t)mktime(&tm);
}

static int days_of(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && is_leap);
}

/* 2022, 2022-04 or 2022-04-05: a span of local time. */
static bool calendar_date(int64_t *from, int64_t *to, struct foreign text)
{
	const char *at = text.utf8;
	const char *end = at + text.len;
	int year;
	int month = 0;
	int day = 0;
	if (!read_number(&year, &at, end, 4) || year < 1900)
		return false;
	bool has_month = take(&at, end, '-');
	if (has_month && (!read_number(&month, &at, end, 2) || month < 1 || month > 12))
		return false;
	bool has_day = has_month && take(&at, end, '-');
	if (has_day && (!read_number(&day, &at, end, 2) || day < 1 || day > days_of(year, month)))
		return false;
	if (at != end)
		return false;
	*from = local_midnight(year, month ? month : 1, day ? day : 1);
	if (day != 0)
		*to = local_midnight(year, month, day + 1);
	else
		*to = month != 0 ? local_midnight(year, month + 1, 1)
				 : local_midnight(year + 1, 1, 1);
	return true;
}

/* 30min, 12h, 2d, 3w, 6m, 1y ago. */
static bool relative_date(int64_t *from, int64_t *to, struct foreign text, int64_t now)
{
	static const struct {
		const char *unit;
		int64_t seconds;
	} UNITS[] = {{"min", 60}, {"h", 3600}, {"d", DAY}, {"w", 7 * DAY}, {"m", 30 * DAY},
		{"y", 365 * DAY}};
	const char *at = text.utf8;
	const char *end = at + text.len;
	int number;
	if (!read_number(&number, &at, end, 5))
		return false;
	size_t left = (size_t)(end - at);
	for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		if (left == strlen(UNITS[i].unit) && memcmp(at, UNITS[i].unit, left) == 0) {
			*from = *to = now - number * UNITS[i].seconds;
			return true;
		}
	return false;
}

bool query_date(int64_t *from, int64_t *to, struct foreign text, int64_t now)
{
	time_t seconds = (time_t)now;
	struct tm tm;
	localtime_r(&seconds, &tm);
	bool is_yesterday = foreign_equal(text, FOREIGN("yesterday"));
	if (is_yesterday || foreign_equal(text, FOREIGN("today"))) {
		int day = tm.tm_mday - is_yesterday;
		*from = local_midnight(tm.tm_year + 1900, tm.tm_mon + 1, day);
		*to = local_midnight(tm.tm_year + 1900, tm.tm_mon + 1, day + 1);
		return true;
	}
	return relative_date(from, to, text, now) || calendar_date(from, to, text);
}
