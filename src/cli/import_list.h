/* What a file of another reader holds, before any of it is subscribed to. */
#ifndef STEPPE_CLI_IMPORT_LIST_H
#define STEPPE_CLI_IMPORT_LIST_H

#include <stddef.h>

#include "feeds/opml.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "src/store/import.h"
#include "src/store/store.h"

#define IMPORT_SIZE_LIMIT OPML_SIZE_LIMIT
#define IMPORT_LINES_LIMIT OPML_FEEDS_LIMIT /* feeds and complaints of a file */

struct import_missed {
	struct foreign where; /* "line 7", or an address */
	const char *why;
};

/* A smart folder: its name, and its query in our words. */
struct import_smart {
	struct foreign name;
	const char *query;
};

struct import_list {
	struct arena *arena;
	struct new_feed *feeds;
	size_t count, capacity;
	struct import_missed *missed;
	size_t missed_count, missed_capacity;
	struct import_smart *smarts;
	size_t smarts_count, smarts_capacity;
	struct imported *bookmarks;
	size_t bookmarks_count, bookmarks_capacity;
	const char **caches; /* paths of newsboat's cache.db, read while applying */
	size_t caches_count, caches_capacity;
};

/* The sentence for a file that is none of those below. */
extern const char import_no_list[];

void import_list_done(struct import_list *list);
/* Takes `feed` with an address as it was written; a bad one is missed. */
void import_list_add(struct import_list *list, struct new_feed feed, struct foreign where);
void import_list_miss(struct import_list *list, struct foreign where, const char *why);

void import_list_smart(struct import_list *list, struct foreign name, const char *query);
/* Takes a bookmark with an address as it was written; a bad one is missed. */
void import_list_bookmark(struct import_list *list, struct imported item);

bool import_opml(struct import_list *list, struct bytes document, struct error *error);
/* newsboat's `urls`: one `URL tag "tag two" "~Title"` a line; the first tag is the folder. */
bool import_newsboat(struct import_list *list, struct foreign text, struct error *error);
/* "query:Name:expression" of such a line; false when the expression has no counterpart. */
bool import_newsboat_query(struct import_list *list, struct foreign address);
/* newsraft's `feeds`: newsboat's lines without tags, the title behind the address, and
 * below a line "@ Section" the feeds of a folder. */
bool import_is_newsraft(const char *path, struct foreign text);
bool import_newsraft(struct import_list *list, struct foreign text, struct error *error);
/* sfeed's `sfeedrc`, a program of the shell: its lines `feed "Title" "URL" "site"` are
 * read, nothing is run. */
bool import_is_sfeed(struct foreign text);
bool import_sfeed(struct import_list *list, struct foreign text, struct error *error);
/* What `export feeds` prints. */
bool import_is_feed_lines(struct foreign text);
bool import_feed_lines(struct import_list *list, struct foreign text, struct error *error);
/* A bookmark file of a browser, a table of bookmarks, and the JSON Feed of `export bookmarks`. */
bool import_bookmark_file(struct import_list *list, struct bytes document, struct error *error);
bool import_bookmark_table(struct import_list *list, struct foreign text, struct error *error);
bool import_json_feed(struct import_list *list, struct bytes document, struct error *error);
/* The Markdown of `export bookmarks`; other lines of the file are passed over. */
bool import_is_markdown(struct foreign text);
void import_markdown(struct import_list *list, struct foreign text);

/* newsboat's cache.db: its feeds that are not subscribed to yet are, and its articles
 * come with their marks.  Inside a step of `writer`. */
struct import_cache {
	struct store_writer *writer;
	struct import_list *list; /* what is missed */
	size_t *added, *existing; /* feeds */
	struct import_counts *counts;
};

bool import_cache(struct import_cache *cache, const char *path, struct error *error);
/* Why a newsboat "address" such as exec:… is no feed; NULL when it may be one. */
const char *import_newsboat_refusal(struct foreign address);
/* False with ERROR_LIMIT when `list` has more than one file may since it had `before`
 * feeds and complaints. */
bool import_list_has_room(const struct import_list *list, size_t before, struct error *error);

#endif
