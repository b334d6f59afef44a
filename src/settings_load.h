/* The settings from the config file. */
#ifndef STEPPE_SETTINGS_LOAD_H
#define STEPPE_SETTINGS_LOAD_H

#include "src/settings.h"

/* Every setting at its initial value, then what the file at paths->config says.
 * What is wrong there stands in settings->config.problems. */
void settings_load(struct settings *settings, struct arena *arena, const struct paths *paths);
void settings_done(struct settings *settings);

#endif
