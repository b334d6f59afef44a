/* Digits and signs of other scripts become those that dates are read by. */
#ifndef STEPPE_FEEDS_DATE_PLAIN_H
#define STEPPE_FEEDS_DATE_PLAIN_H

#include "src/base/text.h"

enum { DATE_LENGTH_LIMIT = 256 };

/* "٥" → "5", "−" → "-", narrow blanks → " ", marks of direction → nothing.
 * `text` is no longer than the limit; the result is never longer than it, and
 * looks into it when there was nothing to do, else into `buffer`. */
struct foreign date_plain(struct foreign text, char buffer[DATE_LENGTH_LIMIT]);

#endif
