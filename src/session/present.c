/* Foreign text becomes safe; times become words. */
#include "src/session/present.h"

#include <locale.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "src/base/buffer.h"
#include "src/base/words.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR, MONTH = 30 * DAY };

struct safe present_line(struct arena *arena, struct foreign text)
{
	return safe_from_foreign(arena, text, SAFE_LINE);
}

struct safe present_lines(struct arena *arena, struct foreign text)
{
	return safe_from_foreign(arena, text, SAFE_LINES);
}

struct safe present_string(struct arena *arena, const char *string)
{
	const char *copy = arena_copy(arena, string, strlen(string));
	return present_line(arena, foreign_from_bytes(arena, (struct bytes){copy, strlen(copy)}));
}

struct safe present_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return present_line(arena, foreign_from_bytes(arena, (struct bytes){text, strlen(text)}));
}

char *present_name(struct arena *arena, struct foreign name)
{
	enum { COLUMNS = 40 };
	struct safe line = present_line(arena, name);
	if (safe_columns(line) <= COLUMNS)
		return safe_string(arena, line);
	struct safe start = safe_fit(line, COLUMNS - 1);
	size_t len = start.len;
	while (len > 0 && line.utf8[len] != ' ')
		len--;
	if (len > start.len / 2)
		start = safe_part(line, 0, len);
	struct safe parts[] = {start, SAFE("…")};
	return safe_string(arena, safe_join(arena, parts, 2));
}

static struct tm local_time(int64_t date)
{
	time_t seconds = (time_t)date;
	struct tm parts = {0};
	if (localtime_r(&seconds, &parts) == NULL)
		parts = (struct tm){.tm_mday = 1, .tm_year = 70};
	return parts;
}

static const char *const DAYS[] = {N_("Sunday"), N_("Monday"), N_("Tuesday"), N_("Wednesday"),
	N_("Thursday"), N_("Friday"), N_("Saturday")};
static const char *const MONTHS[] = {N_("January"), N_("February"), N_("March"), N_("April"),
	N_("May"), N_("June"), N_("July"), N_("August"), N_("September"), N_("October"),
	N_("November"), N_("December")};
static const char *const SHORT_MONTHS[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
	N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

/* Where the system has no locale of the person's language, the names are ours. */
static bool has_own_names(void)
{
	const char *locale = setlocale(LC_TIME, NULL);
	return locale != NULL && strcmp(locale, "POSIX") != 0 && strcmp(locale, "C") != 0 &&
	       strncmp(locale, "C.", 2) != 0;
}

static const char *name_for(char letter, const struct tm *parts)
{
	switch (letter) {
	case 'A':
		return _(DAYS[parts->tm_wday]);
	case 'B':
		return _(MONTHS[parts->tm_mon]);
	case 'b':
		return _(SHORT_MONTHS[parts->tm_mon]);
	default:
		return NULL;
	}
}

/* The format with names of days and months written out. */
static const char *with_names(struct arena *arena, const char *format, const struct tm *parts)
{
	struct buffer out = {0};
	for (; *format != '\0'; format++) {
		const char *name = *format == '%' ? name_for(format[1], parts) : NULL;
		if (name != NULL)
			buffer_append_string(&out, name);
		else
			buffer_append_char(&out, *format);
		if (*format == '%' && format[1] != '\0' && name == NULL)
			buffer_append_char(&out, format[1]);
		if (*format == '%' && format[1] != '\0')
			format++;
	}
	const char *text = arena_copy(arena, out.data, out.len);
	buffer_done(&out);
	return text;
}

/* By the person's locale: names of months and days are theirs. */
static struct safe format_time(struct arena *arena, int64_t date, const char *format)
{
	struct tm parts = local_time(date);
	char text[128];
	if (!has_own_names())
		format = with_names(arena, format, &parts);
	size_t len = strftime(text, sizeof text, format, &parts);
	text[len] = '\0';
	return present_string(arena, text);
}

struct safe present_age(struct arena *arena, int64_t date, int64_t now)
{
	int64_t age = now - date;
	if (date == 0)
		return SAFE("");
	if (age < MINUTE)
		return present_string(arena, _("now"));
	if (age < HOUR)
		return present_printf(arena, _("%dm"), (int)(age / MINUTE));
	if (age < DAY)
		return present_printf(arena, _("%dh"), (int)(age / HOUR));
	if (age < MONTH)
		return present_printf(arena, _("%dd"), (int)(age / DAY));
	if (local_time(date).tm_year == local_time(now).tm_year)
		return format_time(arena, date, "%-d %b");
	return format_time(arena, date, "%b %Y");
}

struct safe present_age_in_day(struct arena *arena, int64_t date, int64_t now)
{
	return date == 0 || now - date < MONTH ? present_age(arena, date, now)
					       : format_time(arena, date, "%H:%M");
}

bool present_is_same_day(int64_t a, int64_t b)
{
	struct tm one = local_time(a), other = local_time(b);
	return one.tm_yday == other.tm_yday && one.tm_year == other.tm_year;
}

struct safe present_day(struct arena *arena, int64_t date, int64_t now)
{
	if (present_is_same_day(date, now))
		return present_string(arena, _("Today"));
	if (present_is_same_day(date, now - DAY))
		return present_string(arena, _("Yesterday"));
	return format_time(arena, date, "%A, %-d %B %Y");
}

struct safe present_date(struct arena *arena, int64_t date, const char *format)
{
	if (date == 0)
		return SAFE("");
	return format_time(arena, date, format[0] != '\0' ? format : "%-d %B %Y, %H:%M");
}

struct safe present_minutes(struct arena *arena, size_t words)
{
	enum { WORDS_A_MINUTE = 230 };
	size_t minutes = (words + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
	return present_printf(arena, _("%zu min"), minutes > 0 ? minutes : 1);
}
