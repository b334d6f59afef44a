/* Inside the room: the SQL of a query while it is written, between its shape
 * (query_sql.c) and its words (query_words.c). */
#ifndef STEPPE_STORE_QUERY_BUILDER_H
#define STEPPE_STORE_QUERY_BUILDER_H

#include "src/base/buffer.h"
#include "src/store/connection.h"
#include "src/store/query_tree.h"

/* SQL being written, and the values for its question marks in order. */
struct builder {
	struct store_reader *reader;
	struct buffer sql;
	struct value *values;
	size_t count, capacity;
	struct buffer *owned; /* memory that bound text looks into */
	size_t owned_count, owned_capacity;
	int64_t frontier;
	size_t newest;         /* of the search index's answers; 0 = all */
	size_t newest_checked; /* the same where each answer has to be looked through */
	size_t scan_newest;
};

void builder_put(struct builder *builder, const char *sql);
/* The value of the next question mark. */
void builder_bind(struct builder *builder, struct value value);
/* Keeps text that a value looks into; freed with the builder. */
void builder_own(struct builder *builder, struct buffer text);

void builder_put_words(struct builder *builder, const struct node *node);
void builder_put_scan(struct builder *builder, const struct node *node);

#endif
