/* What an article encloses: sound and film have a sign in the lists, pictures and papers
 * have none. */
#ifndef STEPPE_STORE_ENCLOSURES_H
#define STEPPE_STORE_ENCLOSURES_H

#include "src/store/connection.h"

/* The flags of an article with these enclosures. */
uint32_t enclosures_flags(const struct enclosure *items, size_t count);

#endif
