/* Whether what the config says can be meant: each sentence names what is allowed. */
#ifndef STEPPE_SETTINGS_CHECK_H
#define STEPPE_SETTINGS_CHECK_H

#include "src/config.h"
#include "ui/ui.h"

/* "article x" is the key x in articles only; "x" counts everywhere. */
struct ui_key_setting settings_key(const char *name, const char *value);

bool settings_check_key(const struct config_value *value, struct error *error);
bool settings_check_color(const struct config_value *value, struct error *error);
bool settings_check_smart(
	const struct config_value *value, struct arena *arena, struct error *error);

/* "host:8080", an address that libcurl takes a proxy by, `none`, or nothing. */
bool settings_check_proxy(const char *value);
/* An address with {url} in it, or {site} and {name}, or nothing. */
bool settings_check_bridge(const char *value);

#endif
