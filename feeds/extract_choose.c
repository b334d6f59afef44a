#include <string.h>

#include "feeds/extract_page.h"

/* Less than this is no article's text. */
enum { PART_LENGTH = 120, LINES_BEHIND_LEAD = 8, LEAD_LENGTH = 80 };

/* ---- the container ---- */

static bool is_named_article(const struct page *page, const struct html_node *node)
{
	return (page->class_kinds[page_index(page, node)] & CLASS_PRIOR) ||
	       foreign_equal(html_attribute(node, "itemprop"), FOREIGN("articleBody"));
}

static double prior(const struct page *page, const struct html_node *node)
{
	if (foreign_equal(html_attribute(node, "itemprop"), FOREIGN("articleBody")))
		return 1.6;
	if (page->class_kinds[page_index(page, node)] & CLASS_PRIOR)
		return 1.3;
	bool is_main = node->tag == HTML_ARTICLE || node->tag == HTML_MAIN ||
		       foreign_equal(html_attribute(node, "role"), FOREIGN("main"));
	return is_main ? 1.15 : 1;
}

static const struct html_node *parent_block(const struct html_node *node)
{
	node = node->parent;
	while (node && !html_is_block(node) && node->tag != HTML_OTHER)
		node = node->parent;
	return node;
}

static const struct html_node *first_to_credit(const struct html_node *node)
{
	bool is_leaf = node->tag == HTML_P || node->tag == HTML_TD || node->tag == HTML_PRE ||
		       node->tag == HTML_LI;
	if (is_leaf && parent_block(node))
		node = parent_block(node);
	bool is_group =
		node->tag == HTML_UL || node->tag == HTML_OL || node->tag == HTML_BLOCKQUOTE;
	return is_group && parent_block(node) ? parent_block(node) : node;
}

/* A passage speaks for the elements around it, less and less with distance. */
static double *credit_elements(struct page *page, size_t end)
{
	static const double divisors[] = {1, 2, 6, 9, 12, 15};
	double *credits = arena_array(page->arena, page->tree.count, sizeof *credits);
	for (size_t i = 0; i < end; i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->score <= 0)
			continue;
		const struct html_node *node = first_to_credit(passage->element);
		for (size_t level = 0; node && level < 6; level++, node = parent_block(node))
			credits[page_index(page, node)] += passage->score / divisors[level];
	}
	return credits;
}

/* The element that the passages before `end` speak for most. */
static const struct html_node *best_element(struct page *page, size_t end)
{
	double *credits = credit_elements(page, end);
	const struct html_node *body = html_find(page->tree.nodes, HTML_BODY);
	const struct html_node *best = body ? body : page->tree.nodes;
	double best_score = 0;
	for (size_t i = 0; i < page->tree.count; i++) {
		const struct html_node *node = &page->tree.nodes[i];
		if (credits[i] <= 0 || node->tag == HTML_P)
			continue;
		double length = page_sum(page, page->length, node);
		double link_share = length > 0 ? page_sum(page, page->linked, node) / length : 0;
		double score = credits[i] * (1 - link_share) * prior(page, node);
		if (score > best_score) {
			best_score = score;
			best = node;
		}
	}
	return best;
}

static size_t count_cards_between(const struct page *page, size_t from, size_t to)
{
	size_t cards = 0;
	for (size_t i = from; i < to; i++)
		cards += page->passages[i].is_card || passage_is_linked_heading(&page->passages[i]);
	return cards;
}

static bool is_twin(
	const struct page *page, const struct html_node *one, const struct html_node *part)
{
	return one != part && one->tag == part->tag &&
	       page_sum(page, page->good, one) > PART_LENGTH &&
	       foreign_equal(html_attribute(one, "class"), html_attribute(part, "class"));
}

/* Another element of the same kind, with text of its own: the next part of the article. */
static bool has_twin(
	const struct page *page, const struct html_node *part, const struct html_node *whole)
{
	for (const struct html_node *one = whole + 1; one < whole->end; one++)
		if (is_twin(page, one, part))
			return true;
	return false;
}

static bool holds_other_article(const struct page *page, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (page_begins_other_article(page, i))
			return true;
	return false;
}

/* Upwards while the parent adds good text and little else. */
static const struct html_node *climb(struct page *page, const struct html_node *best)
{
	for (const struct html_node *up = parent_block(best); up; up = parent_block(up)) {
		double good = page_sum(page, page->good, best);
		double more_good = page_sum(page, page->good, up) - good;
		double more_bad = page_sum(page, page->bad, up) - page_sum(page, page->bad, best);
		size_t cards =
			count_cards_between(page, page_from(page, up), page_from(page, best)) +
			count_cards_between(page, page_to(page, best), page_to(page, up));
		bool is_named = is_named_article(page, best);
		if (more_good <= (is_named ? 0.5 : 0.08) * good || more_good <= PART_LENGTH ||
			holds_other_article(page, page_to(page, best), page_to(page, up)))
			continue;
		bool is_clean = more_bad < 0.3 * more_good && cards < 2;
		bool is_next_part =
			html_attribute(best, "class").len > 0 && has_twin(page, best, up);
		if (is_next_part || (is_clean && !is_named))
			best = up;
	}
	return best;
}

/* ---- a first paragraph above its container ---- */

/* In a paragraph of its own, no claim that is quoted, and not only what the page's
 * description says. */
static bool is_lead(const struct page *page, const struct passage *passage)
{
	return passage->length >= LEAD_LENGTH && passage->is_good && passage->is_closed &&
	       passage->element->tag == HTML_P && !passage->is_card &&
	       !passage_is_related(passage) && passage->linked == 0 &&
	       !(passage->phrases & (PHRASE_CTA | PHRASE_TAIL)) &&
	       !text_begins_with_quote(passage->text) &&
	       !foreign_equal(passage->text, page->facts.description);
}

/* Some outlets set the first paragraph between headline and picture. */
static void take_lead(struct page *page, size_t place)
{
	size_t lead = place + 1, first = page->first;
	while (lead < first && !is_lead(page, &page->passages[lead]))
		lead++;
	if (lead >= first || first - lead > LINES_BEHIND_LEAD)
		return;
	const struct html_node *around = page->container;
	while (around->parent && !node_is_inside(page->passages[lead].element, around))
		around = around->parent;
	page->container = around;
	page->first = lead;
	for (size_t i = lead + 1; i < first; i++)
		passage_cut(&page->passages[i], "below lead");
}

/* ---- the title's place ---- */

double page_title_likeness(const struct page *page, const struct passage *passage)
{
	struct word_list words = words_of(page->arena, passage->text);
	size_t title_count = page->title_words.count;
	if (words.count == 0 || title_count == 0)
		return 0;
	size_t most = title_count < 2 * words.count ? title_count : 2 * words.count;
	if (most < words.count)
		most = words.count;
	return (double)words_shared(&words, &page->title_words) / (double)most;
}

static bool is_in_title(const struct page *page, const struct passage *passage)
{
	struct word_list words = words_of(page->arena, passage->text);
	return words.count >= 3 &&
	       (double)words_shared(&words, &page->title_words) > 0.8 * (double)words.count;
}

/* The heading that says what the page's title says; the higher the better. */
static const struct passage *find_anchor(const struct page *page)
{
	const struct passage *anchor = NULL;
	for (size_t i = 0; i < page->count; i++) {
		const struct passage *passage = &page->passages[i];
		enum html_tag tag = passage->element->tag;
		if (tag < HTML_H1 || tag > HTML_H4 || passage->length >= 300)
			continue;
		bool is_title = page_title_likeness(page, passage) > 0.75 ||
				(tag == HTML_H1 && is_in_title(page, passage));
		if (is_title && (!anchor || tag < anchor->element->tag))
			anchor = passage;
	}
	return anchor;
}

static bool is_article(const struct html_node *node)
{
	struct foreign type = html_attribute(node, "itemtype");
	return node->tag == HTML_ARTICLE ||
	       (type.len > 0 && (memmem(type.utf8, type.len, "BlogPosting", 11) ||
					memmem(type.utf8, type.len, "Article", 7)));
}

static size_t count_articles_outside(const struct page *page, const struct html_node *own)
{
	size_t count = 0;
	for (size_t i = 0; i < page->tree.count; i++) {
		const struct html_node *node = &page->tree.nodes[i];
		count += node->tag == HTML_ARTICLE && !node_is_inside(node, own) &&
			 !page->is_hidden[i] && page_sum(page, page->good, node) > 100;
	}
	return count;
}

/* Of several articles on a page, the one whose heading is the page's title. */
static const struct html_node *prefer_titled(
	const struct page *page, const struct html_node *best, const struct passage *anchor)
{
	const struct html_node *own = anchor->element;
	while (own && !is_article(own))
		own = own->parent;
	if (!own || node_is_inside(best, own) || count_articles_outside(page, own) == 0)
		return best;
	double good = page_sum(page, page->good, own);
	if (node_is_inside(own, best))
		return good >= 120 ? own : best;
	return good > 200 && good > 0.15 * page_sum(page, page->good, best) ? own : best;
}

/* Below an article others may follow in elements of the same kind: the first
 * one behind the title is meant. */
static const struct html_node *first_of_kind(
	const struct page *page, const struct html_node *best, const struct passage *anchor)
{
	size_t place = (size_t)(anchor - page->passages), other = page_from(page, best) + 2;
	while (other > place && !page_begins_other_article(page, other))
		other--;
	for (const struct html_node *one = page->tree.nodes; one < best; one++) {
		bool is_near = html_attribute(one, "class").len > 0 || one->parent == best->parent;
		if (is_near && page_from(page, one) >= place && page_to(page, one) <= other &&
			is_twin(page, one, best))
			return one;
	}
	return best;
}

/* A part of a data table is never the whole article. */
static const struct html_node *out_of_data_table(const struct html_node *best)
{
	const struct html_node *table = best;
	while (table && table->tag != HTML_TABLE)
		table = table->parent;
	if (!table || !(html_find(table, HTML_TH) || html_find(table, HTML_CAPTION)))
		return best;
	return parent_block(table) ? parent_block(table) : best;
}

/* Where another article begins below the one with the title; page->count when none does. */
static size_t end_of_titled(const struct page *page, const struct passage *anchor)
{
	size_t place = (size_t)(anchor - page->passages);
	for (size_t i = place + 1; i < page->count; i++)
		if (page_begins_other_article(page, i) &&
			page->good[i] - page->good[place] > PART_LENGTH)
			return i;
	return page->count;
}

static const struct html_node *find_best(struct page *page, const struct passage *anchor)
{
	const struct html_node *best = best_element(page, page->count);
	size_t end = anchor ? end_of_titled(page, anchor) : page->count;
	return page_from(page, best) >= end ? best_element(page, end) : best;
}

void page_choose(struct page *page)
{
	const struct passage *anchor = find_anchor(page);
	const struct html_node *best = out_of_data_table(find_best(page, anchor));
	if (anchor)
		best = first_of_kind(page, best, anchor);
	best = climb(page, best);
	if (anchor)
		best = prefer_titled(page, best, anchor);
	page->container = best;
	page->first = page_from(page, best);
	page->last = page_to(page, best);
	size_t place = anchor ? (size_t)(anchor - page->passages) : page->count;
	if (place < page->first)
		take_lead(page, place);
	if (place < page->first || place >= page->last)
		return;
	double all = page->good[page->last] - page->good[page->first];
	if (page->good[page->last] - page->good[place] > 0.5 * all)
		page->first = place;
}
