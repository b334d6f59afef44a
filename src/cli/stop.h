/* A person's wish to end what takes long: Ctrl-C, or SIGTERM and SIGHUP.  While it
 * is watched for, the first one is asked for here; the second ends the program as
 * it always would. */
#ifndef STEPPE_CLI_STOP_H
#define STEPPE_CLI_STOP_H

#include <signal.h>
#include <stdbool.h>

#define STOP_LOOK_MS 200 /* between two calls of stop_is_wanted() */

struct stop {
	sigset_t signals, before;
	bool is_wanted;
};

/* A signal that the program was started to ignore (nohup) stays ignored. */
void stop_watch(struct stop *stop);
/* True from the first signal on. */
bool stop_is_wanted(struct stop *stop);
void stop_done(struct stop *stop);

#endif
