#include "feeds/fetch_headers.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum { VALUE_LIMIT = 8192, RETRY_SECONDS_LIMIT = 366 * 86400 };

void answer_headers_clear(struct answer_headers *headers)
{
	*headers = (struct answer_headers){.max_age_seconds = -1};
}

static int month_number(const char *name)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (int month = 0; month < 12; month++)
		if (strncasecmp(names + 3 * month, name, 3) == 0)
			return month;
	return -1;
}

/* The three forms of RFC 9110, 5.6.7, and zone names it does not know read as
 * GMT; 0 when `text` is none of them. */
static int64_t http_date_parse(struct bytes text)
{
	char copy[64], month[4] = "";
	struct tm tm = {0};
	if (text.len == 0 || text.len >= sizeof copy)
		return 0;
	memcpy(copy, text.data, text.len);
	copy[text.len] = '\0';
	/* "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37
	 * 1994" */
	bool is_read =
		sscanf(copy, "%*[A-Za-z], %2d%*1[- ]%3[A-Za-z]%*1[- ]%4d %2d:%2d:%2d", &tm.tm_mday,
			month, &tm.tm_year, &tm.tm_hour, &tm.tm_min, &tm.tm_sec) == 6 ||
		sscanf(copy, "%*3[A-Za-z] %3[A-Za-z] %2d %2d:%2d:%2d %4d", month, &tm.tm_mday,
			&tm.tm_hour, &tm.tm_min, &tm.tm_sec, &tm.tm_year) == 6;
	tm.tm_mon = month_number(month);
	if (!is_read || tm.tm_mon < 0 || tm.tm_mday < 1 || tm.tm_mday > 31 || tm.tm_hour < 0 ||
		tm.tm_hour > 23 || tm.tm_min < 0 || tm.tm_min > 59 || tm.tm_sec < 0 ||
		tm.tm_sec > 60)
		return 0;
	if (tm.tm_year < 100)
		tm.tm_year += tm.tm_year < 70 ? 2000 : 1900;
	if (tm.tm_year < 1970)
		return 0;
	tm.tm_year -= 1900;
	return timegm(&tm);
}

/* Digits only; -1 for anything else.  More than a year's worth stays a year. */
static int64_t read_seconds(struct bytes text)
{
	int64_t seconds = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return -1;
		seconds = seconds * 10 + (text.data[i] - '0');
		if (seconds > RETRY_SECONDS_LIMIT)
			seconds = RETRY_SECONDS_LIMIT;
	}
	return text.len > 0 ? seconds : -1;
}

static struct bytes trim(struct bytes text)
{
	while (text.len > 0 && strchr(" \t", text.data[0]))
		text = (struct bytes){text.data + 1, text.len - 1};
	while (text.len > 0 && strchr(" \t\r\n", text.data[text.len - 1]))
		text.len--;
	return text;
}

/* The value of one directive of a list such as `public, max-age="60"`. */
static int64_t read_max_age(struct bytes list)
{
	static const char name[] = "max-age=";
	while (list.len > 0) {
		const char *comma = memchr(list.data, ',', list.len);
		size_t len = comma ? (size_t)(comma - list.data) : list.len;
		struct bytes one = trim((struct bytes){list.data, len});
		if (one.len >= sizeof name && strncasecmp(one.data, name, sizeof name - 1) == 0) {
			one = (struct bytes){
				one.data + sizeof name - 1, one.len - (sizeof name - 1)};
			if (one.len > 2 && one.data[0] == '"' && one.data[one.len - 1] == '"')
				one = (struct bytes){one.data + 1, one.len - 2};
			return read_seconds(one);
		}
		len += comma != NULL;
		list = (struct bytes){list.data + len, list.len - len};
	}
	return -1;
}

/* ---- one function a header ---- */

struct line {
	struct answer_headers *headers;
	struct arena *arena;
	struct bytes value;
	int64_t now;
};

static struct bytes keep(const struct line *line)
{
	if (line->value.len == 0 || line->value.len > VALUE_LIMIT ||
		memchr(line->value.data, '\0', line->value.len))
		return (struct bytes){NULL, 0};
	return (struct bytes){
		arena_copy(line->arena, line->value.data, line->value.len), line->value.len};
}

static void take_etag(const struct line *line)
{
	line->headers->etag = keep(line);
}

static void take_last_modified(const struct line *line)
{
	line->headers->last_modified = keep(line);
}

static void take_content_type(const struct line *line)
{
	line->headers->content_type = keep(line);
}

static void take_location(const struct line *line)
{
	line->headers->location = keep(line);
}

static void take_date(const struct line *line)
{
	line->headers->date = http_date_parse(line->value);
}

static void take_expires(const struct line *line)
{
	line->headers->expires = http_date_parse(line->value);
	line->headers->expires_is_past = line->headers->expires == 0;
}

static void take_cache_control(const struct line *line)
{
	int64_t seconds = read_max_age(line->value);
	if (seconds >= 0)
		line->headers->max_age_seconds = seconds;
}

static void take_retry_after(const struct line *line)
{
	int64_t seconds = read_seconds(line->value);
	line->headers->retry_at = seconds >= 0 ? line->now + seconds : http_date_parse(line->value);
}

static void take_www_authenticate(const struct line *line)
{
	static const char name[] = "Digest ";
	if (line->value.len > sizeof name &&
		strncasecmp(line->value.data, name, sizeof name - 1) == 0)
		line->headers->offers_digest = true;
}

static const struct {
	const char *name;
	void (*take)(const struct line *line);
} known_headers[] = {
	{"cache-control", take_cache_control},
	{"content-type", take_content_type},
	{"date", take_date},
	{"etag", take_etag},
	{"expires", take_expires},
	{"last-modified", take_last_modified},
	{"location", take_location},
	{"retry-after", take_retry_after},
	{"www-authenticate", take_www_authenticate},
};

static void status_line(struct answer_headers *headers, struct bytes line)
{
	const char *blank = memchr(line.data, ' ', line.len);
	size_t rest = blank ? line.len - (size_t)(blank - line.data) : 0;
	answer_headers_clear(headers);
	if (rest >= 4)
		headers->status = (int)read_seconds((struct bytes){blank + 1, 3});
}

void answer_headers_line(
	struct answer_headers *headers, struct arena *arena, struct bytes line, int64_t now)
{
	if (line.len > 5 && memcmp(line.data, "HTTP/", 5) == 0) {
		status_line(headers, line);
		return;
	}
	const char *colon = memchr(line.data, ':', line.len);
	if (!colon)
		return;
	size_t name_len = (size_t)(colon - line.data);
	struct line one = {
		headers, arena, trim((struct bytes){colon + 1, line.len - name_len - 1}), now};
	for (size_t i = 0; i < sizeof known_headers / sizeof *known_headers; i++)
		if (strlen(known_headers[i].name) == name_len &&
			strncasecmp(known_headers[i].name, line.data, name_len) == 0)
			known_headers[i].take(&one);
}

int64_t answer_headers_expires_in(const struct answer_headers *headers, int64_t now)
{
	if (headers->expires_is_past)
		return 0;
	if (headers->expires == 0)
		return -1;
	int64_t seconds = headers->expires - (headers->date ? headers->date : now);
	return seconds > 0 ? seconds : 0;
}
