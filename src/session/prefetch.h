/* Pages fetched before anybody opens their articles. */
#ifndef STEPPE_SESSION_PREFETCH_H
#define STEPPE_SESSION_PREFETCH_H

#include "src/jobs/event.h"
#include "src/session/session.h"

/* The feeds that want it get their pages while the network is there. */
void prefetch_start(struct session *session);
/* What is under way comes yet; nothing more is asked for. */
void prefetch_stop(struct session *session);
void prefetch_page(struct session *session, int64_t article_id);
/* Asks for the next pages, as many as may be under way. */
void prefetch_tick(struct session *session);
/* An answer of the pipeline, when it is to one of these orders. */
void prefetch_take(struct session *session, const struct event *event);

#endif
