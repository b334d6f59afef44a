/* Addresses for people: no password, and a host in its own letters when these
 * cannot pass for others. */
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "src/base/url.h"

#define LABEL_LIMIT 63

/* RFC 3492, section 5. */
enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_CODE = 128 };

struct label {
	uint32_t codes[LABEL_LIMIT];
	size_t count;
};

static uint32_t adapt(uint32_t delta, uint32_t points, bool is_first)
{
	uint32_t k = 0;
	delta = is_first ? delta / DAMP : delta / 2;
	delta += delta / points;
	for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static uint32_t digit_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return (uint32_t)(byte - '0') + 26;
	byte |= 0x20;
	return byte >= 'a' && byte <= 'z' ? (uint32_t)(byte - 'a') : BASE;
}

/* One number in digits of changing weight; false when it is cut or too large. */
static bool read_delta(struct foreign *rest, uint32_t bias, uint32_t *delta)
{
	uint64_t weight = 1, sum = 0;
	for (uint32_t k = BASE; rest->len > 0; k += BASE) {
		uint32_t digit = digit_of(*rest->utf8);
		*rest = (struct foreign){rest->utf8 + 1, rest->len - 1};
		sum += digit * weight;
		if (digit >= BASE || sum > UINT32_MAX / 2)
			return false;
		uint32_t threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
		*delta = (uint32_t)sum;
		if (digit < threshold)
			return true;
		weight *= BASE - threshold;
	}
	return false;
}

static bool insert(struct label *label, size_t at, uint32_t code)
{
	if (label->count == LABEL_LIMIT || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return false;
	memmove(label->codes + at + 1, label->codes + at,
		(label->count - at) * sizeof *label->codes);
	label->codes[at] = code;
	label->count++;
	return true;
}

/* `text` is what follows "xn--". */
static bool decode(struct label *label, struct foreign text)
{
	const char *dash = text.len > 0 ? memrchr(text.utf8, '-', text.len) : NULL;
	size_t plain = dash ? (size_t)(dash - text.utf8) : 0;
	if (plain > LABEL_LIMIT)
		return false;
	for (label->count = 0; label->count < plain; label->count++)
		label->codes[label->count] = (unsigned char)text.utf8[label->count];
	struct foreign rest = {
		text.utf8 + plain + (dash != NULL), text.len - plain - (dash != NULL)};
	uint32_t code = FIRST_CODE, bias = FIRST_BIAS, place = 0, delta = 0;
	for (bool is_first = true; rest.len > 0; is_first = false) {
		if (!read_delta(&rest, bias, &delta))
			return false;
		uint32_t points = (uint32_t)label->count + 1;
		bias = adapt(delta, points, is_first);
		code += (place + delta) / points;
		place = (place + delta) % points;
		if (!insert(label, place++, code))
			return false;
	}
	return label->count > 0;
}

/* Scripts whose letters are mistaken for another's must not stand beside it. */
enum script {
	SCRIPT_COMMON = 0,
	SCRIPT_LATIN = 1,
	SCRIPT_CYRILLIC = 2,
	SCRIPT_GREEK = 4,
	SCRIPT_OTHER = 8
};

static enum script script_of(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z' ? SCRIPT_LATIN : SCRIPT_COMMON;
	if ((code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) ||
		(code >= 0x1E00 && code <= 0x1EFF))
		return SCRIPT_LATIN;
	if ((code >= 0x370 && code <= 0x3FF) || (code >= 0x1F00 && code <= 0x1FFF))
		return SCRIPT_GREEK;
	if (code >= 0x400 && code <= 0x52F)
		return SCRIPT_CYRILLIC;
	return SCRIPT_OTHER;
}

/* Cyrillic and Greek letters that look like Latin ones: a label of nothing else is a disguise. */
static bool is_lookalike(uint32_t code)
{
	static const uint16_t codes[] = {0x430, 0x435, 0x43E, 0x440, 0x441, 0x443, 0x445, 0x455,
		0x456, 0x458, 0x4BB, 0x501, 0x51B, 0x51D, 0x4CF, 0x3BF, 0x3B1, 0x3BD, 0x3C1, 0x3B9};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i] == code)
			return true;
	return script_of(code) == SCRIPT_COMMON && code < 0x80;
}

/* Letters, marks and digits of living scripts only; no signs that imitate '/', '.' or blanks. */
static bool is_letter_like(uint32_t code)
{
	if (code < 0x80)
		return true;
	return code >= 0xC0 && code != 0xD7 && code != 0xF7 && !(code >= 0x2B0 && code <= 0x36F) &&
	       !(code >= 0x2000 && code <= 0x2FFF) && code != 0x3000 &&
	       !(code >= 0xD800 && code <= 0xF8FF) && !(code >= 0xFE00 && code <= 0xFE0F) &&
	       !(code >= 0xFF00 && code <= 0xFFFF) && code < 0x30000;
}

static bool is_honest(const struct label *label)
{
	unsigned scripts = 0;
	bool only_lookalikes = true;
	for (size_t i = 0; i < label->count; i++) {
		scripts |= script_of(label->codes[i]);
		only_lookalikes = only_lookalikes && is_lookalike(label->codes[i]);
		if (!is_letter_like(label->codes[i]))
			return false;
	}
	bool is_single = (scripts & (scripts - 1)) == 0;
	return is_single && !(only_lookalikes && scripts & (SCRIPT_CYRILLIC | SCRIPT_GREEK));
}

static size_t put_utf8(char *out, uint32_t code)
{
	char *at = out;
	if (code < 0x80) {
		*at++ = (char)code;
	} else if (code < 0x800) {
		*at++ = (char)(0xC0 | code >> 6);
	} else if (code < 0x10000) {
		*at++ = (char)(0xE0 | code >> 12);
		*at++ = (char)(0x80 | (code >> 6 & 0x3F));
	} else {
		*at++ = (char)(0xF0 | code >> 18);
		*at++ = (char)(0x80 | (code >> 12 & 0x3F));
		*at++ = (char)(0x80 | (code >> 6 & 0x3F));
	}
	if (code >= 0x80)
		*at++ = (char)(0x80 | (code & 0x3F));
	return (size_t)(at - out);
}

/* One label of a host into `out`; returns its length there. */
static size_t write_label(char *out, struct foreign text)
{
	struct label label;
	bool is_encoded = text.len > 4 && strncasecmp(text.utf8, "xn--", 4) == 0;
	if (!is_encoded || !decode(&label, (struct foreign){text.utf8 + 4, text.len - 4}) ||
		!is_honest(&label)) {
		memcpy(out, text.utf8, text.len);
		return text.len;
	}
	size_t used = 0;
	for (size_t i = 0; i < label.count; i++)
		used += put_utf8(out + used, label.codes[i]);
	return used;
}

static size_t write_host(char *out, struct foreign host)
{
	size_t used = 0;
	while (host.len > 0) {
		const char *dot = memchr(host.utf8, '.', host.len);
		size_t len = dot ? (size_t)(dot - host.utf8) : host.len;
		used += write_label(out + used, (struct foreign){host.utf8, len});
		if (dot)
			out[used++] = '.';
		host = (struct foreign){
			host.utf8 + len + (dot != NULL), host.len - len - (dot != NULL)};
	}
	return used;
}

struct foreign url_for_display(struct arena *arena, struct foreign text)
{
	struct url url;
	if (!url_parse(&url, arena, text, NULL))
		return foreign_copy(arena, text);
	const char *host = memmem(url.text.utf8, url.text.len, url.host.utf8, url.host.len);
	if (!host || !memmem(url.host.utf8, url.host.len, "xn--", 4))
		return url.text;
	char *out = arena_alloc(arena, url.text.len + url.host.len * 4 + 1);
	char *end = mempcpy(out, url.text.utf8, (size_t)(host - url.text.utf8));
	end += write_host(end, url.host);
	const char *rest = host + url.host.len;
	end = mempcpy(end, rest, (size_t)(url.text.utf8 + url.text.len - rest));
	return (struct foreign){out, (size_t)(end - out)};
}
