#include "feeds/date.h"

#include <stdbool.h>
#include <string.h>

#include "feeds/date_words.h"

#define DATE_LENGTH_LIMIT 256
#define NUMBERS_LIMIT 8

/* A number that is part of the day, month or year. */
struct date_number {
	long long value;
	int digits;
	char before; /* the sign in front of it: - / . W, or a blank */
};

struct date_reader {
	const char *at;
	const char *end;
	struct date_number numbers[NUMBERS_LIMIT];
	size_t count;
	int month;          /* named by a word; 0 = by number */
	size_t month_place; /* so many numbers stood before the word */
	bool has_time, has_zone, is_week;
	int hour, minute, second;
	int zone_minutes;
	char half; /* 'a', 'p' */
};

struct civil {
	long long year;
	int month;
	int day;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Days from 1970-01-01 to that day of the proleptic Gregorian calendar; the
 * year is taken to begin in March, so that the leap day is its last. */
static int64_t days_from_civil(struct civil date)
{
	int64_t year = date.year - (date.month <= 2);
	int64_t era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static bool is_leap(long long year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(long long year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return days[month - 1] + (month == 2 && is_leap(year));
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

/* The hour was read, ':' is next. */
static void take_time(struct date_reader *reader, long long hour)
{
	int digits;
	reader->has_time = true;
	reader->hour = hour < 100 ? (int)hour : 99;
	reader->at++;
	reader->minute = (int)take_digits(reader, &digits) % 1000;
	if (next_is(reader, ':') && digit_follows(reader)) {
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
	if (next_is(reader, ':') && digit_follows(reader) && !reader->has_time && digits <= 2) {
		take_time(reader, value);
		return;
	}
	if (before == 'T' && !reader->has_time && (digits == 6 || digits == 4 || digits == 2)) {
		take_basic_time(reader, value, digits);
		return;
	}
	if (reader->count < NUMBERS_LIMIT)
		reader->numbers[reader->count++] = (struct date_number){value, digits, before};
}

/* 年 월 and their like say which number stood before them; the order is the
 * usual one (year, month, day), so only the hours need care. */
static bool take_counter(struct date_reader *reader, struct foreign word)
{
	static const char *const hours[] = {"시", "時", "时"};
	static const char *const minutes[] = {"분", "分"};
	static const char *const seconds[] = {"초", "秒"};
	struct date_number *last = reader->count > 0 ? &reader->numbers[reader->count - 1] : NULL;
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
	reader->count--;
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
		reader->is_week = true;
		return 'W';
	}
	int month = date_word_month(&word);
	/* "mar., 05 avr. 2022": what stands before all numbers may be a weekday. */
	bool was_first = reader->month_place == 0 && reader->count <= 1;
	if (month > 0 && (reader->month == 0 || was_first)) {
		reader->month = month;
		reader->month_place = reader->count;
	} else if (reader->has_time && date_word_zone(&word, &zone)) {
		reader->zone_minutes = zone;
		reader->has_zone = true;
	} else if (date_word_half(&word)) {
		reader->half = date_word_half(&word);
	} else {
		take_counter(reader, raw);
	}
	return ' ';
}

static void read_tokens(struct date_reader *reader)
{
	char before = ' ';
	while (reader->at < reader->end) {
		char byte = *reader->at;
		bool is_sign = (byte == '+' || byte == '-') && digit_follows(reader);
		if (is_digit(byte)) {
			take_number(reader, before);
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

static long long whole_year(const struct date_number *number)
{
	if (number->digits >= 3)
		return number->digits == 3 ? number->value + 1900 : number->value;
	return number->value + (number->value < 70 ? 2000 : 1900);
}

static bool looks_like_year(const struct date_number *number)
{
	return number->digits >= 3 || number->value > 31;
}

/* A word names the month: two numbers are left, in either order. */
static bool civil_with_word(struct civil *out, const struct date_reader *reader)
{
	const struct date_number *first = &reader->numbers[0], *second = &reader->numbers[1];
	if (reader->count < 2)
		return false;
	bool year_first = looks_like_year(first) && !looks_like_year(second);
	const struct date_number *year = year_first ? first : second;
	const struct date_number *day = year_first ? second : first;
	*out = (struct civil){whole_year(year), reader->month, (int)(day->value % 1000)};
	return day->digits <= 2;
}

/* 2022-W14-2, 2022W142: the week that holds January 4 is the first. */
static bool civil_of_week(struct civil *out, const struct date_reader *reader)
{
	if (reader->count < 2 || reader->numbers[0].digits != 4)
		return false;
	const struct date_number *week = &reader->numbers[1];
	long long number = week->digits == 3 ? week->value / 10 : week->value;
	long long weekday = week->digits == 3 ? week->value % 10 : 1;
	if (week->digits == 2 && reader->count > 2)
		weekday = reader->numbers[2].value;
	if (number < 1 || number > 53 || weekday < 1 || weekday > 7)
		return false;
	*out = (struct civil){reader->numbers[0].value, 1, 4};
	int64_t fourth = days_from_civil(*out);
	int64_t monday = fourth - (fourth % 7 + 7 + 3) % 7;
	out->day = (int)(4 + (monday - fourth) + (number - 1) * 7 + weekday - 1);
	return true;
}

/* 20220405, 2022095 (ordinal), 202204, 2022, 22-95 is not among them. */
static bool civil_of_one(struct civil *out, const struct date_number *number)
{
	long long value = number->value;
	if (number->digits == 8)
		*out = (struct civil){value / 10000, (int)(value / 100 % 100), (int)(value % 100)};
	else if (number->digits == 7)
		*out = (struct civil){value / 1000, 0, (int)(value % 1000)};
	else if (number->digits == 6)
		*out = (struct civil){value / 100, (int)(value % 100), 1};
	else if (number->digits == 4)
		*out = (struct civil){value, 1, 1};
	else
		return false;
	return true;
}

/* A month of 0 stands for an ordinal date: `day` counts from January 1. */
static bool civil_of_two(struct civil *out, const struct date_number *numbers)
{
	if (numbers[0].digits != 4)
		return false;
	bool is_ordinal = numbers[1].digits == 3;
	*out = (struct civil){numbers[0].value, is_ordinal ? 0 : (int)(numbers[1].value % 100),
		is_ordinal ? (int)numbers[1].value : 1};
	return true;
}

static bool civil_of_three(struct civil *out, const struct date_number *numbers)
{
	int first = (int)(numbers[0].value % 10000), second = (int)(numbers[1].value % 10000);
	int third = (int)(numbers[2].value % 10000);
	if (numbers[0].digits == 4 || numbers[0].value > 31) {
		*out = (struct civil){whole_year(&numbers[0]), second, third};
		return true;
	}
	bool has_year_last = numbers[2].digits == 4;
	if (!has_year_last && numbers[1].before == '-') { /* 03-12-31 */
		*out = (struct civil){whole_year(&numbers[0]), second, third};
		return true;
	}
	*out = (struct civil){whole_year(&numbers[2]), second, first};
	if (numbers[1].before == '/' && (first <= 12 || second > 12) && second <= 31)
		*out = (struct civil){whole_year(&numbers[2]), first, second};
	if (out->month > 12 && out->day <= 12)
		*out = (struct civil){out->year, out->day, out->month};
	return true;
}

static bool find_civil(struct civil *out, const struct date_reader *reader)
{
	if (reader->is_week)
		return civil_of_week(out, reader);
	if (reader->month > 0)
		return civil_with_word(out, reader);
	if (reader->count >= 3)
		return civil_of_three(out, reader->numbers);
	if (reader->count == 2)
		return civil_of_two(out, reader->numbers);
	return reader->count == 1 && civil_of_one(out, &reader->numbers[0]);
}

static bool is_possible(const struct civil *date, const struct date_reader *reader)
{
	if (date->year < 1000 || date->year > 9999 || reader->hour > 24 || reader->minute > 59 ||
		reader->second > 60 || (reader->hour == 24 && reader->minute + reader->second > 0))
		return false;
	if (reader->is_week)
		return true;
	if (date->month == 0)
		return date->day >= 1 && date->day <= 365 + is_leap(date->year);
	return date->month >= 1 && date->month <= 12 && date->day >= 1 &&
	       date->day <= days_in_month(date->year, date->month);
}

/* Seconds or milliseconds since 1970, and 20220405091233. */
static bool read_stamp(const struct date_reader *reader, int64_t *seconds)
{
	if (reader->count != 1 || reader->month > 0)
		return false;
	long long value = reader->numbers[0].value;
	int digits = reader->numbers[0].digits;
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
	struct date_number *number = &reader->numbers[0];
	if (reader->count != 1 || (number->digits != 14 && number->digits != 12) ||
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
	struct civil date;
	if (!find_civil(&date, &reader) || !is_possible(&date, &reader))
		return 0;
	int64_t days = date.month == 0 || reader.is_week
			       ? days_from_civil((struct civil){date.year, 1, 1}) + date.day - 1
			       : days_from_civil(date);
	return days * 86400 + reader.hour * 3600 + reader.minute * 60 + reader.second -
	       reader.zone_minutes * 60;
}
