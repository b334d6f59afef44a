/* Changes of every kind that a person makes, and updates between them, as chance has it:
 * the same for the same start. */
#ifndef STEPPE_TESTS_STORE_RANDOM_CHANGES_H
#define STEPPE_TESTS_STORE_RANDOM_CHANGES_H

#include "tests/store/world.h"

struct chance {
	uint64_t state;
};

/* From 0 to below - 1. */
size_t draw(struct chance *chance, size_t below);

/* A world with four feeds that share every other article. */
void fill(struct world *world);
/* One change, or a step of several; it may fail or change nothing. */
void change_something(struct world *world, struct chance *chance);
/* An update of some feed, now and then. */
void bring_some(struct world *world, struct chance *chance);

#endif
