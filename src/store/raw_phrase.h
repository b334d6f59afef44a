/* Words in a row, looked for in HTML as it is stored: nothing is stripped or folded but
 * what stands around their rarest letter.  Most texts are passed over at a byte a cycle. */
#ifndef STEPPE_STORE_RAW_PHRASE_H
#define STEPPE_STORE_RAW_PHRASE_H

#include "src/base/arena.h"
#include "src/base/text.h"

struct raw_phrase;

/* Of `folded`, " word word " (src/base/tokens.h); with `is_prefix` the last one may go on.
 * Lives in `arena`. */
struct raw_phrase *raw_phrase_new(struct arena *arena, struct foreign folded, bool is_prefix);

/* False only if the words are not in a row in the text that `html` is stripped and folded
 * to.  True may be said for nothing: of what stands in a tag or a script, and where a tag
 * or a reference parts letters. */
bool raw_phrase_may_be_in(const struct raw_phrase *phrase, struct bytes html);

#endif
