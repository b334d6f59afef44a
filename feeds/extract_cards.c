#include "feeds/extract_page.h"

/* Teasers of other articles, and where another article begins. */

enum { CARD_LENGTH = 700 };

static void make_cards(struct page *page, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		page->passages[i].is_card = true;
		page->passages[i].score = -10;
	}
}

/* Behind the passages of the box that holds `last` but not `before`. */
static size_t end_of_card(
	const struct page *page, const struct passage *before, const struct passage *last)
{
	const struct html_node *box = last->element;
	while (box->parent && !node_is_inside(before->element, box->parent))
		box = box->parent;
	return page_to(page, box);
}

static size_t length_between(const struct page *page, size_t from, size_t to)
{
	size_t length = 0;
	for (size_t i = from; i < to; i++)
		length += page->passages[i].length;
	return length;
}

/* A linked heading, a little text, and the next linked heading; the last one
 * of them ends with the box it stands in. */
static void find_heading_cards(struct page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		if (!passage_is_linked_heading(&page->passages[i]))
			continue;
		size_t next = i + 1;
		while (next < page->count && next < i + 5 && !page->passages[next].is_heading)
			next++;
		if (next >= page->count || !passage_is_linked_heading(&page->passages[next]) ||
			length_between(page, i + 1, next) >= CARD_LENGTH)
			continue;
		make_cards(page, i + 1, next);
		size_t end = end_of_card(page, &page->passages[i], &page->passages[next]);
		if (end < next + 6 && length_between(page, next + 1, end) < CARD_LENGTH)
			make_cards(page, next + 1, end);
	}
}

/* Four and more list items in a row that begin with a long link. */
static void find_item_cards(struct page *page)
{
	size_t run = 0, run_start = 0;
	for (size_t i = 0; i <= page->count; i++) {
		const struct passage *passage = i < page->count ? &page->passages[i] : NULL;
		bool is_item = passage && passage->element->tag == HTML_LI;
		bool is_teaser = is_item && passage->begins_with_link && passage->length > 60 &&
				 passage_link_share(passage) > 0.12 &&
				 2 * passage->linked_away <= passage->linked;
		if (is_teaser && run++ == 0)
			run_start = i;
		if (is_item)
			continue;
		for (size_t j = run_start; run >= 4 && j < i; j++)
			if (page->passages[j].begins_with_link && page->passages[j].length > 60)
				make_cards(page, j, j + 1);
		run = 0;
	}
}

void page_find_cards(struct page *page)
{
	find_heading_cards(page);
	find_item_cards(page);
}

bool page_begins_other_article(const struct page *page, size_t index)
{
	if (index >= page->count)
		return false;
	const struct passage *heading = &page->passages[index];
	if (!passage_is_linked_heading(heading) || heading->element->tag > HTML_H3 ||
		2 * heading->linked_away > heading->linked)
		return false;
	for (size_t i = index + 1; i < page->count && i < index + 4; i++)
		if (page->passages[i].is_good || page->passages[i].is_card)
			return !page->passages[i].is_card;
	return false;
}
