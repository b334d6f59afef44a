/* What only src/session looks into: where the state of session.h comes from, and
 * the functions with which the files of this room help each other. */
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
	struct id_set programs;     /* started, to be waited for when they end */
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
	bool wants_whole;    /* something waits for the whole list */
	bool *may_be_unread; /* each of ids, when it was read: a hint */
	uint64_t list_wish;  /* moves when another list is wanted */
	bool reads_list;     /* a question is under way */
	bool reads_again;    /* `read_again` was asked meanwhile */
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
	bool goes_to_undone;  /* nothing else was done since `u` */
	struct undone undone; /* where the cursor shall go, once it is there */
	uint64_t fulltext_order; /* asked for by hand */
	int64_t offered_beside;  /* the feed that SHEET_FEEDS offers more to */
	int64_t select_feed;     /* newly subscribed: selected once it is in the tree */
	int64_t refreshed_ms, refresh_wait_ms;

	struct whole_wishes wishes;
	struct ahead ahead;
};

/* ---- message.c ---- */
void session_say(struct session *session, enum message_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void session_say_error(struct session *session, const struct error *error);
void session_clear_message(struct session *session);
/* The first key that a command has in a view, as messages name it; ":undo" without one. */
struct key_name {
	char text[40];
};
struct key_name session_key_in(const struct session *session, enum view view, const char *command);
/* In the view whose keys count now. */
struct key_name session_key(const struct session *session, const char *command);
/* `words` with the key of a command in that view for each {NAME}. */
struct safe session_with_keys(
	const struct session *session, enum view view, struct arena *arena, const char *words);
/* Asks; `if_yes` runs after the answer y. */
void session_ask(struct session *session, void (*if_yes)(struct session *session),
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* ---- marks.c ---- */
void session_mark(struct session *session, enum mark mark, const int64_t *ids, size_t count);
/* The same, and the last line says how many that changed, once the store knows. */
void session_mark_and_tell(
	struct session *session, enum mark mark, const int64_t *ids, size_t count);
/* All of a feed, 0 = everywhere; tells, too. */
void session_mark_feed(struct session *session, enum mark mark, int64_t feed_id);
/* When the event is the answer to a mark that is to be told. */
void session_tell_mark(struct session *session, const struct event *event);
/* Flags of a row with what is still on its way to the store. */
uint32_t session_flags(const struct session *session, const struct article_row *row);
/* True when that order was a mark that leaves every list as it is. */
bool session_forget_pending(struct session *session, uint64_t order_id);

/* ---- tree.c ---- */
bool tree_load(struct session *session, struct error *error);
void tree_build(struct session *session);
void tree_select(struct session *session, size_t index);
/* tree_about.c: after another row is selected, or the same one has news. */
void tree_describe(struct session *session);
const struct tree_row *tree_selected(const struct session *session);
/* The feed that commands of a feed mean: in the tree the selected one, in a list
 * or an article that of the article; NULL when there is none. */
const struct feed_row *session_feed(const struct session *session);
const struct feed_row *feed_by_id(const struct session *session, int64_t feed_id);
struct folder_row *folder_by_id(const struct session *session, int64_t folder_id);
void tree_count_unread(struct session *session, int64_t feed_id, int change);
void tree_open_selected(struct session *session);
/* The list is that of the selected row, and not what a search found. */
bool tree_lists_selected(const struct session *session);
/* The next (step 1) or previous (-1) row after the selected one that `wants`. */
typedef bool tree_wants(const struct tree_row *row);
bool tree_go(struct session *session, int step, tree_wants *wants);
tree_wants tree_is_feed, tree_is_folder;
/* The next feed with unread, also in a folder that is folded: that unfolds. */
bool tree_go_unread(struct session *session, int step);
bool tree_select_feed(struct session *session, int64_t feed_id);
bool tree_select_folder(struct session *session, int64_t folder_id);

/* ---- tree_follow.c ---- */
/* The cursor of the tree moved. */
void tree_follow_note(struct session *session);
/* The list beside follows at once: what is done next may be about it. */
void tree_follow_now(struct session *session);
void tree_follow_tick(struct session *session);
/* Until tree_follow_tick() has something to do, at most `most`. */
int tree_follow_wait_ms(const struct session *session, int most);
/* The list beside came by itself, and nobody did anything in it. */
bool tree_is_followed(const struct session *session);

/* ---- tree_order.c ---- */
void tree_sort(struct session *session);
/* Not as the person put it: places cannot be changed. */
bool tree_is_sorted(const struct session *session);
void tree_order_load(struct session *session);
void tree_order_keep(struct session *session);

/* ---- article.c ---- */
void article_open(struct session *session, int64_t id);
/* Into its pane as it was left; the focus stays, and so does its mark. */
void article_preview(struct session *session, int64_t id);
void article_close(struct session *session);
/* Reads header and page again; the position stays. */
void article_reload(struct session *session);
void article_take_document(struct session *session, struct event *event);
void article_scroll(struct session *session, int64_t lines);
void article_go_to_line(struct session *session, size_t line);
void article_set_search(struct session *session, struct foreign text);
void article_go_to_match(struct session *session, int step);
void article_go_to_link(struct session *session, int step);
/* Has the page of an article made ready: it will be wanted soon. */
void article_prepare(struct session *session, int64_t id);
/* The address of a link of the page, 0 for the first; empty when there is none. */
struct foreign article_link(const struct session *session, size_t link);
/* The pages of a feed that have no whole text yet. */
void session_fetch_pages(struct session *session, int64_t feed_id);
/* The store has another text of it now. */
void article_forget(struct session *session, int64_t id);
/* What is shown of an article that is opened. */
struct text_choice article_first_choice(const struct session_inside *inside);
/* Another of its texts, from the top. */
void article_show(struct session *session, struct text_choice choice);
/* Some of what is shown is left out, for its outlet repeats it. */
bool article_hides_something(const struct session *session);

/* ---- article_texts.c ---- */

/* What the outlet changed in it, or its text again; false when nothing was. */
bool article_switch_difference(struct session *session);
/* The other of its texts; false when that must be fetched first. */
bool article_switch_text(struct session *session);

/* ---- preview.c ---- */
void preview_tick(struct session *session);
/* Until preview_tick() has something to do, at most `most`. */
int preview_wait_ms(const struct session *session, int most);
/* Back to the list; with three panes the article stays below it. */
void preview_leave_article(struct session *session);
/* Opens what was a preview when its pane got the focus. */
void preview_enter(struct session *session);

/* ---- undone.c ---- */
/* Says what was taken back by an event that has it. */
void undone_take(struct session *session, const struct event *event);
void undone_forget(struct session *session);
/* The list was read: moves `index`, where its cursor would stand, to what came back. */
bool undone_place(struct session *session, size_t *index);
/* The tree was read: its cursor goes to the feed or folder. */
void undone_go_in_tree(struct session *session);

/* ---- command_feeds.c ---- */
/* `is_forced`: asked by hand, also what is not due. */
void session_update(struct session *session, const int64_t *ids, size_t count, bool is_forced);

/* ---- browser.c ---- */
void browser_open(struct session *session, struct foreign address);
/* Browsers that need the terminal for themselves. */
bool browser_is_for_text(const char *program);
void session_copy(struct session *session, struct foreign text);

/* ---- smart.c ---- */
void smart_add(struct session *session, const char *name, const char *query, bool is_saved);
/* The saved ones, unless they are those we have. */
void smart_load(struct session *session);
/* Asks first; those of the config cannot be removed here. */
void smart_ask_forget(struct session *session, size_t index);
void smart_ask_query(struct session *session, size_t index);
void smart_set_query(struct session *session, struct foreign query);

/* ---- smart_count.c ---- */
void smart_count_want(struct session *session);
void smart_count_tick(struct session *session);
/* A list is wanted: the count under way is stopped, and made again later. */
void smart_count_give_way(struct session *session);
/* False when the event is none of its answers. */
bool smart_count_take(struct session *session, struct event *event);

/* ---- first.c: a store without feeds gets the bundled guide ---- */
void first_start(struct session *session);

/* ---- open.c ---- */
/* Reads what changed in the store; now, or as soon as no change is on its way. */
void session_refresh(struct session *session);
/* A NUL-terminated copy of a call's argument in `arena`. */
const char *call_string(struct arena *arena, const struct call *call);

#endif
