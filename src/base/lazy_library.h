/* A shared library that few runs need, loaded when it is needed (configure finds its
 * name, or links it as usual). */
#ifndef STEPPE_BASE_LAZY_LIBRARY_H
#define STEPPE_BASE_LAZY_LIBRARY_H

#include <stddef.h>

struct lazy_function {
	const char *name;
	size_t offset; /* of its pointer */
};

/* Fills in the pointers in `library`.  Ends the program with a sentence when it, or one of
 * its functions, is not there. */
void lazy_library_load(
	void *library, const char *soname, const struct lazy_function *functions, size_t count);

#endif
