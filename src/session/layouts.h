/* Panes and borders as the person left them: kept in the store. */
#ifndef STEPPE_SESSION_LAYOUTS_H
#define STEPPE_SESSION_LAYOUTS_H

#include "src/session/session.h"

void layouts_load(struct session *session);
void layouts_keep(struct session *session);

#endif
