#include "feeds/date_day.h"

#define ORDINAL (-1) /* of a month: `day` counts from January 1 */
#define BUDDHIST 543 /* years ahead of ours, in Thailand */

struct civil {
	long long year;
	int month;
	int day;
};

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

static long long whole_year(const struct date_number *number)
{
	if (number->digits >= 3)
		return number->digits == 3 ? number->value + 1900 : number->value;
	return number->value + (number->value < 50 ? 2000 : 1900); /* RFC 2822, 4.3 */
}

static bool looks_like_year(const struct date_number *number)
{
	return number->digits >= 3 || number->value > 31;
}

static long long year_by_word(const struct date_number *number, const struct date_parts *parts)
{
	return parts->is_thai && number->digits == 2 ? number->value + 2500 : whole_year(number);
}

/* A word names the month: two numbers are left, in either order, or the year. */
static bool civil_with_word(struct civil *out, const struct date_parts *parts)
{
	const struct date_number *first = &parts->numbers[0], *second = &parts->numbers[1];
	if (parts->count == 1 && first->digits == 4) {
		*out = (struct civil){first->value, parts->month, 1};
		return true;
	}
	if (parts->count < 2)
		return false;
	bool year_first = looks_like_year(first) && !looks_like_year(second);
	const struct date_number *year = year_first ? first : second;
	const struct date_number *day = year_first ? second : first;
	*out = (struct civil){year_by_word(year, parts), parts->month, (int)(day->value % 1000)};
	return day->digits <= 2;
}

/* 2022-W14-2, 2022W142: the week that holds January 4 is the first. */
static bool civil_of_week(struct civil *out, const struct date_parts *parts)
{
	if (parts->count < 2 || parts->numbers[0].digits != 4)
		return false;
	const struct date_number *week = &parts->numbers[1];
	long long number = week->digits == 3 ? week->value / 10 : week->value;
	long long weekday = week->digits == 3 ? week->value % 10 : 1;
	if (week->digits == 2 && parts->count > 2)
		weekday = parts->numbers[2].value;
	if (number < 1 || number > 53 || weekday < 1 || weekday > 7)
		return false;
	*out = (struct civil){parts->numbers[0].value, 1, 4};
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
		*out = (struct civil){value / 1000, ORDINAL, (int)(value % 1000)};
	else if (number->digits == 6 && (value < 100000 || value % 100 > 12)) /* 031231 */
		*out = (struct civil){whole_year(&(struct date_number){value / 10000, 2, ' '}),
			(int)(value / 100 % 100), (int)(value % 100)};
	else if (number->digits == 6)
		*out = (struct civil){value / 100, (int)(value % 100), 1};
	else if (number->digits == 4)
		*out = (struct civil){value, 1, 1};
	else
		return false;
	return true;
}

static bool civil_of_two(struct civil *out, const struct date_number *numbers)
{
	if (numbers[0].digits != 4)
		return false;
	bool is_ordinal = numbers[1].digits == 3;
	*out = (struct civil){numbers[0].value,
		is_ordinal ? ORDINAL : (int)(numbers[1].value % 100),
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

static bool find_civil(struct civil *out, const struct date_parts *parts)
{
	if (parts->is_week)
		return civil_of_week(out, parts);
	if (parts->month > 0)
		return civil_with_word(out, parts);
	if (parts->count >= 3)
		return civil_of_three(out, parts->numbers);
	if (parts->count == 2)
		return civil_of_two(out, parts->numbers);
	return parts->count == 1 && civil_of_one(out, &parts->numbers[0]);
}

static bool is_possible(const struct civil *date, bool is_week)
{
	if (date->year < 1000 || date->year > 9999)
		return false;
	if (is_week)
		return true;
	if (date->month == ORDINAL)
		return date->day >= 1 && date->day <= 365 + is_leap(date->year);
	return date->month >= 1 && date->month <= 12 && date->day >= 1 &&
	       date->day <= days_in_month(date->year, date->month);
}

bool date_day(const struct date_parts *parts, int64_t *days)
{
	struct civil date;
	if (!find_civil(&date, parts))
		return false;
	if (date.year >= 1957 + BUDDHIST && date.year <= 2157 + BUDDHIST)
		date.year -= BUDDHIST;
	if (!is_possible(&date, parts->is_week))
		return false;
	bool counts_from_january = date.month == ORDINAL || parts->is_week;
	*days = counts_from_january
			? days_from_civil((struct civil){date.year, 1, 1}) + date.day - 1
			: days_from_civil(date);
	return true;
}
