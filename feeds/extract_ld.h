/* What a page tells machines about its article in JSON-LD (schema.org). */
#ifndef STEPPE_FEEDS_EXTRACT_LD_H
#define STEPPE_FEEDS_EXTRACT_LD_H

#include "feeds/html.h"
#include "src/base/arena.h"
#include "src/base/text.h"

struct ld_facts {
	struct foreign headline;
	struct foreign name;    /* often the same */
	struct foreign authors; /* names, joined by ", " */
	struct foreign account; /* the author by a reference, or who made the page */
	struct foreign publisher;
	struct foreign description;
	struct foreign published; /* as written */
	struct foreign created;   /* as written */
	struct foreign image;     /* as written */
	struct foreign body;      /* may hold markup */
};

/* Everything is copied into `arena`; what is not said is empty. */
void ld_facts_read(struct ld_facts *out, struct arena *arena, const struct html_tree *tree);

#endif
