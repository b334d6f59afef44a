#include "feeds/extract_page.h"

/* How much each passage speaks for being part of the article. */

enum { LITTLE_TEXT = 400, LINES_LEAST = 4, LINE_SHORT = 12, LINE_LONG = 80 };

static bool is_running_text(const struct passage *passage)
{
	bool is_long = passage->length >= 80 || (passage->length >= 40 && passage->ends_sentence);
	return is_long && !passage->is_heading && passage_link_share(passage) < 0.5;
}

/* Code and the heads of tables are short without being beside the point. */
static bool is_item(enum html_tag tag)
{
	return tag == HTML_PRE || tag == HTML_TH;
}

static double score_of(const struct passage *passage)
{
	double link_share = passage_link_share(passage);
	double length = passage->length;
	if ((passage->phrases & PHRASE_RELATED) && passage->length < 200)
		return -20;
	if (passage->is_heading)
		return link_share > 0.5 ? -10 : 0;
	if (passage->is_good)
		return length < 600 ? length : 600;
	if (link_share == 0 && is_item(passage->element->tag))
		return 0;
	return link_share > 0.5 ? -(length < 100 ? length : 100) * 0.6 - 6 : -8;
}

/* ---- verse ---- */

static bool is_line(const struct passage *passage)
{
	return passage->length >= LINE_SHORT && passage->length < LINE_LONG &&
	       passage->linked == 0 && !passage->is_heading && passage->phrases == 0 &&
	       !passage->is_date;
}

static size_t verse_length(const struct page *page, size_t first)
{
	size_t end = first;
	while (end < page->count && is_line(&page->passages[end]) &&
		node_is_alike(page->passages[end].element, page->passages[first].element))
		end++;
	return end - first;
}

/* Where hardly any text runs on, short lines of one kind in a row are the text: a poem, say. */
static void find_verse(struct page *page)
{
	double good = 0;
	for (size_t i = 0; i < page->count; i++)
		good += page->passages[i].is_good ? page->passages[i].length : 0;
	for (size_t i = 0, lines; good < LITTLE_TEXT && i < page->count; i += lines + 1) {
		lines = verse_length(page, i);
		for (size_t j = i; lines >= LINES_LEAST && j < i + lines; j++) {
			page->passages[j].is_good = true;
			page->passages[j].score = page->passages[j].length;
		}
	}
}

/* ---- sums ---- */

static double *new_sums(struct page *page)
{
	return arena_array(page->arena, page->count + 1, sizeof(double));
}

void page_weigh(struct page *page)
{
	for (size_t i = 0; i < page->count; i++) {
		struct passage *passage = &page->passages[i];
		passage->is_good = is_running_text(passage);
		passage->score = score_of(passage);
	}
	find_verse(page);
	page_find_cards(page);
	page->good = new_sums(page);
	page->bad = new_sums(page);
	page->length = new_sums(page);
	page->linked = new_sums(page);
	page->linked_away = new_sums(page);
	for (size_t i = 0; i < page->count; i++) {
		const struct passage *passage = &page->passages[i];
		page->good[i + 1] = page->good[i] + (passage->score > 0 ? passage->score : 0);
		page->bad[i + 1] = page->bad[i] - (passage->score < 0 ? passage->score : 0);
		page->length[i + 1] = page->length[i] + passage->length;
		page->linked[i + 1] = page->linked[i] + passage->linked;
		page->linked_away[i + 1] = page->linked_away[i] + passage->linked_away;
	}
}
