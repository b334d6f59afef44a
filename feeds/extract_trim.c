#include <string.h>

#include "feeds/extract_page.h"

/* Each rule looks at the passages that may belong and cuts what does not; they
 * run in this order, and a passage that is cut stays cut. */

static void cut(struct passage *passage, const char *rule)
{
	if (!passage->cut)
		passage->cut = rule;
}

static bool is_related(const struct passage *passage)
{
	return passage->phrases & PHRASE_RELATED;
}

static bool is_tail(const struct passage *passage)
{
	return passage->phrases & PHRASE_TAIL;
}

/* The first passage that is surely text of the article; page->last when there is none. */
static size_t first_sure(const struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->is_good && !is_related(passage) && !passage->is_date)
			return i;
	}
	return page->last;
}

static size_t count_words(const struct page *page, const struct passage *passage)
{
	return words_of(page->arena, passage->text).count;
}

/* A data table: with headings, a caption, or many rows. */
static bool is_data_table(const struct html_node *table)
{
	size_t rows = 0;
	for (const struct html_node *one = table + 1; one < table->end; one++) {
		if (one->tag == HTML_TABLE)
			return false;
		if (one->tag == HTML_TH || one->tag == HTML_CAPTION ||
			(one->tag == HTML_TR && ++rows >= 10))
			return true;
	}
	return false;
}

static bool is_in_data_table(const struct page *page, const struct passage *passage)
{
	const struct html_node *table = passage->element;
	while (table && table->tag != HTML_TABLE)
		table = table->parent;
	if (!table)
		return false;
	/* Asked for every cell, so the answer is kept. */
	uint8_t *answer = &page->table_kinds[page_index(page, table)];
	if (*answer == TABLE_UNKNOWN)
		*answer = is_data_table(table) ? TABLE_DATA : TABLE_LAYOUT;
	return *answer == TABLE_DATA;
}

/* ---- the rules ---- */

static void cut_cards(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++)
		if (page->passages[i].is_card)
			cut(&page->passages[i], "card");
}

static void cut_title(struct page *page)
{
	size_t sure = first_sure(page);
	size_t end = sure < page->last ? sure + 3 : page->first + 8;
	for (size_t i = page->first; i < page->last && i < end; i++) {
		struct passage *passage = &page->passages[i];
		if (passage->length < 250 && page_title_likeness(page, passage) > 0.75)
			cut(passage, "title");
	}
}

static bool is_trusted(const struct page *page)
{
	return (page->class_kinds[page_index(page, page->container)] & CLASS_PRIOR) ||
	       foreign_equal(html_attribute(page->container, "itemprop"), FOREIGN("articleBody"));
}

/* Short lines before the text: dates, places, authors, shares. */
static void cut_head(struct page *page)
{
	size_t sure = first_sure(page);
	bool trusted = is_trusted(page);
	for (size_t i = page->first; sure < page->last && i < sure; i++) {
		struct passage *passage = &page->passages[i];
		bool leads_text =
			passage->is_heading && passage->element->tag != HTML_H1 && i + 1 == sure;
		if (leads_text || passage->length >= 80)
			continue;
		bool is_scrap = passage->element->tag != HTML_LI && passage->length < 40 &&
				!passage->ends_sentence;
		bool is_linked = passage_link_share(passage) > (passage->ends_sentence ? 0.8 : 0.5);
		if (!trusted || is_linked || passage->is_date || is_scrap)
			cut(passage, "head");
	}
}

static void cut_phrases(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		if (is_related(passage) &&
			(passage->length < 160 || passage_link_share(passage) > 0.5))
			cut(passage, "related");
		bool asks = (passage->phrases & PHRASE_CTA) && passage->length < 420;
		if (asks && (passage_strong_share(passage) > 0.5 || passage->linked > 0))
			cut(passage, "cta");
	}
}

static bool is_bare_address(struct foreign text)
{
	return foreign_starts_with(text, FOREIGN("http")) && !memchr(text.utf8, ' ', text.len);
}

/* A paragraph that is one link leads to a related story, if it stays on the site. */
static void cut_links(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		if (passage_link_share(passage) <= 0.85 || passage->length >= 250 ||
			passage->element->tag == HTML_TD || is_bare_address(passage->text))
			continue;
		bool is_away = passage->linked_away > passage->linked - passage->linked_away;
		if ((!is_away || is_related(passage)) && count_words(page, passage) >= 3)
			cut(passage, "link");
	}
}

static bool is_upper_case(struct foreign text)
{
	bool has_upper = false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.utf8[i] >= 'a' && text.utf8[i] <= 'z')
			return false;
		has_upper = has_upper || (text.utf8[i] >= 'A' && text.utf8[i] <= 'Z');
	}
	return has_upper;
}

static void cut_shouted_links(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		if (passage_link_share(passage) > 0.6 && is_upper_case(passage->text))
			cut(passage, "upper");
	}
}

/* Dates, by-lines and the labels of buttons. */
static void cut_captions(struct page *page)
{
	size_t sure = first_sure(page);
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		if (passage->is_date && passage->length < 120 && count_words(page, passage) < 16)
			cut(passage, "date");
		bool is_byline = (passage->phrases & PHRASE_BY) && passage->length < 90 &&
				 !passage->ends_sentence && i < sure + 2;
		if (is_byline)
			cut(passage, "byline");
		if (passage->folded.len > 0 && words_are_labels(passage->folded))
			cut(passage, "label");
	}
}

/* Lists and tables of links; links that lead away are shops and sources. */
static void cut_link_lists(struct page *page)
{
	const struct html_node *end = page->container->end;
	for (const struct html_node *node = page->container; node < end; node++) {
		bool is_table = node->tag == HTML_TABLE;
		bool is_list = node->tag == HTML_UL || node->tag == HTML_OL || node->tag == HTML_DL;
		size_t from = page_from(page, node), to = page_to(page, node);
		if ((!is_table && !is_list) || from < page->first || from >= to)
			continue;
		double length = page_sum(page, page->length, node);
		double linked = page_sum(page, page->linked, node);
		double away = page_sum(page, page->linked_away, node);
		if (linked <= (is_table ? 0.7 : 0.55) * length || away > 0.7 * linked ||
			is_in_data_table(page, &page->passages[from]))
			continue;
		for (size_t i = from; i < to; i++)
			cut(&page->passages[i], "list");
	}
}

/* ---- the tail ---- */

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

static bool is_list_or_quote(enum html_tag tag)
{
	return tag == HTML_LI || tag == HTML_TD || tag == HTML_TH || tag == HTML_PRE ||
	       tag == HTML_BLOCKQUOTE || tag == HTML_DD;
}

/* A short last sentence in the same place as the text before it. */
static bool is_last_sentence(const struct page *page, size_t index)
{
	const struct passage *passage = &page->passages[index];
	if (index == page->first)
		return false;
	const struct passage *before = passage - 1;
	return passage->element->tag == HTML_P && passage->ends_sentence && passage->length > 20 &&
	       passage_link_share(passage) < 0.1 && !is_tail(passage) && !passage->is_date &&
	       before->is_good && before->element->parent == passage->element->parent &&
	       passage_strong_share(passage) < 0.5;
}

static bool is_text_to_the_end(const struct page *page, size_t index)
{
	const struct passage *passage = &page->passages[index];
	if (passage->is_good && !is_tail(passage) && !is_related(passage) &&
		!is_author_note(passage))
		return true;
	if (is_list_or_quote(passage->element->tag) && passage_link_share(passage) < 0.3 &&
		!is_tail(passage) && is_after_text(page, index, 4))
		return true;
	return is_last_sentence(page, index) || is_in_data_table(page, passage);
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
		cut(passage, "tail");
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

/* A heading that says "related" or "comments" cuts a short rest. */
static void cut_after_tail_heading(struct page *page)
{
	double all = good_length(page, page->first, page->last), before = 0;
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->is_good && !passage->cut)
			before += passage->length;
		bool is_sign = passage->length < 60 && !passage->is_good && is_tail(passage) &&
			       !is_said(passage->text) &&
			       (passage->is_heading || passage_link_share(passage) < 0.5);
		if (!is_sign || before <= 0.6 * all || all - before >= 0.12 * all)
			continue;
		for (size_t j = i; j < page->last; j++)
			cut(&page->passages[j], "tail heading");
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

static bool is_mostly_text(const struct page *page, const struct html_node *part)
{
	double length = 0, good = 0;
	for (size_t i = page_from(page, part); i < page_to(page, part); i++) {
		const struct passage *passage = &page->passages[i];
		length += passage->length;
		good += passage->is_good && !is_tail(passage) ? passage->length : 0;
	}
	return good >= 0.7 * length;
}

static void cut_late_parts(struct page *page)
{
	const struct html_node *container = page->container;
	double all = page_sum(page, page->good, container);
	bool is_behind = false;
	for (const struct html_node *part = container + 1; part < container->end;
		part = part->end) {
		if (page_from(page, part) >= page_to(page, part) || part->tag == HTML_TEXT)
			continue;
		bool is_block = html_is_block(part) || part->tag == HTML_OTHER;
		if (is_behind && is_block && !is_plain_part(part->tag) &&
			!is_mostly_text(page, part))
			for (size_t i = page_from(page, part); i < page_to(page, part); i++)
				cut(&page->passages[i], "late part");
		is_behind = is_behind || page_sum(page, page->good, part) > 0.4 * all;
	}
}

/* A heading needs something to head. */
static void cut_last_headings(struct page *page)
{
	for (size_t i = page->last; i-- > page->first;) {
		if (page->passages[i].cut)
			continue;
		if (!page->passages[i].is_heading)
			return;
		cut(&page->passages[i], "heading");
	}
}

void page_trim_masked(struct page *page)
{
	cut_phrases(page);
	cut_last_headings(page);
}

void page_trim(struct page *page)
{
	static void (*const rules[])(struct page *) = {
		cut_cards,
		cut_title,
		cut_head,
		cut_phrases,
		cut_links,
		cut_shouted_links,
		cut_captions,
		cut_link_lists,
		cut_tail,
		cut_after_tail_heading,
		cut_late_parts,
		cut_last_headings,
	};
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		rules[i](page);
}
