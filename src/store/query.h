/* The query language: text → tree → one SQL statement with bound values.  The
 * same words everywhere: the filter line, smart folders, the command line, rules.
 * See steppe-query(7). */
#ifndef STEPPE_STORE_QUERY_H
#define STEPPE_STORE_QUERY_H

#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct query;

/* What may stand in a query besides a person's words, parted by blanks; for completion. */
extern const char query_vocabulary[];

/* Lives in `arena`.  NULL with ERROR_USAGE: one sentence with the column of the
 * mistake ("column 12: …"; columns count characters from 1).  Relative dates
 * ("since:2d") count from `now`, calendar dates in the local zone. */
struct query *query_parse(
	struct arena *arena, struct foreign text, int64_t now, struct error *error);
/* What fits both, in the order of `other` if it has one.  NULL fits everything. */
const struct query *query_both(
	struct arena *arena, const struct query *one, const struct query *other);

#endif
