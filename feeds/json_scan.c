#include "feeds/json_scan.h"

#include <string.h>

struct scan {
	char *at;
	char *end;
	size_t depth;
	size_t deepest;
	size_t containers;
	size_t values;
	bool has_long_name;
};

static int hex_digit(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

/* The unit of the \uXXXX at `at`, or -1. */
static int escaped_unit(const char *at, const char *end)
{
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	int unit = 0;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(at[i]);
		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

/* `scan->at` is at a backslash: step over the escape.  Half a surrogate pair
 * (a title cut in the middle of an emoji) and U+0000 become U+FFFD in place. */
static void scan_escape(struct scan *scan)
{
	int unit = escaped_unit(scan->at, scan->end);
	if (unit < 0) {
		scan->at += scan->end - scan->at > 1 ? 2 : 1;
		return;
	}
	bool is_half = unit >= 0xD800 && unit <= 0xDFFF;
	int next = unit <= 0xDBFF && is_half ? escaped_unit(scan->at + 6, scan->end) : -1;
	if (next >= 0xDC00 && next <= 0xDFFF) {
		scan->at += 12;
		return;
	}
	if (is_half || unit == 0)
		memcpy(scan->at + 2, "fffd", 4);
	scan->at += 6;
}

/* The string that ends at `scan->at` is the name of a member. */
static bool is_name(const struct scan *scan)
{
	const char *at = scan->at;
	while (at < scan->end && strchr(" \t\r\n", *at) && *at != '\0')
		at++;
	return at < scan->end && *at == ':';
}

static void scan_string(struct scan *scan)
{
	const char *start = ++scan->at;
	while (scan->at < scan->end && *scan->at != '"') {
		if (*scan->at == '\\') {
			scan_escape(scan);
			continue;
		}
		if ((unsigned char)*scan->at < ' ')
			*scan->at = ' ';
		scan->at++;
	}
	size_t len = (size_t)(scan->at - start);
	scan->at++;
	if (len > JSON_NAME_LIMIT && is_name(scan))
		scan->has_long_name = true;
}

/* `scan->at` is at a comma: one behind the last value becomes a blank. */
static void scan_comma(struct scan *scan)
{
	const char *next = scan->at + 1;
	while (next < scan->end && strchr(" \t\r\n", *next) && *next != '\0')
		next++;
	if (next < scan->end && (*next == ']' || *next == '}'))
		*scan->at = ' ';
	scan->values++;
}

static void scan_document(struct scan *scan)
{
	while (scan->at < scan->end) {
		char byte = *scan->at;
		if (byte == '"') {
			scan_string(scan);
			continue;
		}
		if (byte == '[' || byte == '{') {
			scan->containers++;
			if (++scan->depth > scan->deepest)
				scan->deepest = scan->depth;
		} else if ((byte == ']' || byte == '}') && scan->depth > 0) {
			scan->depth--;
		} else if (byte == ',') {
			scan_comma(scan);
		}
		scan->at++;
	}
}

bool json_scan(char *text, size_t len, struct error *error)
{
	struct scan scan = {.at = text, .end = text + len};
	scan_document(&scan);
	if (scan.deepest > JSON_DEPTH_LIMIT)
		return error_set(error, ERROR_LIMIT, "the document is nested deeper than %d levels",
			JSON_DEPTH_LIMIT);
	if (scan.has_long_name)
		return error_set(error, ERROR_LIMIT,
			"a name in the document is longer than %d bytes", JSON_NAME_LIMIT);
	if (scan.containers > JSON_CONTAINERS_LIMIT || scan.values > JSON_VALUES_LIMIT)
		return error_set(error, ERROR_LIMIT, "the document has more than %d values",
			JSON_CONTAINERS_LIMIT);
	return true;
}
