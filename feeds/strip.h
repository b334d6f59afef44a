/* HTML in small, without a tree: references and tags.  (The tree is html.h.) */
#ifndef STEPPE_FEEDS_STRIP_H
#define STEPPE_FEEDS_STRIP_H

#include "src/base/arena.h"
#include "src/base/text.h"

/* Plain text of a fragment by a linear tag stripper: tags out, references
 * resolved, scripts and styles left out, white space collapsed.  Serves
 * titles, summaries and the text to search; runs at hundreds of MB/s. */
struct foreign strip_html(struct arena *arena, struct foreign html);

/* The same, but it stops soon after `enough` bytes of text: at the next tag. */
struct foreign strip_html_start(struct arena *arena, struct foreign html, size_t enough);

/* The same with a line for each paragraph, cell or what else a tag parts. */
struct foreign strip_html_lines(struct arena *arena, struct foreign html);

/* Character references resolved (&amp; &#8217; &nbsp; …), markup untouched. */
struct foreign strip_references(struct arena *arena, struct foreign text);

#endif
