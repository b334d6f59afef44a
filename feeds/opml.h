/* Subscription lists in and out: OPML 1.0 and 2.0, as every reader writes it. */
#ifndef STEPPE_FEEDS_OPML_H
#define STEPPE_FEEDS_OPML_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define OPML_SIZE_LIMIT (16u << 20)

struct opml_feed {
	struct foreign url; /* as written: it has not passed url_parse() */
	struct foreign title;
	struct foreign home_page_url;
	struct foreign folder; /* "A/B"; empty = top */
};

struct opml {
	struct opml_feed *feeds; /* lives in the arena */
	size_t count, capacity;
};

/* Damage is repaired as in feeds; false with ERROR_FORMAT when it is no OPML. */
bool opml_read(struct opml *opml, struct arena *arena, struct bytes document, struct error *error);

/* Feeds of one folder should stand together: each run of them becomes one outline. */
void opml_write(
	struct buffer *out, struct foreign title, const struct opml_feed *feeds, size_t count);

#endif
