#include "feeds/document_links.h"

#include <stdlib.h>

#include "src/base/array.h"
#include "src/base/hash.h"
#include "src/base/memory.h"

void document_links_done(struct document_links *links)
{
	free(links->items);
	free(links->slots);
	*links = (struct document_links){0};
}

/* Where the address is, or where it would go. */
static size_t find_slot(const struct document_links *links, struct foreign url)
{
	size_t mask = links->slots_count - 1;
	size_t slot = hash_bytes(url.utf8, url.len) & mask;
	while (links->slots[slot] && !foreign_equal(links->items[links->slots[slot] - 1], url))
		slot = (slot + 1) & mask;
	return slot;
}

static void grow(struct document_links *links)
{
	free(links->slots);
	links->slots_count = links->slots_count > 0 ? links->slots_count * 2 : 64;
	links->slots = memory_calloc(links->slots_count, sizeof *links->slots);
	for (size_t i = 0; i < links->count; i++)
		links->slots[find_slot(links, links->items[i])] = (uint32_t)i + 1;
}

int32_t document_links_add(struct document_links *links, struct foreign url)
{
	if (links->count * 2 >= links->slots_count)
		grow(links);
	size_t slot = find_slot(links, url);
	if (links->slots[slot])
		return (int32_t)links->slots[slot] - 1;
	ARRAY_PUSH(links->items, links->count, links->capacity) = url;
	links->slots[slot] = (uint32_t)links->count;
	return (int32_t)links->count - 1;
}
