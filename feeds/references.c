#include "feeds/references.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"

#define LARGE (1u << 20)
#define NAME_LIMIT 32 /* the longest has 31: CounterClockwiseContourIntegral */

struct reference_name {
	const char *name;
	const char *utf8;
	bool is_old; /* works without a semicolon */
};

static const struct reference_name names[] = {
#define R(name, utf8) {name, utf8, false},
#define L(name, utf8) {name, utf8, true},
#include "feeds/reference_names.def"
#undef R
#undef L
};

/* What windows-1252 has at 0x80–0x9F; 0 where it has nothing. */
static const uint16_t windows_1252[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
	0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

void reference_of_code_point(struct reference *out, uint32_t code)
{
	if (code >= 0x80 && code <= 0x9F && windows_1252[code - 0x80] != 0)
		code = windows_1252[code - 0x80];
	if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = 0xFFFD;
	char *at = out->utf8;
	if (code < 0x80) {
		*at++ = (char)code;
	} else if (code < 0x800) {
		*at++ = (char)(0xC0 | code >> 6);
		*at++ = (char)(0x80 | (code & 0x3F));
	} else if (code < 0x10000) {
		*at++ = (char)(0xE0 | code >> 12);
		*at++ = (char)(0x80 | (code >> 6 & 0x3F));
		*at++ = (char)(0x80 | (code & 0x3F));
	} else {
		*at++ = (char)(0xF0 | code >> 18);
		*at++ = (char)(0x80 | (code >> 12 & 0x3F));
		*at++ = (char)(0x80 | (code >> 6 & 0x3F));
		*at++ = (char)(0x80 | (code & 0x3F));
	}
	out->len = (size_t)(at - out->utf8);
}

static int digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit |= 0x20;
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : 99;
}

/* &#DDD; or &#xHHH; at `at`: its length and its number, or 0. */
static size_t read_number(uint32_t *number, const char *at, size_t len)
{
	size_t i = 2;
	if (len < 3 || at[0] != '&' || at[1] != '#')
		return 0;
	bool is_hex = at[i] == 'x' || at[i] == 'X';
	int base = is_hex ? 16 : 10;
	i += is_hex;
	size_t start = i;
	uint32_t code = 0;
	for (; i < len && digit_value(at[i]) < base; i++)
		if (code <= 0x10FFFF)
			code = code * (uint32_t)base + (uint32_t)digit_value(at[i]);
	if (i == start)
		return 0;
	*number = code;
	return i < len && at[i] == ';' ? i + 1 : i;
}

static size_t read_numeric(struct reference *out, const char *at, size_t len)
{
	uint32_t code = 0;
	size_t used = read_number(&code, at, len);
	if (used == 0)
		return 0;
	uint32_t low = 0;
	size_t more =
		code >= 0xD800 && code <= 0xDBFF ? read_number(&low, at + used, len - used) : 0;
	if (more > 0 && low >= 0xDC00 && low <= 0xDFFF) {
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		used += more;
	}
	reference_of_code_point(out, code);
	return used;
}

static bool is_alphanumeric(char byte)
{
	return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static int compare_name(const void *key, const void *entry)
{
	return strcmp(key, ((const struct reference_name *)entry)->name);
}

static size_t read_named(
	struct reference *out, const char *at, size_t len, enum reference_rule rule)
{
	char name[NAME_LIMIT + 1];
	size_t used = 0;
	while (used < NAME_LIMIT && used + 1 < len && is_alphanumeric(at[used + 1])) {
		name[used] = at[used + 1];
		used++;
	}
	name[used] = '\0';
	bool is_closed = used + 1 < len && at[used + 1] == ';';
	if (used < 2 || (!is_closed && rule == REFERENCE_XML))
		return 0;
	const struct reference_name *found =
		bsearch(name, names, sizeof names / sizeof *names, sizeof *names, compare_name);
	/* "?a=1&copy=2" is an address, not a copyright sign. */
	bool is_query = used + 1 < len && at[used + 1] == '=';
	if (!found || (!is_closed && (!found->is_old || is_query)))
		return 0;
	out->len = strlen(found->utf8);
	memcpy(out->utf8, found->utf8, out->len);
	return used + 1 + is_closed;
}

/* What nearly all references are: found without a search among all names. */
static size_t read_common(struct reference *out, const char *at, size_t len)
{
	static const struct {
		struct foreign reference;
		char byte;
	} common[] = {{FOREIGN("&lt;"), '<'}, {FOREIGN("&gt;"), '>'}, {FOREIGN("&amp;"), '&'},
		{FOREIGN("&quot;"), '"'}};
	for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
		struct foreign one = common[i].reference;
		if (at[1] != one.utf8[1] || len < one.len || memcmp(at, one.utf8, one.len) != 0)
			continue;
		*out = (struct reference){{common[i].byte}, 1};
		return one.len;
	}
	return 0;
}

size_t reference_read(struct reference *out, const char *at, size_t len, enum reference_rule rule)
{
	if (len < 3)
		return 0;
	if (at[1] == '#')
		return read_numeric(out, at, len);
	size_t used = read_common(out, at, len);
	return used > 0 ? used : read_named(out, at, len, rule);
}

struct foreign references_resolve(
	struct arena *arena, struct foreign text, enum reference_rule rule)
{
	const char *next = text.len > 0 ? memchr(text.utf8, '&', text.len) : NULL;
	if (!next)
		return text;
	/* Two references are shorter than what they stand for: &nGt; and &nLt; (five bytes, six).
	 */
	size_t room = text.len + text.len / 5 + 1;
	bool is_large = room > LARGE; /* most of its room may stay untouched */
	char *out = is_large ? memory_alloc(room) : arena_text(arena, room);
	if (is_large)
		arena_adopt(arena, out);
	const char *at = text.utf8, *end = text.utf8 + text.len;
	size_t used = 0;
	while (next) {
		memcpy(out + used, at, (size_t)(next - at));
		used += (size_t)(next - at);
		struct reference reference = {"&", 1};
		size_t size = reference_read(&reference, next, (size_t)(end - next), rule);
		memcpy(out + used, reference.utf8, reference.len);
		used += reference.len;
		at = next + (size > 0 ? size : 1);
		next = at < end ? memchr(at, '&', (size_t)(end - at)) : NULL;
	}
	memcpy(out + used, at, (size_t)(end - at));
	used += (size_t)(end - at);
	arena_text_ends(arena, out, room, used + 1);
	return (struct foreign){out, used};
}

static size_t find_sign(struct foreign text, size_t from, char sign)
{
	const char *found = memchr(text.utf8 + from, sign, text.len - from);
	return found ? (size_t)(found - text.utf8) : text.len;
}

/* Each sign is looked for by memchr(), which flies over what has none. */
void references_escape(struct buffer *out, struct foreign text)
{
	static const struct {
		char sign;
		const char *name;
	} signs[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'"', "&quot;"}};
	enum { SIGNS = sizeof signs / sizeof *signs };
	size_t next[SIGNS], done = 0;
	if (text.len == 0)
		return;
	for (size_t i = 0; i < SIGNS; i++)
		next[i] = find_sign(text, 0, signs[i].sign);
	while (done < text.len) {
		size_t first = 0;
		for (size_t i = 1; i < SIGNS; i++)
			first = next[i] < next[first] ? i : first;
		size_t at = next[first];
		buffer_append(out, text.utf8 + done, at - done);
		done = at;
		if (at == text.len)
			break;
		buffer_append_string(out, signs[first].name);
		done = at + 1;
		next[first] = find_sign(text, done, signs[first].sign);
	}
}

void references_escape_lines(struct buffer *out, struct foreign text, const char *line_break)
{
	for (;;) {
		size_t len = text.len > 0 ? find_sign(text, 0, '\n') : 0;
		references_escape(out, (struct foreign){text.utf8, len});
		if (len == text.len)
			return;
		buffer_append_string(out, line_break);
		text = (struct foreign){text.utf8 + len + 1, text.len - len - 1};
	}
}
