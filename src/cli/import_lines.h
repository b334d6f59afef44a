/* Lines and words of the lists that other readers keep as text. */
#ifndef STEPPE_CLI_IMPORT_LINES_H
#define STEPPE_CLI_IMPORT_LINES_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/text.h"

struct import_word {
	struct foreign text; /* without its quotation marks */
	bool is_quoted;
};

/* Cuts the first line from `text`. */
struct foreign import_cut_line(struct foreign *text);

/* The next word of `line`, "quoted" or not; false at the end. */
bool import_next_word(struct arena *arena, struct foreign *line, struct import_word *word);

/* `tags` with one more: ours are parted by blanks, so one of several words is joined. */
struct foreign import_more_tags(struct arena *arena, struct foreign tags, struct foreign tag);

#endif
