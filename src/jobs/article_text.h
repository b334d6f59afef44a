/* What is read of an article: which of its texts, and what of it is hidden. */
#ifndef STEPPE_JOBS_ARTICLE_TEXT_H
#define STEPPE_JOBS_ARTICLE_TEXT_H

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/jobs/order.h"
#include "src/jobs/work.h"
#include "src/store/store.h"

/* What its outlet changed, word by word, as HTML: [-gone-] and {+new+}; empty when
 * there is no former text. */
struct foreign article_difference(struct arena *arena, const struct stored_article *article);

/* The request that an ORDER_DOCUMENT makes of a worker; `is_fulltext` says which
 * text it is.  Lives in `arena`. */
bool article_request(struct work_request *out, bool *is_fulltext, struct arena *arena,
	struct store_reader *reader, const struct order *order, struct error *error);

#endif
