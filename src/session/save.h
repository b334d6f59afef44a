/* An article as a text of its own. */
#ifndef STEPPE_SESSION_SAVE_H
#define STEPPE_SESSION_SAVE_H

#include "src/base/buffer.h"
#include "src/session/page.h"
#include "src/session/session.h"
#include "src/store/store.h"

enum save_format { SAVE_TEXT, SAVE_MARKDOWN, SAVE_HTML };

struct saved_article {
	struct stored_article article;
	struct foreign html; /* as it is shown: whole or as the feed sent it */
	const struct page *page;
	const char *date_format;
};

/* The article that is meant, and its text; false with a sentence. */
bool save_read(struct session *session, struct arena *arena, struct saved_article *out,
	struct error *error);
/* Text and Markdown hold safe text only; HTML is the outlet's, for a browser. */
void save_format(struct buffer *out, const struct saved_article *saved, enum save_format format);

#endif
