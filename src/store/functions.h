/* SQL functions of the room. */
#ifndef STEPPE_STORE_FUNCTIONS_H
#define STEPPE_STORE_FUNCTIONS_H

#include "src/base/buffer.h"
#include "src/store/query_tree.h"
#include "src/store/statement.h"

/* An article as search sees it, each field folded (src/base/tokens.h). */
struct folded_article {
	struct buffer title, author, text;
};

/* Does the tree of words match?  As the index would answer. */
bool words_match(const struct node *node, const struct folded_article *article);

/* has_words(text, words), has_start(text, words), is_in_language(code, range),
 * words_match(tree, title, author, content, whole text), link_hash(address) and
 * look(title, date) (identity.c). */
void functions_register(struct database *database);

#endif
