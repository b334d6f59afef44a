/* A public channel of Telegram: the page t.me/s/NAME shows its last posts, and
 * Telegram has no feed of them.  Read as if it were one. */
#ifndef STEPPE_FEEDS_PARSE_TELEGRAM_H
#define STEPPE_FEEDS_PARSE_TELEGRAM_H

#include <stdbool.h>

#include "feeds/feed.h"
#include "feeds/parse_options.h"
#include "src/base/arena.h"

/* Is this such a page?  By what is in it: a channel's head or its posts. */
bool parse_telegram_is(struct foreign page);

/* Any page gives a feed, maybe one without articles. */
void parse_telegram(struct feed *out, struct arena *arena, struct foreign page,
	const struct parse_options *options);

#endif
