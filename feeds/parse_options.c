#include "feeds/parse_options.h"

bool parse_is_known(const struct parse_options *options, uint64_t hash)
{
	size_t low = 0, high = options->known_hashes_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (options->known_hashes[middle] == hash)
			return true;
		if (options->known_hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}
