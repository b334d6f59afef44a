/* What a page says about itself: JSON-LD, Open Graph, Twitter cards, Dublin
 * Core and other <meta>, <time>, and the marks of a by-line.  For the
 * extractor only. */
#ifndef STEPPE_FEEDS_EXTRACT_META_H
#define STEPPE_FEEDS_EXTRACT_META_H

#include "feeds/html.h"
#include "src/base/arena.h"
#include "src/base/text.h"

struct page_facts {
	struct foreign title;
	struct foreign byline;
	struct foreign site_name;
	struct foreign language;
	struct foreign description;   /* for the excerpt */
	struct foreign image;         /* absolute */
	struct foreign published;     /* RFC 3339 */
	struct foreign address;       /* canonical, as the page says */
	struct foreign article_body;  /* the text, as JSON-LD repeats it; markup taken out */
	struct foreign article_lines; /* the same, a line for each paragraph */
};

void page_facts_read(struct page_facts *out, struct arena *arena, const struct html_tree *tree,
	struct foreign base_url);

#endif
