#include "feeds/extract_words.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/extract_letters.h"
#include "src/base/buffer.h"

enum {
	RELATED = PHRASE_RELATED,
	TAIL = PHRASE_TAIL,
	CTA = PHRASE_CTA,
	LABEL = PHRASE_LABEL,
	BY = PHRASE_BY,
	DATE = PHRASE_DATE,
	MONTH = PHRASE_MONTH,
	NOTE = PHRASE_NOTE,
	BOX = PHRASE_BOX,
	REPLY = PHRASE_REPLY,
	COMMENTS = PHRASE_COMMENTS,
	DROP = CLASS_DROP,
	HIDE = CLASS_HIDE,
	PRIOR = CLASS_PRIOR,
	CAPTION = CLASS_CAPTION,
};

struct entry {
	const char *text;
	unsigned kinds;
};

static const struct entry phrases[] = {
#include "feeds/words_phrases.inc"
};

static const struct entry classes[] = {
#include "feeds/words_classes.inc"
};

enum {
	PHRASES_COUNT = sizeof phrases / sizeof phrases[0],
	CLASSES_COUNT = sizeof classes / sizeof classes[0],
	PHRASE_BYTES = 64,
	PHRASE_WORDS = 8,
	CLASS_BYTES = 200,
};

/* ---- phrases ---- */

static bool is_apostrophe(uint32_t character)
{
	return character == '\'' || character == 0x2019 || character == 0x2018;
}

static void fold_character(struct buffer *out, uint32_t character)
{
	char last = out->len > 0 ? out->data[out->len - 1] : ' ';
	if (is_apostrophe(character))
		return;
	if (letter_is_space(character)) {
		if (last != ' ')
			buffer_append_char(out, ' ');
	} else if (letter_is_digit(character)) {
		if (last != '#')
			buffer_append_char(out, '#');
	} else {
		if (character == ':' && last == ' ' && out->len > 0)
			out->len--;
		letter_append(out, letter_lower(character));
	}
}

/* A run of letters that stay as they are: most of most texts. */
static size_t small_letters(const char *at, const char *end)
{
	size_t len = 0;
	while (at + len < end && at[len] >= 'a' && at[len] <= 'z')
		len++;
	return len;
}

struct foreign words_fold(struct arena *arena, struct foreign text)
{
	struct buffer out = {0};
	const char *end = text.utf8 + text.len;
	size_t len;
	for (const char *at = text.utf8; at < end; at += len) {
		len = small_letters(at, end);
		if (len > 0) {
			buffer_append(&out, at, len);
			continue;
		}
		uint32_t character = letter_read(at, end, &len);
		bool is_start = out.len == 0;
		if (is_start && !letter_is_letter(character) && !letter_is_digit(character) &&
			character != 0xA9)
			continue;
		fold_character(&out, character);
	}
	while (out.len > 0 && out.data[out.len - 1] == ' ')
		out.len--;
	struct foreign folded = {arena_copy(arena, out.data ? out.data : "", out.len), out.len};
	buffer_done(&out);
	return folded;
}

/* Where those that begin with this text stand, if there are any. */
static size_t first_phrase(const char *text, size_t len)
{
	size_t low = 0, high = PHRASES_COUNT;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strncmp(phrases[middle].text, text, len) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* False when no phrase begins with this text, however it goes on. */
static bool find_phrase(unsigned *kinds, const char *text, size_t len)
{
	size_t index = first_phrase(text, len);
	*kinds = 0;
	if (index == PHRASES_COUNT || strncmp(phrases[index].text, text, len) != 0)
		return false;
	if (strlen(phrases[index].text) == len)
		*kinds = phrases[index].kinds;
	return true;
}

static unsigned phrase_kinds(const char *text, size_t len)
{
	unsigned kinds;
	find_phrase(&kinds, text, len);
	return kinds;
}

/* May a phrase end between these two? */
static bool is_boundary(uint32_t before, uint32_t after)
{
	return letter_is_cjk(before) || letter_is_cjk(after) || !letter_is_letter(before) ||
	       !letter_is_letter(after);
}

static unsigned phrases_at(const char *at, const char *end)
{
	unsigned kinds = 0, more;
	size_t len, boundaries = 0;
	const char *start = at;
	while (at < end && at - start <= PHRASE_BYTES && boundaries < 2 * PHRASE_WORDS) {
		uint32_t before = letter_read(at, end, &len);
		at += len;
		size_t next_len;
		uint32_t after = at < end ? letter_read(at, end, &next_len) : ' ';
		if (!is_boundary(before, after) || before == ' ')
			continue;
		boundaries++;
		if (!find_phrase(&more, start, (size_t)(at - start)))
			break;
		kinds |= more;
	}
	return kinds;
}

unsigned words_phrases(struct foreign folded)
{
	return phrases_at(folded.utf8, folded.utf8 + folded.len) & ~(unsigned)PHRASE_LABEL;
}

unsigned words_phrase(struct foreign folded)
{
	return phrase_kinds(folded.utf8, folded.len);
}

bool words_are_labels(struct foreign folded)
{
	if (phrase_kinds(folded.utf8, folded.len) & PHRASE_LABEL)
		return true;
	const char *at = folded.utf8, *end = folded.utf8 + folded.len;
	while (at < end) {
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		const char *word_end = blank ? blank : end;
		if (!(phrase_kinds(at, (size_t)(word_end - at)) & PHRASE_LABEL))
			return false;
		at = word_end + 1;
	}
	return folded.len > 0;
}

bool words_hold_note(struct foreign folded)
{
	const char *end = folded.utf8 + folded.len;
	if (folded.len > 0 && memchr(folded.utf8, '@', folded.len))
		return true;
	for (const char *at = folded.utf8; at < end;) {
		if (phrases_at(at, end) & PHRASE_NOTE)
			return true;
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		at = blank ? blank + 1 : end;
	}
	return false;
}

bool words_hold_reply(struct foreign folded)
{
	const char *end = folded.utf8 + folded.len;
	const char *blank = memrchr(folded.utf8, ' ', folded.len);
	return blank && phrase_kinds(blank + 1, (size_t)(end - blank - 1)) & PHRASE_REPLY;
}

/* 2024年4月9日, 2024년 4월 9일 */
static bool is_day_in_cjk(struct foreign folded)
{
	return foreign_starts_with(folded, FOREIGN("#年#月")) ||
	       foreign_starts_with(folded, FOREIGN("#년 #월"));
}

static const char *skip_day_of_month(const char *at, const char *end)
{
	if (end - at > 2 && at[0] == '#' && at[1] != ':') {
		at++;
		while (at < end && (*at == '.' || *at == ' ' || *at == ','))
			at++;
	}
	return at;
}

/* "12:30", "2022-04-05", "5.4.2022"; but "8-9 pears", "1/2 tsp" and "3.5 million" are amounts. */
static bool is_time_or_day(struct foreign folded)
{
	const char *at = folded.utf8;
	if (folded.len < 3 || at[0] != '#' || at[2] != '#')
		return false;
	bool has_third = folded.len >= 5 && at[3] == at[1] && at[4] == '#';
	return at[1] == ':' || (strchr(".-/", at[1]) && has_third);
}

bool words_begin_with_date(struct foreign folded)
{
	const char *at = folded.utf8, *end = folded.utf8 + folded.len;
	if (is_time_or_day(folded) || is_day_in_cjk(folded))
		return true;
	if (phrases_at(at, end) & PHRASE_DATE)
		return true;
	const char *month = skip_day_of_month(at, end);
	if (!(phrases_at(month, end) & PHRASE_MONTH))
		return false;
	return month > at || memchr(month, '#', end - month < 16 ? (size_t)(end - month) : 16);
}

/* ---- classes ---- */

struct class_words {
	char joined[CLASS_BYTES + 2]; /* all words in one, in lower case */
	size_t len;
	bool begins[CLASS_BYTES + 2]; /* a word begins there */
};

static bool is_class_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Length of the class at `text` when it only says what is not there, or on which screens:
 * "no-sidebar", "has-ads", "hidden-xs", "ad-free". */
static size_t modifier_length(struct foreign text)
{
	static const char *const starts[] = {"no-", "not-", "has-", "with-", "without-",
		"hidden-xs", "hidden-sm", "hidden-md", "hidden-lg", "hidden-xl", "hidden-print",
		"hidden-mobile", "hidden-phone", "hidden-tablet", "hidden-desktop", "hide-for-",
		"hide-on-", "hide-mobile", "hide-desktop"};
	size_t len = 0;
	while (len < text.len && !is_class_space(text.utf8[len]))
		len++;
	bool is_one = len > 5 && memcmp(text.utf8 + len - 5, "-free", 5) == 0;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
		size_t start = strlen(starts[i]);
		is_one = is_one || (len >= start && memcmp(text.utf8, starts[i], start) == 0);
	}
	return is_one ? len : 0;
}

static void split_classes(struct class_words *words, struct foreign text)
{
	bool begins = true, was_lower = false;
	for (size_t i = 0; i < text.len && words->len < CLASS_BYTES; i++) {
		if (i == 0 || is_class_space(text.utf8[i - 1]))
			i += modifier_length((struct foreign){text.utf8 + i, text.len - i});
		if (i == text.len)
			break;
		char byte = text.utf8[i];
		bool is_upper = byte >= 'A' && byte <= 'Z';
		if (!letter_is_letter((unsigned char)byte) &&
			!letter_is_digit((unsigned char)byte)) {
			begins = true;
			was_lower = false;
			continue;
		}
		words->begins[words->len] = begins || (is_upper && was_lower);
		words->joined[words->len++] = is_upper ? (char)(byte | 32) : byte;
		begins = false;
		was_lower = !is_upper;
	}
	words->begins[words->len] = true;
	words->joined[words->len] = 0x7F; /* behind every longer word with the same start */
	words->joined[words->len + 1] = '\0';
}

static bool class_matches(const struct class_words *words, size_t start, const char *entry)
{
	size_t len = strlen(entry);
	bool is_open = entry[len - 1] == '*';
	len -= is_open;
	if (start + len > words->len || memcmp(words->joined + start, entry, len) != 0)
		return false;
	return is_open || words->begins[start + len];
}

static unsigned class_kinds(const struct class_words *words, size_t start)
{
	size_t low = 0, high = CLASSES_COUNT;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (strcmp(classes[middle].text, words->joined + start) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	unsigned kinds = 0;
	while (low-- > 0 && strncmp(classes[low].text, words->joined + start, 2) == 0)
		if (class_matches(words, start, classes[low].text))
			kinds |= classes[low].kinds;
	return kinds;
}

unsigned words_of_class(struct foreign text)
{
	struct class_words words = {.len = 0};
	unsigned kinds = 0;
	split_classes(&words, text);
	for (size_t i = 0; i + 1 < words.len; i++)
		if (words.begins[i])
			kinds |= class_kinds(&words, i);
	return kinds;
}
