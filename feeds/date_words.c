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
	const char *name;
	int minutes;
} zones[] = {
	{"z", 0},
	{"ut", 0},
	{"utc", 0},
	{"gmt", 0},
	{"wet", 0},
	{"wat", 60},
	{"irst", 210},
	{"irdt", 270},
	{"west", 60},
	{"bst", 60},
	{"cet", 60},
	{"met", 60},
	{"mez", 60},
	{"cest", 120},
	{"mest", 120},
	{"mesz", 120},
	{"eet", 120},
	{"sast", 120},
	{"cat", 120},
	{"eest", 180},
	{"msk", 180},
	{"msd", 240},
	{"eat", 180},
	{"trt", 180},
	{"idt", 180},
	{"gst", 240},
	{"samt", 240},
	{"pkt", 300},
	{"uzt", 300},
	{"yekt", 300},
	{"ist", 330},
	{"npt", 345},
	{"almt", 360},
	{"omst", 360},
	{"novt", 420},
	{"krat", 420},
	{"ict", 420},
	{"wib", 420},
	{"irkt", 480},
	{"hkt", 480},
	{"sgt", 480},
	{"myt", 480},
	{"pht", 480},
	{"awst", 480},
	{"wita", 480},
	{"wit", 540},
	{"jst", 540},
	{"kst", 540},
	{"yakt", 540},
	{"acst", 570},
	{"aest", 600},
	{"vlat", 600},
	{"acdt", 630},
	{"aedt", 660},
	{"magt", 660},
	{"nzst", 720},
	{"pett", 720},
	{"nzdt", 780},
	{"est", -300},
	{"edt", -240},
	{"et", -300},
	{"cst", -360},
	{"cdt", -300},
	{"ct", -360},
	{"mst", -420},
	{"mdt", -360},
	{"mt", -420},
	{"pst", -480},
	{"pdt", -420},
	{"pt", -480},
	{"akst", -540},
	{"akdt", -480},
	{"hst", -600},
	{"hadt", -540},
	{"ast", -240},
	{"adt", -180},
	{"nst", -210},
	{"ndt", -150},
	{"brt", -180},
	{"brst", -120},
	{"art", -180},
	{"clt", -240},
	{"clst", -180},
	{"cot", -300},
	{"pet", -300},
	{"vet", -240},
	/* RFC 822's letters */
	{"a", -60},
	{"m", -720},
	{"n", 60},
	{"y", 720},
};

static const struct {
	const char *word;
	char half;
} halves[] = {
	{"am", 'a'},
	{"a.m", 'a'},
	{"오전", 'a'},
	{"午前", 'a'},
	{"上午", 'a'},
	{"πμ", 'a'},
	{"de", 'a'},
	{"pm", 'p'},
	{"p.m", 'p'},
	{"오후", 'p'},
	{"午後", 'p'},
	{"下午", 'p'},
	{"μμ", 'p'},
	{"du", 'p'},
};

/* Plain letters for those with accents in U+00C0–U+017F, in pairs. */
static const char accents[] =
	"àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoøoùuúuûuüuýyÿyāaăaąaćcčcďdđdēeėeęeěeğgģgīi"
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
		bool is_mark = code >= 0x300 && code <= 0x36F;
		if (code < 0x10000 && !is_mark)
			folded.len += put_plain(folded.utf8 + folded.len, code);
	}
	return folded;
}

int date_word_month(const struct date_word *word)
{
	for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
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

bool date_word_zone(const struct date_word *word, int *minutes)
{
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		if (equals(word, zones[i].name)) {
			*minutes = zones[i].minutes;
			return true;
		}
	}
	return false;
}

char date_word_half(const struct date_word *word)
{
	for (size_t i = 0; i < sizeof halves / sizeof *halves; i++)
		if (equals(word, halves[i].word))
			return halves[i].half;
	return 0;
}
