/* An article as an item of a JSON Feed, as steppe-json(5) describes it: for the
 * command line, and for the commands that rules run. */
#ifndef STEPPE_JOBS_ARTICLE_JSON_H
#define STEPPE_JOBS_ARTICLE_JSON_H

#include "feeds/json.h"
#include "src/store/store.h"

/* `snippet`: the words around what a search found; may be empty.  json_release() it. */
struct json *article_json(const struct stored_article *article, struct foreign snippet);

#endif
