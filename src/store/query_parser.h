/* Inside the room: the parser's state, between its grammar (query.c) and its
 * fields (query_fields.c). */
#ifndef STEPPE_STORE_QUERY_PARSER_H
#define STEPPE_STORE_QUERY_PARSER_H

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/store/query_tree.h"

struct parser {
	struct arena *arena;
	struct foreign text;
	size_t at;
	int terms;
	int depth;
	int negations; /* inside that many "-": no sort: there */
	int64_t now;
	struct query *query;
	struct error *error;
};

struct value_token {
	struct foreign text;
	size_t start;
	bool is_quoted;
};

struct field_rule {
	const char *name;
	struct node *(*read)(struct parser *parser, const struct value_token *token);
};

/* Ends with a rule without a name. */
extern const struct field_rule QUERY_FIELDS[];

/* A value without a field: words anywhere. */
struct node *query_words(struct parser *parser, const struct value_token *token);
/* There is a letter or digit in it. */
bool query_has_words(struct foreign text);
/* Says what is wrong at the byte `offset`; returns NULL. */
struct node *query_fail(struct parser *parser, size_t offset, const char *what);
struct node *node_new(struct parser *parser, enum node_kind kind);

#endif
