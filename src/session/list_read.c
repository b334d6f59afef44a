/* The ids of a list are read in the reading thread: a long list takes many frames.
 *
 *     list_read() → ORDER_READ → list_take_answer() → rows in sight (list.c)
 *
 * Short lists answer within a frame and are waited for that long.  Until a longer
 * one comes the screen keeps what it shows, and what was pressed after asking for
 * another list waits for it in its order (waiting.c).  A list that is opened shows
 * its first rows at once and grows when the whole has come. */
#include "src/session/inside.h"

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/jobs/jobs.h"

enum { FIRST_IDS = 256, SHORT_WAIT_MS = 8, READING_SHARE = 4 };

/* The question and its answer; lives in the order's answer arena. */
struct list_answer {
	struct arena *arena;
	uint64_t wish; /* inside->list_wish when it was asked */
	enum list_wish kind;
	struct list_window window;
	int64_t asked_ms;
	int64_t *ids;
	bool *may_be_unread; /* each of ids */
	size_t count;
};

/* ---- in the reading thread ---- */

static void note_unread(struct list_answer *answer, const struct id_set *unread)
{
	answer->may_be_unread = arena_array(answer->arena, answer->count + 1, sizeof(bool));
	for (size_t i = 0; i < answer->count; i++)
		answer->may_be_unread[i] = unread == NULL || id_set_has(unread, answer->ids[i]);
}

/* "Next unread" may not look into each row of a long list, so the unread of the
 * same list are asked for with it; where nearly all are unread that is not needed. */
static bool read_list(struct store_reader *reader, void *context, struct error *error)
{
	struct list_answer *answer = context;
	struct list_window *window = &answer->window;
	bool is_read =
		store_list_ids(&answer->ids, &answer->count, answer->arena, reader, window, error);
	if (!is_read || window->unread_only || window->limit > 0) {
		note_unread(answer, NULL);
		return is_read;
	}
	struct arena *scratch = arena_new();
	struct list_window unread = *window;
	struct id_set set = {0};
	int64_t *ids = NULL;
	size_t count = 0;
	unread.unread_only = true;
	unread.keep_ids_count = 0;
	is_read = store_list_ids(&ids, &count, scratch, reader, &unread, error);
	id_set_add_all(&set, ids, count);
	note_unread(answer, &set);
	id_set_done(&set);
	arena_free(scratch);
	return is_read;
}

/* ---- asking ---- */

static struct list_answer *answer_new(
	struct session *session, enum list_wish wish, struct error *error)
{
	struct arena *arena = arena_new();
	struct list_answer *answer = arena_alloc(arena, sizeof *answer);
	answer->arena = arena;
	answer->kind = wish;
	answer->asked_ms = clock_monotonic_ms();
	if (!list_window_of(&answer->window, session, arena, error)) {
		arena_free(arena);
		return NULL;
	}
	if (wish == LIST_OPEN)
		answer->window.limit = FIRST_IDS;
	return answer;
}

/* One question at a time: what is asked meanwhile is asked when that is answered,
 * and nobody wants the old answer once it is another list. */
static bool ask_later(struct session *session, enum list_wish wish)
{
	struct session_inside *inside = session->inside;
	if (!inside->reads_list)
		return false;
	if (!inside->reads_again || wish > inside->read_again)
		inside->read_again = wish;
	inside->reads_again = true;
	if (wish != LIST_REFRESH)
		jobs_stop_reading(inside->jobs);
	return true;
}

static void take(struct session *session, struct list_answer *answer, struct error *error);

static void ask_now(struct session *session, struct list_answer *answer)
{
	struct session_inside *inside = session->inside;
	answer->wish = inside->list_wish;
	if (inside->jobs == NULL) {
		struct error error = {0};
		read_list(inside->reader, answer, &error);
		take(session, answer, &error);
		return;
	}
	struct order *order = order_new(ORDER_READ);
	order->read = read_list;
	order->context = answer;
	order->answer = answer->arena;
	inside->reads_list = true;
	session_order(session, order);
}

/* Other events that come meanwhile keep their order for session_take_events(). */
static void wait_shortly(struct session *session)
{
	struct session_inside *inside = session->inside;
	int64_t until_ms = clock_monotonic_ms() + SHORT_WAIT_MS;
	while (inside->awaits_list) {
		int64_t left_ms = until_ms - clock_monotonic_ms();
		struct event *event =
			left_ms > 0 ? jobs_event_within(inside->jobs, (int)left_ms) : NULL;
		if (event == NULL)
			return;
		if (event->kind != EVENT_READ) {
			ARRAY_PUSH(inside->done, inside->done_count, inside->done_capacity) = event;
			continue;
		}
		list_take_answer(session, event);
		event_free(event);
	}
}

bool list_read(struct session *session, enum list_wish wish, struct error *error)
{
	struct session_inside *inside = session->inside;
	struct list_answer *answer = answer_new(session, wish, error);
	if (answer == NULL)
		return false;
	if (wish != LIST_REFRESH) {
		inside->list_wish++;
		inside->awaits_list = true;
	}
	if (ask_later(session, wish))
		arena_free(answer->arena);
	else
		ask_now(session, answer);
	if (wish != LIST_REFRESH && inside->jobs != NULL)
		wait_shortly(session);
	return true;
}

/* ---- the answer ---- */

/* Only to be asked again: its question was right before. */
static void ask_again(struct session *session, enum list_wish wish)
{
	struct error error = {0};
	session->inside->reads_again = false;
	struct list_answer *answer = answer_new(session, wish, &error);
	if (answer != NULL)
		ask_now(session, answer);
	else
		session_say_error(session, &error);
}

/* An article that was read while the list was on its way stays in it. */
static bool is_outdated(const struct session_inside *inside, const struct list_answer *answer)
{
	return answer->wish != inside->list_wish ||
	       (answer->window.unread_only && answer->window.keep_ids_count != inside->kept.count);
}

static void show(struct session *session, struct list_answer *answer)
{
	struct session_inside *inside = session->inside;
	struct list *list = &session->list;
	int64_t selected = list_selected_id(session);
	size_t offset = list->selected - list->top, index = list->selected;
	arena_free(inside->ids_arena);
	inside->ids_arena = answer->arena;
	inside->ids = answer->ids;
	inside->may_be_unread = answer->may_be_unread;
	inside->ids_count = list->total = answer->count;
	list->is_partial = answer->window.limit > 0 && answer->count == answer->window.limit;
	if (answer->kind >= LIST_TOP)
		index = 0;
	else if (list_index_of(session, selected, &index))
		list->top = index > offset ? index - offset : 0;
	list_select(session, index);
}

/* Long lists are read less often while an update runs. */
static void note_time(struct session_inside *inside, const struct list_answer *answer)
{
	int64_t took_ms = clock_monotonic_ms() - answer->asked_ms;
	if (inside->refresh_wait_ms < took_ms * READING_SHARE)
		inside->refresh_wait_ms = took_ms * READING_SHARE;
}

/* Owns answer->arena from here on. */
static void take(struct session *session, struct list_answer *answer, struct error *error)
{
	struct session_inside *inside = session->inside;
	inside->reads_list = false;
	if (is_outdated(inside, answer) || error->kind == ERROR_CANCELLED) {
		bool is_other = inside->reads_again && inside->read_again > answer->kind;
		enum list_wish wish = is_other ? inside->read_again : answer->kind;
		arena_free(answer->arena);
		ask_again(session, wish);
		return;
	}
	inside->awaits_list = false;
	if (error->kind != ERROR_NONE) {
		session_say_error(session, error);
		arena_free(answer->arena);
	} else {
		note_time(inside, answer);
		show(session, answer);
	}
	if (session->list.is_partial && error->kind == ERROR_NONE)
		ask_again(session, LIST_REFRESH);
	else if (inside->reads_again)
		ask_again(session, inside->read_again);
	waiting_run(session);
}

void list_take_answer(struct session *session, struct event *event)
{
	event->arena = NULL;
	take(session, event->context, &event->error);
}
