/* What JSON text goes through before jansson sees it: a linear scan that keeps
 * the tree shallow and small, and mends in place what JavaScript leaves in
 * strings (half a surrogate pair, \u0000). */
#ifndef STEPPE_FEEDS_JSON_SCAN_H
#define STEPPE_FEEDS_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/error.h"

/* False with ERROR_LIMIT over one of json.h's limits. */
bool json_scan(char *text, size_t len, struct error *error);

#endif
