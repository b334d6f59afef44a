#include <string.h>

#include "feeds/date.h"
#include "feeds/extract_letters.h"
#include "feeds/extract_metas.h"
#include "feeds/extract_words.h"

/* Near the headline: so many nodes before and behind it, up to the first running text. */
enum {
	NODES_BEFORE = 60,
	NODES_BEHIND = 250,
	RUNNING_LENGTH = 120,
	LINE_LENGTH = 90,
	TEXTS = 2,
	NAME_NODES = 4
};
enum { WORDS_BEFORE_DATE = 7, NAME_WORDS = 8, BY_LENGTH = 30 };

static bool is_title(const struct html_node *node, struct arena *arena, struct foreign title)
{
	bool may_be = node->tag == HTML_H2 || node->tag == HTML_H3 || node->tag == HTML_TEXT;
	return may_be && node->end - node < 10 &&
	       foreign_equal(foreign_collapse(arena, html_text(arena, node)), title);
}

const struct html_node *metas_headline(
	struct arena *arena, const struct html_tree *tree, struct foreign title)
{
	const struct html_node *body = html_find(tree->nodes, HTML_BODY);
	const struct html_node *first = html_find(tree->nodes, HTML_H1);
	bool is_sure = first && foreign_equal(metas_small_text(arena, first), title);
	for (const struct html_node *node = body; node && !is_sure && node < body->end; node++)
		if (is_title(node, arena, title))
			return node;
	return first;
}

static bool is_shown(const struct html_node *text)
{
	for (const struct html_node *up = text->parent; up && up->tag != HTML_BODY; up = up->parent)
		if (!html_is_shown(up) || metas_is_about_others(up) ||
			(html_traits(up->tag) & HTML_IS_SILENT))
			return false;
	return true;
}

/* ---- lines near the headline ---- */

typedef struct foreign reading(struct arena *arena, struct foreign line);

/* Lines are read one by one, until `read` makes something of one or the text goes on. */
struct near {
	struct arena *arena;
	const struct html_tree *tree;
	reading *read;
	struct foreign found;
	size_t texts;
};

static bool is_by(struct arena *arena, struct foreign text)
{
	return text.len > 0 && (words_phrase(words_fold(arena, text)) & PHRASE_BY);
}

/* "By" and the name that stands in an element of its own are one line. */
static struct foreign line_at(struct near *near, const struct html_node *node)
{
	struct arena *arena = near->arena;
	struct foreign line = foreign_collapse(arena, node->text);
	if (!is_by(arena, line))
		return line;
	const struct html_node *end = near->tree->nodes + near->tree->count;
	for (size_t i = 0; i < NAME_NODES && ++node < end; i++)
		if (node->tag == HTML_TEXT && foreign_trim(node->text).len > 0)
			return foreign_from_string(arena_printf(arena, "%.*s %.*s", (int)line.len,
				line.utf8, (int)node->text.len, node->text.utf8));
	return line;
}

static bool is_over(struct near *near, const struct html_node *node)
{
	if (node->tag != HTML_TEXT || !is_shown(node))
		return false;
	struct foreign line = line_at(near, node);
	near->texts += words_weight(line) >= RUNNING_LENGTH;
	if (near->texts < TEXTS && line.len > 0 && words_weight(line) <= LINE_LENGTH)
		near->found = near->read(near->arena, line);
	return near->found.len > 0 || near->texts == TEXTS;
}

/* What `read` makes of the first line that it knows, behind the headline or before it. */
static struct foreign read_near(struct arena *arena, const struct html_tree *tree,
	const struct html_node *headline, reading *read)
{
	struct near near = {arena, tree, read, METAS_NOTHING, 0};
	const struct html_node *end = tree->nodes + tree->count, *start = tree->nodes;
	if (end - headline > NODES_BEHIND)
		end = headline + NODES_BEHIND;
	if (headline - start > NODES_BEFORE)
		start = headline - NODES_BEFORE;
	for (const struct html_node *node = headline->end; node < end; node++)
		if (is_over(&near, node))
			break;
	near.texts = 0;
	for (const struct html_node *node = headline; near.found.len == 0 && node-- > start;)
		if (is_over(&near, node))
			break;
	return near.found;
}

/* ---- dates ---- */

static bool holds_year(struct foreign text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.len; i++) {
		digits = text.utf8[i] >= '0' && text.utf8[i] <= '9' ? digits + 1 : 0;
		if (digits == 4)
			return true;
	}
	return false;
}

/* "Interview: A. Writer | 9 April 2024" → "9 April 2024" */
static struct foreign read_date(struct arena *arena, struct foreign line)
{
	size_t words = 0;
	bool begins = true;
	for (size_t i = 0; i < line.len && words < WORDS_BEFORE_DATE; i++) {
		struct foreign rest = {line.utf8 + i, line.len - i};
		if (begins && holds_year(rest) && rest.len >= 8 &&
			words_begin_with_date(words_fold(arena, rest)) && date_parse(rest) != 0)
			return rest;
		words += begins;
		begins = line.utf8[i] == ' ';
	}
	return METAS_NOTHING;
}

struct foreign metas_date_near(
	struct arena *arena, const struct html_tree *tree, const struct html_node *headline)
{
	return headline ? read_near(arena, tree, headline, read_date) : METAS_NOTHING;
}

/* ---- names ---- */

struct foreign metas_without_by(struct arena *arena, struct foreign text)
{
	size_t by = 0;
	for (size_t i = 1; i < text.len && i < BY_LENGTH; i++) {
		bool is_wide_colon = i > 3 && memcmp(text.utf8 + i - 3, "：", 3) == 0;
		bool is_end = text.utf8[i] == ' ' || text.utf8[i - 1] == ':' || is_wide_colon;
		struct foreign start = {text.utf8, is_wide_colon ? i - 3 : i};
		if (is_end && (words_phrase(words_fold(arena, start)) & PHRASE_BY))
			by = i;
	}
	return foreign_trim((struct foreign){text.utf8 + by, text.len - by});
}

/* Names of one word may be anything; longer ones begin with a capital letter, where
 * there are any, and are no sentence. */
static bool is_name(struct arena *arena, struct foreign text)
{
	size_t words = words_of(arena, text).count, len;
	if (words <= 1 || words > NAME_WORDS || memchr("?!:", text.utf8[text.len - 1], 3))
		return words == 1;
	uint32_t first = letter_read(text.utf8, text.utf8 + text.len, &len);
	bool is_small = (first >= 'a' && first <= 'z') || (first >= 0x430 && first < 0x460);
	return letter_is_letter(first) && !is_small;
}

static struct foreign read_byline(struct arena *arena, struct foreign line)
{
	struct foreign name = metas_without_by(arena, line);
	if (name.len == line.len)
		return METAS_NOTHING;
	name = metas_name_only(arena, name);
	return name.len > 0 && is_name(arena, name) ? name : METAS_NOTHING;
}

struct foreign metas_byline_near(
	struct arena *arena, const struct html_tree *tree, const struct html_node *headline)
{
	return headline ? read_near(arena, tree, headline, read_byline) : METAS_NOTHING;
}
