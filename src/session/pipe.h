/* The command that an article was piped to and that runs apart. */
#ifndef STEPPE_SESSION_PIPE_H
#define STEPPE_SESSION_PIPE_H

#include "src/session/session.h"

/* Takes in what it printed, and shows that when it has ended. */
void pipe_tick(struct session *session);
/* Until pipe_tick() has something to do, at most `most`. */
int pipe_wait_ms(const struct session *session, int most);
/* False when none runs. */
bool pipe_stop(struct session *session);
void pipe_done(struct session *session);

#endif
