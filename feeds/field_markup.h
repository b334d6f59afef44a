/* Elements inside a field (XHTML in Atom, unescaped HTML in RSS) as HTML text. */
#ifndef STEPPE_FEEDS_FIELD_MARKUP_H
#define STEPPE_FEEDS_FIELD_MARKUP_H

#include "feeds/field.h"

/* The inside of `node`, without prefixes and without the <div> that Atom puts
 * round XHTML.  Addresses under an inner xml:base are resolved; the others stay
 * relative to field_base() of `node`.  With `text_is_html` the texts were escaped
 * HTML themselves. */
struct foreign field_markup(
	const struct field_reader *reader, const struct xml_node *node, bool text_is_html);

#endif
