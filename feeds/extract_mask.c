#include <stdlib.h>

#include "feeds/extract_page.h"

/* Three words in a row, as one hash: enough to know a sentence by. */
static struct word_list triples_of(struct arena *arena, struct foreign text)
{
	struct word_list words = words_of(arena, text);
	for (size_t i = 0; i + 2 < words.count; i++)
		words.hashes[i] =
			words.hashes[i] * 31 + words.hashes[i + 1] * 7 + words.hashes[i + 2];
	words.count = words.count > 2 ? words.count - 2 : 0;
	return words;
}

struct mask {
	struct word_list triples; /* of the text in JSON-LD, sorted */
	struct word_list words;
};

/* The share of a passage that stands in the mask. */
static double share_in_mask(
	const struct page *page, const struct mask *mask, const struct passage *passage)
{
	struct word_list triples = triples_of(page->arena, passage->text);
	if (triples.count > 0)
		return (double)words_shared(&triples, &mask->triples) / (double)triples.count;
	struct word_list words = words_of(page->arena, passage->text);
	return words.count > 0 && words_shared(&words, &mask->words) == words.count ? 1 : 0;
}

/* A mask that ends after a teaser or belongs to another text is worse than none. */
static bool is_complete(const struct page *page, const double *shares)
{
	double good = 0, covered = 0;
	for (size_t i = page->first; i < page->last; i++) {
		const struct passage *passage = &page->passages[i];
		if (!passage->is_good)
			continue;
		good += passage->length;
		covered += shares[i] > 0.5 ? passage->length : 0;
	}
	return good > 0 && covered > 0.75 * good;
}

bool page_mask(struct page *page)
{
	if (page->facts.article_body.len < 200)
		return false;
	struct mask mask = {
		.triples = triples_of(page->arena, page->facts.article_body),
		.words = words_of(page->arena, page->facts.article_body),
	};
	words_sort(&mask.triples);
	words_sort(&mask.words);
	double *shares = arena_array(page->arena, page->count + 1, sizeof *shares);
	for (size_t i = page->first; i < page->last; i++)
		shares[i] = share_in_mask(page, &mask, &page->passages[i]);
	if (!is_complete(page, shares))
		return false;
	size_t first = page->last, last = page->first;
	for (size_t i = page->first; i < page->last; i++) {
		if (shares[i] < 0.5 || page->passages[i].length < 25)
			continue;
		first = first < i ? first : i;
		last = i + 1;
	}
	for (size_t i = page->first; i < page->last; i++) {
		struct passage *passage = &page->passages[i];
		bool is_subheading = passage->is_heading && passage->element->tag != HTML_H1 &&
				     passage_link_share(passage) < 0.5;
		if (i < first || i >= last || (shares[i] < 0.5 && !is_subheading))
			passage->cut = "mask";
	}
	return true;
}
