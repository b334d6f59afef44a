/* Subscription lists as other readers write and read them: OPML 1.0 and 2.0.
 * Nested outlines are folders.  Only http and https are taken: what other
 * readers run as a command ("|cmd", exec:, filter:) or read from the disk
 * (file:) is listed as refused and goes nowhere. */
#ifndef STEPPE_FEEDS_OPML_H
#define STEPPE_FEEDS_OPML_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define OPML_SIZE_LIMIT (16u << 20)
#define OPML_FEEDS_LIMIT 20000
#define OPML_FOLDER_DEPTH_LIMIT 16 /* deeper ones join the last */

struct opml_feed {
	struct foreign
		url; /* passed url_parse(); a password in it is kept for reading, not for writing */
	struct foreign title;
	struct foreign home_page_url;
	struct foreign folder; /* "A/B"; empty = top */
	struct foreign tags;   /* the category attribute as it stands: "a,b" or "/a/b" */
};

struct opml {
	struct foreign title;
	struct opml_feed *feeds; /* in document order, each address once */
	size_t count;
	struct opml_feed *refused; /* not http(s): url holds what was written */
	size_t refused_count;
};

/* `out` lives in `arena`.  False with ERROR_FORMAT when it is no OPML,
 * ERROR_LIMIT over a limit. */
bool opml_read(struct opml *out, struct arena *arena, struct bytes document, struct error *error);

/* Appends OPML 2.0: folders by name, the feeds in them in the order given. */
void opml_write(
	struct buffer *out, struct foreign title, const struct opml_feed *feeds, size_t count);

#endif
