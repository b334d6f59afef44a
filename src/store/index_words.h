/* What the search index holds of an article, and what is asked of it.
 *
 *     almaty     a word, anywhere
 *     #almaty    the same word in the title
 *     @almaty    the same word in the author
 *     ^k3p       two neighbours, as one of 8192 marks
 *
 * The index does not know where a word stands (FTS5's detail=none): with places it
 * takes twice the room.  So for words in a row it is asked for each of them and for
 * the marks of each two, and what it answers is looked through again. */
#ifndef STEPPE_STORE_INDEX_WORDS_H
#define STEPPE_STORE_INDEX_WORDS_H

#include "src/base/buffer.h"
#include "src/store/query_tree.h"

/* A row of the index is edition << 40 | article (index.c). */
#define INDEX_ARTICLE_MASK INT64_C(0xFFFFFFFFFF)
#define INDEX_EDITION_SHIFT 40

/* What the index gets of one article: each word once, for how often and where it stands the
 * index does not keep.  Start with (struct index_words){0}, end with index_words_done(). */
struct index_words {
	struct buffer words; /* " word word" */
	uint64_t *seen;      /* hashes of them: a table of `room` places, 0 = free */
	size_t count, room;
	bool is_full; /* there were more words than are kept of one article */
};

/* A field at `place`, stripped, not folded yet. */
void index_words_add(struct index_words *out, struct foreign text, enum text_place place);
void index_words_done(struct index_words *words);

/* The index's expression for a tree of words; with `is_title` all of them are looked for
 * in titles.  True when it finds just what the tree means, false when it may find more. */
bool index_words_match(struct buffer *out, const struct node *node, bool is_title);

#endif
