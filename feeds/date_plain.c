#include "feeds/date_plain.h"

#include <string.h>

/* The zero of each script; nine more follow it. */
static const struct foreign zeros[] = {
	{"\u0660", 2}, /* Arabic */
	{"\u06F0", 2}, /* Persian, Urdu */
	{"\u0966", 3}, /* Devanagari */
	{"\u09E6", 3}, /* Bengali */
	{"\u0E50", 3}, /* Thai */
	{"\uFF10", 3}, /* full width */
};

static const struct {
	const char *sign;
	char plain; /* 0: it says nothing */
} signs[] = {
	{"\u2212", '-'},
	{"\u2010", '-'},
	{"\u2011", '-'},
	{"\u2013", '-'},
	{"\u2014", '-'},
	{"\uFF0D", '-'},
	{"\uFF0B", '+'},
	{"\uFF0F", '/'},
	{"\uFF1A", ':'},
	{"\u060C", ','},
	{"\uFF0C", ','},
	{"\u00A0", ' '},
	{"\u2009", ' '},
	{"\u202F", ' '},
	{"\u3000", ' '},
	{"\u200B", 0},
	{"\u200E", 0},
	{"\u200F", 0},
	{"\u061C", 0},
	{"\uFEFF", 0},
};

static bool begins(const char *at, const char *end, const char *with, size_t len)
{
	return (size_t)(end - at) >= len && memcmp(at, with, len) == 0;
}

/* So many bytes at `at` are a digit. */
static size_t take_digit(const char *at, const char *end, char *plain)
{
	for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
		size_t len = zeros[i].len;
		if (!begins(at, end, zeros[i].utf8, len - 1) || (size_t)(end - at) < len)
			continue;
		int digit = (unsigned char)at[len - 1] - (unsigned char)zeros[i].utf8[len - 1];
		*plain = (char)('0' + digit);
		if (digit >= 0 && digit <= 9)
			return len;
	}
	return 0;
}

static size_t take_sign(const char *at, const char *end, char *plain)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t len = strlen(signs[i].sign);
		*plain = signs[i].plain;
		if (begins(at, end, signs[i].sign, len))
			return len;
	}
	return 0;
}

static bool is_ascii(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.utf8[i] >= 0x80)
			return false;
	return true;
}

struct foreign date_plain(struct foreign text, char buffer[DATE_LENGTH_LIMIT])
{
	if (is_ascii(text))
		return text;
	struct foreign out = {buffer, 0};
	const char *at = text.utf8, *end = text.utf8 + text.len;
	while (at < end) {
		char plain = *at;
		size_t len = (unsigned char)*at < 0x80 ? 1 : take_digit(at, end, &plain);
		if (len == 0)
			len = take_sign(at, end, &plain);
		if (len == 0)
			len = 1, plain = *at;
		if (plain)
			buffer[out.len++] = plain;
		at += len;
	}
	return out;
}
