/* What the files of src/session ask of each other, by file. */
#ifndef STEPPE_SESSION_PARTS_H
#define STEPPE_SESSION_PARTS_H

#include "src/jobs/event.h"
#include "src/session/commands.h"
#include "src/session/session.h"
#include "src/store/store.h"

struct session_inside;
struct text_choice;

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
/* Only shows what another order writes; 0 = one that is not given yet. */
void session_show_mark(
	struct session *session, uint64_t order_id, enum mark mark, const struct id_set *targets);
/* All of a feed, 0 = everywhere; tells, too. */
void session_mark_feed(struct session *session, enum mark mark, int64_t feed_id);
/* When the event is the answer to a mark that is to be told. */
void session_tell_mark(struct session *session, const struct event *event);
/* Flags of a row with what is still on its way to the store. */
uint32_t session_flags(const struct session *session, const struct article_row *row);
/* A mark that is written stays on the rows in sight.  True when that order was a mark that leaves
 * every list as it is. */
bool session_forget_pending(struct session *session, uint64_t order_id, bool is_written);

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
/* The store has another text of it now: the pages made ready of it are dropped. */
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
/* Shows the article that the cursor has rested on, when it is time. */
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
/* Says so when it is no address for a browser, or when none starts. */
void browser_open(struct session *session, struct foreign address);
/* Browsers that need the terminal for themselves. */
bool browser_is_for_text(const char *program);

/* ---- smart.c ---- */
/* Behind the others; in place of one with that name. */
void smart_add(struct session *session, const char *name, const char *query, bool is_saved);
/* The saved ones, unless they are those we have. */
void smart_load(struct session *session);
/* Asks first; those of the config cannot be removed here. */
void smart_ask_forget(struct session *session, size_t index);
void smart_ask_query(struct session *session, size_t index);
void smart_set_query(struct session *session, struct foreign query);

/* ---- smart_count.c ---- */
/* The counts may be others now; they are made again, not at once. */
void smart_count_want(struct session *session);
/* Asks the next question when it is time. */
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
