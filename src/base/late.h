/* A shared library that few runs need, loaded when it is needed (configure finds its
 * name, or links it as usual). */
#ifndef STEPPE_BASE_LATE_H
#define STEPPE_BASE_LATE_H

#include <stddef.h>

struct late_function {
	const char *name;
	size_t offset; /* of its pointer */
};

/* Fills in the pointers in `library`.  Ends the program with a sentence when it, or one of
 * its functions, is not there. */
void late_load(
	void *library, const char *soname, const struct late_function *functions, size_t count);

#endif
