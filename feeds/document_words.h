/* How many words a document has, for the reading time. */
#ifndef STEPPE_FEEDS_DOCUMENT_WORDS_H
#define STEPPE_FEEDS_DOCUMENT_WORDS_H

#include <stddef.h>

#include "feeds/document.h"

/* Chinese, Japanese and Korean characters count half a word each; the
 * alternative texts of pictures do not count. */
size_t document_count_words(const struct document *document);

#endif
