/* What changed between two texts, word by word (Myers, "An O(ND) Difference
 * Algorithm", 1986).  Words are compared by value; white space is not. */
#ifndef STEPPE_BASE_DIFFERENCE_H
#define STEPPE_BASE_DIFFERENCE_H

#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/text.h"

enum difference_kind { DIFFERENCE_SAME, DIFFERENCE_GONE, DIFFERENCE_NEW };

/* Words in a row that share a fate: of the old text when GONE, else of the new. */
struct difference_run {
	enum difference_kind kind;
	struct foreign text; /* from the first word to the end of the last, a view */
};

struct difference {
	struct difference_run *runs;
	size_t count;
	size_t words_gone, words_new;
};

/* Linear in the texts for small changes; beyond DIFFERENCE_LIMIT changed words
 * the middle is given as one GONE and one NEW run.  Lives in `arena`. */
#define DIFFERENCE_LIMIT 2000
void difference_of(
	struct difference *out, struct arena *arena, struct foreign before, struct foreign after);

#endif
