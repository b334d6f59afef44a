/* Whether work grows with its input or with the square of it, told without a
 * limit in seconds: sanitizers and busy machines are slow, but slow alike. */
#ifndef STEPPE_TESTS_LIB_GROWTH_H
#define STEPPE_TESTS_LIB_GROWTH_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* CPU time that `work` takes for an input of `size`; what prepares the input is not counted. */
typedef clock_t work_fn(size_t size, const void *what);

/* Eight times the input may take 24 times as long: linear work takes 8, quadratic 64.
 * Less than 2 ms is below what the clock tells.  Two more tries when something came between. */
static inline bool grows_linearly(work_fn *work, size_t size, const void *what)
{
	const clock_t least = CLOCKS_PER_SEC / 500;
	for (int tries = 0; tries < 3; tries++) {
		clock_t small = work(size / 8, what);
		clock_t large = work(size, what);
		if (large < 24 * (small > least ? small : least))
			return true;
	}
	return false;
}

#endif
