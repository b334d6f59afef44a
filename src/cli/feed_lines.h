/* The subscriptions as text, one feed a line, for `export feeds` and `edit`:
 *
 *     https://example.org/feed  The title
 *     [Kazakhstan/News]
 *     https://astanatimes.com/feed/  The Astana Times
 *
 * Lines with '#' first are comments.  A title that is left out is the feed's own. */
#ifndef STEPPE_CLI_FEED_LINES_H
#define STEPPE_CLI_FEED_LINES_H

#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/store/store.h"

struct feed_line {
	struct foreign url; /* passed url_parse() */
	struct foreign title, folder;
	struct foreign user, password; /* that were typed into the address */
};

struct feed_lines {
	struct feed_line *items;
	size_t count, capacity;
};

void feed_lines_write(struct buffer *out, struct arena *arena, const struct subscriptions *all);
/* ERROR_FORMAT names the first line that is wrong. */
bool feed_lines_read(
	struct feed_lines *lines, struct arena *arena, struct foreign text, struct error *error);

#endif
