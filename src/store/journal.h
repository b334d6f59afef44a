/* What was changed, so that it can be taken back.  A change is a sentence and
 * its cells: one value of one row each, before and after.  Every function that
 * changes something for a person does it through journal_set() or
 * journal_flags(), inside journal_open() … journal_close(). */
#ifndef STEPPE_STORE_JOURNAL_H
#define STEPPE_STORE_JOURNAL_H

#include "src/store/connection.h"

#define JOURNAL_DAYS 30
#define JOURNAL_CHANGES 1000
#define JOURNAL_BYTES (64 << 20)

/* Kept in files: never renumber. */
enum cell {
	CELL_FLAGS_ON = 1,  /* row_id = mask, after = ids whose bits went on */
	CELL_FLAGS_OFF = 2, /* the same, off */
	CELL_FEED_URL = 3,
	CELL_FEED_TITLE = 4,
	CELL_FEED_FOLDER = 5,
	CELL_FEED_POSITION = 6,
	CELL_FEED_REMOVED = 7,
	CELL_FEED_OPTIONS = 8,
	CELL_FOLDER_NAME = 9,
	CELL_FOLDER_PARENT = 10,
	CELL_FOLDER_POSITION = 11,
	CELL_FOLDER_REMOVED = 12,
	CELL_TAGS = 13, /* all tags of an article, parted by '\n' */
	CELL_NOTE = 14,
	CELL_SMART_FOLDERS = 15, /* all of them; there is one row, its number says nothing */
	CELL_FOLDER_OPTIONS = 16,
	CELL_COUNT,
};

void journal_open(struct store_writer *writer);
/* `what` says for people what was done.  Without cells nothing is kept. */
bool journal_close(struct store_writer *writer, const char *what, struct error *error);
/* Instead of journal_close(), when the transaction is taken back. */
void journal_forget(struct store_writer *writer);

/* Writes the cell and records what it was; nothing when it is so already. */
bool journal_set(struct store_writer *writer, enum cell cell, int64_t row_id, struct value value,
	struct error *error);
/* Turns the bits of `mask` on or off in all `ids` (each must differ) and records it. */
bool journal_flags(struct store_writer *writer, uint32_t mask, bool is_on, const int64_t *ids,
	size_t count, struct error *error);

/* cells.c: one cell as it is, and its writing. */
bool cell_read(struct value *value, struct arena *arena, struct database *database, enum cell cell,
	int64_t row_id, struct error *error);
bool cell_write(struct database *database, enum cell cell, int64_t row_id, struct value value,
	struct error *error);
bool cell_write_flags(struct database *database, uint32_t mask, bool is_on, struct bytes ids,
	struct error *error);

#endif
