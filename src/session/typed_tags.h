/* Tags as a person types them: +rail -asia "to read"; blanks and commas part them. */
#ifndef STEPPE_SESSION_TYPED_TAGS_H
#define STEPPE_SESSION_TYPED_TAGS_H

#include "src/base/arena.h"
#include "src/base/text.h"

struct typed_tag {
	char sign;           /* '+', '-' or 0 */
	struct foreign name; /* without quotation marks, within the text; may be empty */
};

/* The next one from `*at` on, which moves behind it.  False at the end. */
bool typed_tag_take(struct typed_tag *tag, struct foreign text, size_t *at);

/* As it is typed: one of several words in quotation marks. */
struct foreign typed_tag_write(struct arena *arena, struct foreign name);

#endif
