/* Inside the room: what the search index keeps of articles that are gone.  Without their words
 * (FTS5 without content) their entries cannot be taken out, only counted; when there are many
 * the index is made anew. */
#ifndef STEPPE_STORE_INDEX_WASTE_H
#define STEPPE_STORE_INDEX_WASTE_H

#include "src/store/connection.h"

/* So many articles are gone, or will be with the transaction that is open. */
bool index_waste_add(struct database *database, int64_t articles, struct error *error);
/* Entries of what is gone, and of what articles were before they changed, for each hundred
 * that are of use. */
int64_t index_waste_percent(struct database *database);
/* An empty index; store_index_some() fills it, and searches look through texts meanwhile. */
bool index_begin_anew(struct store_writer *writer, struct error *error);

#endif
