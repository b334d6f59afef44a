#include "src/session/search_ahead.h"

#include <string.h>

#include "src/base/clock.h"
#include "src/jobs/jobs.h"
#include "src/session/changes.h"
#include "src/store/query.h"

enum { IDS = 256 };

static void forget_found(struct search_ahead *ahead)
{
	if (ahead->found != NULL)
		arena_free(ahead->found->arena);
	ahead->found = NULL;
}

void search_ahead_stop(struct session *session)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	if (ahead->query == NULL)
		return;
	forget_found(ahead);
	arena_free(ahead->arena);
	ahead->arena = NULL;
	ahead->query = NULL;
	if (ahead->asked == NULL || ahead->is_for_list)
		return;
	ahead->is_outdated = true;
	atomic_store(&ahead->asked->is_unwanted, true);
	jobs_stop_reading(session->inside->jobs);
}

/* NULL when it is no query yet: a quotation mark may still come. */
static struct list_answer *question_new(const struct session *session, const char *text)
{
	struct arena *arena = arena_new();
	struct list_answer *question = arena_alloc(arena, sizeof *question);
	question->arena = arena;
	question->asked_ms = clock_monotonic_ms();
	question->window = (struct list_window){
		.query = query_parse(
			arena, foreign_copy(arena, foreign_from_string(text)), clock_now(), NULL),
		.unread_only = session->options.unread_only,
		.shows_once = true,
		.limit = IDS,
	};
	if (question->window.query != NULL)
		return question;
	arena_free(arena);
	return NULL;
}

static void ask(struct session *session, int within_ms)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	struct list_answer *question = question_new(session, ahead->query);
	if (question == NULL)
		return;
	question->within_ms = within_ms;
	struct order *order = order_new(ORDER_READ);
	order->read = list_answer_read;
	order->context = question;
	order->answer = question->arena;
	ahead->asked = question;
	ahead->is_outdated = false;
	smart_count_give_way(session);
	ahead->order = session_order(session, order);
}

static bool is_blank(const char *words)
{
	return words[strspn(words, " ")] == '\0';
}

void search_ahead_want(struct session *session, const char *words)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	struct arena *arena = arena_new();
	const char *query = list_query_of_search(session, arena, words);
	bool is_same = ahead->query != NULL && strcmp(query, ahead->query) == 0;
	if (!is_same)
		search_ahead_stop(session);
	if (is_same || is_blank(words) || session->inside->jobs == NULL) {
		arena_free(arena);
		return;
	}
	ahead->arena = arena;
	ahead->query = query;
	if (ahead->asked == NULL)
		ask(session, list_answer_first_ms());
}

/* ---- the answer ---- */

static void keep_found(struct session *session, struct list_answer *answer)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	forget_found(ahead);
	ahead->found = answer;
	/* From now on it says how long that took. */
	answer->asked_ms = clock_monotonic_ms() - answer->asked_ms;
	ahead->found_in = session->inside->staleness.data_version;
	if (answer->is_unfinished)
		ask(session, list_answer_longer_ms(answer->within_ms));
}

bool search_ahead_take(struct session *session, struct event *event)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	if (ahead->asked == NULL || event->order_id != ahead->order)
		return false;
	struct list_answer *answer = ahead->asked;
	bool is_for_list = ahead->is_for_list;
	event->arena = NULL;
	ahead->asked = NULL;
	ahead->is_for_list = false;
	if (is_for_list)
		list_take(session, answer, &event->error);
	else if (!ahead->is_outdated && event->error.kind == ERROR_NONE)
		keep_found(session, answer);
	else
		arena_free(answer->arena);
	if ((is_for_list || ahead->is_outdated) && ahead->query != NULL && ahead->asked == NULL)
		ask(session, list_answer_first_ms());
	return true;
}

/* ---- the list ---- */

static bool is_asked_for(struct session *session, const struct list_answer *question)
{
	const struct search_ahead *ahead = &session->inside->search_ahead;
	const struct list_window *window = &question->window;
	struct arena *scratch = arena_new();
	bool is_same = ahead->query != NULL && window->shows_once && window->limit == IDS &&
		       window->feed_id == 0 && window->folder_id == 0 &&
		       window->keep_ids_count == 0 &&
		       window->unread_only == session->options.unread_only &&
		       strcmp(list_query(session, scratch), ahead->query) == 0;
	arena_free(scratch);
	return is_same;
}

/* What came into the store meanwhile is read at once. */
static void hand_over(struct session *session, const struct list_answer *question)
{
	struct session_inside *inside = session->inside;
	struct search_ahead *ahead = &inside->search_ahead;
	struct list_answer *found = ahead->found;
	struct error none = {0};
	ahead->found = NULL;
	found->kind = question->kind;
	found->serial = question->serial;
	found->asked_ms = clock_monotonic_ms() - found->asked_ms;
	if (ahead->found_in != store_data_version(inside->reader) && !inside->reading.asks_again) {
		inside->reading.asks_again = true;
		inside->reading.again = LIST_REFRESH;
	}
	list_take(session, found, &none);
}

static void wait_for_asked(struct session *session, const struct list_answer *question)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	ahead->asked->kind = question->kind;
	ahead->asked->serial = question->serial;
	ahead->is_for_list = true;
	session->inside->reading.is_asked = true;
}

bool search_ahead_serves(struct session *session, struct list_answer *question)
{
	struct search_ahead *ahead = &session->inside->search_ahead;
	bool is_asked_too = is_asked_for(session, question);
	bool has_found = is_asked_too && ahead->found != NULL && question->kind != LIST_REFRESH;
	bool is_coming = is_asked_too && ahead->asked != NULL && !ahead->is_outdated;
	if (has_found)
		hand_over(session, question);
	else if (is_coming)
		wait_for_asked(session, question);
	if ((is_asked_too && ahead->found == NULL) || question->kind != LIST_REFRESH)
		search_ahead_stop(session);
	if (has_found || is_coming)
		arena_free(question->arena);
	return has_found || is_coming;
}
