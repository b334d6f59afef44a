/* How long articles are kept: the setting `keep` and the config's folder { } sections. */
#ifndef STEPPE_SETTINGS_KEEP_H
#define STEPPE_SETTINGS_KEEP_H

#include "src/config.h"
#include "src/store/store.h"
#include "src/store/upkeep.h"

/* `keep` is the setting's value.  A section with a mistake is blamed and left out. */
struct retentions settings_read_retentions(
	struct config *config, struct arena *arena, const char *keep);

#endif
