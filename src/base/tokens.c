#include "src/base/tokens.h"

#include <stdint.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

static bool is_within(ucs4_t letter, ucs4_t first, ucs4_t last)
{
	return letter >= first && letter <= last;
}

/* Thai, Lao, Myanmar, Khmer, kana, ideographs, Hangul. */
static bool stands_alone(ucs4_t letter)
{
	return letter >= 0xE00 &&
	       (is_within(letter, 0xE00, 0xEFF) || is_within(letter, 0x1000, 0x109F) ||
		       is_within(letter, 0x1780, 0x17FF) || is_within(letter, 0x3040, 0x30FF) ||
		       is_within(letter, 0x31F0, 0x31FF) || is_within(letter, 0x3400, 0x4DBF) ||
		       is_within(letter, 0x4E00, 0x9FFF) || is_within(letter, 0xAC00, 0xD7A3) ||
		       is_within(letter, 0xF900, 0xFAFF) || is_within(letter, 0x20000, 0x3FFFF));
}

/* What readers leave out when they type: combining diacritics, niqqud, harakat, the tatweel that
 * stretches a word, and where a word may be parted (soft hyphen, word joiner). */
static bool is_dropped(ucs4_t letter)
{
	return letter == 0xAD || is_within(letter, 0x300, 0x36F) ||
	       is_within(letter, 0x591, 0x5C7) || letter == 0x640 ||
	       is_within(letter, 0x64B, 0x65F) || letter == 0x670 ||
	       is_within(letter, 0x6D6, 0x6DC) || letter == 0x2060 || letter == 0xFEFF;
}

/* Unicode does not take these apart, but people type them without stroke or dot. */
static ucs4_t without_stroke(ucs4_t letter)
{
	static const struct {
		ucs4_t letter, plain;
	} strokes[] = {
		{0xF8, 'o'}, {0x111, 'd'}, {0x127, 'h'}, {0x131, 'i'}, {0x142, 'l'}, {0x167, 't'}};
	for (size_t i = 0; i < sizeof strokes / sizeof *strokes; i++)
		if (strokes[i].letter == letter)
			return strokes[i].plain;
	return letter;
}

/* The letter under its diacritics: é → e, ё → е, ǻ → a; й is a letter of its own. */
static ucs4_t base_letter(ucs4_t letter)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	while (letter < 0x2000 && letter != 0x439 &&
		uc_canonical_decomposition(letter, parts) > 0 && parts[0] != letter)
		letter = parts[0];
	return letter < 0x180 ? without_stroke(letter) : letter;
}

/* East Asian letters of another width, down to half-width kana: Ａ is A. */
static bool has_other_width(ucs4_t letter)
{
	return is_within(letter, 0xFF01, 0xFF9D);
}

static ucs4_t usual_width(ucs4_t letter)
{
	int tag;
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	return uc_decomposition(letter, &tag, parts) == 1 ? parts[0] : letter;
}

static enum letter fold_ascii(uint32_t *letter)
{
	uint32_t small = *letter | 0x20;
	if (is_within(small, 'a', 'z'))
		*letter = small;
	return is_within(small, 'a', 'z') || is_within(*letter, '0', '9') ? LETTER_PART
									  : LETTER_NONE;
}

/* The letters of ASCII, Russian and Chinese without a look into Unicode's tables. */
enum letter token_fold(uint32_t *letter)
{
	if (*letter < 0x80)
		return fold_ascii(letter);
	if (is_within(*letter, 0x410, 0x44F)) {
		*letter += *letter < 0x430 ? 0x20 : 0;
		return LETTER_PART;
	}
	if (is_within(*letter, 0x4E00, 0x9FFF))
		return LETTER_ALONE;
	if (is_dropped(*letter))
		return LETTER_DROPPED;
	if (has_other_width(*letter))
		*letter = usual_width(*letter);
	if (*letter < 0x80)
		return fold_ascii(letter);
	if (!uc_is_general_category_withtable(
		    *letter, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M))
		return LETTER_NONE;
	enum letter kind = stands_alone(*letter) ? LETTER_ALONE : LETTER_PART;
	*letter = base_letter(uc_tolower(*letter));
	return kind;
}

/* Reads one character; ASCII without a call. */
static size_t read_letter(ucs4_t *letter, const char *at, size_t left)
{
	*letter = (unsigned char)*at;
	if (*letter < 0x80)
		return 1;
	int len = u8_mbtouc(letter, (const uint8_t *)at, left);
	return len > 0 ? (size_t)len : 1;
}

enum letter token_read(uint32_t *letter, const char **at, const char *end)
{
	*at += read_letter(letter, *at, (size_t)(end - *at));
	return token_fold(letter);
}

uint32_t token_capital(uint32_t letter)
{
	return uc_toupper(letter);
}

static void append_letter(struct buffer *out, ucs4_t letter)
{
	uint8_t utf8[6];
	int len = u8_uctomb(utf8, letter, sizeof utf8);
	if (len > 0)
		buffer_append(out, utf8, (size_t)len);
}

static void part_words(struct buffer *out)
{
	if (out->len == 0 || out->data[out->len - 1] != ' ')
		buffer_append_char(out, ' ');
}

/* The small letter or digit of ASCII that `byte` stands for, 0 for what is none. */
static char ascii_letter(char byte)
{
	char small = (char)(byte | 0x20);
	if (small >= 'a' && small <= 'z')
		return small;
	return byte >= '0' && byte <= '9' ? byte : 0;
}

/* Most texts are mostly ASCII, and a byte at a time is slow. */
static size_t append_ascii(struct buffer *out, struct foreign text)
{
	char run[64];
	size_t len = 0;
	while (len < sizeof run && len < text.len && ascii_letter(text.utf8[len]) != 0) {
		run[len] = ascii_letter(text.utf8[len]);
		len++;
	}
	if (len > 0)
		buffer_append(out, run, len);
	return len;
}

void tokens_append(struct buffer *out, struct foreign text)
{
	part_words(out);
	for (size_t i = 0; i < text.len;) {
		ucs4_t letter;
		size_t run = append_ascii(out, (struct foreign){text.utf8 + i, text.len - i});
		i += run;
		if (run > 0)
			continue;
		i += read_letter(&letter, text.utf8 + i, text.len - i);
		enum letter kind = token_fold(&letter);
		if (kind == LETTER_NONE) {
			part_words(out);
		} else if (kind == LETTER_ALONE) {
			part_words(out);
			append_letter(out, letter);
			part_words(out);
		} else if (kind == LETTER_PART) {
			append_letter(out, letter);
		}
	}
	part_words(out);
}

struct foreign token_next(struct foreign text, size_t *offset)
{
	size_t start = text.len;
	size_t i = *offset;
	while (i < text.len) {
		ucs4_t letter;
		size_t len = read_letter(&letter, text.utf8 + i, text.len - i);
		enum letter kind = token_fold(&letter);
		bool is_inside = start < text.len;
		if (is_inside && (kind == LETTER_NONE || kind == LETTER_ALONE))
			break;
		if (!is_inside && kind != LETTER_NONE)
			start = i;
		i += len;
		if (kind == LETTER_ALONE)
			break;
	}
	*offset = i;
	return (struct foreign){text.utf8 + start, start < text.len ? i - start : 0};
}
