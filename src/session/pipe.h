/* A command that runs apart, as what an article is piped to; one at a time. */
#ifndef STEPPE_SESSION_PIPE_H
#define STEPPE_SESSION_PIPE_H

#include "src/base/program.h"
#include "src/session/session.h"

struct pipe_order {
	const char *const *words;
	bool is_own;      /* `words` are arguments of our own program */
	const char *name; /* as the last line calls it */
	const char *path; /* kept as piped.path; may be NULL */
	struct program_files files;
	int seconds; /* that it may take */
	/* Before what it printed is shown; true: all is said.  May be NULL. */
	bool (*ended)(struct session *session, bool is_good);
};

/* False, and it is said, when one runs already or this cannot be started. */
bool pipe_start(struct session *session, const struct pipe_order *order);
/* Takes in what it printed, and shows that when it has ended. */
void pipe_tick(struct session *session);
/* Until pipe_tick() has something to do, at most `most`. */
int pipe_wait_ms(const struct session *session, int most);
/* False when none runs. */
bool pipe_stop(struct session *session);
void pipe_done(struct session *session);

#endif
