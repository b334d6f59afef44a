/* What the repair has to know of a feed's elements to see where an end tag is missing. */
#ifndef STEPPE_FEEDS_XML_FIELDS_H
#define STEPPE_FEEDS_XML_FIELDS_H

#include <stdbool.h>

#include "src/base/text.h"

enum xml_field_trait {
	XML_FIELD_NONE,
	XML_FIELD_MAYBE, /* a feed's element that HTML has as well (title, link) */
	XML_FIELD_SURE,  /* a feed's element that is never part of a text */
};

/* All take canonical names (xml_names.h). */
enum xml_field_trait xml_field_trait(struct foreign name);
/* Holds text only: any element of a feed that begins in it ends it. */
bool xml_field_is_text(struct foreign name);
/* May hold unescaped HTML. */
bool xml_field_is_markup(struct foreign name);
/* An element of HTML that never has an end tag (br, img, hr). */
bool xml_field_is_void(struct foreign name);

/* An element of HTML whose end tag may be missing when the next of its kind begins (p, li). */
bool xml_field_has_optional_end(struct foreign name);

#endif
