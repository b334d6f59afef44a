#include "feeds/duration.h"

#include <stdbool.h>
#include <string.h>

#define DIGITS_LIMIT 9

struct duration {
	const char *at;
	const char *end;
	int64_t total; /* of what the units and colons before the cursor have settled */
	int colons;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static void skip_blanks(struct duration *duration)
{
	while (duration->at < duration->end && (*duration->at == ' ' || *duration->at == ','))
		duration->at++;
}

/* Digits; a fraction of a second behind them is passed over. */
static bool take_number(struct duration *duration, int64_t *number)
{
	const char *start = duration->at;
	*number = 0;
	for (; duration->at < duration->end && is_digit(*duration->at); duration->at++)
		if (duration->at - start < DIGITS_LIMIT)
			*number = *number * 10 + (*duration->at - '0');
	bool is_number = duration->at > start && duration->at - start <= DIGITS_LIMIT;
	if (is_number && duration->at < duration->end && *duration->at == '.')
		do
			duration->at++;
		while (duration->at < duration->end && is_digit(*duration->at));
	return is_number;
}

/* "h", "hrs", "min", "seconds": the seconds in one; 0 when it is no unit. */
static int64_t take_unit(struct duration *duration)
{
	static const struct {
		char letter;
		int64_t seconds;
	} units[] = {{'h', 3600}, {'m', 60}, {'s', 1}};
	char letter = (char)(*duration->at | 0x20);
	while (duration->at < duration->end && is_letter(*duration->at))
		duration->at++;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (units[i].letter == letter)
			return units[i].seconds;
	return 0;
}

/* One number and what follows it; false when that is no part of a duration. */
static bool take_part(struct duration *duration)
{
	int64_t number;
	bool is_empty_hour = *duration->at == ':'; /* ":59" */
	if (!take_number(duration, &number) && !is_empty_hour)
		return false;
	skip_blanks(duration);
	if (duration->at == duration->end) {
		duration->total += number;
	} else if (*duration->at == ':' && ++duration->colons <= 2) {
		duration->at++;
		duration->total = (duration->total + number) * 60;
	} else {
		int64_t unit = is_letter(*duration->at) ? take_unit(duration) : 0;
		duration->total += number * unit;
		if (unit == 0)
			return false;
	}
	skip_blanks(duration);
	return true;
}

int64_t duration_parse(struct foreign text)
{
	text = foreign_trim(text);
	if (text.len > 2 && strchr("Pp", *text.utf8) && strchr("Tt", text.utf8[1]))
		text = (struct foreign){text.utf8 + 2, text.len - 2};
	struct duration duration = {.at = text.utf8, .end = text.utf8 + text.len};
	if (text.len == 0)
		return -1;
	while (duration.at < duration.end)
		if (!take_part(&duration))
			return -1;
	return duration.total;
}
