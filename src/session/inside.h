/* What only src/session looks into: where the state of session.h comes from. */
#ifndef STEPPE_SESSION_INSIDE_H
#define STEPPE_SESSION_INSIDE_H

#include "feeds/document.h"
#include "src/base/arena.h"
#include "src/base/buffer.h"
#include "src/base/program.h"
#include "src/jobs/event.h"
#include "src/jobs/order.h"
#include "src/session/commands.h"
#include "src/session/id_set.h"
#include "src/session/lists.h"
#include "src/session/parts.h"
#include "src/session/session.h"
#include "src/session/update.h"
#include "src/store/arrivals.h"
#include "src/store/store.h"

struct jobs;
struct sheet_entry;

/* How far the screen is behind the store (open.c, events.c). */
struct staleness {
	int64_t data_version; /* the store's, as it was read last */
	int64_t checked_ms;   /* when the store was asked for it, */
	int64_t refreshed_ms; /* when lists and counts were read, */
	int64_t wait_ms;      /* and how long until that is done again in an update */
	int64_t ages_written_at;
	bool is_stale;              /* the store has something that is not on the screen yet */
	bool has_stale_rows;        /* only marks of ours: counts and rows, not the lists */
	struct id_set quiet_orders; /* their writing changes nothing in sight */
};

/* The list beside the tree goes with its cursor, once the cursor rests there. */
struct follow {
	enum tree_kind kind; /* of the row that had the tree's cursor last, */
	int64_t id;          /* and which it was */
	bool is_behind;      /* the list is not that row's yet */
	int64_t due_ms;
	uint64_t serial; /* reading.serial of the list that followed last */
};

/* So long a cursor must stay before what it stands on is shown beside it. */
enum { CURSOR_RESTS_MS = 120 };

/* Where session.tree comes from (tree*.c). */
struct tree_inside {
	struct arena *arena, *rows_arena, *about_arena;
	struct subscriptions subscriptions;
	struct id_set updating; /* feeds under way */
	bool goes_to_new;       /* nothing was done since a feed was asked for: it is gone to */
	int64_t select_feed;    /* newly subscribed: selected once it is in the tree */
	struct follow follow;
};

struct smart {
	char *name, *query;
	bool is_saved; /* by :save-query, not from the config */
	int64_t unread;
};

/* The numbers behind smart folders, one question after another (smart_count.c). */
struct smart_counts {
	bool is_stale;
	uint64_t order; /* the question under way; 0 = none */
	size_t next;
	int64_t began_ms, due_ms;
};

/* Smart folders (smart.c). */
struct smart_folders {
	struct smart *folders;
	size_t count, capacity;
	char *lines;          /* the saved ones as the store has them, or will have */
	uint64_t write_order; /* the change of them on its way; 0 = none */
	struct smart_counts counts;
};

/* Which articles session.list has, in their order (list.c). */
struct listing {
	struct arena *source_arena, *ids_arena, *window_arena, *filter_arena;
	struct list_source source;
	const char *filter, *narrow; /* as typed; NULL = none */
	int64_t *ids;                /* the list in its order, as far as it is read */
	size_t ids_count;
	bool *may_be_unread;        /* each of ids, when it was read: a hint */
	struct article_row *window; /* what list.rows shows */
	struct id_set kept;         /* read here, stay until the list is left */
};

/* How far the list is read (list_read.c). */
struct list_reading {
	uint64_t serial;    /* moves when another list is wanted */
	bool wants_whole;   /* something waits for the whole list */
	bool is_asked;      /* a question is under way */
	bool is_unfinished; /* more rows come by themselves */
	bool asks_again;    /* `again` was asked meanwhile */
	enum list_wish again;
	bool awaits_another; /* another list is wanted and not there yet */
};

struct list_answer;

/* What a search will show, looked for while it is typed (search_ahead.c). */
struct search_ahead {
	struct arena *arena;
	const char *query;         /* as list_query() will have it; NULL = nobody searches */
	struct list_answer *found; /* of that, as far as it is read; NULL = nothing yet */
	int64_t found_in;          /* the store's data version then */
	uint64_t order;            /* the question under way; 0 = none */
	struct list_answer *asked; /* its answer, which the reading thread has */
	bool is_outdated;          /* it is not for `query` */
	bool is_for_list;          /* the list waits for it */
};

enum { WAITING_LINES = 64 };

/* A command line that was typed ahead of the list it is for. */
struct waiting_line {
	char *line;
	int count;
};

/* What is done once the list is there (waiting.c). */
struct waiting {
	list_act *act;      /* what the list shall be taken for */
	bool needs_whole;   /* and it must be the whole */
	bool opens_article; /* `act` walks to an article that shall be opened, too */
	struct waiting_line lines[WAITING_LINES];
	size_t count;
};

/* Which rows of the list the next action is for (picks.c). */
struct picks {
	struct id_set ids;
	size_t range_start; /* where V was pressed, and which row stood there */
	int64_t range_id;
};

/* Which text of an article is read. */
struct text_choice {
	bool is_fulltext;
	bool has_repeats;   /* also what the outlet repeats */
	bool is_difference; /* none of them, but what the outlet changed */
};

/* Where session.article comes from (article*.c). */
struct article_inside {
	struct arena *arena;
	struct stored_article stored;
	struct text_choice choice;
	uint64_t document_order;
	uint64_t fulltext_order; /* asked for by hand */
	struct article_layout layout;
	int64_t kept_position; /* as the store has it */
};

struct cached_page {
	int64_t article_id;
	struct text_choice choice;
	struct arena *arena; /* the event's; NULL = free place */
	struct document *document;
	struct page page;
	uint64_t used; /* the cache's clock, when it was found last */
};

enum { CACHED_PAGES = 8 };

/* The open article and those near it (page_cache.c). */
struct page_cache {
	struct cached_page pages[CACHED_PAGES];
	uint64_t clock;
};

/* The article under the cursor, shown below the list once the cursor rests there (preview.c). */
struct preview {
	int64_t wanted; /* 0 = none */
	int64_t due_ms;
};

/* A mark that was given to the writer and not yet answered: rows read meanwhile
 * are shown as if it were written. */
struct pending_mark {
	uint64_t order_id;
	enum mark mark;
	int64_t feed_id; /* with no ids: all of that feed, 0 = everywhere */
	struct id_set ids;
};

/* Marks on their way to the store (marks.c). */
struct marks_inside {
	struct pending_mark *pending;
	size_t pending_count, pending_capacity;
	uint64_t told_order; /* a mark whose number is to be told */
	enum mark told;
};

/* What was taken back last (undone.c). */
struct undo {
	uint64_t order;
	bool is_redo;
	bool goes_there;      /* nothing else was done since `u` */
	struct undone undone; /* where the cursor shall go, once it is there */
};

/* Orders carried out at once, for there are no jobs (orders.c). */
struct at_once {
	struct event **events; /* their answers */
	size_t count, capacity;
	uint64_t orders; /* given so far */
};

/* Where session.sheet comes from (sheet*.c). */
struct sheet_inside {
	struct arena *arena, *rows_arena;
	struct sheet_entry *entries;
	size_t entries_count, entries_capacity;
	size_t *shown; /* sheet.rows[i] is entries[shown[i]] */
	char *filter;
	enum view from;
	int64_t edited_feed, edited_folder; /* what SHEET_EDIT shows */
	int64_t offered_beside;             /* the feed that SHEET_FEEDS offers more to */
};

/* What the prompt is about (prompt*.c), and its completion (complete.c). */
struct prompt_inside {
	struct arena *arena, *candidates_arena;
	char *typed;       /* the prompt before completion or history changed it */
	size_t word_start; /* of the word that is completed, in `typed` */
	struct id_set ids; /* articles */
	int64_t feed, folder;
	size_t setting;     /* a row of SHEET_EDIT */
	size_t smart;       /* a smart folder */
	bool takes_tags;    /* it may name tags behind the folder: "News +rail +asia" */
	bool then_note;     /* after the tags the note is asked for, and all is one change */
	bool then_bookmark; /* what gets tags and a note becomes a bookmark */
	char *tags;         /* typed before the note */
	bool had_note;      /* when it was asked for */
};

enum { HISTORY_LINES = 100 };

/* What was typed before (history.c). */
struct history {
	char *lines[HISTORY_LINES]; /* oldest first */
	size_t count;
	size_t at; /* the line in the prompt; count = what was typed */
};

/* What MODE_QUESTION asks about (message.c). */
struct question {
	void (*if_yes)(struct session *session);
	struct id_set ids; /* articles */
	int64_t feed;
};

/* An update: what is told of it while it runs and when it is over (events.c, report.c), when
 * one begins by itself (due.c). */
struct update_inside {
	struct arena *progress_arena, *slow_arena;
	struct progress progress; /* as it was told last */
	struct safe slow;         /* hosts that keep it waiting; empty = none */
	struct report report;
	struct due_look due;
};

/* Pages fetched ahead (prefetch.c): feeds to look at, what was found, what is under way. */
struct prefetch {
	struct id_set feeds, pages, orders;
	size_t next_feed, next_page;
	uint32_t done, failed; /* of the pages */
	int64_t bytes_left;
};

/* What an article was piped to, an import or an export; one at a time (pipe.c). */
struct piped {
	struct program program; /* pid 0: none runs */
	char name[60];
	char *path; /* of the file it writes; NULL = none */
	int seconds;
	bool (*ended)(struct session *session, bool is_good);
	struct buffer output;
	int64_t since_ms;
};

struct session_inside {
	/* What session_new() was given, and the way to the rooms below. */
	struct arena *setup_arena;
	struct store_reader *reader;
	struct jobs *jobs;
	struct store_writer *writer;
	struct session_host host;
	struct bytes guide, starter;
	const char *const *own_command; /* starts our program on this store; NULL = unknown */
	const char *downloads, *store_path;
	struct whole_wishes wishes;
	struct session_heights heights; /* as ui told last */

	struct staleness staleness;
	struct tree_inside tree;
	struct smart_folders smart;
	struct listing listing;
	struct list_reading reading;
	struct search_ahead search_ahead;
	struct waiting waiting;
	struct picks picks;
	struct article_inside article;
	struct page_cache cache;
	struct preview preview;
	struct marks_inside marks;
	struct undo undo;
	struct at_once at_once;
	struct sheet_inside sheet;
	struct prompt_inside prompt;
	struct history history;
	struct question question;
	struct arena *message_arena;
	struct update_inside update;
	struct prefetch prefetch;
	struct piped piped;
	struct id_set programs; /* started, to be waited for when they end */
};

#endif
