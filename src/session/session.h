/* What the reader is looking at: panes, tree, list, article, prompt, messages.
 * Plain data and safe text; ui draws it (draw(canvas, session)) and calls the
 * functions below when a key was pressed or the bell rang.  One thread: the one
 * with the terminal.  Nothing here waits for the network or for a write.
 *
 * Reading is free, writing is not: ui changes a session only through functions.
 * All text lives until the next call that takes a non-const session. */
#ifndef STEPPE_SESSION_SESSION_H
#define STEPPE_SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/error.h"
#include "src/base/text.h"
#include "src/session/article_pane.h"
#include "src/session/options.h"
#include "src/store/arrivals.h"

/* ---- where the person is ---- */

/* Whose keys count.  Each pane is a view; a sheet lies over the panes. */
enum view {
	VIEW_TREE,
	VIEW_LIST,
	VIEW_ARTICLE,
	VIEW_SHEET,
};

/* What eats the keys before the key map sees them. */
enum session_mode {
	MODE_KEYS,     /* the key map of session_view() */
	MODE_PROMPT,   /* a line is typed: session_prompt_*() */
	MODE_QUESTION, /* yes or no: session_answer() */
	MODE_HINTS,    /* a link's letters: session_hint_key() */
};

/* ---- the tree ---- */

enum tree_kind {
	TREE_TODAY,
	TREE_UNREAD,
	TREE_BOOKMARKS,
	TREE_SAVED,
	TREE_SMART,
	TREE_FOLDER,
	TREE_FEED,
};

struct tree_row {
	enum tree_kind kind;
	int64_t id; /* folder or feed; number of the smart folder; else 0 */
	struct safe title;
	int64_t count; /* unread (of bookmarks: all); 0 shows nothing */
	int depth;     /* inside that many folders */
	bool is_folded;
	bool is_failing;
	bool is_updating;
};

struct tree {
	struct tree_row *rows; /* all that are not folded away */
	size_t count;
	size_t selected;
	size_t top;        /* first visible row */
	size_t height;     /* visible rows, as session_set_heights() said */
	struct safe about; /* what there is to say of the selected row; may be empty */
	bool unread_only;
};

/* ---- the list ---- */

enum article_sign { SIGN_NONE, SIGN_UNREAD, SIGN_BOOKMARKED };

struct list_row {
	int64_t id;
	enum article_sign sign; /* a bookmark shows before unread */
	bool is_unread;
	bool is_bookmarked;
	bool is_updated;    /* corrected by the outlet after it was stored */
	bool has_recording; /* sound or film to be played */
	bool is_picked;     /* in the selection set (v, V) */
	struct safe age;    /* "2h", "5d", "3 Apr" */
	struct safe feed;
	struct safe title;
	struct safe tags; /* "#econ #asia"; empty = none */
	struct safe day;  /* not empty: the first of its day, a heading line goes above */
};

struct list {
	bool is_open;
	struct safe title;  /* "Unread", the feed's name, "Search: steppe" */
	struct safe filter; /* what narrows it, as typed; empty = nothing */
	struct safe empty;  /* what to show in place of rows when total is 0 */
	size_t total;       /* of the rows that can be gone to */
	size_t length;      /* of the whole list, as far as that is known */
	size_t selected;
	size_t top;    /* first visible; the lines of top…selected with their day headings fit */
	size_t height; /* visible lines */
	/* The visible window: rows[i] is number top + i of the list. */
	struct list_row *rows;
	size_t rows_count;
	size_t picked; /* how many are selected */
	bool is_range; /* V: a range follows the cursor */
	bool is_roomy; /* what a search found, until one is gone to: all the height for it */
	bool unread_only;
	bool hides_read; /* the same, where the title does not say so */
	bool is_partial; /* the first rows: more come when they are gone to */
	bool is_by_day;  /* day headings are shown */
	bool shows_feed; /* rows come from several feeds: show the column */
};

/* ---- sheets: lists that lie over the panes until they are left ---- */

enum sheet_kind {
	SHEET_NONE,
	SHEET_HELP,    /* keys of the view it was opened from: text = keys, detail = what they do */
	SHEET_LINKS,   /* text = number, detail = address; Enter opens */
	SHEET_FAILING, /* text = feed, detail = why; Enter goes there */
	SHEET_EDIT,   /* settings of a feed or folder: text = name, detail = value; Enter changes */
	SHEET_HEALTH, /* of one feed: text = name, detail = value */
	SHEET_DETAILS, /* of one article */
	SHEET_STARTER, /* Space picks, Enter subscribes */
	SHEET_SORT,    /* Enter chooses */
	SHEET_TAGS,    /* a view by tag */
	SHEET_LOG,     /* changes that can be undone */
	SHEET_FEEDS,   /* feeds that a page offers */
	SHEET_CHOICES, /* formats of save, … */
	SHEET_OUTPUT,  /* what a command printed */
};

struct sheet_row {
	struct safe text;
	struct safe detail;
	bool is_heading;
	bool is_picked;
};

struct sheet {
	enum sheet_kind kind; /* SHEET_NONE: there is none */
	struct safe title;
	struct safe hint;   /* what the keys do here, for the last line */
	struct safe filter; /* `/` narrows it */
	struct sheet_row *rows;
	size_t count;
	size_t selected;
	size_t top;
	size_t height;
	size_t text_columns; /* widest `text`, for aligning `detail` */
	bool can_pick;       /* rows have a box to tick */
};

/* ---- the last line ---- */

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_COMMAND, /* : */
	PROMPT_NARROW,  /* / in a list: takes effect while typing */
	PROMPT_SEARCH,  /* / in the tree */
	PROMPT_FIND,    /* / in an article: takes effect while typing */
	PROMPT_FILTER,  /* = */
	PROMPT_SHEET,   /* / in a sheet */
	PROMPT_ADD,
	PROMPT_TAGS,
	PROMPT_NOTE,
	PROMPT_FEED_FOLDER,
	PROMPT_NEW_FOLDER,
	PROMPT_QUERY,   /* of a smart folder */
	PROMPT_SETTING, /* a row of SHEET_EDIT */
	PROMPT_RENAME,
	PROMPT_SAVE,
	PROMPT_PIPE,
};

struct candidate {
	struct safe text;
	struct safe detail; /* what it is; may be empty */
};

struct prompt {
	enum prompt_kind kind;
	struct safe label;   /* before the text: ":", "Tags: " */
	struct safe text;    /* as typed so far */
	size_t cursor;       /* byte offset in text */
	struct safe problem; /* what is wrong with the text so far; empty = nothing */
	/* Completion: candidates while Tab walks through them. */
	struct candidate *candidates;
	size_t candidates_count;
	size_t candidate; /* the one in the text; candidates_count = none */
};

enum message_kind { MESSAGE_NONE, MESSAGE_NEWS, MESSAGE_HINT, MESSAGE_ERROR };

struct message {
	enum message_kind kind;
	struct safe text;
};

struct session_progress {
	bool is_running; /* an update; whole articles may come behind it */
	uint32_t asked, done, failed, new_articles;
	struct safe text;   /* "Updating 213/500"; empty = nothing is under way */
	struct safe result; /* "34 new, 2 failed" */
};

/* ---- the whole ---- */

struct session_inside; /* what only src/session looks into */

enum { FIRST_HINTS = 5 };

struct session {
	enum view focus; /* the pane that has the keys: VIEW_TREE, _LIST or _ARTICLE */
	int panes;       /* wanted by F1 F2 F3; 0 = by width */
	bool is_zen;     /* only the article */
	struct tree tree;
	struct list list;
	struct article_pane article;
	struct sheet sheet;
	enum session_mode mode;
	struct prompt prompt;
	struct safe question;   /* MODE_QUESTION: "Unsubscribe from Kazinform? (y/n)" */
	struct safe hint_typed; /* MODE_HINTS: letters so far */
	struct message message;
	struct session_progress progress;
	/* Shown until dismissed, as many as fit, what matters most first; empty = none. */
	struct safe first_hints[FIRST_HINTS];
	struct options options; /* what :set changes; see options.h */
	bool wants_quit;
	bool wants_redraw;  /* ^L: ui clears the flag */
	bool wants_suspend; /* ^Z: ui clears the flag */
	struct session_inside *inside;
};

/* The last line's reminder, with the keys that are in use: "? help  : command". */
struct safe session_help_hint(const struct session *session, struct arena *arena);

/* What the session needs from those who hold the terminal; each may be NULL. */
struct session_host {
	void *context;
	/* Leaves the screen, runs argv[0] with `input` (data NULL: none) on its standard
	 * input, waits, comes back; the status as waitpid() has it, -1 with a sentence. */
	int (*run_in_terminal)(
		void *context, char *const argv[], struct bytes input, struct error *error);
	/* To the clipboard: OSC 52, wl-copy, xclip. */
	void (*copy)(void *context, struct safe text);
	/* :map VIEW KEYS COMMAND. */
	bool (*map)(void *context, struct foreign view, struct foreign keys, struct foreign command,
		struct error *error);
	/* The keys of a command line in a view ("j, Down"); false when it has none. */
	bool (*keys_of)(void *context, enum view view, const char *command, char *out, size_t size);
	/* An option changed: colours, mouse, title … */
	void (*option_changed)(void *context, const char *name);
};

struct smart_folder {
	const char *name;
	const char *query;
};

struct jobs;
struct store_writer;
struct whole_wishes;

struct session_setup {
	const char *store_path;
	struct jobs *jobs; /* started; stays the caller's */
	/* Without jobs (tests) orders are carried out at once with this writer. */
	struct store_writer *writer;
	struct bytes guide;    /* the bundled RSS document and outline, see src/bundled.h; */
	struct bytes starter;  /* empty = none; must outlive the session */
	const char *downloads; /* where `w` saves; NULL = the current folder */
	struct options options;
	const struct whole_wishes *wishes; /* which articles are fetched whole; NULL = auto */
	bool updates_what_is_due;          /* by itself, while the session is open */
	const struct smart_folder *smart_folders;
	size_t smart_folders_count;
	struct session_host host;
	/* Words, ended by NULL, that start our own program on this store; NULL = :import and
	 * :export cannot. */
	const char *const *own_command;
	const char *notice; /* what the store said when it was opened; NULL = nothing */
};

/* Opens the store for reading and looks at the tree; NULL when that fails. */
struct session *session_new(const struct session_setup *setup, struct error *error);
void session_free(struct session *session);

/* The view whose keys count now. */
enum view session_view(const struct session *session);
/* Which panes `columns` and the wishes of the person leave: 1, 2 or 3. */
int session_panes(const struct session *session, int columns);

/* ---- what ui tells ---- */

/* Visible lines of each pane and of a sheet, 0 = not in sight: it keeps its place. */
struct session_heights {
	size_t tree, list, article, sheet;
	int tree_columns; /* left of its border, 0 = there is none */
	int list_rows;    /* above its border, 0 = there is none */
};
/* Call whenever they are others. */
void session_set_heights(struct session *session, struct session_heights heights);
/* A border is dragged: columns of the tree or rows of the list, 0 leaves that one. */
void session_drag_border(struct session *session, int tree_columns, int list_rows);
/* It is let go: kept for the next start. */
void session_drop_border(struct session *session);
/* After each layout of the article (article.serial or the width moved).  Sets
 * article.top so that article.position stays in sight. */
void session_set_layout(struct session *session, const struct article_layout *layout);

/* Runs a command of commands.h: "down", "set width 80".  count 0 = none given. */
void session_run(struct session *session, const char *line, int count);
/* True when a key must be kept for what the commands before it will open: they wait for
 * their list.  `command` is what the key stands for now, NULL when for nothing. */
bool session_keeps_key(const struct session *session, const char *command);
/* Keys that mean nothing in this view: the last line says so. */
void session_refuse_keys(struct session *session, const char *keys);
/* A click: makes the row (an index as in the structs) selected and the pane focused. */
void session_click(struct session *session, enum view view, size_t index);
/* The wheel over a pane: moves in it, and the focus stays where it is. */
void session_scroll(struct session *session, enum view view, int lines);
/* Esc: ends mode, range, selection, lit search, update; first that applies. */
void session_escape(struct session *session);

/* Pasted where nothing is typed: a web address is offered to be subscribed to, all else
 * is let be.  `text` may hold anything. */
void session_paste(struct session *session, struct foreign text);

/* The prompt's text after a key that edits (ui/line_edit.c); `text` may hold anything. */
void session_prompt_change(struct session *session, struct foreign text, size_t cursor);
void session_prompt_accept(struct session *session);
void session_prompt_cancel(struct session *session);
void session_prompt_history(struct session *session, int step);  /* -1 older, 1 newer */
void session_prompt_complete(struct session *session, int step); /* 1 next, -1 previous */

void session_answer(struct session *session, bool yes);
void session_hint_key(struct session *session, char letter);
/* The letters of a link in MODE_HINTS; empty when it is not in sight. */
struct safe session_hint_label(const struct session *session, size_t link);

/* ---- the world ---- */

/* After the bell: folds the events that wait into the state. */
void session_take_events(struct session *session);
/* What is due by time: other processes' changes, ages, late refreshes.  Call after
 * each poll(); sleep for session_timeout_ms() at most. */
void session_tick(struct session *session);
int session_timeout_ms(const struct session *session);

#endif
