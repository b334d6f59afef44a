/* What a search will show, looked for while it is typed: before the search index has the
 * articles their texts are looked through, and whoever has typed the last letter need not
 * wait for that. */
#ifndef STEPPE_SESSION_SEARCH_AHEAD_H
#define STEPPE_SESSION_SEARCH_AHEAD_H

#include "src/session/list_answer.h"

/* That is typed now; what was looked for before is given up. */
void search_ahead_want(struct session *session, const char *words);
/* Nobody searches any more. */
void search_ahead_stop(struct session *session);
/* When the same was looked for, the list takes what was found of it, or waits for that;
 * frees `question` then. */
bool search_ahead_serves(struct session *session, struct list_answer *question);
/* False when the event is none of its answers. */
bool search_ahead_take(struct session *session, struct event *event);

#endif
