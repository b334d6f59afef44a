#include "src/store/raw_phrase.h"

#include <uchar.h>

#include "feeds/references.h"
#include "src/base/tokens.h"

#define LETTERS_LIMIT 64    /* so many are compared; the rest of a longer row is not */
#define CAPITALS_END 0x2E80 /* above it no letter has more than one capital */
#define OTHER_WIDTHS 0xFF01 /* but those of another width */
#define OTHER_WIDTHS_END 0xFF9D
#define REFERENCE_LONGEST 32 /* longer ones are taken for what they may be */

struct letter_asked {
	uint32_t letter;
	bool begins_word;
	bool is_alone;
};

struct raw_phrase {
	struct letter_asked letters[LETTERS_LIMIT];
	size_t count;
	size_t rarest;
	bool ends_word; /* behind the last of `letters` no other may follow */
	bool is_probe[256];
};

/* ---- what is looked for ---- */

/* Letters from the most common on: few of these are worth looking for. */
static const char32_t COMMON[] = U"eaotinsrhldcumpgfywbvkxjqz";
static const char32_t COMMON_CYRILLIC[] = U"оеаинтсрвлыкмдпуяігьзбчйхжшюцщэфъ";
#define RARE 100

static size_t rarity(uint32_t letter)
{
	const char32_t *common = letter < 0x80 ? COMMON : COMMON_CYRILLIC;
	for (size_t i = 0; common[i] != 0; i++)
		if (common[i] == letter)
			return i;
	return RARE;
}

/* Of a letter that is no ASCII its last byte, which tells it from its neighbours; of an "é"
 * that is asked for as "e" its first, which English has not. */
static void add_form(struct raw_phrase *phrase, uint32_t form, bool is_ascii)
{
	struct reference utf8;
	reference_of_code_point(&utf8, form);
	if (utf8.len > 0)
		phrase->is_probe[(unsigned char)utf8.utf8[is_ascii ? 0 : utf8.len - 1]] = true;
}

static void add_forms(struct raw_phrase *phrase, uint32_t letter)
{
	add_form(phrase, letter, letter < 0x80);
	add_form(phrase, token_capital(letter), letter < 0x80);
	for (uint32_t form = 0x80; form <= OTHER_WIDTHS_END; form++) {
		if (form == CAPITALS_END)
			form = OTHER_WIDTHS;
		uint32_t folded = form;
		token_fold(&folded);
		if (folded == letter)
			add_form(phrase, form, letter < 0x80);
	}
	phrase->is_probe['&'] = true;
}

struct raw_phrase *raw_phrase_new(struct arena *arena, struct foreign folded, bool is_prefix)
{
	struct raw_phrase *phrase = arena_alloc(arena, sizeof *phrase);
	bool begins = true;
	const char *at = folded.utf8, *end = folded.utf8 + folded.len;
	while (at < end && phrase->count < LETTERS_LIMIT) {
		uint32_t letter;
		enum letter kind = token_read(&letter, &at, end);
		if (kind != LETTER_NONE)
			phrase->letters[phrase->count++] =
				(struct letter_asked){letter, begins, kind == LETTER_ALONE};
		begins = kind == LETTER_NONE;
	}
	phrase->ends_word = !is_prefix && at + 1 >= end;
	for (size_t i = 1; i < phrase->count; i++)
		if (rarity(phrase->letters[i].letter) >
			rarity(phrase->letters[phrase->rarest].letter))
			phrase->rarest = i;
	if (phrase->count > 0)
		add_forms(phrase, phrase->letters[phrase->rarest].letter);
	return phrase;
}

/* ---- what stands there ---- */

struct place {
	const struct raw_phrase *phrase;
	const char *start, *end;
};

static bool is_ascii_letter(char byte)
{
	char small = (char)(byte | 0x20);
	return (small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9');
}

/* Where the character begins that `at` is in. */
static const char *letter_start(const char *at, const char *start)
{
	for (int i = 0; i < 3 && at > start && ((unsigned char)*at & 0xC0) == 0x80; i++)
		at--;
	return at;
}

/* What ends at `at` may be a reference; the old ones go without semicolon: caf&eacutes */
static bool may_be_reference(const char *at, const char *start)
{
	for (int i = 0; i < REFERENCE_LONGEST; i++) {
		if (at == start)
			return false;
		char byte = *--at;
		if (byte == '&')
			return true;
		if (!is_ascii_letter(byte) && byte != '#')
			return false;
	}
	return true;
}

/* No letter before `at` belongs to the same word. */
static bool word_may_begin(const struct place *place, const char *at)
{
	uint32_t letter;
	if (place->phrase->letters[0].is_alone || at == place->start)
		return true;
	const char *before = letter_start(at - 1, place->start);
	const char *behind = before;
	return token_read(&letter, &behind, place->end) != LETTER_PART ||
	       may_be_reference(at, place->start);
}

/* The letters before the rarest are those that stand before `at`; as far as a tag or a
 * reference there. */
static bool may_begin_before(const struct place *place, const char *at)
{
	const struct letter_asked *letters = place->phrase->letters;
	size_t i = place->phrase->rarest;
	while (i > 0) {
		uint32_t letter;
		if (at == place->start)
			return false;
		if (at[-1] == '>' || (at[-1] == ';' && may_be_reference(at - 1, place->start)))
			return true;
		const char *before = letter_start(at - 1, place->start);
		const char *behind = before;
		enum letter kind = token_read(&letter, &behind, place->end);
		bool is_gap = kind == LETTER_NONE && letters[i].begins_word;
		if (!is_gap && kind != LETTER_DROPPED && letter != letters[--i].letter)
			return may_be_reference(at, place->start);
		at = before;
	}
	return word_may_begin(place, at);
}

static bool word_may_end(const struct place *place, const char *at)
{
	const struct raw_phrase *phrase = place->phrase;
	uint32_t letter;
	return !phrase->ends_word || phrase->letters[phrase->count - 1].is_alone ||
	       at == place->end || token_read(&letter, &at, place->end) != LETTER_PART;
}

/* The letters behind the rarest follow from `at` on; as far as a tag or a reference. */
static bool may_go_on(const struct place *place, const char *at)
{
	const struct raw_phrase *phrase = place->phrase;
	size_t i = phrase->rarest + 1;
	while (i < phrase->count) {
		const struct letter_asked *asked = &phrase->letters[i];
		uint32_t letter;
		if (at == place->end)
			return false;
		if (*at == '<' || *at == '&')
			return true;
		enum letter kind = token_read(&letter, &at, place->end);
		if (kind == LETTER_DROPPED || (kind == LETTER_NONE && asked->begins_word))
			continue;
		if (letter != asked->letter)
			return false;
		i++;
	}
	return word_may_end(place, at);
}

static bool letter_may_be_it(const struct place *place, const char *at)
{
	const struct raw_phrase *phrase = place->phrase;
	uint32_t letter;
	const char *before = letter_start(at, place->start);
	const char *behind = before;
	token_read(&letter, &behind, place->end);
	return letter == phrase->letters[phrase->rarest].letter && may_go_on(place, behind) &&
	       may_begin_before(place, before);
}

/* The rarest letter written as &eacute; or &#233; */
static bool reference_may_be_it(const struct place *place, const char *at)
{
	const struct raw_phrase *phrase = place->phrase;
	struct reference reference;
	size_t len = reference_read(&reference, at, (size_t)(place->end - at), REFERENCE_HTML);
	const char *end = reference.utf8 + reference.len;
	for (const char *of = reference.utf8; len > 0 && of < end;) {
		uint32_t letter;
		bool is_first = of == reference.utf8;
		token_read(&letter, &of, end);
		if (letter == phrase->letters[phrase->rarest].letter)
			return !is_first || of < end ||
			       (may_go_on(place, at + len) && may_begin_before(place, at));
	}
	return false;
}

static const char *next_probe(const struct raw_phrase *phrase, const char *at, const char *end)
{
	const bool *is_probe = phrase->is_probe;
	const unsigned char *byte = (const unsigned char *)at;
	for (; end - (const char *)byte >= 8; byte += 8)
		if (is_probe[byte[0]] | is_probe[byte[1]] | is_probe[byte[2]] | is_probe[byte[3]] |
			is_probe[byte[4]] | is_probe[byte[5]] | is_probe[byte[6]] |
			is_probe[byte[7]])
			break;
	while ((const char *)byte < end && !is_probe[*byte])
		byte++;
	return (const char *)byte;
}

bool raw_phrase_may_be_in(const struct raw_phrase *phrase, struct bytes html)
{
	struct place place = {phrase, html.data, html.data + html.len};
	if (phrase->count == 0)
		return true;
	for (const char *at = html.data; (at = next_probe(phrase, at, place.end)) < place.end; at++)
		if (*at == '&' ? reference_may_be_it(&place, at) : letter_may_be_it(&place, at))
			return true;
	return false;
}
