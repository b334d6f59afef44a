/* The ids of a list are read in the reading thread: a long list takes many frames.
 *
 *     list_read() → ORDER_READ → list_take_answer() → rows in sight (list.c)
 *
 * Short lists answer within a frame and are waited for that long.  Until a longer
 * one comes the screen keeps what it shows, and what was pressed after asking for
 * another list waits for it in its order (waiting.c).
 *
 * Where texts have to be looked through for words, the first rows found are shown first
 * (list_answer.h), and what a search asks for is looked for while it is typed (search_ahead.c).
 *
 * Of a long list only as many rows are read as the person may soon get to; it
 * grows as the selected row moves, and is read whole for what needs the whole (the
 * last row, a mark for all).  So an update costs what is in sight, not what is
 * stored. */
#include "src/session/list_answer.h"

#include "src/base/array.h"
#include "src/base/clock.h"
#include "src/jobs/jobs.h"
#include "src/session/changes.h"
#include "src/session/search_ahead.h"

enum {
	FIRST_IDS = 256,
	NEAR_THE_END = FIRST_IDS / 2,
	SHORT_WAIT_MS = 8,
	READING_SHARE = 4,
};

/* ---- asking ---- */

/* Twice as far as the person has got, so that a way of N rows is read few times. */
static size_t rows_wanted(const struct session *session, enum list_wish wish)
{
	const struct list *list = &session->list;
	size_t place = wish >= LIST_TOP ? 0 : list->selected;
	if (list->is_range && session->inside->picks.range_start > place)
		place = session->inside->picks.range_start;
	if (session->inside->reading.wants_whole)
		return 0;
	return place > 0 ? (place + FIRST_IDS) * 2 : FIRST_IDS;
}

static struct list_answer *answer_new(
	struct session *session, enum list_wish wish, int within_ms, struct error *error)
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
	answer->window.limit = rows_wanted(session, wish);
	answer->within_ms = within_ms;
	return answer;
}

/* Who asks for the same list again sees its rows already. */
static int first_ms(enum list_wish wish)
{
	return wish == LIST_REFRESH ? 0 : list_answer_first_ms();
}

/* One question at a time: what is asked meanwhile is asked when that is answered,
 * and nobody wants the old answer once it is another list. */
static bool ask_later(struct session *session, enum list_wish wish)
{
	struct session_inside *inside = session->inside;
	if (!inside->reading.is_asked)
		return false;
	if (!inside->reading.asks_again || wish > inside->reading.again)
		inside->reading.again = wish;
	inside->reading.asks_again = true;
	if (wish != LIST_REFRESH)
		jobs_stop_reading(inside->jobs);
	return true;
}

static void ask_now(struct session *session, struct list_answer *answer)
{
	struct session_inside *inside = session->inside;
	answer->serial = inside->reading.serial;
	if (search_ahead_serves(session, answer))
		return;
	if (inside->jobs == NULL) {
		struct error error = {0};
		list_answer_read(inside->reader, answer, &error);
		list_take(session, answer, &error);
		return;
	}
	struct order *order = order_new(ORDER_READ);
	order->read = list_answer_read;
	order->context = answer;
	order->answer = answer->arena;
	inside->reading.is_asked = true;
	session_order(session, order);
}

/* Other events that come meanwhile keep their order for session_take_events(). */
static void wait_shortly(struct session *session)
{
	struct session_inside *inside = session->inside;
	int64_t until_ms = clock_monotonic_ms() + SHORT_WAIT_MS;
	while (inside->reading.awaits_another) {
		int64_t left_ms = until_ms - clock_monotonic_ms();
		struct event *event =
			left_ms > 0 ? jobs_event_within(inside->jobs, (int)left_ms) : NULL;
		if (event == NULL)
			return;
		if (event->kind != EVENT_READ || event->order_id == inside->smart.counts.order) {
			ARRAY_PUSH(inside->at_once.events, inside->at_once.count,
				inside->at_once.capacity) = event;
			continue;
		}
		if (!search_ahead_take(session, event))
			list_take_answer(session, event);
		event_free(event);
	}
}

bool list_read(struct session *session, enum list_wish wish, struct error *error)
{
	struct session_inside *inside = session->inside;
	struct list_answer *answer = answer_new(session, wish, first_ms(wish), error);
	if (answer == NULL)
		return false;
	if (wish != LIST_REFRESH) {
		inside->reading.serial++;
		inside->reading.awaits_another = true;
		smart_count_give_way(session);
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
static void ask_again(struct session *session, enum list_wish wish, int within_ms)
{
	struct error error = {0};
	session->inside->reading.asks_again = false;
	struct list_answer *answer = answer_new(session, wish, within_ms, &error);
	if (answer != NULL)
		ask_now(session, answer);
	else
		session_say_error(session, &error);
}

/* An article that was read while the list was on its way stays in it. */
static bool is_outdated(const struct session_inside *inside, const struct list_answer *answer)
{
	return answer->serial != inside->reading.serial ||
	       (answer->window.unread_only &&
		       answer->window.keep_ids_count != inside->listing.kept.count);
}

static bool find_row(const struct list_answer *answer, int64_t id, size_t *index)
{
	for (*index = 0; id != 0 && *index < answer->count; ++*index)
		if (answer->ids[*index] == id)
			return true;
	return false;
}

/* Where the selected row stands now; when it has gone, what stood beside it. */
static bool find_place(
	const struct session *session, const struct list_answer *answer, size_t *index)
{
	const struct session_inside *inside = session->inside;
	size_t place = session->list.selected;
	const size_t near[] = {place, place + 1, place - 1};
	for (size_t i = 0; i < sizeof near / sizeof *near; i++)
		if (near[i] < inside->listing.ids_count &&
			find_row(answer, inside->listing.ids[near[i]], index))
			return true;
	return false;
}

/* It may stand behind the rows that were read, unless these are from fewer. */
static bool has_lost_place(const struct session *session, const struct list_answer *answer)
{
	const struct session_inside *inside = session->inside;
	bool is_narrower = answer->kind == LIST_CHANGE &&
			   (inside->listing.filter != NULL || inside->listing.narrow != NULL);
	size_t index;
	return answer->kind < LIST_TOP && !is_narrower && list_answer_is_partial(answer) &&
	       inside->listing.ids_count > 0 && !find_place(session, answer, &index);
}

static void show(struct session *session, struct list_answer *answer)
{
	struct session_inside *inside = session->inside;
	struct list *list = &session->list;
	size_t offset = list->selected - list->top, index = 0;
	bool is_found = answer->kind < LIST_TOP && find_place(session, answer, &index);
	arena_free(inside->listing.ids_arena);
	inside->listing.ids_arena = answer->arena;
	inside->listing.ids = answer->ids;
	inside->listing.may_be_unread = answer->may_be_unread;
	inside->listing.ids_count = list->total = answer->count;
	list->length = answer->length;
	list->is_partial = list_answer_is_partial(answer);
	inside->reading.wants_whole = inside->reading.wants_whole && list->is_partial;
	list_follow_range(session);
	if (!undone_place(session, &index) && is_found)
		list->top = index > offset ? index - offset : 0;
	else if (answer->kind < LIST_TOP)
		index = list->selected;
	list_select(session, index);
}

/* Long lists are read less often while an update runs. */
static void note_time(struct session_inside *inside, const struct list_answer *answer)
{
	int64_t took_ms = clock_monotonic_ms() - answer->asked_ms;
	if (inside->staleness.wait_ms < took_ms * READING_SHARE)
		inside->staleness.wait_ms = took_ms * READING_SHARE;
}

/* Nothing of the answer can be shown; it is freed then. */
static bool must_ask_again(
	struct session *session, struct list_answer *answer, const struct error *error)
{
	struct session_inside *inside = session->inside;
	enum list_wish wish = answer->kind;
	int within_ms = 0;
	if (is_outdated(inside, answer) || error->kind == ERROR_CANCELLED) {
		if (inside->reading.asks_again && inside->reading.again > wish)
			wish = inside->reading.again;
		within_ms = first_ms(wish);
	} else if (error->kind == ERROR_NONE && has_lost_place(session, answer)) {
		inside->reading.wants_whole = true;
		wish = LIST_REFRESH;
	} else if (answer->is_unfinished && answer->count == 0) {
		within_ms = list_answer_longer_ms(answer->within_ms);
	} else {
		return false;
	}
	arena_free(answer->arena);
	ask_again(session, wish, within_ms);
	return true;
}

void list_take(struct session *session, struct list_answer *answer, struct error *error)
{
	struct session_inside *inside = session->inside;
	inside->reading.is_asked = false;
	if (must_ask_again(session, answer, error))
		return;
	int more_ms = list_answer_longer_ms(answer->within_ms);
	bool wants_more = inside->reading.is_unfinished = answer->is_unfinished;
	inside->reading.awaits_another = false;
	if (error->kind != ERROR_NONE) {
		session_say_error(session, error);
		arena_free(answer->arena);
		/* Nothing may wait for what cannot be read. */
		inside->reading.wants_whole = false;
		waiting_forget(session);
	} else {
		note_time(inside, answer);
		show(session, answer);
	}
	if (wants_more && !inside->reading.is_asked)
		ask_again(session, LIST_REFRESH, more_ms);
	else if (inside->reading.asks_again && !inside->reading.is_asked)
		ask_again(session, inside->reading.again, 0);
	waiting_run(session);
}

void list_take_answer(struct session *session, struct event *event)
{
	event->arena = NULL;
	list_take(session, event->context, &event->error);
}

void list_grow(struct session *session)
{
	const struct list *list = &session->list;
	const struct session_inside *inside = session->inside;
	if (list->is_partial && list->selected + NEAR_THE_END >= list->total &&
		!inside->reading.is_asked && !inside->reading.is_unfinished)
		list_reload(session, LIST_REFRESH);
}

void list_want_whole(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (!session->list.is_partial || inside->reading.wants_whole)
		return;
	inside->reading.wants_whole = true;
	list_reload(session, LIST_REFRESH);
}
