#include "ui/wrap_flow.h"

#include <stdlib.h>
#include <string.h>
#include <unigbrk.h>
#include <unilbrk.h>
#include <unistr.h>
#include <uniwidth.h>

#include "src/base/array.h"
#include "src/base/memory.h"

void flow_begin(struct flow *flow, struct arena *arena)
{
	*flow = (struct flow){.arena = arena};
}

void flow_add(
	struct flow *flow, struct safe text, uint16_t style, int32_t link, enum wrap_role role)
{
	if (text.len == 0)
		return;
	ARRAY_PUSH(flow->parts, flow->parts_count, flow->parts_capacity) = text;
	ARRAY_PUSH(flow->marks, flow->marks_count, flow->marks_capacity) =
		(struct flow_mark){flow->len, style, link, role};
	flow->len += text.len;
}

void flow_end(struct flow *flow)
{
	flow->text = flow->parts_count == 1
			     ? flow->parts[0]
			     : safe_join(flow->arena, flow->parts, flow->parts_count);
	free(flow->parts);
	flow->parts = NULL;
	if (flow->marks)
		arena_adopt(flow->arena, flow->marks);
}

static void add_footnote(struct flow *flow, int32_t link)
{
	struct safe parts[] = {SAFE("["), safe_number(flow->arena, link + 1), SAFE("]")};
	flow_add(flow, safe_join(flow->arena, parts, 3), 0, link, WRAP_NOTE);
}

/* Raised and lowered digits have characters of their own. */
static bool add_digits(struct flow *flow, const struct page_span *span, enum wrap_role role)
{
	const struct safe raised[] = {SAFE("⁰"), SAFE("¹"), SAFE("²"), SAFE("³"), SAFE("⁴"),
		SAFE("⁵"), SAFE("⁶"), SAFE("⁷"), SAFE("⁸"), SAFE("⁹")};
	const struct safe lowered[] = {SAFE("₀"), SAFE("₁"), SAFE("₂"), SAFE("₃"), SAFE("₄"),
		SAFE("₅"), SAFE("₆"), SAFE("₇"), SAFE("₈"), SAFE("₉")};
	for (size_t i = 0; i < span->text.len; i++)
		if (span->text.utf8[i] < '0' || span->text.utf8[i] > '9')
			return false;
	const struct safe *digits = span->style & PAGE_SUPERSCRIPT ? raised : lowered;
	for (size_t i = 0; i < span->text.len; i++)
		flow_add(flow, digits[span->text.utf8[i] - '0'], span->style, span->link, role);
	return true;
}

static void add_between(struct flow *flow, struct safe before, const struct page_span *span,
	struct safe after, enum wrap_role role)
{
	flow_add(flow, before, span->style, span->link, WRAP_MARKER);
	flow_add(flow, span->text, span->style, span->link, role);
	flow_add(flow, after, span->style, span->link, WRAP_MARKER);
}

static void add_span(struct flow *flow, const struct page_span *span, enum wrap_role role)
{
	bool is_moved = (span->style & (PAGE_SUPERSCRIPT | PAGE_SUBSCRIPT)) != 0;
	if (is_moved && add_digits(flow, span, role))
		return;
	bool has_sign = span->text.len > 0 && strchr("[(^*", span->text.utf8[0]) != NULL;
	if (span->style & PAGE_IMAGE && span->text.len > 0)
		add_between(flow, SAFE("[image: "), span, SAFE("]"), role);
	else if (span->style & PAGE_IMAGE)
		flow_add(flow, SAFE("[image]"), span->style, span->link, WRAP_MARKER);
	else if (span->style & PAGE_RUBY && !has_sign)
		add_between(flow, SAFE("("), span, SAFE(")"), role);
	else if (span->style & PAGE_SUPERSCRIPT && !has_sign)
		add_between(flow, SAFE("^"), span, SAFE(""), role);
	else
		flow_add(flow, span->text, span->style, span->link, role);
}

/* A raised "[12]" is a note of the text: ours, of links, have such brackets.  Of two
 * beside each other the brackets part the numbers. */
static struct page_span without_brackets(const struct page_span *span)
{
	struct page_span bare = *span;
	size_t len = span->text.len;
	if (!(span->style & PAGE_SUPERSCRIPT) || len < 3 || span->text.utf8[0] != '[' ||
		span->text.utf8[len - 1] != ']')
		return bare;
	for (size_t i = 1; i + 1 < len; i++)
		if (span->text.utf8[i] < '0' || span->text.utf8[i] > '9')
			return bare;
	bare.text = safe_part(span->text, 1, len - 2);
	return bare;
}

void flow_add_spans(
	struct flow *flow, const struct page_span *spans, size_t count, enum wrap_role role)
{
	for (size_t i = 0; i < count; i++) {
		bool is_beside = (i > 0 && spans[i - 1].style & PAGE_SUPERSCRIPT) ||
				 (i + 1 < count && spans[i + 1].style & PAGE_SUPERSCRIPT);
		struct page_span span = is_beside ? spans[i] : without_brackets(&spans[i]);
		add_span(flow, &span, role);
		bool ends_link = i + 1 == count || spans[i + 1].link != spans[i].link;
		if (spans[i].link >= 0 && ends_link)
			add_footnote(flow, spans[i].link);
	}
}

/* ---- breaking ---- */

struct breaker {
	const uint8_t *text;
	char *breaks; /* of u8_possible_linebreaks() */
	size_t len;
	int columns;
	struct flow_lines *out;
	int64_t *word;
	/* the line being filled */
	size_t start;
	int64_t start_word;
	int used;
	/* the last place in it where it may end */
	size_t break_at;
	int break_used;
	int64_t break_word;
	/* behind its last no-break space: better than inside a word */
	size_t spare_at;
	int spare_used;
};

static void breaker_begin(struct breaker *breaker, const struct flow *flow)
{
	*breaker = (struct breaker){
		.text = (const uint8_t *)flow->text.utf8,
		.len = flow->text.len,
		.breaks = memory_alloc(flow->text.len + 1),
	};
	u8_possible_linebreaks(breaker->text, breaker->len, "UTF-8", breaker->breaks);
}

static void line_end(struct breaker *breaker, size_t end, bool is_soft)
{
	size_t trimmed = end;
	while (trimmed > breaker->start && breaker->text[trimmed - 1] == ' ')
		trimmed--;
	ARRAY_PUSH(breaker->out->items, breaker->out->count, breaker->out->capacity) =
		(struct flow_line){
			breaker->start, trimmed, 0, breaker->start_word, is_soft, trimmed < end};
}

static void line_start(struct breaker *breaker, size_t start, int64_t word)
{
	breaker->start = breaker->break_at = breaker->spare_at = start;
	breaker->start_word = word;
	breaker->used = breaker->break_used = breaker->spare_used = 0;
}

static size_t cluster_after(const struct breaker *breaker, size_t at, int *columns)
{
	const uint8_t *from = breaker->text + at, *end = breaker->text + breaker->len;
	const uint8_t *next = u8_grapheme_next(from, end);
	if (!next)
		next = end;
	*columns = u8_width(from, (size_t)(next - from), "UTF-8");
	return (size_t)(next - breaker->text);
}

/* The line is full before the cluster at `at`: end it at the last good place. */
static void line_wrap(struct breaker *breaker, size_t at)
{
	size_t place = at;
	int left_over = 0;
	int64_t word = *breaker->word;
	if (breaker->break_at > breaker->start) {
		place = breaker->break_at;
		left_over = breaker->used - breaker->break_used;
		word = breaker->break_word;
	} else if (breaker->spare_at > breaker->start) {
		place = breaker->spare_at;
		left_over = breaker->used - breaker->spare_used;
	}
	line_end(breaker, place, true);
	line_start(breaker, place, word);
	breaker->used = left_over;
}

static bool is_after_no_break_space(const struct breaker *breaker, size_t at)
{
	return at >= breaker->start + 2 && memcmp(breaker->text + at - 2, "\xC2\xA0", 2) == 0;
}

static void take_cluster(struct breaker *breaker, size_t at, int columns)
{
	if (breaker->breaks[at] == UC_BREAK_POSSIBLE) {
		++*breaker->word;
		breaker->break_at = at;
		breaker->break_used = breaker->used;
		breaker->break_word = *breaker->word;
	}
	if (is_after_no_break_space(breaker, at)) {
		breaker->spare_at = at;
		breaker->spare_used = breaker->used;
	}
	/* A blank may hang over the edge: it is trimmed when the line ends. */
	while (breaker->used + columns > breaker->columns && breaker->text[at] != ' ' &&
		at > breaker->start)
		line_wrap(breaker, at);
	breaker->used += columns;
}

void flow_break(struct flow_lines *out, const struct flow *flow, int columns, int64_t *word)
{
	struct breaker breaker;
	breaker_begin(&breaker, flow);
	breaker.columns = columns > 0 ? columns : 1;
	breaker.out = out;
	breaker.word = word;
	breaker.start_word = *word;
	size_t first = out->count;
	for (size_t at = 0, next; at < breaker.len; at = next) {
		int width;
		next = cluster_after(&breaker, at, &width);
		if (breaker.breaks[at] != UC_BREAK_MANDATORY) {
			take_cluster(&breaker, at, width);
			continue;
		}
		line_end(&breaker, at, false);
		++*word;
		line_start(&breaker, next, *word);
	}
	line_end(&breaker, breaker.len, false);
	++*word;
	free(breaker.breaks);
	for (size_t i = first; i < out->count; i++)
		out->items[i].columns = safe_columns(flow_part(flow, &out->items[i]));
}

void flow_measure(const struct flow *flow, int *whole, int *least)
{
	struct breaker breaker;
	breaker_begin(&breaker, flow);
	int line = 0, part = 0, width;
	*whole = *least = 0;
	for (size_t at = 0, next; at < breaker.len; at = next) {
		next = cluster_after(&breaker, at, &width);
		if (breaker.breaks[at] == UC_BREAK_MANDATORY)
			line = 0;
		if (breaker.breaks[at] == UC_BREAK_MANDATORY ||
			breaker.breaks[at] == UC_BREAK_POSSIBLE)
			part = 0;
		line += width;
		part += breaker.text[at] == ' ' ? 0 : width;
		*whole = line > *whole ? line : *whole;
		*least = part > *least ? part : *least;
	}
	free(breaker.breaks);
}

/* What stands in a line that is cut: up to a blank near its end, else all that fits. */
static struct safe cut_part(struct safe fits)
{
	for (size_t len = fits.len; len > fits.len * 2 / 3; len--)
		if (fits.utf8[len - 1] == ' ')
			return safe_part(fits, 0, len);
	return fits;
}

void flow_cut(struct flow_lines *out, const struct flow *flow, int columns, int64_t *word)
{
	size_t at = 0;
	do {
		struct safe rest = safe_part(flow->text, at, flow->text.len);
		const char *newline = rest.len > 0 ? memchr(rest.utf8, '\n', rest.len) : NULL;
		struct safe line =
			newline ? safe_part(rest, 0, (size_t)(newline - rest.utf8)) : rest;
		struct safe fits = safe_fit(line, columns);
		bool is_cut = fits.len < line.len && fits.len > 0;
		struct safe shown = is_cut ? cut_part(fits) : line;
		ARRAY_PUSH(out->items, out->count, out->capacity) = (struct flow_line){
			at, at + shown.len, safe_columns(shown), *word, is_cut, false};
		*word += is_cut ? 0 : 1;
		at += is_cut ? shown.len : shown.len + 1;
	} while (at < flow->text.len);
}

struct safe flow_part(const struct flow *flow, const struct flow_line *line)
{
	return safe_part(flow->text, line->start, line->end - line->start);
}

/* The mark that holds at byte `at`. */
static size_t mark_at(const struct flow *flow, size_t at)
{
	size_t low = 0, high = flow->marks_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (flow->marks[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

int flow_runs(struct wrap_line *line, size_t *capacity, const struct flow *flow,
	const struct flow_line *part, int column)
{
	for (size_t i = mark_at(flow, part->start); i < flow->marks_count; i++) {
		const struct flow_mark *mark = &flow->marks[i];
		size_t start = mark->start > part->start ? mark->start : part->start;
		size_t end = i + 1 < flow->marks_count ? mark[1].start : flow->text.len;
		end = end < part->end ? end : part->end;
		if (mark->start >= part->end)
			break;
		if (start >= end)
			continue;
		struct safe text = safe_part(flow->text, start, end - start);
		struct wrap_run run = {
			text, column, safe_columns(text), mark->style, mark->link, mark->role};
		ARRAY_PUSH(line->runs, line->runs_count, *capacity) = run;
		column += run.columns;
	}
	return column;
}
