/* A fast 64-bit hash of bytes, for "have I seen this before" within one feed.
 * Not for hostile key sets across owners, not for security; the values are
 * kept in the store, so the function may never change its answer. */
#ifndef STEPPE_BASE_HASH_H
#define STEPPE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t hash_bytes(const void *data, size_t len);

#endif
