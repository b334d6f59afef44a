/* :import and :export, as the command line does them. */
#ifndef STEPPE_SESSION_EXCHANGE_H
#define STEPPE_SESSION_EXCHANGE_H

#include "src/base/arena.h"

/* What :export takes first, parted by blanks. */
extern const char exchange_kinds[];

/* A path as a person types it: ~/ is the home. */
const char *exchange_path(struct arena *arena, const char *typed);

#endif
