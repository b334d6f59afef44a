#include "feeds/date.h"

#include <stdbool.h>
#include <string.h>

#include "feeds/date_plain.h"
#include "feeds/date_tokens.h"

#define ZERO_STAMP_HOURS 14 /* 0 shown in any zone */

/* Seconds since 1970, with a fraction or without; thousandths and millionths. */
static bool read_stamp(const struct date_reader *reader, int64_t *seconds)
{
	const struct date_number *numbers = reader->day.numbers;
	bool has_fraction = reader->day.count == 2 && numbers[1].before == '.';
	if ((reader->day.count != 1 && !has_fraction) || reader->day.month > 0 || reader->has_time)
		return false;
	long long value = numbers[0].value;
	int digits = numbers[0].digits;
	if (digits == 9 || digits == 10)
		*seconds = value;
	else if (digits == 13)
		*seconds = value / 1000;
	else if (digits == 16)
		*seconds = value / 1000000;
	else
		return false;
	return true;
}

static void split_long_stamp(struct date_reader *reader)
{
	struct date_number *number = &reader->day.numbers[0];
	if (reader->day.count != 1 || (number->digits != 14 && number->digits != 12) ||
		reader->has_time)
		return;
	if (number->digits == 14) {
		reader->second = (int)(number->value % 100);
		number->value /= 100;
	}
	reader->minute = (int)(number->value % 100);
	reader->hour = (int)(number->value / 100 % 100);
	number->value /= 10000;
	number->digits = 8;
	reader->has_time = true;
}

static void apply_half(struct date_reader *reader)
{
	if (reader->half == 'p' && reader->hour < 12)
		reader->hour += 12;
	else if (reader->half == 'a' && reader->hour == 12)
		reader->hour = 0;
}

static bool is_time(const struct date_reader *reader)
{
	if (reader->hour == 24)
		return reader->minute == 0 && reader->second == 0;
	return reader->hour < 24 && reader->minute <= 59 && reader->second <= 60;
}

/* <time datetime="2022-04-05"> … is what some put into pubDate. */
static struct foreign inside_markup(struct foreign text)
{
	static const char name[] = "datetime=";
	const char *found =
		text.len > 0 ? memmem(text.utf8, text.len, name, sizeof name - 1) : NULL;
	if (!found)
		return text;
	const char *start = found + sizeof name, *end = text.utf8 + text.len;
	const char *stop = start < end ? memchr(start, start[-1], (size_t)(end - start)) : NULL;
	return stop ? (struct foreign){start, (size_t)(stop - start)} : text;
}

static int64_t seconds_of(const struct date_reader *reader, int64_t days)
{
	int64_t local = days * 86400 + reader->hour * 3600 + reader->minute * 60 + reader->second;
	int minutes = reader->zone ? date_zone_minutes(reader->zone, local) : 0;
	int64_t seconds = local - (minutes + reader->zone_minutes) * 60;
	bool is_zero = seconds > -ZERO_STAMP_HOURS * 3600 && seconds < ZERO_STAMP_HOURS * 3600;
	return is_zero ? 0 : seconds;
}

int64_t date_parse(struct foreign text)
{
	char buffer[DATE_LENGTH_LIMIT];
	text = foreign_trim(inside_markup(text));
	if (text.len == 0 || text.len > DATE_LENGTH_LIMIT)
		return 0;
	text = date_plain(text, buffer);
	struct date_reader reader = {.at = text.utf8, .end = text.utf8 + text.len};
	date_tokens_read(&reader);
	int64_t seconds;
	if (read_stamp(&reader, &seconds))
		return seconds;
	split_long_stamp(&reader);
	apply_half(&reader);
	int64_t days;
	if (!is_time(&reader) || !date_day(&reader.day, &days))
		return 0;
	return seconds_of(&reader, days);
}
