/* The list of articles: which it is, how its rows are read and waited for, what is
 * picked in it. */
#ifndef STEPPE_SESSION_LISTS_H
#define STEPPE_SESSION_LISTS_H

#include "src/jobs/event.h"
#include "src/session/commands.h"
#include "src/session/id_set.h"
#include "src/session/session.h"
#include "src/store/store.h"

/* Why a list is read. */
enum list_wish {
	LIST_REFRESH, /* the store moved: the same list, as it is now */
	LIST_CHANGE,  /* another filter: what is selected stays selected */
	LIST_TOP,     /* another order: from its first row */
	LIST_OPEN,    /* another list */
};

/* What a list is taken for, once it is there. */
typedef void list_act(struct session *session);

/* What a list shows before filters. */
struct list_source {
	enum tree_kind kind;
	int64_t feed_id, folder_id;
	const char *query; /* NULL = none */
	const char *title;
};

/* ---- list.c ---- */
void list_open(struct session *session, const struct list_source *source);
/* Reads the list again; says what is wrong with its query. */
bool list_reload(struct session *session, enum list_wish wish);
void list_show(struct session *session);
void list_select(struct session *session, size_t index);
/* The same for a person who goes there. */
void list_go(struct session *session, size_t index);
void list_set_filter(struct session *session, const char *filter);
void list_set_narrow(struct session *session, const char *narrow);
/* The whole list again. */
void list_drop_filters(struct session *session);
int64_t list_selected_id(const struct session *session);
const struct article_row *list_selected_row(const struct session *session);
bool list_window_of(struct list_window *window, struct session *session, struct arena *arena,
	struct error *error);
/* They were marked read, or unread: "next unread" takes note. */
void list_note_marks(struct session *session, const struct id_set *ids, bool is_unread);
bool list_index_of(const struct session *session, int64_t id, size_t *index);
/* The next unread after (step 1) or before (-1) number `from`. */
bool list_find_unread(struct session *session, size_t from, int step, size_t *index);
/* The query of source, filter and narrowing together; "" = everything. */
const char *list_query(struct session *session, struct arena *arena);
/* What that will be for a list that a search opens. */
const char *list_query_of_search(
	const struct session *session, struct arena *arena, const char *words);

/* ---- list_read.c: reading a list without waiting for it ---- */
/* False with a sentence when the question itself is wrong; nothing changed then. */
bool list_read(struct session *session, enum list_wish wish, struct error *error);
void list_take_answer(struct session *session, struct event *event);
/* The selected row comes near the end of what is read. */
void list_grow(struct session *session);
/* All of it, for what can do with no less; it may be there when this returns. */
void list_want_whole(struct session *session);

/* ---- waiting.c ---- */
/* Now when the list, or the whole of it, is there, else as soon as it is. */
void list_then(struct session *session, list_act *act);
void list_then_whole(struct session *session, list_act *act);
/* True when this line waits for the list; it will be run then. */
bool waiting_takes(
	struct session *session, const char *line, int count, const struct command *command);
/* What waits is run, as far as the list allows. */
void waiting_run(struct session *session);
void waiting_forget(struct session *session);

/* ---- picks.c ---- */
bool list_is_picked(const struct session *session, size_t index, int64_t id);
size_t list_picked_count(const struct session *session);
void list_forget_picks(struct session *session);
/* After another reading of the list. */
void list_follow_range(struct session *session);
/* What the next action takes: the picked rows, the range, else the selected row
 * or the open article. */
void session_targets(struct session *session, struct id_set *out);
/* As it is in memory; NULL when it is neither the open article nor on the screen. */
const struct article_row *session_row_in_sight(const struct session *session, int64_t id);
/* The open article or the selected row; NULL, and it is said, when there is neither. */
const struct article_row *targets_first(struct session *session);
/* Does that to them, and says so when there are none. */
typedef void targets_act(struct session *session, const struct id_set *targets);
void targets_do(struct session *session, targets_act *act);
/* Of the first of them: a toggle follows it. */
uint32_t targets_flags(struct session *session, const struct id_set *targets);

#endif
