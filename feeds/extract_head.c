/* Rules for what stands before the text: its title, a gallery, scraps of lines. */
#include "feeds/extract_page.h"

enum { LOOK_AHEAD = 50, TIME_LENGTH = 24, ENTRIES_LEAST = 3, HEADLINE_LENGTH = 250 };

size_t page_first_sure(const struct page *page)
{
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (passage->is_good && !passage_is_related(passage) && !passage->is_date)
			return i;
	}
	return page->last;
}

bool page_is_entry_time(const struct page *page, size_t index)
{
	const struct passage *passage = &page->passages[index];
	return passage->is_date && passage->length < TIME_LENGTH && index + 1 < page->last &&
	       (passage[1].is_heading || passage[1].is_good) && !passage[1].is_card;
}

void page_find_chronicle(struct page *page)
{
	size_t times = 0;
	for (size_t i = page->first; i < page->last; i++)
		times += page_is_entry_time(page, i);
	page->is_chronicle = times >= ENTRIES_LEAST;
}

static void cut_title(struct page *page)
{
	size_t sure = page_first_sure(page);
	size_t end = sure < page->last ? sure + 3 : page->first + 8;
	for (size_t i = page->first; i < page->last && i < end; i++) {
		struct passage *passage = &page->passages[i];
		if (passage->length < HEADLINE_LENGTH && page_title_likeness(page, passage) > 0.75)
			passage_cut(passage, "title");
	}
}

static bool is_said_twice(const struct page *page, size_t index)
{
	size_t from = index > page->first + LOOK_AHEAD ? index - LOOK_AHEAD : page->first;
	for (size_t i = from; i < page->last && i < index + LOOK_AHEAD; i++)
		if (i != index && foreign_equal(page->passages[i].text, page->passages[index].text))
			return true;
	return false;
}

/* The first passage of text that is said once; page->last when it is far. */
static size_t first_said_once(const struct page *page)
{
	size_t end = page->first + LOOK_AHEAD;
	for (size_t i = page->first; i < page->last && i < end; i++)
		if (page->passages[i].is_good && !page->passages[i].cut && !is_said_twice(page, i))
			return i;
	return page->last;
}

/* A gallery before the text gives each caption twice.  What goes on like that is
 * no gallery, but a text that stands there twice. */
static void cut_repeated_head(struct page *page)
{
	size_t text = first_said_once(page);
	for (size_t i = page->first; i < text && text < page->last; i++)
		if (page->passages[i].is_good && is_said_twice(page, i))
			passage_cut(&page->passages[i], "repeated");
}

static bool is_trusted(const struct page *page)
{
	return (page->class_kinds[page_index(page, page->container)] & CLASS_PRIOR) ||
	       foreign_equal(html_attribute(page->container, "itemprop"), FOREIGN("articleBody"));
}

/* An item that leads to another site in a few words is a source, no button. */
static bool is_source(const struct page *page, const struct passage *passage)
{
	return passage->element->tag == HTML_LI && 2 * passage->linked_away > passage->linked &&
	       passage_count_words(page, passage) >= 4;
}

/* A scrap of a line before the text: a date, a place, an author, a button. */
static bool is_head_line(const struct page *page, const struct passage *passage, bool trusted)
{
	if (passage->length >= 80 || (trusted && is_source(page, passage)))
		return false;
	bool is_scrap =
		passage->element->tag != HTML_LI && passage->length < 40 && !passage->ends_sentence;
	bool is_linked = passage_link_share(passage) > (passage->ends_sentence ? 0.8 : 0.5);
	return !trusted || is_linked || passage->is_date || is_scrap;
}

/* An interview may begin with a question, in bold. */
static bool is_first_question(const struct passage *passage)
{
	return passage_strong_share(passage) > 0.9 && passage->linked == 0 &&
	       passage->text.len > 0 && passage->text.utf8[passage->text.len - 1] == '?';
}

/* From the text upwards, for a heading stays if what it heads does. */
static void cut_head(struct page *page)
{
	size_t sure = page_first_sure(page);
	bool trusted = is_trusted(page);
	for (size_t i = sure; sure < page->last && i-- > page->first;) {
		struct passage *passage = &page->passages[i];
		const struct passage *next = passage + 1;
		bool heads = (passage->is_heading && passage->element->tag != HTML_H1) ||
			     is_first_question(passage);
		bool leads_text = heads && !next->is_heading && !next->cut;
		bool is_entry = page->is_chronicle && page_is_entry_time(page, i);
		bool is_headline =
			passage->element->tag == HTML_H1 && passage->length < HEADLINE_LENGTH;
		if (!leads_text && !is_entry &&
			(is_headline || is_head_line(page, passage, trusted)))
			passage_cut(passage, "head");
	}
}

void page_trim_head(struct page *page)
{
	cut_title(page);
	cut_repeated_head(page);
	cut_head(page);
}
