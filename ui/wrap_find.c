/* Search in a wrapped page: letter case is ignored, a line end counts as a blank. */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unistr.h>

#include "src/base/array.h"
#include "ui/wrap.h"

/* The page's text in one row of small letters, and where each of them stands. */
struct place {
	uint32_t line;
	int32_t column, columns;
};

struct letters {
	ucs4_t *items;
	struct place *places;
	size_t count, capacity, places_capacity;
};

static ucs4_t small_letter(ucs4_t ascii)
{
	return ascii >= 'A' && ascii <= 'Z' ? ascii - 'A' + 'a' : ascii;
}

static void add_letter(struct letters *letters, ucs4_t letter, struct place place)
{
	size_t count = letters->count;
	ARRAY_PUSH(letters->places, count, letters->places_capacity) = place;
	ARRAY_PUSH(letters->items, letters->count, letters->capacity) =
		letter < 0x80 ? small_letter(letter) : uc_tolower(letter);
}

/* How many letters at its start are cells of their own, as one sees without looking up
 * what joins what: pages have letters by the million. */
static size_t plain_letters(struct safe text)
{
	size_t end = 0;
	while (end < text.len && text.utf8[end] >= ' ' && text.utf8[end] < 0x7F)
		end++;
	/* The last may have a sign on it that follows. */
	return end == text.len || end == 0 ? end : end - 1;
}

static void add_cell(struct letters *letters, struct safe cell, struct place place)
{
	const uint8_t *at = (const uint8_t *)cell.utf8, *end = at + cell.len;
	while (at < end) {
		ucs4_t letter;
		at += u8_mbtouc(&letter, at, (size_t)(end - at));
		/* A no-break space is a blank to whoever types the search. */
		add_letter(letters, letter == 0xA0 || letter == 0x202F ? ' ' : letter, place);
	}
}

static void add_text(struct letters *letters, struct safe text, struct place place)
{
	while (text.len > 0) {
		size_t plain = plain_letters(text);
		place.columns = 1;
		for (size_t i = 0; i < plain; i++, place.column++)
			add_letter(letters, (ucs4_t)text.utf8[i], place);
		text = safe_part(text, plain, text.len);
		if (text.len == 0)
			return;
		struct safe cell = safe_take_cell(&text, &place.columns);
		add_cell(letters, cell, place);
		place.column += place.columns;
	}
}

static void add_line(struct letters *letters, const struct wrap_line *line, size_t number)
{
	for (size_t i = 0; i < line->runs_count; i++) {
		const struct wrap_run *run = &line->runs[i];
		if (run->role < WRAP_ADDED || run->role == WRAP_ADDRESS)
			add_text(letters, run->text,
				(struct place){(uint32_t)number, run->column, 0});
	}
	struct place nowhere = {(uint32_t)number, -1, 0};
	if (!line->is_soft)
		add_letter(letters, '\n', nowhere);
	else if (line->ends_in_blank)
		add_letter(letters, ' ', nowhere);
}

static void add_part(struct wrap_matches *out, const struct place *place, size_t number)
{
	struct wrap_match *last = out->parts_count > 0 ? &out->parts[out->parts_count - 1] : NULL;
	if (place->column < 0)
		return;
	if (last && last->number == number && last->line == place->line) {
		last->columns = place->column + place->columns - last->column;
		return;
	}
	ARRAY_PUSH(out->parts, out->parts_count, out->parts_capacity) =
		(struct wrap_match){place->line, place->column, place->columns, number};
}

static void add_match(struct wrap_matches *out, const struct place *places, size_t len)
{
	for (size_t i = 0; i < len; i++)
		add_part(out, &places[i], out->count);
	ARRAY_PUSH(out->lines, out->count, out->capacity) = places[0].line;
}

static size_t fold_search(ucs4_t **out, struct safe text)
{
	struct letters letters = {0};
	add_text(&letters, text, (struct place){0, 0, 0});
	free(letters.places);
	*out = letters.items;
	return letters.count;
}

void wrap_find(struct wrap_matches *out, struct arena *arena, const struct wrapped *wrapped,
	struct safe text)
{
	*out = (struct wrap_matches){0};
	ucs4_t *wanted;
	size_t wanted_count = fold_search(&wanted, text);
	if (wanted_count == 0)
		return;
	struct letters letters = {0};
	for (size_t i = 0; i < wrapped->lines_count; i++)
		add_line(&letters, &wrapped->lines[i], i);
	for (size_t i = 0; i + wanted_count <= letters.count && out->count < WRAP_MATCHES_LIMIT;) {
		bool is_here =
			letters.items[i] == wanted[0] &&
			memcmp(&letters.items[i], wanted, wanted_count * sizeof *wanted) == 0;
		if (is_here)
			add_match(out, &letters.places[i], wanted_count);
		i += is_here ? wanted_count : 1;
	}
	free(letters.items);
	free(letters.places);
	free(wanted);
	if (out->parts)
		arena_adopt(arena, out->parts);
	if (out->lines)
		arena_adopt(arena, out->lines);
}
