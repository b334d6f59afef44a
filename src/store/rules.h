/* Rules: what happens to an article when it arrives, before anyone sees it.  They
 * are not a person's changes: the undo journal does not have them. */
#ifndef STEPPE_STORE_RULES_H
#define STEPPE_STORE_RULES_H

#include "src/store/store.h"

struct rule {
	struct foreign name;
	struct foreign when; /* a query; one that is wrong finds nothing */
	uint32_t flags;      /* ARTICLE_READ, ARTICLE_BOOKMARKED, ARTICLE_HIDDEN */
	const struct foreign *tags;
	size_t tags_count;
};

struct rules {
	const struct rule *items;
	size_t count;
};

/* For every batch from here on; `rules` are borrowed until the writer is closed.  They
 * are asked in their order, each sees what those before it did. */
void store_set_rules(struct store_writer *writer, struct rules rules);

/* Shows again what the rule of this name has hidden: a person's change.  How many articles
 * that were, -1 on failure. */
int64_t store_show_hidden(struct store_writer *writer, struct foreign name, struct error *error);

/* Inside the room: from where the open batch's arrivals begin, and the rules over them. */
void rules_begin(struct store_writer *writer);
void rules_apply(struct store_writer *writer);

#endif
