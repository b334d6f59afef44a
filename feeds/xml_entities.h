/* Entities that a document declares itself: <!ENTITY name "text"> in its DTD
 * (XML 1.0, 4.2).  Only short texts without markup count, and none that holds a
 * reference to another entity: nothing grows by more than a document could say
 * by itself.  What lies elsewhere (SYSTEM, PUBLIC) is never fetched. */
#ifndef STEPPE_FEEDS_XML_ENTITIES_H
#define STEPPE_FEEDS_XML_ENTITIES_H

#include "src/base/arena.h"
#include "src/base/text.h"

/* The document with the text of each in place of its references; `text` itself
 * when it declares none. */
struct foreign xml_entities_expand(struct arena *arena, struct foreign text);

#endif
