/* The list columns, spelled once. */
#ifndef STEPPE_STORE_ROWS_H
#define STEPPE_STORE_ROWS_H

#include "src/store/connection.h"

#define FEED_NAME                                                                      \
	"CASE WHEN f.own_title <> '' THEN f.own_title WHEN f.title <> '' THEN f.title" \
	" ELSE f.url END"

/* Of articles a and feeds f; a bookmark whose feed is gone has feed 0. */
#define ROW_COLUMNS                                                         \
	"a.id, CASE WHEN f.removed_at = 0 THEN f.id ELSE 0 END, " FEED_NAME \
	", a.title, a.author, a.url, a.date, a.flags"
enum { ROW_COLUMNS_COUNT = 8 };

struct article_row row_read(struct statement *statement, struct arena *arena);
/* All rows; ends the statement (NULL fails). */
bool rows_read(struct article_rows *out, struct arena *arena, struct statement *statement,
	struct error *error);

#endif
