/* What a page says about itself, and where it is read.  For the extract_*.c
 * files only.
 *
 *   extract_metas.c      the <meta> elements
 *   extract_title.c      the headline without the outlet's name
 *   extract_byline.c     who wrote it
 *   extract_published.c  when
 *   extract_meta.c       all of it together, and the rest */
#ifndef STEPPE_FEEDS_EXTRACT_METAS_H
#define STEPPE_FEEDS_EXTRACT_METAS_H

#include <stddef.h>

#include "feeds/extract_ld.h"
#include "feeds/html.h"
#include "src/base/arena.h"
#include "src/base/text.h"

struct meta {
	struct foreign key; /* lower case, '.' made ':' */
	struct foreign content;
};

struct metas {
	struct arena *arena;
	struct meta *items;
	size_t count, capacity;
};

#define METAS_NOTHING ((struct foreign){"", 0})

void metas_read(struct metas *metas, const struct html_tree *tree);

/* What the first of `keys` that the page has says; empty when it has none. */
struct foreign metas_find(const struct metas *metas, const char *const *keys, size_t count);
#define METAS_FIND(metas, keys) metas_find((metas), (keys), sizeof(keys) / sizeof(keys)[0])

/* Some sites escape twice: what still looks like markup is read once more. */
struct foreign metas_plain(struct arena *arena, struct foreign text);

/* The text of a small element; empty for one that holds half a page. */
struct foreign metas_small_text(struct arena *arena, const struct html_node *node);

struct foreign metas_title(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, struct foreign site_name);
struct foreign metas_byline(
	const struct metas *metas, const struct html_tree *tree, const struct ld_facts *ld);
/* RFC 3339. */
struct foreign metas_published(
	const struct metas *metas, const struct html_tree *tree, const struct ld_facts *ld);

#endif
