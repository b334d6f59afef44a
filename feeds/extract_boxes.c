#include "feeds/extract_page.h"

/* Boxes that are told by what stands in them, whatever their class is called. */

enum { SMALL_BOX = 400, LARGE_BOX = 1500, TEXT_BEFORE = 200, OFFER_LINES = 6, OFFER_LENGTH = 40 };

static size_t replies(const struct page *page, const struct html_node *node)
{
	return page->replies[page_to(page, node)] - page->replies[page_from(page, node)];
}

/* A form with a line or two around it: a newsletter, a search, a log-in. */
static bool is_form(const struct page *page, const struct html_node *node)
{
	double length = page_sum(page, page->length, node);
	return page_count(page, page->forms, node) > 0 && length <= SMALL_BOX &&
	       length <= 0.35 * page->length[page->count];
}

/* It begins as consent dialogues and newsletter boxes do. */
static bool is_request(const struct page *page, const struct html_node *node)
{
	size_t first = page_from(page, node);
	return first < page_to(page, node) && (page->passages[first].phrases & PHRASE_BOX) &&
	       page_sum(page, page->length, node) <= LARGE_BOX &&
	       page_sum(page, page->good, node) <= 0.25 * page->good[page->count];
}

/* A few words and a link that says "sign up"; links to shops are the article's own. */
static bool is_offer(const struct page *page, const struct html_node *node)
{
	size_t first = page_from(page, node), end = page_to(page, node);
	bool is_group = node->tag != HTML_P && end > first + 1 && end <= first + OFFER_LINES;
	if (!is_group || page_sum(page, page->length, node) > SMALL_BOX)
		return false;
	for (size_t i = first; i < end; i++) {
		const struct passage *passage = &page->passages[i];
		if ((passage->phrases & PHRASE_CTA) && passage->length < OFFER_LENGTH &&
			passage_link_share(passage) > 0.8 && passage->linked_away == 0)
			return true;
	}
	return false;
}

/* Behind the text, several times a word that lets one answer.  Where the answers
 * are all there is, as in a forum, they are the text. */
static bool is_conversation(const struct page *page, const struct html_node *node)
{
	size_t first = page_from(page, node), at = first;
	if (replies(page, node) < 2 || page->good[first] < TEXT_BEFORE || html_find(node, HTML_H1))
		return false;
	while (!(page->passages[at].phrases & PHRASE_REPLY))
		at++;
	return page->good[at] - page->good[first] <= 0.5 * page_sum(page, page->good, node);
}

bool page_is_box(const struct page *page, const struct html_node *node)
{
	return html_is_block(node) && (is_form(page, node) || is_request(page, node) ||
					      is_offer(page, node) || is_conversation(page, node));
}
