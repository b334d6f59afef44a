#include "feeds/date_tokens.h"

#include <string.h>

#include "feeds/date_words.h"

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
		if (*digits < 16)
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
	if (reader->has_time || digits > 2)
		return false;
	if (!digit_follows(reader))
		return next_is(reader, ':') && reader->end - reader->at > 2 &&
		       reader->at[1] == ' ' && is_digit(reader->at[2]);
	bool has_day = reader->day.count >= numbers_of_day(reader);
	return next_is(reader, ':') || (has_day && (next_is(reader, 'h') || next_is(reader, '.')));
}

/* "10: 15" */
static void skip_blanks_before_digit(struct date_reader *reader)
{
	const char *at = reader->at;
	while (at < reader->end && *at == ' ')
		at++;
	if (at < reader->end && is_digit(*at))
		reader->at = at;
}

/* The hour was read, the sign behind it is next. */
static void take_time(struct date_reader *reader, long long hour)
{
	int digits;
	char sign = *reader->at == '.' ? '.' : ':';
	reader->has_time = true;
	reader->hour = hour < 100 ? (int)hour : 99;
	reader->at++;
	skip_blanks_before_digit(reader);
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
	if (reader->era > 0 && digits <= 2) {
		value += reader->era;
		digits = 4;
		reader->era = 0;
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

/* "a.m.", "p. m." and "ม.ค." are one word each. */
static bool is_inside_word(const struct date_reader *reader, const char *start)
{
	size_t left = (size_t)(reader->end - reader->at), len = (size_t)(reader->at - start);
	if (left < 2 || *reader->at != '.')
		return false;
	if ((reader->at[-1] & 0x80) && (reader->at[1] & 0x80))
		return true;
	const char *next = reader->at[1] == ' ' ? reader->at + 2 : reader->at + 1;
	return len == 1 && next < reader->end && (*next | 0x20) == 'm';
}

static struct foreign take_word(struct date_reader *reader)
{
	const char *start = reader->at;
	while (reader->at < reader->end && is_word_byte(*reader->at)) {
		reader->at++;
		if (is_inside_word(reader, start))
			reader->at += reader->at[1] == ' ' ? 2 : 1;
	}
	return (struct foreign){start, (size_t)(reader->at - start)};
}

/* "9pm", "21 GMT" */
static void take_bare_hour(struct date_reader *reader, int most)
{
	if (reader->has_time || reader->day.count <= numbers_of_day(reader))
		return;
	const struct date_number *last = &reader->day.numbers[reader->day.count - 1];
	if (last->digits > 2 || last->value < 1 || last->value > most)
		return;
	reader->hour = (int)last->value;
	reader->has_time = true;
	reader->day.count--;
}

/* An offset in numbers is not undone by the name that stands behind it. */
static bool take_zone(struct date_reader *reader, const struct date_word *word)
{
	if (reader->has_zone && (!reader->zone || reader->zone_minutes != 0))
		return false;
	if (reader->zone && date_word_is_summer(word)) {
		reader->zone_minutes = 60;
		return true;
	}
	const struct date_zone *zone = date_zone_find(word);
	if (!zone || (reader->zone && word->len == 1))
		return false;
	take_bare_hour(reader, 23);
	if (!reader->has_time)
		return false;
	reader->zone = zone;
	reader->has_zone = true;
	return true;
}

static bool take_half(struct date_reader *reader, const struct date_word *word)
{
	char half = date_word_half(word);
	bool is_behind_time = half == 'A' || half == 'P';
	if (!half || (is_behind_time && !reader->has_time))
		return false;
	reader->half = (char)(half | 0x20);
	take_bare_hour(reader, 12);
	return true;
}

static bool take_month(struct date_reader *reader, const struct date_word *word)
{
	int month = date_word_month(word);
	/* "mar., 05 avr. 2022": what stands before all numbers may be a weekday. */
	bool was_first = reader->month_place == 0 && reader->day.count <= 1;
	if (month == 0 || (reader->day.month > 0 && !was_first))
		return false;
	reader->day.month = month;
	reader->day.is_thai = date_word_is_thai(word);
	reader->month_place = reader->day.count;
	return true;
}

/* Returns the sign that the word is to the number behind it. */
static char read_word(struct date_reader *reader)
{
	struct foreign raw = take_word(reader);
	struct date_word word = date_word_fold(raw);
	bool before_digit = reader->at < reader->end && is_digit(*reader->at);
	if (word.len == 1 && *word.utf8 == 't' && !reader->has_time)
		return 'T';
	if (word.len == 1 && *word.utf8 == 'w' && before_digit) {
		reader->day.is_week = true;
		return 'W';
	}
	if (take_month(reader, &word) || take_zone(reader, &word) || take_half(reader, &word) ||
		take_counter(reader, raw))
		return ' ';
	reader->day.month = date_word_second(&word, reader->day.month);
	reader->era = date_word_era(&word);
	return ' ';
}

/* Behind a name an offset counts from Greenwich's, "GMT+3", or says it again. */
static bool may_take_offset(const struct date_reader *reader)
{
	if (!reader->has_time)
		return false;
	return !reader->has_zone || (reader->zone && reader->zone_minutes == 0 &&
					    date_zone_minutes(reader->zone, 0) == 0);
}

void date_tokens_read(struct date_reader *reader)
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
		} else if (is_sign && may_take_offset(reader)) {
			take_offset(reader);
		} else {
			before = strchr("-/.", byte) && byte ? byte : before == 'T' ? 'T' : ' ';
			reader->at++;
		}
	}
}
