/* Subscription lists as other readers write and read them: OPML 1.0 and 2.0.
 * Nested outlines are folders.  Only http and https are taken: what other
 * readers run as a command ("|cmd", exec:, filter:) or read from the disk
 * (file:) is listed as refused and goes nowhere, and so are outlines that lead
 * to a page or to another list (OPML 2.0: link and include). */
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

enum opml_refusal {
	OPML_TAKEN,
	OPML_REFUSED_ADDRESS, /* not http(s): url_parse() tells why */
	OPML_REFUSED_COMMAND, /* it would be run */
	OPML_REFUSED_LIST,    /* type="include": another list */
	OPML_REFUSED_LINK,    /* a page, and no feed */
};

struct opml_feed {
	struct foreign
		url; /* passed url_parse(); a password in it is kept for reading, not for writing */
	struct foreign title;
	struct foreign home_page_url;
	struct foreign description;
	struct foreign folder;     /* "A/B"; empty = top */
	struct foreign categories; /* as they stand: "a,b" or "/a/b" */
	enum opml_refusal refusal;
};

struct opml {
	struct foreign title;
	struct opml_feed *feeds; /* in document order, each address once */
	size_t count;
	struct opml_feed *refused; /* url holds what was written */
	size_t refused_count;
};

/* `out` lives in `arena`.  False with ERROR_FORMAT when it is no OPML,
 * ERROR_LIMIT over a limit. */
bool opml_read(struct opml *out, struct arena *arena, struct bytes document, struct error *error);

/* Appends OPML 2.0 in the order given, which is that of a tree: what is in a folder, and in
 * those inside it, stands together. */
void opml_write(
	struct buffer *out, struct foreign title, const struct opml_feed *feeds, size_t count);

#endif
