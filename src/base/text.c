#include "src/base/text.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* So many in a row are written for a run of faults: more would say no more, and
 * make noise three times as large. */
#define REPLACEMENTS_LIMIT 16

static const char REPLACEMENT[] = "\xEF\xBF\xBD"; /* U+FFFD */

/* Length of the well-formed sequence at `at`, or 0; `*skip` is then the length
 * of the maximal ill-formed part (Unicode 15, table 3-7 and section 3.9). */
static size_t sequence_length(const unsigned char *at, size_t len, size_t *skip)
{
	unsigned char lead = at[0];
	*skip = 1;
	if (lead < 0x80)
		return lead != 0;
	size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (lead < 0xC2 || lead > 0xF4 || len < 2)
		return 0;
	unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	if (at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < wanted; i++) {
		*skip = i;
		if (i >= len || (at[i] & 0xC0) != 0x80)
			return 0;
	}
	return wanted;
}

/* Eight bytes of ASCII, none of them NUL: most of what outlets send. */
static bool is_plain_word(const unsigned char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return ((word | (word - UINT64_C(0x0101010101010101))) & UINT64_C(0x8080808080808080)) == 0;
}

/* Well-formed UTF-8 without NUL as an automaton.  A state is the place of a field of
 * six bits, and each byte's row of NEXT holds in that field the state that follows:
 * a load and a shift a byte, no branch to be guessed in whatever script. */
enum {
	WHOLE = 0,    /* between two characters */
	ONE_LEFT = 6, /* so many continuation bytes are missing */
	TWO_LEFT = 12,
	THREE_LEFT = 18,
	AFTER_E0 = 24, /* these four bound the byte that follows (Unicode 15, table 3-7) */
	AFTER_ED = 30,
	AFTER_F0 = 36,
	AFTER_F4 = 42,
	BROKEN = 48,
	STATE_MASK = 63
};

#define AT(state, next) (UINT64_C(1) * (next) << (state))
#define BROKEN_FROM(state) AT(state, BROKEN)
#define BROKEN_INSIDE                                                                   \
	(BROKEN_FROM(ONE_LEFT) | BROKEN_FROM(TWO_LEFT) | BROKEN_FROM(THREE_LEFT) |      \
		BROKEN_FROM(AFTER_E0) | BROKEN_FROM(AFTER_ED) | BROKEN_FROM(AFTER_F0) | \
		BROKEN_FROM(AFTER_F4) | BROKEN_FROM(BROKEN))
/* A byte that begins a character. */
#define LEAD(next) (AT(WHOLE, next) | BROKEN_INSIDE)
/* One that continues it, by what the bounded states make of it. */
#define TAIL(e0, ed, f0, f4)                                                     \
	(BROKEN_FROM(WHOLE) | AT(ONE_LEFT, WHOLE) | AT(TWO_LEFT, ONE_LEFT) |     \
		AT(THREE_LEFT, TWO_LEFT) | AT(AFTER_E0, e0) | AT(AFTER_ED, ed) | \
		AT(AFTER_F0, f0) | AT(AFTER_F4, f4) | BROKEN_FROM(BROKEN))
#define TIMES_2(row) row, row
#define TIMES_4(row) TIMES_2(row), TIMES_2(row)
#define TIMES_8(row) TIMES_4(row), TIMES_4(row)
#define TIMES_16(row) TIMES_8(row), TIMES_8(row)
#define TIMES_32(row) TIMES_16(row), TIMES_16(row)

static const uint64_t NEXT[256] = {
	LEAD(BROKEN), /* NUL */
	LEAD(WHOLE), TIMES_2(LEAD(WHOLE)), TIMES_4(LEAD(WHOLE)), TIMES_8(LEAD(WHOLE)),
	TIMES_16(LEAD(WHOLE)), TIMES_32(LEAD(WHOLE)), TIMES_32(LEAD(WHOLE)),
	TIMES_32(LEAD(WHOLE)),                              /* to 7F */
	TIMES_16(TAIL(BROKEN, ONE_LEFT, BROKEN, TWO_LEFT)), /* 80 */
	TIMES_16(TAIL(BROKEN, ONE_LEFT, TWO_LEFT, BROKEN)), /* 90 */
	TIMES_32(TAIL(ONE_LEFT, BROKEN, TWO_LEFT, BROKEN)), /* A0 to BF */
	TIMES_2(LEAD(BROKEN)),                              /* C0: longer than need be */
	TIMES_2(LEAD(ONE_LEFT)), TIMES_4(LEAD(ONE_LEFT)), TIMES_8(LEAD(ONE_LEFT)),
	TIMES_16(LEAD(ONE_LEFT)), /* to DF */
	LEAD(AFTER_E0), TIMES_4(LEAD(TWO_LEFT)), TIMES_8(LEAD(TWO_LEFT)), LEAD(AFTER_ED),
	TIMES_2(LEAD(TWO_LEFT)), /* to EF */
	LEAD(AFTER_F0), TIMES_2(LEAD(THREE_LEFT)), LEAD(THREE_LEFT), LEAD(AFTER_F4),
	TIMES_8(LEAD(BROKEN)), TIMES_2(LEAD(BROKEN)), LEAD(BROKEN), /* no such characters */
};

static unsigned advance(unsigned state, const unsigned char *at, size_t len)
{
	for (size_t i = 0; i < len; i++)
		state = NEXT[at[i]] >> state & STATE_MASK;
	return state;
}

/* The first byte that is not part of well-formed text without NUL; len if none. */
static size_t first_fault(struct bytes bytes)
{
	enum { STEP = sizeof(uint64_t) };
	const unsigned char *at = (const unsigned char *)bytes.data;
	unsigned state = WHOLE;
	size_t i = 0, sound = 0, len, skip;
	for (; bytes.len - i >= STEP && state != BROKEN; i += STEP) {
		sound = state == WHOLE ? i : sound;
		if (state != WHOLE || !is_plain_word(at + i))
			state = advance(state, at + i, STEP);
	}
	if (state != BROKEN && advance(state, at + i, bytes.len - i) == WHOLE)
		return bytes.len;
	while (sound < bytes.len &&
		(len = sequence_length(at + sound, bytes.len - sound, &skip)) > 0)
		sound += len;
	return sound;
}

bool bytes_are_utf8(struct bytes bytes)
{
	return first_fault(bytes) == bytes.len;
}

/* Copies `bytes` to `out`, or only measures the copy when that is NULL. */
static size_t mend(char *out, struct bytes bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.data;
	size_t used = 0, row = 0, skip;
	for (size_t i = 0, step; i < bytes.len; i += step) {
		size_t len = sequence_length(at + i, bytes.len - i, &skip);
		step = len > 0 ? len : skip;
		row = len > 0 ? 0 : row + 1;
		if (row > REPLACEMENTS_LIMIT)
			continue;
		size_t size = len > 0 ? len : sizeof REPLACEMENT - 1;
		if (out)
			memcpy(out + used, len > 0 ? bytes.data + i : REPLACEMENT, size);
		used += size;
	}
	return used;
}

struct foreign foreign_from_bytes(struct arena *arena, struct bytes bytes)
{
	size_t fault = first_fault(bytes);
	if (fault == bytes.len)
		return (struct foreign){bytes.data, bytes.len};
	struct bytes rest = {bytes.data + fault, bytes.len - fault};
	size_t len = fault + mend(NULL, rest);
	char *out = arena_text(arena, len + 1);
	memcpy(out, bytes.data, fault);
	mend(out + fault, rest);
	return (struct foreign){out, len};
}

struct foreign foreign_cut(struct foreign text, size_t len)
{
	if (text.len <= len)
		return text;
	while (len > 0 && ((unsigned char)text.utf8[len] & 0xC0) == 0x80)
		len--;
	return (struct foreign){text.utf8, len};
}

struct foreign foreign_from_string(const char *utf8)
{
	struct foreign text = {utf8, strlen(utf8)};
	assert(bytes_are_utf8((struct bytes){utf8, text.len}));
	return text;
}

char *foreign_string(struct arena *arena, struct foreign text)
{
	return arena_copy(arena, text.utf8, text.len);
}

struct foreign foreign_copy(struct arena *arena, struct foreign text)
{
	return (struct foreign){arena_copy(arena, text.utf8, text.len), text.len};
}

bool foreign_equal(struct foreign a, struct foreign b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.utf8, b.utf8, a.len) == 0);
}

static char ascii_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : byte;
}

bool foreign_equal_ignoring_ascii_case(struct foreign a, struct foreign b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (ascii_lower(a.utf8[i]) != ascii_lower(b.utf8[i]))
			return false;
	return true;
}

bool foreign_starts_with(struct foreign text, struct foreign start)
{
	return text.len >= start.len &&
	       foreign_equal((struct foreign){text.utf8, start.len}, start);
}

bool foreign_holds(struct foreign text, const char *part)
{
	return text.len > 0 && memmem(text.utf8, text.len, part, strlen(part));
}

/* Length of the white space that `text` begins with: one character or 0. */
static size_t space_at(const char *at, size_t len)
{
	if (len == 0)
		return 0;
	if (*at == ' ' || (*at >= '\t' && *at <= '\r'))
		return 1;
	if (len >= 2 && memcmp(at, "\xC2\xA0", 2) == 0)
		return 2;
	if (len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		return 3;
	return 0;
}

static size_t space_before(const char *start, const char *end)
{
	for (size_t size = 1; size <= 3; size++)
		if ((size_t)(end - start) >= size && space_at(end - size, size) == size)
			return size;
	return 0;
}

struct foreign foreign_trim(struct foreign text)
{
	size_t size;
	while ((size = space_at(text.utf8, text.len)) > 0)
		text = (struct foreign){text.utf8 + size, text.len - size};
	while (text.len > 0 && (size = space_before(text.utf8, text.utf8 + text.len)) > 0)
		text.len -= size;
	return text;
}

/* False for nearly all bytes: letters need no closer look. */
static inline bool may_begin_space(char byte)
{
	return (unsigned char)byte <= ' ' || byte == '\xC2' || byte == '\xEF';
}

/* True when every white space in `text` is a single ASCII blank. */
static bool is_collapsed(struct foreign text)
{
	for (size_t i = 0; i < text.len;) {
		if (!may_begin_space(text.utf8[i])) {
			i++;
			continue;
		}
		size_t size = space_at(text.utf8 + i, text.len - i);
		if (size > 0 &&
			(text.utf8[i] != ' ' || space_at(text.utf8 + i + 1, text.len - i - 1)))
			return false;
		i += size > 0 ? size : 1;
	}
	return true;
}

struct foreign foreign_collapse(struct arena *arena, struct foreign text)
{
	text = foreign_trim(text);
	if (is_collapsed(text))
		return text;
	char *out = arena_text(arena, text.len + 1);
	size_t used = 0;
	for (size_t i = 0; i < text.len;) {
		bool is_letter = !may_begin_space(text.utf8[i]);
		size_t size = is_letter ? 0 : space_at(text.utf8 + i, text.len - i);
		if (size == 0)
			out[used++] = text.utf8[i++];
		else if (out[used - 1] != ' ')
			out[used++] = ' ';
		i += size;
	}
	return (struct foreign){out, used};
}
