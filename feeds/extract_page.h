/* A page while its article is looked for.  For the extract_*.c files only.
 *
 *   extract_meta.c      what the page says about itself
 *   extract_passages.c  the tree becomes a row of passages, each element a range in it
 *   extract_thread.c    a thread of posts is known by their authors; else
 *   extract_hide.c      what is plainly not the article is left out of the row,
 *   extract_boxes.c     and boxes known by what stands in them
 *   extract_picture.c   a picture keeps its words beside it, out of the row
 *   extract_cards.c     teasers of other articles are told from text
 *   extract_weigh.c     passages are weighed
 *   extract_choose.c    the container of the article is found
 *   extract_mask.c      the text that JSON-LD repeats tells which passages belong
 *   extract_trim.c      else rules cut what still does not belong,
 *   extract_head.c      the first of them before the text,
 *   extract_end.c       the last behind it
 *   extract_write.c     what was kept is written as text and HTML */
#ifndef STEPPE_FEEDS_EXTRACT_PAGE_H
#define STEPPE_FEEDS_EXTRACT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/extract_meta.h"
#include "feeds/extract_words.h"
#include "feeds/html.h"
#include "src/base/arena.h"
#include "src/base/text.h"

#define NO_PASSAGE UINT32_MAX

/* Text between two block boundaries or line breaks.  Lengths are words_weight(). */
struct passage {
	struct foreign text;             /* white space collapsed */
	struct foreign folded;           /* words_fold(), of short passages only */
	const struct html_node *element; /* the innermost block around it */
	uint32_t length;
	uint32_t linked;      /* of the length, inside links */
	uint32_t linked_away; /* of that, to other sites */
	uint32_t strong;      /* of the length, bold or italic */
	unsigned phrases;     /* enum phrase_kind it begins with */
	bool begins_with_link;
	bool is_heading;
	bool is_closed;     /* ends in a full stop or the like */
	bool ends_sentence; /* that, or a comma or full stop inside */
	bool is_date;
	bool is_good; /* surely running text */
	bool is_card; /* belongs to a teaser of another article */
	double score;
	const char *cut; /* the rule that left it out; NULL = kept */
};

enum table_kind { TABLE_UNKNOWN, TABLE_DATA, TABLE_LAYOUT };

struct post {
	const struct html_node *whole, *body, *author;
};

/* A forum's page, say.  `around` is NULL when the page is none. */
struct thread {
	struct post *posts;
	size_t count, headlines;
	double weight;
	const struct html_node *around;
};

struct page {
	struct arena *arena;
	struct html_tree tree;
	struct page_facts facts;
	struct foreign site; /* registrable domain, empty = not known */

	struct passage *passages;
	size_t count;
	/* By index of a node in the tree: */
	uint32_t *from, *to;             /* an element's passages */
	uint32_t *passage_of;            /* a text's passage, or NO_PASSAGE */
	bool *is_hidden;                 /* left out with all inside */
	uint8_t *class_kinds;            /* enum class_kind of class and id */
	uint8_t *table_kinds;            /* enum table_kind of a table */
	bool *is_picture;                /* a figure: pictures and the words that belong to them */
	const struct html_node *picture; /* the last one found */
	/* Counts before an index, count + 1 of each: */
	uint32_t *pictures; /* <img> */
	uint32_t *blocks, *forms;
	uint32_t *matter;  /* what is more than a caption: tables, quotes, code, headings, lists */
	bool is_chronicle; /* times stand above its entries */
	bool ignores_hiding; /* second try: take hidden things too */

	/* Sums over passages before an index: count + 1 of each. */
	double *good, *bad, *length, *linked, *linked_away;
	uint32_t *replies;  /* PHRASE_REPLY */
	double *paragraphs; /* by index of a node: running text in its own <p> */

	struct thread thread;
	const struct html_node *container;
	size_t first, last;                 /* the passages that may belong: [first, last) */
	const struct passage **text_before; /* while the end is trimmed */
	struct word_list title_words;
};

static inline size_t page_index(const struct page *page, const struct html_node *node)
{
	return (size_t)(node - page->tree.nodes);
}

static inline size_t page_from(const struct page *page, const struct html_node *node)
{
	return page->from[page_index(page, node)];
}

static inline size_t page_to(const struct page *page, const struct html_node *node)
{
	return page->to[page_index(page, node)];
}

static inline bool node_is_inside(const struct html_node *node, const struct html_node *outer)
{
	return node >= outer && node < outer->end;
}

static inline bool node_is_same_kind(const struct html_node *one, const struct html_node *other)
{
	return one && other && one->tag == other->tag &&
	       foreign_equal(html_attribute(one, "class"), html_attribute(other, "class"));
}

/* Siblings of one kind, or each in a box of its own that is. */
static inline bool node_is_alike(const struct html_node *one, const struct html_node *other)
{
	if (one == other)
		return true;
	if (!node_is_same_kind(one, other) || !one->parent || !other->parent)
		return false;
	return one->parent == other->parent ||
	       (one->parent->parent == other->parent->parent &&
		       node_is_same_kind(one->parent, other->parent));
}

/* The sum of `sums` over the passages of `node`. */
static inline double page_sum(
	const struct page *page, const double *sums, const struct html_node *node)
{
	return sums[page_to(page, node)] - sums[page_from(page, node)];
}

static inline double passage_link_share(const struct passage *passage)
{
	return passage->length > 0 ? (double)passage->linked / passage->length : 0;
}

static inline double passage_strong_share(const struct passage *passage)
{
	return passage->length > 0 ? (double)passage->strong / passage->length : 0;
}

static inline bool passage_is_linked_heading(const struct passage *passage)
{
	return passage->is_heading && passage_link_share(passage) > 0.8;
}

static inline bool passage_is_related(const struct passage *passage)
{
	return passage->phrases & PHRASE_RELATED;
}

static inline bool passage_is_tail(const struct passage *passage)
{
	return passage->phrases & PHRASE_TAIL;
}

static inline size_t passage_count_words(const struct page *page, const struct passage *passage)
{
	return words_of(page->arena, passage->text).count;
}

/* The first rule that cuts a passage is the one it is known by. */
static inline void passage_cut(struct passage *passage, const char *rule)
{
	if (!passage->cut)
		passage->cut = rule;
}

static inline uint32_t page_count(
	const struct page *page, const uint32_t *counts, const struct html_node *node)
{
	return counts[page_index(page, node->end)] - counts[page_index(page, node)];
}

static inline bool text_begins_with_quote(struct foreign text)
{
	return foreign_starts_with(text, FOREIGN("“")) ||
	       foreign_starts_with(text, FOREIGN("\"")) ||
	       foreign_starts_with(text, FOREIGN("«")) || foreign_starts_with(text, FOREIGN("„"));
}

/* In the order of their use. */
void page_read_passages(struct page *page);
void page_hide(struct page *page);
/* True when the page is a thread; then all else is hidden.  Of comments behind an
 * article they are. */
bool page_take_thread(struct page *page);
/* True for a form, a request, comments. */
bool page_is_box(const struct page *page, const struct html_node *node);
/* True when `node` is a figure; its words are then left out of the row. */
bool page_take_picture(struct page *page, const struct html_node *node);
/* True when figure and text are shown, and the text is its caption. */
bool page_is_caption(
	const struct page *page, const struct html_node *picture, const struct html_node *text);
void page_count_matter(struct page *page);
void page_weigh(struct page *page);
void page_find_cards(struct page *page);
void page_choose(struct page *page);
/* A headline that leads to a page of its own, with text below it. */
bool page_begins_other_article(const struct page *page, size_t index);
/* True when JSON-LD told what belongs; then little is left to trim. */
bool page_mask(struct page *page);
void page_trim_masked(struct page *page);
void page_trim(struct page *page);
void page_trim_head(struct page *page);
void page_trim_end(struct page *page);
void page_trim_last_headings(struct page *page);

/* The first passage that is surely text of the article; page->last when there is none. */
size_t page_first_sure(const struct page *page);
/* A time or a day by itself above its entry; again and again in a chronicle, a live blog. */
bool page_is_entry_time(const struct page *page, size_t index);
void page_find_chronicle(struct page *page);

/* True in a table with headings, a caption or many rows. */
bool page_is_in_data_table(const struct page *page, const struct passage *passage);

/* How alike the title and a passage are, 0 to 1. */
double page_title_likeness(const struct page *page, const struct passage *passage);

struct foreign page_write_text(const struct page *page);
struct foreign page_write_html(const struct page *page, struct foreign base_url);

#endif
