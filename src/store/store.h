/* What we remember: one SQLite file.  Two ways in, by type: a store_reader can
 * only read (one for each thread that reads), a store_writer is the one that
 * writes in this process (held by src/jobs/writer.c, or by a command of the command
 * line).  Several processes may use the file at once (WAL, busy timeout): no
 * SQLITE_BUSY ever reaches a person.  No other file names SQLite. */
#ifndef STEPPE_STORE_STORE_H
#define STEPPE_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/feed.h"
#include "feeds/fetch.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct store_reader;
struct store_writer;

/* ---- rows as they are read: text is foreign and lives in the caller's arena ---- */

enum setting3 { SETTING_AUTO, SETTING_ON, SETTING_OFF };

struct folder_row {
	int64_t id;
	int64_t parent_id; /* 0 = top */
	struct foreign name;
	int64_t position;
	bool is_folded;
	int64_t unread;                   /* of its feeds, and folders below */
	enum setting3 fulltext, prefetch; /* its own, else those of the folder above */
};

enum feed_state { FEED_OK, FEED_NEVER_FETCHED, FEED_FAILING, FEED_GONE };

struct feed_row {
	int64_t id;
	int64_t folder_id; /* 0 = top */
	int64_t position;
	struct foreign url;
	struct foreign title; /* the person's own title, else the feed's */
	struct foreign home_page_url, description;
	int64_t unread, total;
	enum feed_state state;
	/* health */
	struct foreign error; /* in words; empty when fine */
	enum error_kind error_kind;
	int64_t failing_since; /* first failure of the row of failures */
	int failures;
	int64_t last_success, last_try, last_new, next_due;
	double posts_a_week;
	bool has_validators;
	struct foreign moved_to; /* permanent redirect seen so far */
	int moved_count;
	struct foreign warnings;          /* damage of the last document, lines */
	enum setting3 fulltext, prefetch; /* its own, else its folder's */
	struct foreign tags;              /* parted by blanks */
};

enum article_flag {
	ARTICLE_READ = 1 << 0,
	ARTICLE_BOOKMARKED = 1 << 1,
	ARTICLE_UPDATED = 1 << 2, /* corrected after it was stored */
	ARTICLE_HAS_FULLTEXT = 1 << 3,
	ARTICLE_HAS_ENCLOSURE = 1 << 4,
	ARTICLE_HIDDEN = 1 << 5, /* by a rule */
	ARTICLE_DELETED = 1 << 6,
	ARTICLE_IS_SILENT = 1 << 9, /* what it encloses is neither sound nor film */
};

/* The list columns; no bodies. */
struct article_row {
	int64_t id;
	int64_t feed_id; /* 0 when its feed is gone and the bookmark stayed */
	struct foreign feed_title;
	struct foreign title;
	struct foreign author;
	struct foreign url;
	int64_t date; /* published, else first seen; never in the future */
	uint32_t flags;
	struct foreign tags; /* "#econ #to read"; only store_rows_by_id() reads them */
};

/* One article whole. */
struct stored_article {
	struct article_row row;
	struct foreign folder;
	struct foreign guid, external_url, comments_url, language, summary;
	struct foreign content_html; /* as the feed sent it */
	struct foreign base_url;
	struct foreign fulltext_html;          /* as extracted from its page; empty = none */
	struct foreign previous_html;          /* before the outlet corrected it; empty = none */
	struct foreign previous_fulltext_html; /* the page before that; empty = not fetched again */
	struct foreign note;
	struct foreign rule;            /* names of those that fired when it came, "A, B" */
	struct foreign_list tags;       /* the person's tags */
	struct foreign_list categories; /* the outlet's */
	struct foreign_list also_in;    /* titles of other feeds with the same link */
	struct people authors;
	struct enclosure *enclosures;
	size_t enclosures_count;
	struct foreign image, rights;
	int64_t published, updated, first_seen;
	int64_t reading_position; /* first visible word, for resuming; 0 = top */
	bool shows_fulltext;      /* which of the two texts the person wants to see */
	bool has_old_page;        /* the outlet corrected the article after its page was fetched */
};

/* ---- opening ---- */

/* Makes the file (mode 600) and its folder (700) when missing, migrates an older
 * one, refuses a newer one (ERROR_NEWER) without writing; a corrupt one is set
 * aside as PATH.corrupt-TIME, salvaged as far as it reads, and said in `notice`
 * (may be NULL; room for 240 bytes, empty when there is nothing to say). */
struct store_writer *store_writer_open(const char *path, char *notice, struct error *error);

/* Another program that holds the store is waited for: STORE_READ_MS to read, which happens
 * with programs that are not ours alone, and STORE_WRITE_MS to write.  Then ERROR_BUSY. */
#define STORE_READ_MS 5000
#define STORE_WRITE_MS 30000
/* Called from the thread that waits, after two seconds of it, once a wait. */
struct store_waiting {
	void (*say)(void *context); /* may be NULL */
	void *context;
};
/* store_writer_open(), saying it from the first moment on. */
struct store_writer *store_writer_open_waiting(
	const char *path, struct store_waiting waiting, char *notice, struct error *error);
/* From here on. */
void store_say_waiting(struct store_writer *writer, struct store_waiting waiting);
void store_writer_close(struct store_writer *writer);
/* False: an article that two feeds carry has a mark in each.  From the start they are shared. */
void store_share_marks(struct store_writer *writer, bool is_shared);
struct store_reader *store_reader_open(const char *path, struct error *error);
/* NULL when the file is missing, older, newer or damaged: a writer knows what to do and say.
 * With ERROR_BUSY in `error` (may be NULL) nobody does, but to wait.  It makes nothing, so
 * it is for whoever has the store open already. */
struct store_reader *store_reader_try(const char *path, struct error *error);
void store_reader_close(struct store_reader *reader);
/* From any other thread: what this reader is reading ends with ERROR_CANCELLED. */
void store_reader_interrupt(struct store_reader *reader);
/* Every reading function below takes a reader; the writer has one of its own. */
struct store_reader *store_writer_reader(struct store_writer *writer);

/* False when another file lies where it was opened, or none: it reads the old one on. */
bool store_is_in_place(const struct store_reader *reader, struct error *error);

/* Moves when any process has committed something: cheap, for polling. */
int64_t store_data_version(struct store_reader *reader);

/* ---- subscriptions ---- */

struct subscriptions {
	struct folder_row *folders; /* parents before children, by position */
	size_t folders_count;
	struct feed_row *feeds; /* in the order of the tree: by folder and position */
	size_t feeds_count;
	int64_t unread_total; /* what feeds have in common counts once */
	int64_t bookmarks_total, today_unread, saved_total;
};

bool store_subscriptions(struct subscriptions *out, struct arena *arena,
	struct store_reader *reader, struct error *error);
/* "A/B" for people and for store_move_feed(); empty for the top. */
struct foreign store_folder_path(
	struct arena *arena, const struct subscriptions *all, int64_t folder_id);
bool store_feed(struct feed_row *out, struct arena *arena, struct store_reader *reader, int64_t id,
	struct error *error);
/* By number, address, address of the site, title, the beginning of a title or a part of one:
 * the first of these ways that fits counts, if it fits one feed only.  Case and accents are
 * the same.  ERROR_NOT_FOUND also when several fit; the sentence names them. */
bool store_find_feed(struct feed_row *out, struct arena *arena, struct store_reader *reader,
	struct foreign name, struct error *error);

/* Whose address it is, be it subscribed or removed; 0 = nobody's. */
int64_t store_feed_at(struct store_reader *reader, struct foreign url);

struct new_feed {
	struct foreign url;            /* normalised by url_parse() */
	struct foreign title;          /* the person's own; empty = the feed's */
	struct foreign folder;         /* "A/B" makes nested folders; empty = top */
	bool is_local;                 /* no network: the guide, saved pages */
	bool is_given;                 /* by the program: not a change that a person could undo */
	struct foreign user, password; /* as an address may have them; kept, never shown */
	struct foreign tags;           /* parted by blanks; empty = none */
	struct foreign home_page_url, description; /* until the feed itself says them */
};

/* The feed's id; when the address is already subscribed, that one, with *existed. */
int64_t store_add_feed(struct store_writer *writer, const struct new_feed *feed, bool *existed,
	struct error *error);
bool store_remove_feeds(
	struct store_writer *writer, const int64_t *feed_ids, size_t count, struct error *error);
bool store_rename_feed(
	struct store_writer *writer, int64_t feed_id, struct foreign title, struct error *error);

/* A place among the feeds or folders of one folder: 0 is the first. */
#define STORE_AT_THE_END INT64_C(-1)

/* Into the folder at the path `folder`, made where missing. */
bool store_move_feed(struct store_writer *writer, int64_t feed_id, struct foreign folder,
	int64_t place, struct error *error);
bool store_change_feed_url(
	struct store_writer *writer, int64_t feed_id, struct foreign url, struct error *error);
bool store_set_feed_option(struct store_writer *writer, int64_t feed_id, struct foreign name,
	struct foreign value,
	struct error *error); /* fulltext, prefetch, keep, interval, user, tags, … */
/* fulltext or prefetch of all feeds in it, today's and later ones: what they and folders
 * below had set goes, what is set for a feed afterwards goes before it. */
bool store_set_folder_option(struct store_writer *writer, int64_t folder_id, struct foreign name,
	struct foreign value, struct error *error);
/* The feed's own; empty when it is not set. */
bool store_feed_option(struct foreign *out, struct arena *arena, struct store_reader *reader,
	int64_t feed_id, struct foreign name, struct error *error);

/* "A/B" makes A, too, when it is not there; refused when all of it is. */
bool store_add_folder(struct store_writer *writer, struct foreign path, struct error *error);
bool store_rename_folder(
	struct store_writer *writer, int64_t folder_id, struct foreign name, struct error *error);
/* Into the folder at the path `parent`, empty for the top; not into itself. */
bool store_move_folder(struct store_writer *writer, int64_t folder_id, struct foreign parent,
	int64_t place, struct error *error);
/* Its feeds and folders stay, one level up. */
bool store_remove_folder(struct store_writer *writer, int64_t folder_id, struct error *error);
bool store_fold(
	struct store_writer *writer, int64_t folder_id, bool is_folded, struct error *error);

/* ---- lists ---- */

/* A compiled query (query.h); NULL = everything. */
struct query;

struct list_window {
	const struct query *query;
	int64_t feed_id;   /* 0 = any */
	int64_t folder_id; /* 0 = any */
	bool unread_only;
	bool shows_once;      /* what feeds have in common, as far as store_ids_once() goes */
	bool includes_hidden; /* what rules have hidden, too */
	/* Rows that stay although they no longer match (read while looking at them). */
	const int64_t *keep_ids;
	size_t keep_ids_count;
	size_t offset, limit;
};

struct article_rows {
	struct article_row *items;
	size_t count;
	size_t total; /* of the whole list */
};

bool store_list(struct article_rows *out, struct arena *arena, struct store_reader *reader,
	const struct list_window *window, struct error *error);
/* Ids of the whole list in its order: small and fast, for moving about in it. */
bool store_list_ids(int64_t **ids, size_t *count, struct arena *arena, struct store_reader *reader,
	const struct list_window *window, struct error *error);
/* The same, but where texts have to be looked through, as after a large first fetch, only for
 * about so long.  `*is_whole` is false when that was too short: then the ids are the first rows
 * of the list, and there may be more. */
bool store_list_ids_within(int milliseconds, bool *is_whole, int64_t **ids, size_t *count,
	struct arena *arena, struct store_reader *reader, const struct list_window *window,
	struct error *error);
/* Takes out of a list that shows once what stands higher in it already, brought by another
 * feed.  A window of nothing but the unread of all feeds leaves that out by itself. */
bool store_ids_once(int64_t *ids, size_t *count, struct store_reader *reader,
	const struct list_window *window, struct error *error);
/* How long that list is, without what `keep_ids` adds; false when its rows would
 * have to be counted.  `doubles` were taken out of the rows that were read. */
bool store_list_length(struct store_reader *reader, const struct list_window *window,
	size_t doubles, size_t *length);
bool store_rows_by_id(struct article_rows *out, struct arena *arena, struct store_reader *reader,
	const int64_t *ids, size_t count, struct error *error);
/* True when the page's text is the one to be read. */
static inline bool stored_article_is_whole(const struct stored_article *article)
{
	return article->fulltext_html.len > 0 &&
	       (article->shows_fulltext || article->content_html.len == 0);
}

/* What a person has written to an article, without the article. */
struct remarks {
	struct foreign_list tags;
	struct foreign note;
};
bool store_remarks(struct remarks *out, struct arena *arena, struct store_reader *reader,
	int64_t id, struct error *error);
bool store_article(struct stored_article *out, struct arena *arena, struct store_reader *reader,
	int64_t id, struct error *error);
int64_t store_count(struct store_reader *reader, const struct query *query, struct error *error);

struct search_hit {
	struct article_row row;
	struct foreign snippet; /* matches between U+0002 and U+0003 */
	double rank;
};

struct search_hits {
	struct search_hit *items;
	size_t count;
};

bool store_search(struct search_hits *out, struct arena *arena, struct store_reader *reader,
	const struct query *query, size_t limit, struct error *error);
/* Names beginning with `start`, for completion. */
bool store_complete(struct foreign_list *out, struct arena *arena, struct store_reader *reader,
	const char *what /* "feed", "folder", "tag" */, struct foreign start, struct error *error);

/* ---- what a person changes: one transaction each, with its undo record,
 *      synchronous=FULL; acknowledged means on the disk ---- */

enum mark { MARK_READ, MARK_UNREAD, MARK_BOOKMARK, MARK_UNBOOKMARK, MARK_DELETE, MARK_UNDELETE };

/* How many changed, -1 on failure. */
int64_t store_mark_ids(struct store_writer *writer, enum mark mark, const int64_t *ids,
	size_t count, struct error *error);
int64_t store_mark_query(struct store_writer *writer, enum mark mark, const struct query *query,
	struct error *error);
int64_t store_mark_feed(struct store_writer *writer, enum mark mark, int64_t feed_id,
	struct error *error); /* 0 = everywhere */
bool store_tag(struct store_writer *writer, const int64_t *ids, size_t count,
	const struct foreign *add, size_t add_count, const struct foreign *drop, size_t drop_count,
	struct error *error);
bool store_note(struct store_writer *writer, int64_t id, struct foreign text, struct error *error);
/* What a person says of articles at once: one undoable change. */
struct bookmark_edit {
	const int64_t *ids;
	size_t count;
	bool is_new;                           /* they become bookmarks */
	const struct foreign_list *add, *drop; /* tags */
	bool has_note;
	struct foreign note; /* of the first; empty takes it away */
};
bool store_edit_bookmark(
	struct store_writer *writer, const struct bookmark_edit *edit, struct error *error);
/* Where the reader stopped, and which text is shown: no undo. */
bool store_keep_position(
	struct store_writer *writer, int64_t id, int64_t position, struct error *error);
bool store_show_fulltext(
	struct store_writer *writer, int64_t id, bool shows_fulltext, struct error *error);

enum undone_kind { UNDONE_OTHER, UNDONE_ARTICLES, UNDONE_FEED, UNDONE_FOLDER };
enum { UNDONE_IDS = 64 };

/* What was taken back or done again, and which rows it was about. */
struct undone {
	char what[240]; /* "marked 12 articles read" */
	enum undone_kind kind;
	int64_t ids[UNDONE_IDS];
	size_t ids_count; /* 0 = more articles than have room */
};

/* False with ERROR_NOT_FOUND when there is nothing. */
bool store_undo(struct store_writer *writer, struct undone *undone, struct error *error);
bool store_redo(struct store_writer *writer, struct undone *undone, struct error *error);
/* Many calls, one undoable step: `edit`, `import`. */
bool store_begin_step(struct store_writer *writer, const char *what, struct error *error);
bool store_end_step(struct store_writer *writer, struct error *error);
void store_drop_step(struct store_writer *writer);

struct change_row {
	int64_t id;
	int64_t at;
	struct foreign what;
	bool is_undone;
};

struct change_rows {
	struct change_row *items;
	size_t count;
};

bool store_changes(struct change_rows *out, struct arena *arena, struct store_reader *reader,
	size_t limit, struct error *error);

/* ---- small values ---- */

/* Window borders, dismissed hints, command history. */
bool store_get_value(struct foreign *out, struct arena *arena, struct store_reader *reader,
	const char *name, struct error *error);
bool store_set_value(
	struct store_writer *writer, const char *name, struct foreign value, struct error *error);
/* The value "smart-folders", which can be taken back; `what` was done. */
bool store_set_smart_folders(
	struct store_writer *writer, struct foreign lines, const char *what, struct error *error);

#endif
