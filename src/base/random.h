/* Chance: for jitter in schedules and tie-breaks, never for secrets.
 * STEPPE_SEED in the environment fixes it, for tests. */
#ifndef STEPPE_BASE_RANDOM_H
#define STEPPE_BASE_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state;
};

void random_init(struct random *random);
/* Evenly from 0 to below - 1; below > 0. */
uint32_t random_below(struct random *random, uint32_t below);

#endif
