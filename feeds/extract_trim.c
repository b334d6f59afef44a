#include <string.h>

#include "feeds/extract_page.h"

enum { LABEL_LENGTH = 26 };

/* Each rule looks at the passages that may belong and cuts what does not; they
 * run in this order, and a passage that is cut stays cut. */

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

bool page_is_in_data_table(const struct page *page, const struct passage *passage)
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

/* Code and the cells of data stay, whatever a line or a cell looks like by itself. */
static bool is_data(const struct page *page, const struct passage *passage)
{
	return passage->element->tag == HTML_PRE || page_is_in_data_table(page, passage);
}

/* ---- the rules ---- */

static void cut_cards(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++)
		if (page->passages[i].is_card)
			passage_cut(&page->passages[i], "card");
}

/* A cell of numbers beside a cell of code. */
static void cut_line_numbers(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		const struct html_node *element = passage->element;
		bool is_in_cell = element->tag == HTML_PRE && element->parent &&
				  element->parent->tag == HTML_TD;
		size_t digits = 0;
		while (is_in_cell && digits < passage->text.len &&
			strchr("0123456789 ", passage->text.utf8[digits]))
			digits++;
		if (is_in_cell && digits == passage->text.len)
			passage_cut(passage, "line numbers");
	}
}

static void cut_phrases(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		if (is_data(page, passage))
			continue;
		if (passage_is_related(passage) &&
			(passage->length < 160 || passage_link_share(passage) > 0.5))
			passage_cut(passage, "related");
		bool asks = (passage->phrases & PHRASE_CTA) && passage->length < 420;
		if (asks && (passage_strong_share(passage) > 0.5 || passage->linked > 0))
			passage_cut(passage, "cta");
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
			passage->element->tag == HTML_TD || is_data(page, passage) ||
			is_bare_address(passage->text))
			continue;
		bool is_away = passage->linked_away > passage->linked - passage->linked_away;
		if ((!is_away || passage_is_related(passage)) &&
			passage_count_words(page, passage) >= 3)
			passage_cut(passage, "link");
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

/* "IN TEXAS: Family of patient quarantined": a label, and a link to the story. */
static bool is_labelled_link(const struct passage *passage)
{
	const char *colon = memchr(passage->text.utf8, ':', passage->text.len);
	if (!colon || passage->linked == 0 || 2 * passage->linked_away > passage->linked)
		return false;
	struct foreign label = {passage->text.utf8, (size_t)(colon + 1 - passage->text.utf8)};
	size_t length = words_weight(label), plain = passage->length - passage->linked;
	return length <= LABEL_LENGTH && plain + 1 >= length && plain <= length + 2;
}

static void cut_labelled_links(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		if (passage->length < 250 && !passage->is_closed && !is_data(page, passage) &&
			passage->element->tag != HTML_TD && is_labelled_link(passage) &&
			passage_count_words(page, passage) >= 4)
			passage_cut(passage, "labelled link");
	}
}

static void cut_shouted_links(struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		bool is_away = passage->linked_away == passage->linked;
		if (passage_link_share(passage) > 0.6 && !is_away && is_upper_case(passage->text) &&
			!is_data(page, passage))
			passage_cut(passage, "upper");
	}
}

/* "12:40 Who pays for it", one of a list: where a recording says what. */
static bool is_chapter(const struct page *page, const struct passage *passage)
{
	return passage->element->tag == HTML_LI && passage->folded.len > 3 &&
	       memcmp(passage->folded.utf8, "#:#", 3) == 0 &&
	       passage_count_words(page, passage) >= 3;
}

/* Dates, by-lines and the labels of buttons. */
static void cut_captions(struct page *page)
{
	size_t sure = page_first_sure(page);
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		bool is_entry = page->is_chronicle && page_is_entry_time(page, i);
		if (is_data(page, passage) || is_entry || is_chapter(page, passage))
			continue;
		bool is_sentence = passage->is_closed && i > sure;
		if (passage->is_date && !is_sentence && passage->length < 120 &&
			passage_count_words(page, passage) < 16)
			passage_cut(passage, "date");
		bool is_byline = (passage->phrases & PHRASE_BY) && passage->length < 90 &&
				 !passage->is_closed && i < sure + 2;
		if (is_byline)
			passage_cut(passage, "byline");
		if (passage->folded.len > 0 && words_are_labels(passage->folded))
			passage_cut(passage, "label");
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
			page_is_in_data_table(page, &page->passages[from]))
			continue;
		for (size_t i = from; i < to; i++)
			passage_cut(&page->passages[i], "list");
	}
}

/* A word that stands for what is below it: "Related", a heading. */
static bool is_sign(const struct passage *passage)
{
	return passage->is_heading ||
	       (passage->length < 60 && !passage->is_good && passage_is_tail(passage));
}

/* A heading that has the text it heads behind its own box. */
static bool heads_what_follows(const struct page *page, size_t index)
{
	const struct passage *passage = &page->passages[index];
	return passage->is_heading && !passage->cut && passage->phrases == 0 &&
	       index + 1 < page->last && passage[1].is_good && !passage[1].cut;
}

/* Boxes of which only the heading is left, and "Related" above what is cut. */
static void cut_empty_boxes(struct page *page)
{
	size_t *kept = arena_array(page->arena, page->last + 1, sizeof *kept);
	size_t *cut = arena_array(page->arena, page->last + 1, sizeof *cut);
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		kept[i + 1] = kept[i] + (!passage->cut && !is_sign(passage));
		cut[i + 1] = cut[i] + (passage->cut != NULL);
	}
	const struct html_node *end = page->container->end;
	for (const struct html_node *node = page->container + 1; node < end; node++) {
		size_t from = page_from(page, node), to = page_to(page, node);
		if (from < page->first || to > page->last || from >= to || !html_is_block(node) ||
			kept[to] > kept[from] || cut[to] == cut[from] ||
			heads_what_follows(page, to - 1))
			continue;
		for (size_t i = from; i < to; i++)
			passage_cut(&page->passages[i], "empty box");
	}
	for (size_t i = page->first; i + 1 < page->last; i++)
		if (!page->passages[i].is_good && page->passages[i].length < 60 &&
			passage_is_tail(&page->passages[i]) && page->passages[i + 1].cut)
			passage_cut(&page->passages[i], "sign");
}

void page_trim_masked(struct page *page)
{
	cut_phrases(page);
	page_trim_last_headings(page);
}

void page_trim(struct page *page)
{
	static void (*const rules[])(struct page *) = {
		page_find_chronicle,
		cut_cards,
		cut_line_numbers,
		page_trim_head,
		cut_phrases,
		cut_links,
		cut_labelled_links,
		cut_shouted_links,
		cut_captions,
		cut_link_lists,
		cut_empty_boxes,
	};
	for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
		rules[i](page);
	page_trim_end(page);
}
