/* Where a tag ends, for everything that walks over markup without a tree.
 * Forgiving as feeds need it, and linear: one look at each byte. */
#ifndef STEPPE_FEEDS_MARKUP_H
#define STEPPE_FEEDS_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/text.h"

/* True when the '<' at `at` can begin a tag: a letter or '/' and a letter follow. */
bool markup_is_tag(const char *at, const char *end);

/* Length of the tag at `at` with its '>'.  A '>' inside quotes is part of a
 * value; a tag without '>' ends before the next '<' if only its name was seen.
 * 0 when this is no tag after all but a lone '<'. */
size_t markup_tag_length(const char *at, const char *end);

/* The name in the tag at `at` ('/' and '<' left out). */
struct foreign markup_tag_name(const char *at, const char *end);

/* One name="value" of a tag; moves `*at` behind it.  False at the end of the tag. */
struct markup_attribute {
	struct foreign name;
	struct foreign value; /* references not resolved */
	bool has_value;
};

bool markup_next_attribute(struct markup_attribute *out, const char **at, const char *end);

#endif
