#include "src/base/random.h"

#include <stdlib.h>
#include <sys/random.h>
#include <time.h>

void random_init(struct random *random)
{
	const char *seed = getenv("STEPPE_SEED");
	if (seed && *seed)
		random->state = strtoull(seed, NULL, 10);
	else if (getrandom(&random->state, sizeof random->state, GRND_NONBLOCK) < 0)
		random->state = (uint64_t)time(NULL);
}

uint32_t random_below(struct random *random, uint32_t below)
{
	/* splitmix64 (Steele, Lea, Flood 2014) */
	uint64_t word = random->state += 0x9E3779B97F4A7C15;
	word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
	word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
	word ^= word >> 31;
	return (uint32_t)(((word >> 32) * below) >> 32);
}
