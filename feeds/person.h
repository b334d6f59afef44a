/* People as feeds write them: "a@b.org (Name)", "Name <a@b.org>", <author><name>… */
#ifndef STEPPE_FEEDS_PERSON_H
#define STEPPE_FEEDS_PERSON_H

#include "feeds/feed.h"
#include "src/base/arena.h"

/* Name and address out of one line; both empty when there is neither. */
struct person person_parse(struct arena *arena, struct foreign line);

/* Adds everyone of "a@b.org (A), c@d.org (C)": a list when each part has an address;
 * else the line is one person. */
void people_parse(struct people *people, struct arena *arena, struct foreign line);

/* Adds the person unless they are there already; what is new about a person
 * who is there is added to them.  `people` lives in `arena`. */
void people_add(struct people *people, struct arena *arena, struct person person);

#endif
