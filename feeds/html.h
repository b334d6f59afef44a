/* [gumbo] HTML as a tree we can walk, however deep.  The only file that knows
 * Gumbo is html.c; what it returns is a neutral tree in the caller's arena:
 * elements with a lower-case tag name, attributes and children, and texts. */
#ifndef STEPPE_FEEDS_HTML_H
#define STEPPE_FEEDS_HTML_H

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

/* Owned by the html helper: see feeds/document.c and feeds/extract.c for its users. */
struct html_node;

#endif
