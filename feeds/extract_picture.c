
#include "feeds/extract_page.h"

/* More words than this are no caption. */
enum {
	CAPTION_LENGTH = 700,
	BARE_LENGTH = 300,
	TEXT_AROUND = 400,
	LINE_LENGTH = 140,
	CAPTIONED_NODES = 24
};

static bool is_matter(enum html_tag tag)
{
	switch (tag) {
	case HTML_TABLE:
	case HTML_PRE:
	case HTML_BLOCKQUOTE:
	case HTML_H1:
	case HTML_H2:
	case HTML_H3:
	case HTML_UL:
	case HTML_OL:
	case HTML_DL:
		return true;
	default:
		return false;
	}
}

void page_count_matter(struct page *page)
{
	for (size_t i = 0; i < page->tree.count; i++) {
		const struct html_node *node = &page->tree.nodes[i];
		page->pictures[i + 1] = page->pictures[i] + (node->tag == HTML_IMG);
		page->blocks[i + 1] = page->blocks[i] + html_is_block(node);
		page->forms[i + 1] = page->forms[i] + (node->tag == HTML_FORM);
		page->matter[i + 1] = page->matter[i] + is_matter(node->tag);
	}
}

static bool is_caption_name(const struct page *page, const struct html_node *node)
{
	return page->class_kinds[page_index(page, node)] & CLASS_CAPTION;
}

/* Among the paragraphs of the text, a box of another kind with a picture and some words. */
static bool is_bare_figure(const struct page *page, const struct html_node *node)
{
	double length = page_sum(page, page->length, node);
	return (node->tag == HTML_DIV || node->tag == HTML_CENTER) && length > 0 &&
	       length <= BARE_LENGTH && page_count(page, page->forms, node) == 0 &&
	       page_sum(page, page->linked, node) <= 0.3 * length &&
	       page->paragraphs[page_index(page, node->parent)] >= TEXT_AROUND;
}

/* The words below the picture are the ones for those who cannot see it. */
static bool says_alternative(struct page *page, const struct html_node *node)
{
	struct foreign words = (struct foreign){"", 0};
	for (const struct html_node *one = node + 1; one < node->end; one++) {
		struct foreign alternative = html_attribute(one, "alt");
		if (one->tag != HTML_IMG || alternative.len == 0)
			continue;
		if (words.len == 0)
			words = foreign_collapse(page->arena, html_text(page->arena, node));
		if (foreign_equal(words, foreign_collapse(page->arena, alternative)))
			return true;
	}
	return false;
}

/* All words in it are in italics and behind the picture, and nobody says them. */
static bool is_slanted_below(const struct page *page, const struct html_node *node)
{
	const struct html_node *picture = html_find(node, HTML_IMG);
	for (const struct html_node *one = node + 1; one < node->end; one++) {
		bool is_word = one->tag == HTML_TEXT && foreign_trim(one->text).len > 0;
		const struct html_node *up = one->parent;
		while (is_word && up > node && up->tag != HTML_EM && up->tag != HTML_I)
			up = up->parent;
		if (is_word && (up <= node || one < picture || text_begins_with_quote(one->text)))
			return false;
	}
	return page_count(page, page->forms, node) == 0;
}

/* A box or a paragraph that holds a picture and nothing but its caption. */
static bool is_captioned(struct page *page, const struct html_node *node)
{
	double length = page_sum(page, page->length, node);
	return (node->tag == HTML_DIV || node->tag == HTML_CENTER || node->tag == HTML_P) &&
	       length > 0 && length <= BARE_LENGTH && node->end - node <= CAPTIONED_NODES &&
	       page_count(page, page->pictures, node) > 0 &&
	       (says_alternative(page, node) || is_slanted_below(page, node));
}

/* The paragraph before is a picture without words. */
static bool is_below_picture(const struct page *page, const struct html_node *node)
{
	const struct html_node *before = NULL, *around = node->parent;
	for (size_t back = 1; !before && back < CAPTIONED_NODES && around < node - back; back++)
		if (node[-back].parent == around && node[-back].tag != HTML_TEXT)
			before = node - back;
	return before && page_count(page, page->pictures, before) > 0 &&
	       page_from(page, before) == page_to(page, before);
}

/* A line in italics in a paragraph of its own, that is no sentence. */
static bool is_line_below(struct page *page, const struct html_node *node)
{
	size_t first = page_from(page, node);
	return node->tag == HTML_P && page_to(page, node) == first + 1 &&
	       !page->passages[first].is_closed && page->passages[first].length <= LINE_LENGTH &&
	       page_count(page, page->pictures, node) == 0 && node->end - node <= CAPTIONED_NODES &&
	       is_slanted_below(page, node) && is_below_picture(page, node);
}

static void take(struct page *page, const struct html_node *node)
{
	page->is_picture[page_index(page, node)] = true;
	page->picture = node;
	for (const struct html_node *one = node; one < node->end; one++)
		if (one->tag == HTML_TEXT)
			page->is_hidden[page_index(page, one)] = true;
}

bool page_take_picture(struct page *page, const struct html_node *node)
{
	size_t index = page_index(page, node);
	if (is_line_below(page, node)) {
		take(page, node);
		return true;
	}
	bool is_named = is_caption_name(page, node) && html_is_block(node);
	bool is_figure = node->tag == HTML_FIGURE || is_named || is_bare_figure(page, node) ||
			 is_captioned(page, node);
	bool is_inside = page->picture && node < page->picture->end && node > page->picture;
	if (!is_figure || is_inside || (page->class_kinds[index] & (CLASS_DROP | CLASS_HIDE)) ||
		page_count(page, page->pictures, node) == 0 ||
		page_count(page, page->matter, node) > 0 ||
		page_sum(page, page->good, node) > CAPTION_LENGTH)
		return false;
	take(page, node);
	return true;
}

bool page_is_caption(
	const struct page *page, const struct html_node *picture, const struct html_node *text)
{
	if (foreign_trim(text->text).len == 0)
		return false;
	for (const struct html_node *up = text->parent; up && up != picture; up = up->parent)
		if (page->is_hidden[page_index(page, up)] && up->tag != HTML_FIGCAPTION &&
			!is_caption_name(page, up))
			return false;
	return true;
}
