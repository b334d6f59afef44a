/* From tag to tag over HTML without a tree, for pages of which a few elements are
 * wanted.  Linear as long as nobody walks over the same text again. */
#ifndef STEPPE_FEEDS_TAG_WALK_H
#define STEPPE_FEEDS_TAG_WALK_H

#include <stdbool.h>

#include "src/base/text.h"

/* A tag, and the text from there on. */
struct tag_walk {
	const char *tag, *after; /* '<', and behind '>' */
	const char *end;         /* of the text */
};

/* Stands before the first tag. */
struct tag_walk tag_walk_over(struct foreign text);

/* Goes to the next tag; false when there is none. */
bool tag_walk_next(struct tag_walk *walk);

/* The value of an attribute, references not resolved; empty when the tag has none. */
struct foreign tag_walk_attribute(const struct tag_walk *walk, const char *name);

/* Is `word` one of those words, parted by blanks?  For class="…". */
bool tag_walk_has_word(struct foreign words, const char *word);

/* What is inside the element that begins at the tag; goes behind its end. */
struct foreign tag_walk_inside(struct tag_walk *walk);

#endif
