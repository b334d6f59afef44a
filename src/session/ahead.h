/* Pages fetched before anybody opens their articles. */
#ifndef STEPPE_SESSION_AHEAD_H
#define STEPPE_SESSION_AHEAD_H

#include "src/jobs/event.h"
#include "src/session/session.h"

/* The feeds that want it get their pages while the network is there. */
void ahead_start(struct session *session);
void ahead_stop(struct session *session);
void ahead_fetch_page(struct session *session, int64_t article_id);
void ahead_tick(struct session *session);
void ahead_take(struct session *session, const struct event *event);

#endif
