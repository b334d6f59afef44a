/* The one customs office of the reader: foreign text becomes safe here and
 * nowhere else above the store.  Also how dates, ages and numbers read. */
#ifndef STEPPE_SESSION_PRESENT_H
#define STEPPE_SESSION_PRESENT_H

#include <stdint.h>

#include "feeds/document.h"
#include "src/base/arena.h"
#include "src/base/text.h"
#include "src/session/page.h"

/* One line; empty text stays empty.  What is clean already is not copied: it lives as long as
 * `text` does. */
struct safe present_line(struct arena *arena, struct foreign text);
/* Line breaks stay. */
struct safe present_lines(struct arena *arena, struct foreign text);
/* Bytes of the system: file names, sentences of errors, our own words. */
struct safe present_string(struct arena *arena, const char *string);
struct safe present_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A title within a sentence: NUL-terminated, at most 40 columns, "…" where it was cut. */
char *present_name(struct arena *arena, struct foreign name);

/* "now", "5m", "2h", "3d" up to a month, then "3 Apr", then "Apr 2019". */
struct safe present_age(struct arena *arena, int64_t date, int64_t now);
/* Below a heading of its day: what would be a date is the time of day. */
struct safe present_age_in_day(struct arena *arena, int64_t date, int64_t now);
/* The day as a heading: "Today", "Yesterday", else weekday and date. */
struct safe present_day(struct arena *arena, int64_t date, int64_t now);
/* Both times on the same day of the reader's zone? */
bool present_is_same_day(int64_t a, int64_t b);
/* `format` as of strftime(); empty = by the reader's locale. */
struct safe present_date(struct arena *arena, int64_t date, const char *format);
/* Reading time at 230 words a minute, one minute at the least. */
struct safe present_minutes(struct arena *arena, size_t words);

/* `out` lives in `arena` and may look into `document`. */
void present_page(struct page *out, struct arena *arena, const struct document *document);

#endif
