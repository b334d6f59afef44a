#include "src/base/hash.h"

#include <endian.h>
#include <string.h>

/* Eight bytes a step, each folded in by a widening multiplication; the
 * constants are the fractional parts of the square roots of 2, 3 and 5. */
static const uint64_t ROOT2 = 0x6A09E667F3BCC909, ROOT3 = 0xBB67AE8584CAA73B,
		      ROOT5 = 0x3C6EF372FE94F82B;

static uint64_t fold(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t load(const unsigned char *at, size_t len)
{
	uint64_t word = 0;
	for (size_t i = 0; i < len; i++)
		word |= (uint64_t)at[i] << (8 * i);
	return word;
}

static uint64_t load_whole(const unsigned char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return le64toh(word); /* hashes are kept in files that may change machines */
}

uint64_t hash_bytes(const void *data, size_t len)
{
	const unsigned char *at = data;
	uint64_t hash = ROOT2 ^ len;
	for (; len >= 16; at += 16, len -= 16)
		hash = fold(hash ^ load_whole(at) ^ ROOT3, load_whole(at + 8) ^ ROOT5);
	if (len > 8)
		hash = fold(hash ^ load_whole(at) ^ ROOT3, load(at + 8, len - 8) ^ ROOT5);
	else if (len > 0)
		hash = fold(hash ^ load(at, len) ^ ROOT3, ROOT5);
	hash = fold(hash ^ ROOT5, ROOT3);
	return hash ? hash : 1; /* 0 stays free for "none" */
}
