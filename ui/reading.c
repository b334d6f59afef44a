#include "ui/reading.h"

#include <string.h>

#include "src/base/words.h"
#include "src/session/present.h"

enum { BLOCKS_LIMIT = 12 };

void reading_done(struct reading *reading)
{
	wrapped_free(reading->head);
	wrapped_free(reading->body);
	arena_free(reading->arena);
	*reading = (struct reading){0};
}

/* ---- what stands above the text ---- */

static void add_block(struct page *page, struct arena *arena, enum page_block_kind kind,
	struct safe text, uint16_t style)
{
	if (text.len == 0 || page->blocks_count == BLOCKS_LIMIT)
		return;
	struct page_span *span = arena_alloc(arena, sizeof *span);
	*span = (struct page_span){text, style, -1};
	page->blocks[page->blocks_count++] =
		(struct page_block){.kind = kind, .spans = span, .spans_count = 1};
}

struct facts {
	struct page *page;
	struct arena *arena;
	int columns;
	struct safe line; /* as far as it goes */
};

/* A line breaks between two facts, so that none begins with a dot. */
static void add_fact(struct facts *facts, struct safe fact)
{
	bool is_first = facts->line.len == 0;
	struct safe parts[] = {facts->line, is_first ? SAFE("") : SAFE(" · "), fact};
	struct safe longer = safe_join(facts->arena, parts, 3);
	if (fact.len == 0)
		return;
	if (!is_first && safe_columns(longer) > facts->columns) {
		add_block(facts->page, facts->arena, PAGE_CAPTION, facts->line, 0);
		longer = fact;
	}
	facts->line = longer;
}

static void add_facts(
	struct page *page, struct arena *arena, int columns, const struct article_pane *article)
{
	struct facts facts = {page, arena, columns, SAFE("")};
	add_fact(&facts, article->feed);
	if (!safe_equal(article->author, article->feed))
		add_fact(&facts, article->author);
	add_fact(&facts, article->date);
	add_fact(&facts, article->minutes);
	add_fact(&facts, article->text_kind);
	add_block(page, arena, PAGE_CAPTION, facts.line, 0);
}

static struct safe labelled(struct arena *arena, const char *label, struct safe text)
{
	struct safe parts[] = {present_string(arena, label), SAFE(" "), text};
	return text.len > 0 ? safe_join(arena, parts, 3) : text;
}

static struct wrapped *wrap_head(struct reading *reading, const struct article_pane *article)
{
	struct arena *arena = reading->arena;
	struct page_block blocks[BLOCKS_LIMIT];
	struct page page = {.blocks = blocks};
	add_block(&page, arena, PAGE_HEADING, article->title, 0);
	add_facts(&page, arena, reading->columns, article);
	add_block(&page, arena, PAGE_CAPTION, labelled(arena, _("Tags:"), article->tags), 0);
	add_block(&page, arena, PAGE_CAPTION, labelled(arena, _("Also in:"), article->also_in), 0);
	add_block(&page, arena, PAGE_CAPTION, labelled(arena, _("Rule:"), article->rule), 0);
	add_block(&page, arena, PAGE_CAPTION, labelled(arena, _("Note:"), article->note), 0);
	add_block(&page, arena, PAGE_PARAGRAPH, article->notice, PAGE_BOLD);
	if (!article->page && article->is_loading)
		add_block(&page, arena, PAGE_PARAGRAPH, present_string(arena, _("Loading …")), 0);
	struct wrap_settings settings = {.columns = reading->columns};
	return wrap_page(&page, &settings);
}

/* ---- lines of both, one after the other ---- */

size_t reading_lines(const struct reading *reading)
{
	size_t head = reading->head ? reading->head->lines_count : 0;
	return reading->body ? head + 1 + reading->body->lines_count : head;
}

const struct wrap_line *reading_line(const struct reading *reading, size_t number)
{
	static const struct wrap_line blank = {0};
	size_t head = reading->head ? reading->head->lines_count : 0;
	if (number < head)
		return &reading->head->lines[number];
	bool is_in_body =
		reading->body && number > head && number - head - 1 < reading->body->lines_count;
	return is_in_body ? &reading->body->lines[number - head - 1] : &blank;
}

static void number_lines(struct reading *reading)
{
	size_t count = reading_lines(reading), head = reading->head->lines_count;
	reading->line_words = arena_array(reading->arena, count + 1, sizeof *reading->line_words);
	for (size_t i = head + 1; i < count; i++)
		reading->line_words[i] = reading_line(reading, i)->word;
	size_t links = reading->body ? reading->body->links_count : 0;
	reading->link_lines = arena_array(reading->arena, links + 1, sizeof *reading->link_lines);
	for (size_t i = 0; i < links; i++) {
		size_t line = reading->body->link_lines[i];
		reading->link_lines[i] = line == SIZE_MAX ? count : line + head + 1;
	}
	reading->match_lines = arena_array(
		reading->arena, reading->matches.count + 1, sizeof *reading->match_lines);
	for (size_t i = 0; i < reading->matches.count; i++)
		reading->match_lines[i] = reading->matches.lines[i] + head + 1;
}

/* A header with another mark, or another search, leaves the lines of the page. */
static struct wrapped *kept_body(
	struct reading *reading, const struct article_pane *article, int columns)
{
	struct wrapped *body = reading->body;
	bool is_same = reading->id == article->id && reading->columns == columns &&
		       reading->page_serial == article->page_serial;
	if (!is_same || !article->page)
		return NULL;
	reading->body = NULL;
	return body;
}

static void lay_out(struct reading *reading, const struct article_pane *article, bool is_ascii)
{
	reading->arena = arena_new();
	reading->head = wrap_head(reading, article);
	if (article->page && !reading->body) {
		struct wrap_settings settings = {reading->columns, true, is_ascii};
		reading->body = wrap_page(article->page, &settings);
	}
	if (reading->body)
		wrap_find(&reading->matches, reading->arena, reading->body, article->search);
	number_lines(reading);
}

static void tell_session(const struct reading *reading, struct session *session, size_t height)
{
	struct article_layout layout = {
		.serial = reading->serial,
		.lines = reading_lines(reading),
		.height = height,
		.line_words = reading->line_words,
		.link_lines = reading->link_lines,
		.links_count = reading->body ? reading->body->links_count : 0,
		.match_lines = reading->match_lines,
		.matches_count = reading->matches.count,
	};
	session_set_layout(session, &layout);
}

void reading_update(
	struct reading *reading, struct session *session, struct canvas_area area, bool is_ascii)
{
	const struct article_pane *article = &session->article;
	int room = area.columns > 24 ? area.columns - 2 : area.columns;
	int columns = session->options.width < room ? session->options.width : room;
	bool is_same = reading->arena && reading->serial == article->serial &&
		       reading->id == article->id && reading->columns == columns;
	reading->margin = (area.columns - columns) / 2;
	if (!article->is_open || is_same)
		return;
	struct wrapped *body = kept_body(reading, article, columns);
	reading_done(reading);
	*reading = (struct reading){.serial = article->serial,
		.page_serial = article->page_serial,
		.body = body,
		.id = article->id,
		.columns = columns,
		.margin = (area.columns - columns) / 2};
	lay_out(reading, article, is_ascii);
	tell_session(reading, session, area.rows > 0 ? (size_t)area.rows : 1);
}
