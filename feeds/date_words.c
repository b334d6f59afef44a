#include "feeds/date_words.h"

#include <string.h>

/* Folded stems: a word is the month when it begins with the stem, or when it is
 * the beginning of one of the longer forms.  The first that fits wins, so longer
 * stems stand before shorter ones. */
static const struct {
	const char *stem;
	int month;
} stems[] = {
#include "feeds/date_months.def"
};

static const struct {
	const char *word;
	char half;
} halves[] = {
	{"am", 'a'},
	{"오전", 'a'},
	{"午前", 'a'},
	{"上午", 'a'},
	{"πμ", 'a'},
	{"凌晨", 'a'},
	{"早上", 'a'},
	{"ص", 'A'},
	{"صباحا", 'a'},
	{"pm", 'p'},
	{"오후", 'p'},
	{"午後", 'p'},
	{"下午", 'p'},
	{"μμ", 'p'},
	{"中午", 'p'},
	{"晚上", 'p'},
	{"م", 'P'},
	{"مساء", 'p'},
};

/* Plain letters for those with accents in U+00C0–U+017F, in pairs. */
static const char accents[] =
	"àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoøoùuúuûuüuýyÿyāaăaąaćcċcčcďdđdēeėeęeěeğgġgģgīi"
	"įiıiķkļlłlńnņnňnōoőoœoŕrřrśsşsšsţtťtūuůuűuųuźzżzžzșsțt";
static const char greek[] = "άαέεήηίιϊιΐιόούυϋυώω";

/* One code point of `text` from `*at` on in lower case. */
static unsigned next_lower(struct foreign text, size_t *at)
{
	unsigned char lead = (unsigned char)text.utf8[*at];
	size_t len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
	if (*at + len > text.len)
		len = text.len - *at;
	unsigned code = len == 1 ? lead : lead & (0x3Fu >> (len - 1));
	for (size_t i = 1; i < len; i++)
		code = code << 6 | ((unsigned char)text.utf8[*at + i] & 0x3Fu);
	*at += len;
	if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7))
		return code + 0x20;
	if ((code >= 0x410 && code <= 0x42F) || (code >= 0x391 && code <= 0x3AB))
		return code + 0x20;
	if (code >= 0x400 && code <= 0x40F)
		return code + 0x50;
	if (code >= 0x531 && code <= 0x556) /* Armenian */
		return code + 0x30;
	if (code == 0x3C2)
		return 0x3C3;
	bool is_paired = (code >= 0x100 && code <= 0x137) || (code >= 0x14A && code <= 0x177) ||
			 (code >= 0x460 && code <= 0x4FF) || (code >= 0x218 && code <= 0x21B);
	bool is_shifted = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
	if ((is_paired && code % 2 == 0) || (is_shifted && code % 2 == 1))
		return code + 1;
	static const unsigned greek_capitals[][2] = {{0x386, 0x3AC}, {0x388, 0x3AD}, {0x389, 0x3AE},
		{0x38A, 0x3AF}, {0x38C, 0x3CC}, {0x38E, 0x3CD}, {0x38F, 0x3CE}};
	for (size_t i = 0; i < sizeof greek_capitals / sizeof *greek_capitals; i++)
		if (greek_capitals[i][0] == code)
			return greek_capitals[i][1];
	return code;
}

static size_t put_utf8(char *out, unsigned code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	out[0] = (char)(0xE0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3F));
	out[2] = (char)(0x80 | (code & 0x3F));
	return 3;
}

/* The letter behind `letter` in a list of pairs: two bytes, then `plain_len`. */
static const char *plain_letter(const char *pairs, size_t plain_len, const char *letter)
{
	for (; *pairs; pairs += 2 + plain_len)
		if (memcmp(pairs, letter, 2) == 0)
			return pairs + 2;
	return NULL;
}

static size_t put_plain(char *out, unsigned code)
{
	size_t len = put_utf8(out, code);
	const char *plain = len == 2 ? plain_letter(accents, 1, out) : NULL;
	if (plain) {
		out[0] = *plain;
		return 1;
	}
	plain = len == 2 ? plain_letter(greek, 2, out) : NULL;
	if (plain)
		memcpy(out, plain, 2);
	return len;
}

struct date_word date_word_fold(struct foreign word)
{
	struct date_word folded = {.len = 0};
	for (size_t at = 0; at < word.len && folded.len + 4 < DATE_WORD_LIMIT;) {
		unsigned code = next_lower(word, &at);
		bool is_sign = (code >= 0x300 && code <= 0x36F) || code == '.' || code == ' ';
		if (code < 0x10000 && !is_sign)
			folded.len += put_plain(folded.utf8 + folded.len, code);
	}
	return folded;
}

int date_word_month(const struct date_word *word)
{
	bool is_latin = (unsigned char)word->utf8[0] < 0x80;
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
		if (is_latin && (unsigned char)stems[i].stem[0] >= 0x80)
			return 0; /* Latin stands first */
		if (word->utf8[0] != stems[i].stem[0])
			continue;
		size_t len = strlen(stems[i].stem);
		if (word->len >= len && memcmp(word->utf8, stems[i].stem, len) == 0)
			return stems[i].month;
	}
	return 0;
}

static bool equals(const struct date_word *word, const char *string)
{
	return strlen(string) == word->len && memcmp(word->utf8, string, word->len) == 0;
}

bool date_word_is_thai(const struct date_word *word)
{
	return word->len > 1 &&
	       (memcmp(word->utf8, "\xE0\xB8", 2) == 0 || memcmp(word->utf8, "\xE0\xB9", 2) == 0);
}

int date_word_second(const struct date_word *word, int month)
{
	if (!equals(word, "الثاني"))
		return month;
	return month == 12 ? 1 : month == 10 ? 11 : month;
}

int date_word_era(const struct date_word *word)
{
	return equals(word, "令和")   ? 2018
	       : equals(word, "平成") ? 1988
	       : equals(word, "昭和") ? 1925
				      : 0;
}

bool date_word_is_summer(const struct date_word *word)
{
	return equals(word, "daylight") || equals(word, "summer");
}

char date_word_half(const struct date_word *word)
{
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
		if (equals(word, halves[i].word))
			return halves[i].half;
	return 0;
}
