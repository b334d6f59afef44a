/* What a page says about itself, and where it is read.  For the extract_*.c
 * files only.
 *
 *   extract_metas.c      the <meta> elements
 *   extract_title.c      the headline without the outlet's name
 *   extract_byline.c     who wrote it
 *   extract_published.c  when
 *   extract_headline.c   what the lines near the headline say of both
 *   extract_meta.c       all of it together, and the rest */
#ifndef STEPPE_FEEDS_EXTRACT_METAS_H
#define STEPPE_FEEDS_EXTRACT_METAS_H

#include <stdbool.h>
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

/* The same, with a line for each line or block of `text`. */
struct foreign metas_lines(struct arena *arena, struct foreign text);

/* The text of a small element; empty for one that holds half a page. */
struct foreign metas_small_text(struct arena *arena, const struct html_node *node);

struct foreign metas_title(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, struct foreign site_name);
/* The element or text with the headline; NULL when there is none. */
const struct html_node *metas_headline(
	struct arena *arena, const struct html_tree *tree, struct foreign title);
/* The outlet's name, where <title> has it beside the headline. */
struct foreign metas_site_in_title(struct arena *arena, const struct html_tree *tree);

/* `headline` may be NULL. */
struct foreign metas_byline(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, const struct html_node *headline);
/* RFC 3339. */
struct foreign metas_published(const struct metas *metas, const struct html_tree *tree,
	const struct ld_facts *ld, const struct html_node *headline);

/* What people see: a line near the headline, from the date on, or a name behind "by". */
struct foreign metas_date_near(
	struct arena *arena, const struct html_tree *tree, const struct html_node *headline);
struct foreign metas_byline_near(
	struct arena *arena, const struct html_tree *tree, const struct html_node *headline);

/* Who comments, whom to follow and who wrote the next story is told in such an element. */
bool metas_is_about_others(const struct html_node *node);
/* "A. Writer May 20, 2019" and "A. Writer • 8h": the name is what stands first. */
struct foreign metas_name_only(struct arena *arena, struct foreign text);
/* "By A. Writer" → "A. Writer" */
struct foreign metas_without_by(struct arena *arena, struct foreign text);

#endif
