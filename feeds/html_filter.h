/* What Gumbo need not or must not see is cut out of HTML first, in one linear
 * pass: comments, styles, scripts (but not JSON-LD), drawings; nesting,
 * attributes and tags over the limits below.  Also ends formatting elements
 * where their paragraph ends: parsers would open them again in each of the
 * following ones, and a page could make that explode. */
#ifndef STEPPE_FEEDS_HTML_FILTER_H
#define STEPPE_FEEDS_HTML_FILTER_H

#include <stdbool.h>

#include "feeds/html_scan.h"
#include "src/base/buffer.h"
#include "src/base/text.h"

/* What Gumbo may see; the rest is left out.  A page of 5 MB in short paragraphs is whole. */
#define HTML_LIMIT (6u << 20)
#define HTML_DEPTH_LIMIT 256
#define HTML_TAGS_LIMIT 120000

/* Appends the filtered `html` to `out`; true when a limit left something out. */
bool html_filter(struct buffer *out, struct foreign html);

#endif
