/* The elements of HTML that we treat in a way of their own, and what is known of
 * each (html_tags.def is the table). */
#ifndef STEPPE_FEEDS_HTML_TAGS_H
#define STEPPE_FEEDS_HTML_TAGS_H

#include "src/base/text.h"

enum html_tag {
	HTML_TEXT,  /* not an element: text stands in `text` */
	HTML_OTHER, /* an element without a line in html_tags.def */
#define HTML_TAG(NAME, name, traits) HTML_##NAME,
#include "feeds/html_tags.def"
#undef HTML_TAG
};

enum html_trait {
	HTML_IS_INLINE = 0,
	HTML_IS_BLOCK = 1 << 0,
	HTML_IS_VOID = 1 << 1,     /* has no content and no end tag */
	HTML_IS_RAW = 1 << 2,      /* markup inside is text */
	HTML_IS_SILENT = 1 << 3,   /* its content is never shown */
	HTML_IS_KEPT = 1 << 4,     /* may stand in cleaned HTML */
	HTML_IS_FORMAT = 1 << 5,   /* reopened by parsers when crossed ("formatting" in WHATWG) */
	HTML_IS_SCOPE = 1 << 6,    /* end tags inside do not reach out of it */
	HTML_IS_LAZY_END = 1 << 7, /* the end tag may be missing */
	HTML_IS_ORDINARY = 1 << 8, /* a block to us, but not "special" in WHATWG's parser */
	HTML_IS_SPECIAL = 1 << 9,  /* the other way round */
};

unsigned html_traits(enum html_tag tag);
const char *html_tag_name(enum html_tag tag);
/* HTML_OTHER for a name that has no line in the table; ASCII case does not matter. */
enum html_tag html_tag_by_name(struct foreign name);

#endif
