/* A feed and its articles as the world gave them: the neutral model that every
 * format is read into.  All text is foreign and lives in the arena (or in the
 * bytes) the feed was read with; immutable once built.  The fields are JSON
 * Feed 1.1's, and what that format has no field for.
 *
 * Text that is absent is empty (len 0).  Times are seconds since 1970 UTC, 0 = none. */
#ifndef STEPPE_FEEDS_FEED_H
#define STEPPE_FEEDS_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

enum feed_format {
	FEED_UNKNOWN,
	FEED_RSS_090,
	FEED_RSS_091,
	FEED_RSS_092,
	FEED_RSS_093,
	FEED_RSS_094,
	FEED_RSS_10,
	FEED_RSS_20,
	FEED_RSS, /* no version given */
	FEED_ATOM_03,
	FEED_ATOM_10,
	FEED_JSON_10,
	FEED_JSON_11,
	FEED_TELEGRAM, /* the page of a channel: parse_telegram.h */
};

enum tristate { TRISTATE_UNKNOWN, TRISTATE_NO, TRISTATE_YES };

struct person {
	struct foreign name;
	struct foreign email;
	struct foreign url;
	struct foreign avatar;
};

struct people {
	struct person *items;
	size_t count;
};

struct foreign_list {
	struct foreign *items;
	size_t count;
};

struct enclosure {
	struct foreign url;
	struct foreign mime_type;
	struct foreign title;
	int64_t size_bytes;       /* -1 = not said */
	int64_t duration_seconds; /* -1 = not said */
};

/* Who tells subscribers at once of what is new. */
struct hub {
	struct foreign type; /* "WebSub", "rssCloud" … */
	struct foreign url;
};

struct article {
	uint64_t bytes_hash; /* the item as it stood in the document (xml_unsteady.h) */

	struct foreign
		id; /* guid, atom:id, JSON id; made up from the content when the item has none */
	enum tristate guid_is_permalink;
	struct foreign url;
	struct foreign external_url;
	struct foreign title;   /* plain text */
	struct foreign summary; /* plain text */
	struct foreign
		content_html; /* as it came, not cleaned; addresses still relative to base_url */
	struct foreign content_text; /* JSON Feed's content_text */
	struct foreign base_url;     /* what content_html's addresses resolve against */
	struct foreign language;
	struct foreign image;
	struct foreign banner_image;
	struct foreign rights;
	struct foreign comments;      /* page with comments */
	struct foreign comments_feed; /* wfw:commentRss, thr replies */
	struct foreign source_title;
	struct foreign source_url;
	struct foreign chapters;   /* Podcasting 2.0 */
	struct foreign transcript; /* Podcasting 2.0 */
	int64_t comments_count;    /* slash:comments, thr:total; -1 = not said */
	int64_t published;
	int64_t updated;
	int64_t duration_seconds; /* itunes:duration; -1 = not said */
	enum tristate explicit_content;
	struct people authors;
	struct people contributors;
	struct foreign_list tags;
	struct enclosure *enclosures;
	size_t enclosures_count;

	/* What the store counts of it; filled by habits_learn_feed() (habits.h). */
	uint64_t *block_hashes; /* repeats.h */
	size_t block_hashes_count;
	enum tristate is_teaser; /* only leads to its page; unknown when nobody looked */
};

/* What a feed asks of those who poll it (RSS ttl, skipHours, skipDays; sy:). */
struct feed_hints {
	int64_t interval_seconds; /* ttl or sy:updatePeriod/Frequency; 0 = not said */
	uint32_t skip_hours;      /* bit h: hour h of the day, GMT */
	uint8_t skip_days;        /* bit 0: Sunday … bit 6: Saturday, GMT */
};

struct feed {
	enum feed_format format;
	struct foreign encoding; /* the encoding the document was read in, WHATWG name */
	struct foreign id;
	struct foreign title;
	struct foreign home_page_url;
	struct foreign feed_url; /* rel=self: shown, never followed by itself */
	struct foreign next_url;
	struct foreign description;
	struct foreign user_comment;
	struct foreign icon;
	struct foreign favicon;
	struct foreign language;
	struct foreign rights;
	struct foreign generator_name;
	struct foreign generator_url;
	struct foreign generator_version;
	struct foreign new_feed_url; /* itunes:new-feed-url */
	int64_t published;
	int64_t updated;
	enum tristate explicit_content;
	enum tristate expired;
	struct people authors;
	struct people contributors;
	struct foreign_list tags;
	struct hub *hubs;
	size_t hubs_count;
	struct feed_hints hints;

	struct article *articles; /* in document order, known ones left out (parse.h) */
	size_t articles_count;
	uint64_t *item_hashes; /* of every item in the document, known or not, in order */
	size_t item_hashes_count;

	struct foreign_list warnings; /* damage, in words a person can read */
};

#define FEED_HUBS_LIMIT 16
#define FEED_WARNINGS_LIMIT 8

/* `sentence` is kept as it is: a literal. */
void feed_warn(struct feed *feed, struct arena *arena, const char *sentence);

/* Without an address it is none; without a type it is a WebSub hub. */
void feed_add_hub(struct feed *feed, struct arena *arena, struct hub hub);

/* "rss-2.0", "atom-1.0", "json-feed-1.1" …: names as `steppe parse` prints them. */
const char *feed_format_name(enum feed_format format);

#endif
