/* A stable id for an article that has none, so that it is the same article on
 * the next refresh: from its address, else from its title and date, else from
 * its text. */
#ifndef STEPPE_FEEDS_IDENTITY_H
#define STEPPE_FEEDS_IDENTITY_H

#include "feeds/feed.h"
#include "src/base/arena.h"

/* Gives every article without an id one, and tells apart those that share one. */
void identity_complete(struct feed *feed, struct arena *arena);

#endif
