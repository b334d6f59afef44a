/* What JSON text goes through on its way into jansson: a filter, piece by piece, that
 * keeps the tree shallow and small, and mends what programs that write JSON by
 * hand leave in it: half a surrogate pair, \u0000 and line breaks in strings, a
 * comma behind the last value. */
#ifndef STEPPE_FEEDS_JSON_SCAN_H
#define STEPPE_FEEDS_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/error.h"
#include "src/base/text.h"

#define JSON_DEPTH_LIMIT 256
#define JSON_NAME_LIMIT 1024
#define JSON_CONTAINERS_LIMIT 250000
#define JSON_VALUES_LIMIT 1000000

struct json_scan {
	const char *at;
	const char *end;
	const char *string; /* where the one begins that `at` is in, else NULL */
	size_t depth, deepest;
	size_t containers, values;
	bool has_long_name;
};

/* The next of the mended text, as much as `room` (32 at least) holds; 0 at its end,
 * and over a limit. */
size_t json_scan_take(struct json_scan *scan, char *out, size_t room);

/* False with ERROR_LIMIT when what was taken is over one of the limits. */
bool json_scan_check(const struct json_scan *scan, struct error *error);

#endif
