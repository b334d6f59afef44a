/* What JSON text goes through before jansson sees it: a linear scan that keeps
 * the tree shallow and small, and mends in place what programs that write JSON
 * by hand leave in it: half a surrogate pair, \u0000 and line breaks in strings,
 * a comma behind the last value. */
#ifndef STEPPE_FEEDS_JSON_SCAN_H
#define STEPPE_FEEDS_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/error.h"

#define JSON_DEPTH_LIMIT 256
#define JSON_NAME_LIMIT 1024
#define JSON_CONTAINERS_LIMIT 250000
#define JSON_VALUES_LIMIT 1000000

/* False with ERROR_LIMIT over one of the limits. */
bool json_scan(char *text, size_t len, struct error *error);

#endif
