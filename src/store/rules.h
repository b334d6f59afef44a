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
	bool notifies;
	char *const *command; /* argv of what it runs, its end a NULL; NULL = none */
};

struct rules {
	const struct rule *items;
	size_t count;
};

/* One of them has a command. */
bool rules_run_something(const struct rules *rules);

/* For every batch from here on; `rules` are borrowed until the writer is closed.  They
 * are asked in their order, each sees what those before it did. */
void store_set_rules(struct store_writer *writer, struct rules rules);

/* What a rule that notifies found; saying it is the caller's.  What is to be run waits in
 * the store (runs.h). */
struct rule_hit {
	size_t rule; /* its place in struct rules */
	int64_t article_id;
};

struct rule_hits {
	struct rule_hit *items; /* those of one rule together */
	size_t count, capacity;
	size_t runs; /* commands that wait in the store since this batch */
};

/* After store_commit_batch(): what was found in that batch.  rule_hits_done() it. */
struct rule_hits store_take_rule_hits(struct store_writer *writer);
void rule_hits_done(struct rule_hits *hits);

/* Shows again what the rule of this name has hidden: a person's change.  How many articles
 * that were, -1 on failure. */
int64_t store_show_hidden(struct store_writer *writer, struct foreign name, struct error *error);

/* Inside the room: from where the open batch's arrivals begin, and the rules over them. */
void rules_begin(struct store_writer *writer);
void rules_forget_hits(struct store_writer *writer);
void rules_apply(struct store_writer *writer);

#endif
