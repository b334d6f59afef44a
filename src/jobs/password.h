/* The password of a feed out of a password store: the first line that a command of
 * the user's prints ("pass show feeds/outlet").  Nobody waits for it here: who wants a
 * password asks again when one has come. */
#ifndef STEPPE_JOBS_PASSWORD_H
#define STEPPE_JOBS_PASSWORD_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define PASSWORD_SECONDS 30 /* then the command is killed */

/* What was told already, so that many feeds ask once; {0} is empty. */
struct passwords {
	struct password *first;
};

enum password_answer { PASSWORD_FAILED, PASSWORD_TOLD, PASSWORD_AWAITED };

/* Starts the command when what it told is not known.  PASSWORD_TOLD: `out` lives in `arena`.
 * PASSWORD_FAILED: an ERROR_CONFIG names the program. */
enum password_answer password_ask(struct foreign *out, struct passwords *passwords,
	struct arena *arena, struct foreign command, struct error *error);

/* Is a command running? */
bool passwords_are_awaited(const struct passwords *passwords);
/* Takes in what commands have printed, and kills who is late.  True when one has ended. */
bool passwords_listen(struct passwords *passwords);

/* Kills those that run, and forgets all. */
void passwords_done(struct passwords *passwords);

#endif
