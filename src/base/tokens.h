/* Text as search sees it: words in lower case, without diacritics, parted by one
 * blank, with a blank before the first and after the last.  Scripts that are
 * written without blanks come out letter by letter, so that any part of them
 * can be found as a row of letters.  Equal for what is stored and what is asked. */
#ifndef STEPPE_BASE_TOKENS_H
#define STEPPE_BASE_TOKENS_H

#include <stdint.h>

#include "src/base/buffer.h"
#include "src/base/text.h"

/* What a character is in a word. */
enum letter {
	LETTER_NONE,    /* it parts words */
	LETTER_DROPPED, /* a mark that readers leave out when they type */
	LETTER_PART,
	LETTER_ALONE, /* a word by itself */
};

/* A letter becomes what it is taken for: "é" and "E" are "e". */
enum letter token_fold(uint32_t *letter);
/* The same of the character at `*at`, which is before `end`; `*at` goes behind it. */
enum letter token_read(uint32_t *letter, const char **at, const char *end);
/* Its capital, or itself. */
uint32_t token_capital(uint32_t letter);

/* Appends to `out`, which is empty or ends with other tokens. */
void tokens_append(struct buffer *out, struct foreign text);

/* The first word at or after `*offset`, as it stands in `text`; moves `*offset`
 * behind it.  Empty at the end. */
struct foreign token_next(struct foreign text, size_t *offset);

#endif
