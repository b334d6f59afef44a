/* Inside the room: the SQL of a query while it is written, between its shape (query_sql.c),
 * its condition (query_condition.c), its words (query_words.c) and its order (query_order.c). */
#ifndef STEPPE_STORE_QUERY_BUILDER_H
#define STEPPE_STORE_QUERY_BUILDER_H

#include "src/base/buffer.h"
#include "src/store/connection.h"
#include "src/store/query_tree.h"

/* Articles that the search index does not have yet, or not as they are now. */
enum behind { BEHIND_NOTHING, BEHIND_A_LITTLE, BEHIND_FAR };

/* SQL being written, and the values for its question marks in order. */
struct builder {
	struct store_reader *reader;
	struct buffer sql;
	struct value *values;
	size_t count, capacity;
	struct buffer *owned; /* memory that bound text looks into */
	size_t owned_count, owned_capacity;
	int64_t frontier; /* -1 until builder_index_behind() was asked */
	enum behind behind;
	size_t newest;         /* of the search index's answers; 0 = all */
	size_t newest_checked; /* the same where each answer has to be looked through */
	size_t scan_newest;
	bool looks, walks; /* query_shape.is_looked, .is_walked */
};

void builder_put(struct builder *builder, const char *sql);
/* The value of the next question mark. */
void builder_bind(struct builder *builder, struct value value);
/* Keeps text that a value looks into; freed with the builder. */
void builder_own(struct builder *builder, struct buffer text);

/* query_condition.c.  All of the tree but its order. */
void builder_put_node(struct builder *builder, const struct node *node);
void builder_put_ids(struct builder *builder, const int64_t *ids, size_t count);
/* Of `mask` just the flags `wanted` are set. */
void builder_put_flags(struct builder *builder, uint32_t mask, uint32_t wanted);

/* By how many articles, as far as the query has to be another then. */
enum behind index_behind(struct database *database, int64_t frontier);
enum behind builder_index_behind(struct builder *builder);
void builder_put_words(struct builder *builder, const struct node *node);
void builder_put_scan(struct builder *builder, const struct node *node);
void builder_put_look(struct builder *builder, const struct node *node);

/* query_order.c.  What a list of ids reads besides them to be put in order. */
const char *query_order_columns(const struct query *query);
bool query_order_has_title(const struct query *query);
/* `by_column`: of query_order_columns(). */
void builder_put_order(struct builder *builder, const struct query *query, bool by_column);

#endif
