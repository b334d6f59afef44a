/* Inside the room: what a reader and a writer are.  A writer reads through a
 * reader of its own on the same connection, so that it sees its open batch. */
#ifndef STEPPE_STORE_CONNECTION_H
#define STEPPE_STORE_CONNECTION_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/store/statement.h"
#include "src/store/store.h"

/* Its feed was removed; not shown, comes back when that is undone. */
#define ARTICLE_GONE (1 << 7)
/* Its link was in another feed already when it came: the list of all unread shows one of them. */
#define ARTICLE_ECHO (1 << 8)
/* 1 << 9 is ARTICLE_IS_SILENT of store.h. */
/* What made it, an import or `save`, was taken back: it is gone as well, but does not come
 * back with its feed. */
#define ARTICLE_UNMADE (1 << 10)
/* In SQL this mask stands as 224, in the partial indexes as in the queries. */
#define ARTICLE_NOT_SHOWN (ARTICLE_HIDDEN | ARTICLE_DELETED | ARTICLE_GONE)

struct store_reader {
	struct database database;
	char *path;       /* NULL of a writer's */
	struct stat file; /* at `path` when it was opened */
};

struct store_writer {
	struct store_reader reader;
	struct arena *scratch; /* for one call; reset by write_begin() */
	char *path;
	struct stat file;     /* at `path` when it was opened */
	int depth;            /* write_begin() inside a batch or step opens nothing new */
	bool has_failed;      /* something inside failed: the whole cannot be committed */
	bool had_failed;      /* before the step inside began */
	struct error failure; /* the first of these */
	bool in_batch;
	bool is_relaxed; /* synchronous=NORMAL */
	bool keeps_marks_apart;
	const struct rule *rules; /* over what arrives (rules.h) */
	size_t rules_count;
	struct rule_hits *rule_hits; /* of the batch, for store_take_rule_hits() */
	size_t runs, runs_left_out;  /* of commands, in the open batch (runs.h) */
	int64_t arrivals_above;      /* ids of the open batch's new articles */
	int64_t change_id;           /* the undoable change under way; 0 = none yet */
	int64_t change_cells;        /* recorded in it so far */
	int change_depth;
	bool records_nothing; /* what happens now is no person's change */
	char *step_what;      /* of store_begin_step(), NULL outside */
};

static inline struct database *reader_database(struct store_reader *reader)
{
	return &reader->database;
}

static inline struct database *writer_database(struct store_writer *writer)
{
	return &writer->reader.database;
}

/* A transaction, or a part of the one that is open.  Every write is between the
 * two; write_end() commits when `is_good`, else takes back, and returns what became of it. */
bool write_begin(struct store_writer *writer, struct error *error);
bool write_end(struct store_writer *writer, bool is_good, struct error *error);

/* Ends a write that changed nothing (no such feed, …): a batch around it goes on.
 * Returns false. */
bool write_refuse(struct store_writer *writer);

/* open.c: sets the damaged file aside and goes on with a new one that has what could be
 * read of it (salvage.h). */
bool writer_salvage(struct store_writer *writer, char notice[240], struct error *error);

#endif
