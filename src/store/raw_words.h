/* A glance at texts as they are stored, before they are stripped and folded for a word
 * that is not in them: most articles have no word that somebody looks for. */
#ifndef STEPPE_STORE_RAW_WORDS_H
#define STEPPE_STORE_RAW_WORDS_H

#include "src/store/query_tree.h"

/* An article's fields, HTML or not, as stored. */
struct raw_article {
	struct bytes title, author, content, whole;
};

/* False only if words_match() of the same article would be, too.  Only words of ASCII
 * letters and digits are looked for, and only in texts without letters that fold to
 * such: for all others it is true. */
bool raw_may_match(const struct node *node, const struct raw_article *article);

#endif
