/* What the repair has to know of a feed's elements to see where an end tag is missing. */
#ifndef STEPPE_FEEDS_XML_FIELDS_H
#define STEPPE_FEEDS_XML_FIELDS_H

#include "src/base/text.h"

enum xml_field_trait {
	XML_FIELD_SURE = 1 << 0,  /* a feed's element that is never part of a text */
	XML_FIELD_MAYBE = 1 << 1, /* one that HTML has as well (title, link) */
	/* Holds text only: any element of a feed that begins in it ends it. */
	XML_FIELD_TEXT = 1 << 2,
	XML_FIELD_MARKUP = 1 << 3, /* may hold unescaped HTML */
	XML_FIELD_VOID = 1 << 4,   /* of HTML, never has an end tag (br, img, hr) */
	/* Of HTML, the end tag may be missing when the next of its kind begins (p, li). */
	XML_FIELD_OPTIONAL_END = 1 << 5,
};

/* The traits of an element by its canonical name (xml_names.h). */
unsigned xml_field_traits(struct foreign name);

#endif
