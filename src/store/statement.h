/* The only calls to sqlite3_prepare, step and bind.  A database keeps its
 * prepared statements: SQL that is a literal is prepared once a connection.
 * Values are bound, never written into SQL. */
#ifndef STEPPE_STORE_STATEMENT_H
#define STEPPE_STORE_STATEMENT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "src/store/store.h"

#define STATEMENTS_KEPT 256

struct node;

struct statement {
	sqlite3_stmt *handle;
	const char *sql; /* the literal's address is the key */
	bool is_kept;
	bool is_busy;
	struct database *snapshot; /* of this database, ends with the statement; NULL = none */
};

/* How long another program that holds the store is waited for (connect.c). */
struct patience {
	int64_t milliseconds;         /* 0 = as a reader waits */
	int64_t since;                /* of the wait under way */
	struct store_waiting waiting; /* is said once a wait */
	bool is_said;
};

struct database {
	sqlite3 *handle;
	struct patience patience; /* set before the connection is made */
	struct statement kept[STATEMENTS_KEPT];
};

enum value_kind {
	VALUE_NULL,
	VALUE_INTEGER,
	VALUE_REAL,
	VALUE_TEXT,
	VALUE_BYTES,
	VALUE_TREE, /* a query's tree, for words_match() alone */
};

struct value {
	enum value_kind kind;
	int64_t integer;
	double real;
	struct bytes bytes;
	const struct node *tree;
};

#define TREE_POINTER "steppe-tree"

static inline struct value of_tree(const struct node *tree)
{
	return (struct value){.kind = VALUE_TREE, .tree = tree};
}

static inline struct value of_integer(int64_t integer)
{
	return (struct value){.kind = VALUE_INTEGER, .integer = integer};
}

static inline struct value of_real(double real)
{
	return (struct value){.kind = VALUE_REAL, .real = real};
}

static inline struct value of_text(struct foreign text)
{
	return (struct value){.kind = VALUE_TEXT, .bytes = {text.utf8, text.len}};
}

static inline struct value of_bytes(struct bytes bytes)
{
	return (struct value){.kind = VALUE_BYTES, .bytes = bytes};
}

struct values {
	const struct value *items;
	size_t count;
};

/* VALUES(of_integer(id), of_text(title)): ?1, ?2, … of the statement. */
#define VALUES(...)                                           \
	((struct values){(const struct value[]){__VA_ARGS__}, \
		sizeof((const struct value[]){__VA_ARGS__}) / sizeof(struct value)})
#define NO_VALUES ((struct values){NULL, 0})

enum step { STEP_ROW, STEP_DONE, STEP_FAILED };

/* `sql` is a literal (kept prepared).  NULL when it cannot be prepared: the
 * file is damaged, or the SQL is wrong. */
struct statement *statement_start(
	struct database *database, const char *sql, struct values values, struct error *error);
/* As above for SQL that was put together (never from foreign text); not kept.
 * Its values are copied. */
struct statement *statement_start_once(
	struct database *database, const char *sql, struct values values, struct error *error);
enum step statement_step(struct statement *statement, struct error *error);
/* At once after the last row, or checkpoints starve. */
void statement_end(struct statement *statement);

int64_t statement_integer(struct statement *statement, int column);
double statement_real(struct statement *statement, int column);
/* Copies into `arena`; ill-formed bytes of a damaged file come out repaired. */
struct foreign statement_text(struct statement *statement, int column, struct arena *arena);
struct bytes statement_bytes(struct statement *statement, int column, struct arena *arena);
/* Looks into the row: valid until the next step. */
struct bytes statement_peek(struct statement *statement, int column);

/* Several statements see the store as it is now, whatever others write meanwhile.  False inside
 * a transaction, where they do anyway. */
bool database_begin_snapshot(struct database *database);
void database_end_snapshot(struct database *database);

/* All rows of it, for statements that write. */
bool database_run(
	struct database *database, const char *sql, struct values values, struct error *error);
/* The first column of the first row; `missing` when there is no row. */
int64_t database_integer(struct database *database, const char *sql, struct values values,
	int64_t missing, struct error *error);
/* As text; `out` stays empty when there is no row.  False when it cannot be read. */
bool database_text(struct foreign *out, struct arena *arena, struct database *database,
	const char *sql, struct values values, struct error *error);
int64_t database_changes(struct database *database);
int64_t database_last_id(struct database *database);
/* Several statements of our own without values (schema, pragmas); `sql` is a literal. */
bool database_script(struct database *database, const char *sql, struct error *error);
void database_close(struct database *database);
/* What SQLite's code means to a person; returns false. */
bool database_fail(sqlite3 *handle, int code, struct error *error);

#endif
