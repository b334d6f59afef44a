/* Inside the room: a query as a tree. */
#ifndef STEPPE_STORE_QUERY_TREE_H
#define STEPPE_STORE_QUERY_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

#define QUERY_BYTES_LIMIT 8192
#define QUERY_TERMS_LIMIT 128
#define QUERY_DEPTH_LIMIT 32

enum node_kind {
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_TEXT,
	NODE_FIELD,
	NODE_FLAGS,
	NODE_DATE,
	NODE_IDS,
	NODE_ORDER /* sort:, while the query is read; in no tree */
};

enum query_field { FIELD_FEED, FIELD_FOLDER, FIELD_TAG, FIELD_URL, FIELD_LANG, FIELD_FAILED };

enum text_place { PLACE_ANYWHERE, PLACE_TITLE, PLACE_AUTHOR };

struct node {
	enum node_kind kind;
	struct node *left;  /* AND, OR, NOT */
	struct node *right; /* AND, OR */
	/* TEXT: `text` is folded (src/base/text.h): " word word " */
	enum text_place place;
	bool is_prefix;
	/* FIELD */
	enum query_field field;
	struct foreign text;
	/* FLAGS: flags & mask = wanted */
	uint32_t mask, wanted;
	/* DATE: from <= date < to */
	int64_t from, to;
	/* IDS */
	const int64_t *ids;
	size_t ids_count;
};

enum sort_key { SORT_DATE_DOWN, SORT_DATE_UP, SORT_FEED, SORT_TITLE, SORT_RANK };

#define SORT_KEYS_LIMIT 4 /* date, feed, title, rank: one more of a kind would sort nothing */

struct query {
	struct node *root;                    /* NULL = everything */
	enum sort_key order[SORT_KEYS_LIMIT]; /* the first decides, the next what it leaves equal */
	size_t order_count;                   /* 0 = newest first, as order[0] has it */
};

/* True when the whole tree is words: one full-text expression can hold it. */
bool node_is_text(const struct node *node);
/* It wants its hits in another order than the best first. */
bool query_has_order(const struct query *query);
/* query_dates.c: "2d", "today", "2022-04-01" as a span [from, to); false when neither. */
bool query_date(int64_t *from, int64_t *to, struct foreign text, int64_t now);

#endif
