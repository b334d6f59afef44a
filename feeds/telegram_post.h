/* One post on the page t.me/s/NAME of a public channel.  For parse_telegram.c only. */
#ifndef STEPPE_FEEDS_TELEGRAM_POST_H
#define STEPPE_FEEDS_TELEGRAM_POST_H

#include <stdbool.h>

#include "feeds/feed.h"
#include "feeds/tag_walk.h"
#include "src/base/arena.h"
#include "src/base/buffer.h"

/* What addresses on the page are relative to. */
#define TELEGRAM_SITE FOREIGN("https://t.me/")

struct telegram_post {
	struct arena *arena;
	struct article *article;
	struct buffer words, pictures; /* HTML; buffer_done() is the caller's */
	struct foreign path;           /* "channel/123" */
	bool is_service;               /* "Channel created" */
};

/* Reads the elements of `walk` into the post and its article.  False when it is no
 * post of the channel: it has no address, or Telegram itself wrote it. */
bool telegram_post_read(struct telegram_post *post, struct tag_walk walk);

/* An attribute's value as an absolute address. */
struct foreign telegram_address(struct arena *arena, struct foreign value);

#endif
