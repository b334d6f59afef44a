/* bytes → foreign: which encoding is this, and the text in it (WHATWG Encoding,
 * RFC 7303).  Order: BOM, the charset of Content-Type, the XML declaration or
 * <meta charset>, valid UTF-8, uchardet.  One bad byte gives one U+FFFD, never
 * a change of encoding.
 *
 * A label is obeyed even when it lies about UTF-8: read as Latin-1 by the order
 * above, "Größe" becomes "GrÃ¶ÃŸe", and what is encoded twice throughout is set
 * right again.  Both steps at once are to leave the bytes as they are; `encoding`
 * is the label's then, and `is_mislabeled` says why the text differs. */
#ifndef STEPPE_FEEDS_ENCODING_H
#define STEPPE_FEEDS_ENCODING_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/text.h"

enum encoding_kind { ENCODING_XML, ENCODING_HTML, ENCODING_JSON };

struct decoded {
	struct foreign text; /* without BOM; looks into the bytes when they were UTF-8 already */
	struct foreign encoding; /* WHATWG name in lower case: "utf-8", "windows-1251" */
	bool is_repaired;        /* some bytes were invalid and became U+FFFD */
	bool is_mislabeled;      /* `encoding` is the label's, but the text is UTF-8 */
};

void encoding_decode(struct decoded *out, struct arena *arena, struct bytes bytes,
	struct foreign content_type, enum encoding_kind kind);

#endif
