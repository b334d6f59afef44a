/* Pages made ready for reading: the open article and its neighbours. */
#ifndef STEPPE_SESSION_READY_H
#define STEPPE_SESSION_READY_H

#include "src/session/inside.h"

struct ready_page *ready_find(
	struct session_inside *inside, int64_t article_id, struct text_choice choice);
bool ready_has(const struct session_inside *inside, int64_t article_id);
/* Takes the event's arena; `in_use` is on the screen and stays. */
struct ready_page *ready_keep(
	struct session_inside *inside, struct event *event, const struct page *in_use);
void ready_forget(struct session_inside *inside, int64_t article_id);
void ready_free(struct session_inside *inside);

#endif
