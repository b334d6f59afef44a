/* The name that was meant by one that was mistyped, as git has it. */
#ifndef STEPPE_SUGGEST_H
#define STEPPE_SUGGEST_H

#include <stddef.h>

struct suggestion {
	const char *typed; /* of `typed_len` bytes */
	size_t typed_len;
	const char *best; /* NULL = none is near */
	size_t distance;  /* of `best` */
};

struct suggestion suggest_for(const char *typed, size_t typed_len);
/* `best` is `name` when that is nearer than those before: one letter too many, too few or
 * wrong, two that changed places, or only its beginning. */
void suggest(struct suggestion *suggestion, const char *name);

#endif
