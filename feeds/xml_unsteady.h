/* What outlets write anew at every request although the article is the same: the
 * address of its thumbnail, and how many have seen, rated or answered it.  An
 * item is known again whatever these say; that it has a thumbnail counts. */
#ifndef STEPPE_FEEDS_XML_UNSTEADY_H
#define STEPPE_FEEDS_XML_UNSTEADY_H

#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

#define XML_UNSTEADY_LIMIT 16 /* of one item; more of them count like all else */

struct xml_unsteady {
	struct foreign parts[XML_UNSTEADY_LIMIT]; /* of the item, in order */
	size_t count;
};

/* Takes note when an element of that kind begins with the '<' at `at`. */
void xml_unsteady_note(struct xml_unsteady *unsteady, const char *at, const char *end);
/* The hash of all the rest; hash_bytes() of the item when nothing was noted. */
uint64_t xml_unsteady_hash(const struct xml_unsteady *unsteady, struct foreign item);

#endif
