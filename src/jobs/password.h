/* The password of a feed out of a password store: the first line that a command of
 * the user's prints ("pass show feeds/outlet"). */
#ifndef STEPPE_JOBS_PASSWORD_H
#define STEPPE_JOBS_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define PASSWORD_SECONDS 30 /* then the command is killed */

/* What was told already, so that many feeds ask once. */
struct passwords {
	struct password *items;
	size_t count, capacity;
};

/* Starts the command by its words, never through a shell, apart from the terminal, and
 * waits.  `out` lives in `arena`.  False with ERROR_CONFIG, which names the program. */
bool password_ask(struct foreign *out, struct passwords *passwords, struct arena *arena,
	struct foreign command, struct error *error);
void passwords_done(struct passwords *passwords);

#endif
