/* Single characters of a page's text.  For the extract_*.c files only. */
#ifndef STEPPE_FEEDS_EXTRACT_LETTERS_H
#define STEPPE_FEEDS_EXTRACT_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/buffer.h"

/* The character at `at`, and how many bytes it has; text is well-formed. */
uint32_t letter_read(const char *at, const char *end, size_t *len);
void letter_append(struct buffer *out, uint32_t character);

/* Enough of Unicode's lower case for the languages of our tables. */
uint32_t letter_lower(uint32_t character);
/* Chinese, Japanese and Korean, which write no spaces between words. */
bool letter_is_cjk(uint32_t character);
bool letter_is_digit(uint32_t character);
bool letter_is_letter(uint32_t character);
bool letter_is_space(uint32_t character);

#endif
