/* The reader on the screen: opens jobs, screen and session, and closes them in reverse. */
#ifndef STEPPE_READER_H
#define STEPPE_READER_H

#include "src/base/error.h"
#include "src/paths.h"
#include "src/settings.h"

/* What ui_run() says: 0, or 128 + signal.  -1 with the reason why it cannot start. */
int reader_run(const struct paths *paths, const struct settings *settings, const char *program,
	struct error *error);

#endif
