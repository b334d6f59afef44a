/* foreign → safe, and how wide safe text is.  The rules: Unicode Technical
 * Report 36 and Trojan Source for what deceives, ECMA-48 for what steers. */
#include "src/base/text.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum { MARKS_LIMIT = 8 };
enum verdict { KEEP, DROP, REPLACE, BLANK };

static enum verdict judge_control(ucs4_t c, enum safe_shape shape)
{
	if (c == '\n' || c == '\t')
		return shape == SAFE_LINES ? KEEP : BLANK;
	if (c == '\r' || c == '\v' || c == '\f' || c == 0x85)
		return shape == SAFE_LINES && c == '\r' ? DROP : BLANK;
	return REPLACE;
}

/* What a program that does not know it shows as nothing (Default_Ignorable_Code_Point,
 * UAX #44): bidi controls, tags, fillers, selectors, most zero-width characters.  And the
 * colours of emoji, which terminals count differently. */
static bool is_invisible(ucs4_t c)
{
	return uc_is_property_default_ignorable_code_point(c) || (c >= 0x1F3FB && c <= 0x1F3FF);
}

static enum verdict judge(ucs4_t c, enum safe_shape shape)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return judge_control(c, shape);
	if (c < 0x300)
		return c == 0xAD ? DROP : KEEP; /* soft hyphen */
	if (c == 0x2028 || c == 0x2029)
		return BLANK;
	if (is_invisible(c))
		return DROP;
	if ((c >= 0xFFF9 && c <= 0xFFFB) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
		return REPLACE;
	return KEEP;
}

static bool is_joiner(ucs4_t c)
{
	return c == 0x200C || c == 0x200D;
}

/* A joiner stays between letters that join (Indic, Arabic), not inside emoji:
 * terminals disagree about the width of joined, coloured and presented emoji
 * (2 or 6 columns for one family), so each is shown by itself. */
static bool joins(ucs4_t before, ucs4_t after)
{
	bool left = before >= 0x300 && (uc_is_general_category(before, UC_LETTER) ||
					       uc_is_general_category(before, UC_MARK));
	return left && after >= 0x300 && uc_is_general_category(after, UC_LETTER);
}

static bool is_plain(struct foreign text, enum safe_shape shape)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.utf8[i];
		if (byte == 0x7F || (byte < 0x20 && !(byte == '\n' && shape == SAFE_LINES)))
			return false;
		/* Latin, Greek and Cyrillic hold nothing to drop but U+0080–9F and U+00AD. */
		if (byte >= 0xD8 || byte == 0xC2 || byte == 0xCC || byte == 0xCD)
			return false;
	}
	return true;
}

struct safe safe_from_foreign(struct arena *arena, struct foreign text, enum safe_shape shape)
{
	if (is_plain(text, shape))
		return (struct safe){text.utf8, text.len};
	/* A dropped control may become U+FFFD: one byte grows to three. */
	uint8_t *out = arena_alloc(arena, text.len * 3 + 1);
	const uint8_t *at = (const uint8_t *)text.utf8, *end = at + text.len;
	size_t used = 0;
	ucs4_t before = 0;
	int marks = 0;
	while (at < end) {
		ucs4_t c;
		at += u8_mbtouc(&c, at, (size_t)(end - at));
		ucs4_t next = 0;
		if (at < end)
			u8_mbtouc(&next, at, (size_t)(end - at));
		enum verdict verdict =
			is_joiner(c) ? (joins(before, next) ? KEEP : DROP) : judge(c, shape);
		bool is_mark = c >= 0x300 && uc_is_general_category(c, UC_MARK);
		marks = is_mark ? marks + 1 : 0;
		if (verdict == DROP || marks > MARKS_LIMIT)
			continue;
		if (verdict == BLANK && used > 0 && out[used - 1] == ' ')
			continue;
		c = verdict == REPLACE ? 0xFFFD : verdict == BLANK ? ' ' : c;
		used += (size_t)u8_uctomb(out + used, c, 4);
		before = c;
	}
	return (struct safe){(const char *)out, used};
}

static bool is_ascii(struct safe text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.utf8[i] >= 0x80 || (unsigned char)text.utf8[i] < 0x20)
			return false;
	return true;
}

/* The end of the grapheme cluster that starts at `at`, and its columns. */
static const uint8_t *cluster_end(const uint8_t *at, const uint8_t *end, int *columns)
{
	const uint8_t *next = u8_grapheme_next(at, end);
	if (!next)
		next = end;
	*columns = 0;
	for (const uint8_t *c = at; c < next;) {
		ucs4_t character;
		c += u8_mbtouc(&character, c, (size_t)(next - c));
		int width = uc_width(character, "UTF-8");
		*columns += width > 0 ? width : 0;
	}
	return next;
}

int safe_columns(struct safe text)
{
	if (is_ascii(text))
		return (int)text.len;
	const uint8_t *at = (const uint8_t *)text.utf8, *end = at + text.len;
	int total = 0, columns;
	while (at < end) {
		at = cluster_end(at, end, &columns);
		total += columns;
	}
	return total;
}

struct safe safe_fit(struct safe text, int columns)
{
	if (columns <= 0 || text.len == 0)
		return (struct safe){text.utf8, 0};
	const uint8_t *start = (const uint8_t *)text.utf8, *at = start, *end = start + text.len;
	int used = 0, width;
	while (at < end) {
		const uint8_t *next = cluster_end(at, end, &width);
		if (used + width > columns)
			break;
		used += width;
		at = next;
	}
	return (struct safe){text.utf8, (size_t)(at - start)};
}

struct safe safe_part(struct safe text, size_t start, size_t len)
{
	if (start > text.len)
		start = text.len;
	if (len > text.len - start)
		len = text.len - start;
	return (struct safe){text.utf8 + start, len};
}

struct safe safe_take_cell(struct safe *rest, int *columns)
{
	const uint8_t *start = (const uint8_t *)rest->utf8, *end = start + rest->len, *at = start;
	*columns = 0;
	while (at < end) {
		ucs4_t c;
		int size = u8_mbtouc(&c, at, (size_t)(end - at));
		int width = uc_width(c, "UTF-8");
		if (width > 0 && *columns > 0)
			break;
		*columns += width > 0 ? width : 0;
		at += size;
	}
	struct safe cell = {rest->utf8, (size_t)(at - start)};
	*rest = (struct safe){(const char *)at, (size_t)(end - at)};
	return cell;
}

bool safe_equal(struct safe a, struct safe b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.utf8, b.utf8, a.len) == 0);
}

char *safe_string(struct arena *arena, struct safe text)
{
	return arena_copy(arena, text.utf8, text.len);
}

struct safe safe_copy(struct arena *arena, struct safe text)
{
	return (struct safe){arena_copy(arena, text.utf8, text.len), text.len};
}

struct safe safe_join(struct arena *arena, const struct safe *parts, size_t count)
{
	size_t total = 0;
	for (size_t i = 0; i < count; i++)
		total += parts[i].len;
	char *out = arena_alloc(arena, total + 1);
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		if (parts[i].len > 0)
			memcpy(out + used, parts[i].utf8, parts[i].len);
		used += parts[i].len;
	}
	return (struct safe){out, used};
}

struct safe safe_number(struct arena *arena, long long number)
{
	const char *digits = arena_printf(arena, "%lld", number);
	return (struct safe){digits, strlen(digits)};
}
