/* The addresses a document links to, each once, in the order they are met. */
#ifndef STEPPE_FEEDS_DOCUMENT_LINKS_H
#define STEPPE_FEEDS_DOCUMENT_LINKS_H

#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

/* Start with {0}. */
struct document_links {
	struct foreign *items;
	size_t count, capacity;
	uint32_t *slots; /* hash table: index into items + 1 */
	size_t slots_count;
};

void document_links_done(struct document_links *links);
/* The index of the address, the same for the same address; its text is borrowed. */
int32_t document_links_add(struct document_links *links, struct foreign url);

#endif
