/* Panes and borders as the person left them: kept in the store. */
#ifndef STEPPE_SESSION_LAYOUTS_H
#define STEPPE_SESSION_LAYOUTS_H

#include "src/session/session.h"

void layouts_load(struct session *session);
/* A small text under a name of its own. */
void session_keep_value(struct session *session, const char *name, const char *value);

#endif
