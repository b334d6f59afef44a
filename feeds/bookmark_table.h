/* The tables (RFC 4180) that services for reading later give away, one bookmark a row:
 *
 *     Pocket      title,url,time_added,tags,status
 *     Raindrop    id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite
 *     Instapaper  URL,Title,Selection,Folder,Timestamp,Tags
 *
 * Columns are known by their names, wherever they stand. */
#ifndef STEPPE_FEEDS_BOOKMARK_TABLE_H
#define STEPPE_FEEDS_BOOKMARK_TABLE_H

#include "feeds/bookmarks.h"

/* Its first row names an address and a title. */
bool bookmark_table_is_in(struct foreign text);
/* As bookmarks_read(). */
bool bookmark_table_read(
	struct bookmarks *out, struct arena *arena, struct foreign text, struct error *error);

#endif
