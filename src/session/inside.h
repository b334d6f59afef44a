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

/* A mark that was given to the writer and not yet answered: rows read meanwhile
 * are shown as if it were written. */
struct pending_mark {
	uint64_t order_id;
	enum mark mark;
	int64_t feed_id; /* with no ids: all of that feed, 0 = everywhere */
	struct id_set ids;
};

/* Which text of an article is read. */
struct text_choice {
	bool is_fulltext;
	bool has_repeats;   /* also what the outlet repeats */
	bool is_difference; /* none of them, but what the outlet changed */
};

/* A page that was made ready; articles near the open one wait here. */
struct ready_page {
	int64_t article_id;
	struct text_choice choice;
	struct arena *arena; /* the event's; NULL = free place */
	struct document *document;
	struct page page;
	uint64_t used; /* for throwing out the one not used longest */
};

enum { READY_PAGES = 8, HISTORY_LINES = 100, WAITING_LINES = 64 };

/* A command line that was typed ahead of the list it is for. */
struct waiting {
	char *line;
	int count;
};

struct history {
	char *lines[HISTORY_LINES]; /* oldest first */
	size_t count;
	size_t at; /* the line in the prompt; count = what was typed */
};

struct smart {
	char *name, *query;
	bool is_saved; /* by :save-query, not from the config */
	int64_t unread;
};

/* The list beside the tree goes with its cursor, once the cursor rests there. */
struct follow {
	enum tree_kind kind; /* of the row that had the tree's cursor last, */
	int64_t id;          /* and which it was */
	bool is_behind;      /* the list is not that row's yet */
	int64_t due_ms;
	uint64_t wish; /* list_wish of the list that followed last */
};

/* So long a cursor must stay before what it stands on is shown beside it. */
enum { CURSOR_RESTS_MS = 120 };

/* The article under the cursor, shown below the list once the cursor rests there. */
struct preview {
	int64_t wanted; /* 0 = none */
	int64_t due_ms;
};

/* Pages to be fetched ahead: feeds to look at, what was found, what is under way. */
struct ahead {
	struct id_set feeds, pages, orders;
	size_t next_feed, next_page;
	uint32_t done, failed; /* of the pages */
	int64_t bytes_left;
};

/* What an article was piped to; one at a time (pipe.c). */
struct piped {
	struct program program; /* pid 0: none runs */
	char name[60];
	struct buffer output;
	int64_t since_ms;
};

struct session_inside {
	struct store_reader *reader;
	struct jobs *jobs;
	struct store_writer *writer;
	struct session_host host;
	struct bytes guide, starter;
	const char *downloads;
	const char *store_path;
	int64_t data_version;
	int64_t checked_ms, aged_at;
	bool is_stale;              /* the store has something that is not on the screen yet */
	bool has_stale_rows;        /* only marks of ours: counts and rows, not the lists */
	struct id_set quiet_orders; /* their writing changes nothing in sight */
	struct piped piped;
	struct id_set programs; /* started, to be waited for when they end */
	struct arena *setup_arena;

	struct session_heights heights; /* as ui told last */

	struct arena *tree_arena, *rows_arena, *about_arena;
	struct subscriptions subscriptions;
	struct smart *smarts;
	size_t smarts_count, smarts_capacity;
	char *smart_lines;    /* the saved ones as the store has them, or will have */
	uint64_t smart_write; /* the change of them on its way; 0 = none */
	bool smart_is_stale;  /* their counts, see smart_count.c */
	uint64_t smart_order; /* the question under way; 0 = none */
	size_t smart_next;
	int64_t smart_began_ms, smart_due_ms;
	struct id_set updating; /* feeds under way */

	struct arena *source_arena, *ids_arena, *window_arena, *filter_arena;
	struct list_source source;
	const char *filter, *narrow; /* as typed; NULL = none */
	int64_t *ids;                /* the list in its order, as far as it is read */
	size_t ids_count;
	bool wants_whole;        /* something waits for the whole list */
	bool *may_be_unread;     /* each of ids, when it was read: a hint */
	uint64_t list_wish;      /* moves when another list is wanted */
	bool reads_list;         /* a question is under way */
	bool list_is_unfinished; /* more rows come by themselves */
	bool reads_again;        /* `read_again` was asked meanwhile */
	enum list_wish read_again;
	bool awaits_list; /* another list is wanted and not there yet */
	list_act *then;   /* what the list shall be taken for */
	bool then_whole;  /* and it must be the whole */
	bool then_reads;  /* it shall be opened, too */
	struct waiting waiting[WAITING_LINES];
	size_t waiting_count;
	struct article_row *window; /* what list.rows shows */
	struct id_set kept;         /* read here, stay until the list is left */
	struct id_set picked;
	size_t range_start; /* where V was pressed, and which row stood there */
	int64_t range_id;

	struct arena *article_arena;
	struct stored_article stored;
	struct text_choice choice;
	uint64_t document_order;
	struct article_layout layout;
	struct ready_page ready[READY_PAGES];
	uint64_t ready_clock;
	int64_t kept_position; /* as the store has it */

	struct preview preview;
	struct follow follow;
	uint64_t told_order; /* a mark whose number is to be told */
	enum mark told_mark;
	struct pending_mark *pending;
	size_t pending_count, pending_capacity;
	struct event **done; /* answers of orders carried out at once */
	size_t done_count, done_capacity;
	uint64_t orders; /* given without jobs */

	struct arena *sheet_arena, *sheet_rows_arena;
	struct sheet_entry *entries;
	size_t entries_count, entries_capacity;
	size_t *shown; /* sheet.rows[i] is entries[shown[i]] */
	char *sheet_filter;
	enum view sheet_from;

	struct arena *prompt_arena, *candidates_arena;
	char *typed;       /* the prompt before completion or history changed it */
	size_t word_start; /* of the word that is completed, in `typed` */
	struct history history;
	struct id_set prompt_ids; /* what the prompt is about */
	int64_t prompt_feed, prompt_folder;
	size_t prompt_setting; /* a row of SHEET_EDIT */
	size_t prompt_smart;   /* a smart folder */
	bool takes_tags;       /* it may name tags behind the folder: "News +rail +asia" */
	bool then_note;        /* after the tags the note is asked for */
	bool then_bookmark;    /* what gets tags and a note becomes a bookmark */

	int64_t edited_feed, edited_folder; /* what SHEET_EDIT shows */

	void (*if_yes)(struct session *session);
	struct id_set question_ids;
	int64_t question_feed;

	struct arena *message_arena, *progress_arena, *slow_arena;
	struct progress progress; /* as it was told last */
	struct safe slow;         /* hosts that keep it waiting; empty = none */
	struct report report;
	struct due_look due;
	uint64_t undo_order;
	bool is_redo;
	bool goes_to_undone;     /* nothing else was done since `u` */
	struct undone undone;    /* where the cursor shall go, once it is there */
	uint64_t fulltext_order; /* asked for by hand */
	int64_t offered_beside;  /* the feed that SHEET_FEEDS offers more to */
	int64_t select_feed;     /* newly subscribed: selected once it is in the tree */
	int64_t refreshed_ms, refresh_wait_ms;

	struct whole_wishes wishes;
	struct ahead ahead;
};

#endif
