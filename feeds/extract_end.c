#include <string.h>

#include "feeds/extract_page.h"

enum {
	TEXT_BEFORE_COMMENTS = 300,
	TEXT_BEFORE_NEXT = 200,
	NEXT_ARTICLES = 3,
	QUOTED_PARAGRAPHS = 8
};

/* What stands behind the text of an article and is no longer part of it. */

static bool is_author_note(const struct passage *passage)
{
	return passage_strong_share(passage) > 0.9 && passage->length < 400 &&
	       words_hold_note(passage->folded);
}

static bool is_after_text(const struct page *page, size_t index, size_t distance)
{
	size_t from = index > page->first + distance ? index - distance : page->first;
	for (size_t i = from; i < index; i++)
		if (page->passages[i].is_good && !page->passages[i].cut)
			return true;
	return false;
}

/* The element that a paragraph stands in, if that is an item or the like. */
static const struct html_node *item_around(const struct passage *passage)
{
	const struct html_node *element = passage->element;
	return element->tag == HTML_P && element->parent ? element->parent : element;
}

static bool is_list_or_quote(enum html_tag tag)
{
	return tag == HTML_LI || tag == HTML_PRE || tag == HTML_BLOCKQUOTE || tag == HTML_DT ||
	       tag == HTML_DD;
}

/* Numbered notes and sources; a list of what is most read is all links. */
static bool is_note(const struct passage *passage)
{
	const struct html_node *item = item_around(passage);
	return item->tag == HTML_LI && item->parent && item->parent->tag == HTML_OL &&
	       passage_link_share(passage) < 0.9;
}

/* For each passage the last one before it that is text: what looks back stays linear. */
static void find_text_before(struct page *page)
{
	page->text_before = arena_array(page->arena, page->last + 1, sizeof *page->text_before);
	const struct passage *text = NULL;
	for (size_t i = page->first; i < page->last; i++) {
		page->text_before[i] = text;
		if (page->passages[i].is_good && !page->passages[i].cut)
			text = &page->passages[i];
	}
}

static bool is_in_list_or_quote(const struct passage *passage)
{
	return is_list_or_quote(item_around(passage)->tag);
}

/* The text before, but for what it quotes or lists. */
static const struct passage *own_text_before(const struct page *page, size_t index)
{
	const struct passage *text = page->text_before[index];
	for (size_t i = 0; i < QUOTED_PARAGRAPHS && text && is_in_list_or_quote(text); i++)
		text = page->text_before[text - page->passages];
	return text;
}

/* A line of the text: a paragraph like those before it, that says nothing against itself. */
static bool is_of_a_piece(const struct page *page, size_t index)
{
	const struct passage *passage = &page->passages[index];
	bool is_sentence = passage->is_closed && passage->linked == 0;
	const struct passage *text = is_sentence && !is_in_list_or_quote(passage)
					     ? own_text_before(page, index)
					     : page->text_before[index];
	return text && node_is_alike(passage->element, text->element) &&
	       !(passage->phrases & (PHRASE_TAIL | PHRASE_RELATED | PHRASE_CTA)) &&
	       !words_hold_note(passage->folded);
}

static bool is_text_to_the_end(const struct page *page, size_t index)
{
	const struct passage *passage = &page->passages[index];
	if (passage->is_good && !passage_is_tail(passage) && !passage_is_related(passage) &&
		!is_author_note(passage))
		return true;
	if (is_list_or_quote(item_around(passage)->tag) && passage_link_share(passage) < 0.3 &&
		!passage_is_tail(passage) && is_after_text(page, index, 4))
		return true;
	if (is_note(passage) && passage->ends_sentence && !passage_is_tail(passage))
		return true;
	return is_of_a_piece(page, index) || page_is_in_data_table(page, passage);
}

/* From the end back to the last sure passage. */
static void cut_tail(struct page *page)
{
	for (size_t i = page->last; i-- > page->first;) {
		struct passage *passage = &page->passages[i];
		if (passage->cut)
			continue;
		if (is_text_to_the_end(page, i))
			return;
		passage_cut(passage, "tail");
	}
}

static double good_length(const struct page *page, size_t from, size_t to)
{
	double length = 0;
	for (size_t i = from; i < to; i++)
		if (page->passages[i].is_good && !page->passages[i].cut)
			length += page->passages[i].length;
	return length;
}

/* Who writes "Share this?" or "Follow us." means it; headings end without. */
static bool is_said(struct foreign text)
{
	return text.len > 0 && strchr(".?!", text.utf8[text.len - 1]);
}

static void cut_from(struct page *page, size_t index, const char *rule)
{
	for (size_t i = index; i < page->last; i++)
		passage_cut(&page->passages[i], rule);
}

static bool goes_on_behind(const struct page *page, size_t index)
{
	for (size_t i = index + 1; i < page->last; i++)
		if (page->passages[i].is_good && !page->passages[i].cut)
			return is_of_a_piece(page, i);
	return false;
}

/* What readers say ends the article, however much it is. */
static void cut_comments(struct page *page)
{
	double before = 0;
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->is_good && !passage->cut)
			before += passage->length;
		bool is_heading = (passage->phrases & PHRASE_COMMENTS) && passage->length < 150 &&
				  (passage->is_heading || passage->length < 60) &&
				  !is_said(passage->text);
		if (is_heading && before >= TEXT_BEFORE_COMMENTS && !goes_on_behind(page, i)) {
			cut_from(page, i, "comments");
			return;
		}
	}
}

/* Endless scroll: the boxes of the text are closed, and a linked headline begins the
 * next article.  Where it goes on and on, as in a live blog, it is one article. */
static void cut_next_articles(struct page *page)
{
	size_t first = page->last, count = 0;
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *text = page->text_before[i];
		if (text && page_begins_other_article(page, i) &&
			text->element->parent->end <= page->passages[i].element) {
			first = count == 0 ? i : first;
			count++;
		}
	}
	if (count <= NEXT_ARTICLES && good_length(page, page->first, first) >= TEXT_BEFORE_NEXT)
		cut_from(page, first, "next article");
}

/* A heading that says "related" or "comments" cuts a short rest. */
static void cut_after_tail_heading(struct page *page)
{
	double all = good_length(page, page->first, page->last), before = 0;
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->is_good && !passage->cut)
			before += passage->length;
		bool is_sign = passage->length < 60 && !passage->is_good &&
			       passage_is_tail(passage) && !is_said(passage->text) &&
			       (passage->is_heading || passage_link_share(passage) < 0.5);
		if (!is_sign || before <= 0.6 * all || all - before >= 0.12 * all)
			continue;
		cut_from(page, i, "tail heading");
		return;
	}
}

/* ---- parts behind the main part ---- */

static bool is_plain_part(enum html_tag tag)
{
	switch (tag) {
	case HTML_P:
	case HTML_H1:
	case HTML_H2:
	case HTML_H3:
	case HTML_H4:
	case HTML_H5:
	case HTML_H6:
	case HTML_UL:
	case HTML_OL:
	case HTML_DL:
	case HTML_BLOCKQUOTE:
	case HTML_TABLE:
	case HTML_PRE:
	case HTML_SECTION:
		return true;
	default:
		return false;
	}
}

static bool heads_text(const struct passage *passage)
{
	return passage->is_heading && passage_link_share(passage) < 0.5 && passage->phrases == 0;
}

static bool is_mostly_text(const struct page *page, const struct html_node *part)
{
	double length = 0, good = 0;
	for (size_t i = page_from(page, part); i < page_to(page, part); i++) {
		const struct passage *passage = &page->passages[i];
		length += passage->length;
		bool is_text = passage->is_good || is_note(passage) || heads_text(passage) ||
			       passage->element->tag == HTML_PRE ||
			       page_is_in_data_table(page, passage);
		good += is_text && !passage_is_tail(passage) ? passage->length : 0;
	}
	return good >= 0.7 * length;
}

static void cut_late_parts(struct page *page)
{
	const struct html_node *container = page->container;
	double all = page_sum(page, page->good, container);
	const struct html_node *main_part = NULL;
	for (const struct html_node *part = container + 1; part < container->end;
		part = part->end) {
		if (page_from(page, part) >= page_to(page, part) || part->tag == HTML_TEXT)
			continue;
		bool is_block = html_is_block(part) || part->tag == HTML_OTHER;
		if (main_part && is_block && !is_plain_part(part->tag) &&
			!node_is_same_kind(part, main_part) && !is_mostly_text(page, part))
			for (size_t i = page_from(page, part); i < page_to(page, part); i++)
				passage_cut(&page->passages[i], "late part");
		if (!main_part && part->tag != HTML_P &&
			page_sum(page, page->good, part) > 0.4 * all)
			main_part = part;
	}
}

/* A heading needs something to head. */
void page_trim_last_headings(struct page *page)
{
	for (size_t i = page->last; i-- > page->first;) {
		if (page->passages[i].cut)
			continue;
		if (!page->passages[i].is_heading)
			return;
		passage_cut(&page->passages[i], "heading");
	}
}

void page_trim_end(struct page *page)
{
	find_text_before(page);
	cut_next_articles(page);
	cut_comments(page);
	cut_tail(page);
	cut_after_tail_heading(page);
	cut_late_parts(page);
	page_trim_last_headings(page);
}
