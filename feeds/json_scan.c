#include "feeds/json_scan.h"
#include "src/base/words.h"

#include <string.h>

#define LONGEST 12 /* of what is written at once: a surrogate pair */

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

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && is_blank(*at))
		at++;
	return at;
}

/* The source's next `len` bytes, or `instead` of them. */
static size_t put(struct json_scan *scan, char *out, size_t len, const char *instead)
{
	size_t left = (size_t)(scan->end - scan->at);
	len = len < left ? len : left;
	memcpy(out, instead ? instead : scan->at, len);
	scan->at += len;
	return len;
}

static bool is_escape(const char *at, const char *end)
{
	return end - at >= 2 && at[1] != '\0' && strchr("\"\\/bfnrt", at[1]);
}

/* `scan->at` is at a backslash.  Half a surrogate pair (a title cut in the middle
 * of an emoji) and U+0000 become U+FFFD. */
static size_t take_escape(struct json_scan *scan, char *out)
{
	int unit = escaped_unit(scan->at, scan->end);
	if (unit < 0 && is_escape(scan->at, scan->end))
		return put(scan, out, 2, NULL);
	if (unit < 0) { /* \' and the like: the character itself is meant */
		scan->at++;
		return 0;
	}
	bool is_half = unit >= 0xD800 && unit <= 0xDFFF;
	int next = unit <= 0xDBFF && is_half ? escaped_unit(scan->at + 6, scan->end) : -1;
	if (next >= 0xDC00 && next <= 0xDFFF)
		return put(scan, out, LONGEST, NULL);
	return put(scan, out, 6, is_half || unit == 0 ? "\\ufffd" : NULL);
}

/* At the quote that ends a string: is it the name of a member, and too long? */
static void end_string(struct json_scan *scan)
{
	size_t len = (size_t)(scan->at - scan->string);
	const char *next = skip_blanks(scan->at + 1, scan->end);
	if (len > JSON_NAME_LIMIT && next < scan->end && *next == ':')
		scan->has_long_name = true;
	scan->string = NULL;
}

static size_t take_in_string(struct json_scan *scan, char *out)
{
	if (*scan->at == '\\')
		return take_escape(scan, out);
	if (*scan->at == '"')
		end_string(scan);
	return put(scan, out, 1, (unsigned char)*scan->at < ' ' ? " " : NULL);
}

/* A comma behind the last value becomes a blank. */
static size_t take_comma(struct json_scan *scan, char *out)
{
	const char *next = skip_blanks(scan->at + 1, scan->end);
	scan->values++;
	return put(scan, out, 1, next < scan->end && (*next == ']' || *next == '}') ? " " : NULL);
}

static size_t take_between(struct json_scan *scan, char *out)
{
	char byte = *scan->at;
	if (byte == ',')
		return take_comma(scan, out);
	if (byte == '"') {
		scan->string = scan->at + 1;
	} else if (byte == '[' || byte == '{') {
		scan->containers++;
		if (++scan->depth > scan->deepest)
			scan->deepest = scan->depth;
	} else if ((byte == ']' || byte == '}') && scan->depth > 0) {
		scan->depth--;
	}
	return put(scan, out, 1, NULL);
}

size_t json_scan_take(struct json_scan *scan, char *out, size_t room)
{
	size_t used = 0;
	if (!json_scan_check(scan, NULL))
		return 0;
	while (scan->at < scan->end && room - used >= LONGEST)
		used += scan->string ? take_in_string(scan, out + used)
				     : take_between(scan, out + used);
	return used;
}

bool json_scan_check(const struct json_scan *scan, struct error *error)
{
	if (scan->deepest > JSON_DEPTH_LIMIT)
		return error_set(error, ERROR_LIMIT,
			_("the document is nested deeper than %d levels"), JSON_DEPTH_LIMIT);
	if (scan->has_long_name)
		return error_set(error, ERROR_LIMIT,
			_("a name in the document is longer than %d bytes"), JSON_NAME_LIMIT);
	if (scan->containers > JSON_CONTAINERS_LIMIT || scan->values > JSON_VALUES_LIMIT)
		return error_set(error, ERROR_LIMIT, _("the document has more than %d values"),
			JSON_CONTAINERS_LIMIT);
	return true;
}
