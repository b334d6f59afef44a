/* A feed's own settings, as a flat JSON object of strings. */
#ifndef STEPPE_STORE_OPTIONS_H
#define STEPPE_STORE_OPTIONS_H

#include "src/base/arena.h"
#include "src/base/text.h"
#include "src/store/statement.h"
#include "src/store/store.h"

/* The value of "on", "off" or anything else. */
enum setting3 options_setting(struct foreign options, const char *name);
/* With `name` set to `value`; an empty value takes it out.  By SQLite's JSON. */
bool options_with(struct foreign *out, struct arena *arena, struct database *database,
	struct foreign options, struct foreign name, struct foreign value, struct error *error);

#endif
