/* Find the article inside a web page: text without menus, share bars and
 * promotion, and who wrote it when.  Gumbo tree in, clean HTML out; runs in a
 * worker.  Linear in the size of the page. */
#ifndef STEPPE_FEEDS_EXTRACT_H
#define STEPPE_FEEDS_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct extract {
	struct foreign title;
	struct foreign byline;
	struct foreign site_name;
	struct foreign language;
	struct foreign excerpt;
	struct foreign image;
	struct foreign published_text; /* RFC 3339 */
	int64_t published;
	struct foreign content_html; /* clean, small, absolute addresses */
	struct foreign content_text; /* blocks parted by '\n' */
};

/* `page` is the HTML as foreign text (encoding.h first); `url` where it lies.
 * False with ERROR_FORMAT when it is no page or has no article, ERROR_LIMIT when it
 * is over the limits. */
bool extract_article(struct extract *out, struct arena *arena, struct foreign page,
	struct foreign url, struct error *error);

#endif
