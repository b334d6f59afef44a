/* bytes → foreign: which encoding is this, and the text in it (WHATWG Encoding,
 * RFC 7303).  Order: BOM, the charset of Content-Type, the XML declaration or
 * <meta charset>, valid UTF-8, uchardet.  One bad byte gives one U+FFFD, never
 * a change of encoding. */
#ifndef STEPPE_FEEDS_ENCODING_H
#define STEPPE_FEEDS_ENCODING_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/text.h"

enum encoding_kind { ENCODING_XML, ENCODING_HTML, ENCODING_JSON };

struct decoded {
	struct foreign text;     /* without BOM; looks into the bytes when they were UTF-8 already */
	struct foreign encoding; /* WHATWG name in lower case: "utf-8", "windows-1251" */
	bool is_repaired;        /* some bytes were invalid and became U+FFFD */
};

void encoding_decode(struct decoded *out, struct arena *arena, struct bytes bytes,
	struct foreign content_type, enum encoding_kind kind);

#endif
