/* A file descriptor that wakes whoever sleeps in poll().  Ringing is safe from
 * any thread and from a signal handler; rings that nobody heard yet fold into one. */
#ifndef STEPPE_BASE_BELL_H
#define STEPPE_BASE_BELL_H

#include <stdbool.h>

struct bell {
	int read_fd;
	int write_fd;
};

/* False (with errno) when the system has no descriptor left. */
bool bell_init(struct bell *bell);
void bell_done(struct bell *bell);
void bell_ring(const struct bell *bell);
/* Forget the rings so far, before looking at what they announced. */
void bell_clear(const struct bell *bell);

#endif
