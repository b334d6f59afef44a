/* A glance at texts as they are stored, before they are stripped and folded for words
 * that are not in them: most articles have no word that somebody looks for. */
#ifndef STEPPE_STORE_RAW_WORDS_H
#define STEPPE_STORE_RAW_WORDS_H

#include "src/store/query_tree.h"

/* An article's fields, HTML or not, as stored. */
struct raw_article {
	struct bytes title, author, content, whole;
};

/* What is looked for by a tree of words. */
struct raw_words;

/* Looks into `node`. */
struct raw_words *raw_words_new(const struct node *node);
void raw_words_free(struct raw_words *words);

/* False only if words_match() of the same article would be, too. */
bool raw_may_match(const struct raw_words *words, const struct raw_article *article);

#endif
