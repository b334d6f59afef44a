/* The bookmark file that browsers and bookmark services write
 * (<!DOCTYPE NETSCAPE-Bookmark-file-1>), and the page that Pocket wrote:
 *
 *     <DT><H3>Folder</H3>
 *     <DL><p>
 *         <DT><A HREF="https://…" ADD_DATE="1649152800" TAGS="one,two">Title</A>
 *         <DD>A note
 *     </DL><p>
 *
 * What the format has no name for is ours alone, as Raindrop's DATA-COVER is Raindrop's:
 * DATA-FEED="The feed's title".  (FEEDURL is taken: it makes a link a live bookmark.)
 */
#ifndef STEPPE_FEEDS_BOOKMARKS_H
#define STEPPE_FEEDS_BOOKMARKS_H

#include <stdbool.h>

#include "feeds/feed.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define BOOKMARKS_LIMIT 200000

struct bookmark {
	struct foreign url; /* as it stands there */
	struct foreign title;
	struct foreign note;
	struct foreign feed;      /* the title of the one it came in; empty in others' files */
	struct foreign_list tags; /* its own, and the folders it is in */
	int64_t added;
	bool is_unread; /* TOREAD="1", as Pinboard writes it, or in Pocket's list of unread */
};

struct bookmarks {
	struct bookmark *items;
	size_t count;
};

/* True when the document says that it is such a file. */
bool bookmarks_are_in(struct bytes document);
/* All strings live in `arena`.  False with ERROR_LIMIT. */
bool bookmarks_read(
	struct bookmarks *out, struct arena *arena, struct foreign document, struct error *error);

#endif
