#include "feeds/date.h"

#include <stdbool.h>
#include <string.h>

#include "feeds/date_day.h"
#include "feeds/date_words.h"

#define DATE_LENGTH_LIMIT 256

struct date_reader {
	const char *at;
	const char *end;
	struct date_parts day;
	size_t month_place; /* so many numbers stood before the word that names it */
	bool has_time, has_zone;
	int hour, minute, second;
	int zone_minutes;
	char half; /* 'a', 'p' */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The run of digits at the cursor. */
static long long take_digits(struct date_reader *reader, int *digits)
{
	long long value = 0;
	*digits = 0;
	for (; reader->at < reader->end && is_digit(*reader->at); reader->at++) {
		if (*digits < 15)
			value = value * 10 + (*reader->at - '0');
		++*digits;
	}
	return value;
}

static bool next_is(const struct date_reader *reader, char sign)
{
	return reader->at < reader->end && *reader->at == sign;
}

static bool digit_follows(const struct date_reader *reader)
{
	return reader->at + 1 < reader->end && is_digit(reader->at[1]);
}

/* So many numbers tell the day. */
static size_t numbers_of_day(const struct date_reader *reader)
{
	return reader->day.month > 0 ? 2 : 3;
}

/* A number was read, and a time's next number follows: "9:15", "9h15", and
 * "9.15" behind the day. */
static bool begins_time(const struct date_reader *reader, int digits)
{
	if (reader->has_time || digits > 2 || !digit_follows(reader))
		return false;
	bool has_day = reader->day.count >= numbers_of_day(reader);
	return next_is(reader, ':') || (has_day && (next_is(reader, 'h') || next_is(reader, '.')));
}

/* The hour was read, the sign behind it is next. */
static void take_time(struct date_reader *reader, long long hour)
{
	int digits;
	char sign = *reader->at == '.' ? '.' : ':';
	reader->has_time = true;
	reader->hour = hour < 100 ? (int)hour : 99;
	reader->at++;
	reader->minute = (int)take_digits(reader, &digits) % 1000;
	if (next_is(reader, sign) && digit_follows(reader)) {
		reader->at++;
		reader->second = (int)take_digits(reader, &digits) % 1000;
	}
	if ((next_is(reader, '.') || next_is(reader, ',')) && digit_follows(reader)) {
		reader->at++;
		take_digits(reader, &digits);
	}
}

/* +0600, +06:00, +6, -05; added to what a word said ("GMT+3"). */
static void take_offset(struct date_reader *reader)
{
	int sign = *reader->at == '-' ? -1 : 1;
	int digits;
	reader->at++;
	long long value = take_digits(reader, &digits);
	long long minutes = digits <= 2 ? value * 60 : value / 100 * 60 + value % 100;
	if (next_is(reader, ':') && digit_follows(reader) && digits <= 2) {
		reader->at++;
		minutes += take_digits(reader, &digits);
	}
	if (minutes <= 24 * 60 && digits <= 4)
		reader->zone_minutes += sign * (int)minutes;
	reader->has_zone = true;
}

/* "T091233" and "T0912" of the basic format. */
static void take_basic_time(struct date_reader *reader, long long value, int digits)
{
	reader->has_time = true;
	if (digits == 6) {
		reader->second = (int)(value % 100);
		value /= 100;
	}
	reader->minute = digits > 2 ? (int)(value % 100) : 0;
	reader->hour = (int)(digits > 2 ? value / 100 : value);
}

static void take_number(struct date_reader *reader, char before)
{
	int digits;
	long long value = take_digits(reader, &digits);
	if (begins_time(reader, digits)) {
		take_time(reader, value);
		return;
	}
	if (before == 'T' && !reader->has_time && (digits == 6 || digits == 4 || digits == 2)) {
		take_basic_time(reader, value, digits);
		return;
	}
	if (reader->day.count < DATE_NUMBERS_LIMIT)
		reader->day.numbers[reader->day.count++] =
			(struct date_number){value, digits, before};
}

/* 年 월 and their like say which number stood before them; the order is the
 * usual one (year, month, day), so only the hours need care. */
static bool take_counter(struct date_reader *reader, struct foreign word)
{
	static const char *const hours[] = {"시", "時", "时"};
	static const char *const minutes[] = {"분", "分"};
	static const char *const seconds[] = {"초", "秒"};
	struct date_number *last =
		reader->day.count > 0 ? &reader->day.numbers[reader->day.count - 1] : NULL;
	int *field = NULL;
	for (size_t i = 0; i < 3; i++) {
		bool has_second_row = i < 2;
		if (foreign_starts_with(word, (struct foreign){hours[i], 3}))
			field = &reader->hour;
		else if (has_second_row &&
			 foreign_starts_with(word, (struct foreign){minutes[i], 3}))
			field = &reader->minute;
		else if (has_second_row &&
			 foreign_starts_with(word, (struct foreign){seconds[i], 3}))
			field = &reader->second;
	}
	if (!field || !last || last->value > 60)
		return false;
	*field = (int)last->value;
	reader->has_time = true;
	reader->day.count--;
	return true;
}

static bool is_word_byte(char byte)
{
	return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || (byte & 0x80) != 0;
}

static struct foreign take_word(struct date_reader *reader)
{
	const char *start = reader->at;
	while (reader->at < reader->end && is_word_byte(*reader->at))
		reader->at++;
	/* "a.m." is one word. */
	if (reader->at - start == 1 && reader->end - reader->at >= 2 && *reader->at == '.' &&
		(reader->at[1] | 0x20) == 'm')
		reader->at += 2;
	return (struct foreign){start, (size_t)(reader->at - start)};
}

/* "9pm" */
static void take_bare_hour(struct date_reader *reader)
{
	if (reader->has_time || reader->day.count <= numbers_of_day(reader))
		return;
	const struct date_number *last = &reader->day.numbers[reader->day.count - 1];
	if (last->digits > 2 || last->value < 1 || last->value > 12)
		return;
	reader->hour = (int)last->value;
	reader->has_time = true;
	reader->day.count--;
}

/* Returns the sign that the word is to the number behind it. */
static char read_word(struct date_reader *reader)
{
	struct foreign raw = take_word(reader);
	struct date_word word = date_word_fold(raw);
	int zone = 0;
	bool before_digit = reader->at < reader->end && is_digit(*reader->at);
	if (word.len == 1 && *word.utf8 == 't' && !reader->has_time)
		return 'T';
	if (word.len == 1 && *word.utf8 == 'w' && before_digit) {
		reader->day.is_week = true;
		return 'W';
	}
	int month = date_word_month(&word);
	/* "mar., 05 avr. 2022": what stands before all numbers may be a weekday. */
	bool was_first = reader->month_place == 0 && reader->day.count <= 1;
	if (month > 0 && (reader->day.month == 0 || was_first)) {
		reader->day.month = month;
		reader->month_place = reader->day.count;
	} else if (reader->has_time && !(reader->has_zone && word.len == 1) &&
		   date_word_zone(&word, &zone)) {
		reader->zone_minutes = zone;
		reader->has_zone = true;
	} else if (date_word_half(&word)) {
		reader->half = date_word_half(&word);
		take_bare_hour(reader);
	} else {
		take_counter(reader, raw);
	}
	return ' ';
}

static void read_tokens(struct date_reader *reader)
{
	char before = ' ';
	const char *number_end = NULL;
	while (reader->at < reader->end) {
		char byte = *reader->at;
		/* Not the '-' of "09:15 2022-04-05". */
		bool is_inside_day =
			number_end == reader->at && reader->day.count < numbers_of_day(reader);
		bool is_sign =
			(byte == '+' || byte == '-') && digit_follows(reader) && !is_inside_day;
		if (is_digit(byte)) {
			size_t count = reader->day.count;
			take_number(reader, before);
			number_end = reader->day.count > count ? reader->at : NULL;
			before = ' ';
		} else if (is_word_byte(byte)) {
			before = read_word(reader);
		} else if (is_sign && reader->has_time &&
			   (!reader->has_zone || reader->zone_minutes == 0)) {
			take_offset(reader);
		} else {
			before = strchr("-/.", byte) && byte ? byte : before == 'T' ? 'T' : ' ';
			reader->at++;
		}
	}
}

/* Seconds or milliseconds since 1970, and 20220405091233. */
static bool read_stamp(const struct date_reader *reader, int64_t *seconds)
{
	if (reader->day.count != 1 || reader->day.month > 0)
		return false;
	long long value = reader->day.numbers[0].value;
	int digits = reader->day.numbers[0].digits;
	if ((digits == 9 || digits == 10) && !reader->has_time)
		*seconds = value;
	else if (digits == 13 && !reader->has_time)
		*seconds = value / 1000;
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

int64_t date_parse(struct foreign text)
{
	text = foreign_trim(inside_markup(text));
	if (text.len == 0 || text.len > DATE_LENGTH_LIMIT)
		return 0;
	struct date_reader reader = {.at = text.utf8, .end = text.utf8 + text.len};
	read_tokens(&reader);
	int64_t seconds;
	if (read_stamp(&reader, &seconds))
		return seconds;
	split_long_stamp(&reader);
	apply_half(&reader);
	int64_t days;
	if (!is_time(&reader) || !date_day(&reader.day, &days))
		return 0;
	return days * 86400 + reader.hour * 3600 + reader.minute * 60 + reader.second -
	       reader.zone_minutes * 60;
}
