/* Pages made ready for reading: the open article and its neighbours.  When the cache is full
 * the page that was not used longest gives way. */
#ifndef STEPPE_SESSION_PAGE_CACHE_H
#define STEPPE_SESSION_PAGE_CACHE_H

#include "src/session/inside.h"

/* NULL when it is not there; the page stays the cache's, and lives until another is put. */
struct cached_page *page_cache_find(
	struct session_inside *inside, int64_t article_id, struct text_choice choice);
/* In any of its texts. */
bool page_cache_has(const struct session_inside *inside, int64_t article_id);
/* Takes the event's arena; `in_use` is on the screen and stays. */
struct cached_page *page_cache_put(
	struct session_inside *inside, struct event *event, const struct page *in_use);
void page_cache_forget(struct session_inside *inside, int64_t article_id);
void page_cache_free(struct session_inside *inside);

#endif
