/* Text as search sees it: words in lower case, without diacritics, parted by one
 * blank, with a blank before the first and after the last.  Scripts that are
 * written without blanks come out letter by letter, so that any part of them
 * can be found as a row of letters.  Equal for what is stored and what is asked. */
#ifndef STEPPE_BASE_TOKENS_H
#define STEPPE_BASE_TOKENS_H

#include "src/base/buffer.h"
#include "src/base/text.h"

/* Appends to `out`, which is empty or ends with other tokens. */
void tokens_append(struct buffer *out, struct foreign text);

/* The first word at or after `*offset`, as it stands in `text`; moves `*offset`
 * behind it.  Empty at the end. */
struct foreign token_next(struct foreign text, size_t *offset);

#endif
