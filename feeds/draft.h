/* An article or a feed while its fields are read.  Formats and modules put what
 * they find here as candidates; draft_finish_*() decides which of them count. */
#ifndef STEPPE_FEEDS_DRAFT_H
#define STEPPE_FEEDS_DRAFT_H

#include "feeds/feed.h"
#include "feeds/field.h"

#define DRAFT_LIST_LIMIT 1000
#define DRAFT_FILES_LIMIT 250000 /* of a whole feed */

/* How much an address or a text that was found is worth; the highest wins. */
enum draft_rank {
	RANK_NONE,
	RANK_FALLBACK, /* media:title, itunes:summary, link rel="related" */
	RANK_MODULE,   /* dc:title */
	RANK_WEAK,     /* a link that is no page */
	RANK_PLAIN,    /* <link>, a link without type */
	RANK_BEST,     /* rel="alternate" type="text/html", feedburner:origLink */
};

/* Lists while they grow, which serve one article after another. */
struct draft_lists {
	struct foreign *tags;
	struct enclosure *enclosures;
	size_t tags_count, tags_capacity, enclosures_count, enclosures_capacity;
	size_t files; /* of all articles so far; those over the limit are left out */
};

struct draft {
	const struct field_reader *reader;
	struct arena *arena;
	struct draft_lists *lists; /* NULL: tags and files are of no interest */
	struct feed *feed;         /* set when a feed is read, */
	struct article *article;   /* and this when an item is */

	enum draft_rank url_rank, id_rank, title_rank, date_rank, updated_rank, rights_rank,
		image_rank;
	enum draft_rank language_rank, icon_rank, summary_rank;
	struct rich_text body;        /* content:encoded, Atom's content */
	struct rich_text teaser;      /* description, Atom's summary */
	struct rich_text spare;       /* media:description, itunes:summary */
	struct people module_authors; /* dc:creator, itunes:author: when there is no other */
	struct people source_authors; /* of atom:source */
	int64_t image_width;          /* as Media RSS says it; 0 when it does not */
	int64_t sy_period, sy_frequency;
};

/* One kind of element and who reads it; rows are sorted by name. */
struct field_rule {
	const char *name;
	void (*take)(struct draft *draft, const struct xml_node *node);
};

/* The rule for `name`, or NULL. */
const struct field_rule *field_rule_find(
	const struct field_rule *rules, size_t count, const char *name);

/* Reads every child of `node` by the format's own rules, or by those of modules. */
void draft_take_children(struct draft *draft, const struct xml_node *node,
	const struct field_rule *rules, size_t count);

/* modules.c: Dublin Core, content, Media RSS, iTunes, slash, wfw, thr, … */
void module_take(struct draft *draft, const struct xml_node *node);
/* atom_link.c: <link> of Atom, in Atom and elsewhere. */
void atom_link_take(struct draft *draft, const struct xml_node *node);

/* These replace what is there when `rank` is higher (a first one wins over an equal). */
void draft_offer(
	struct foreign *text, enum draft_rank *have, struct foreign offer, enum draft_rank rank);
void draft_offer_time(int64_t *time, enum draft_rank *have, int64_t offer, enum draft_rank rank);
void draft_add_tag(struct draft *draft, struct foreign tag);
void draft_add_enclosure(struct draft *draft, struct enclosure enclosure);
void draft_add_contributor(struct draft *draft, struct person person);
/* The other of the two is NULL. */
struct foreign *draft_url(struct draft *draft);
struct foreign *draft_title(struct draft *draft);
struct foreign *draft_rights(struct draft *draft);
struct foreign *draft_language(struct draft *draft);

void draft_lists_done(struct draft_lists *lists);

void draft_finish_article(struct draft *draft);
void draft_finish_feed(struct draft *draft);

#endif
