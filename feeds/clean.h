/* HTML rebuilt by white list of elements and attributes: no scripts, styles,
 * forms, frames, event attributes or javascript: and data: addresses; every
 * address absolute.  What `steppe parse` prints as content_html, and how the
 * extractor writes the article it found. */
#ifndef STEPPE_FEEDS_CLEAN_H
#define STEPPE_FEEDS_CLEAN_H

#include <stdint.h>

#include "feeds/html.h"
#include "src/base/arena.h"
#include "src/base/text.h"

/* `html` is a fragment or a page; what lies over the limits of html.h is left out. */
struct foreign clean_html(struct arena *arena, struct foreign html, struct foreign base_url);

/* What becomes of one node of a tree. */
enum clean_mark {
	CLEAN_KEEP,
	CLEAN_OMIT,      /* the node and all inside */
	CLEAN_UNWRAP,    /* the tag goes, the content stays */
	CLEAN_PARAGRAPH, /* the tag becomes <p> */
	CLEAN_HEADING,   /* <h4> */
	CLEAN_FIGURE,    /* <figure> */
	CLEAN_CAPTION,   /* <figcaption> */
};

/* Writes the content of `root`, an element of `tree`.  `marks` (enum clean_mark)
 * has one for each node of the tree, by its index; NULL keeps all. */
struct foreign clean_tree(struct arena *arena, const struct html_tree *tree,
	const struct html_node *root, const uint8_t *marks, struct foreign base_url);

#endif
