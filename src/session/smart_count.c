/* How much is unread in each smart folder.  A query may be slow, so the reading
 * thread counts, one folder after the other; between rounds it rests for many
 * times as long as the last round took, and lists always come first. */
#include "src/session/changes.h"
#include "src/session/inside.h"

#include "src/base/clock.h"
#include "src/jobs/jobs.h"
#include "src/store/query.h"

enum { REST_LEAST_MS = 800, REST_SHARE = 10, LOOKED_AT = 1000 };

struct count_question {
	size_t number; /* of the smart folder */
	const struct query *query;
	int64_t unread;
};

/* As its list shows them: what feeds have in common counts once. */
static bool count_once(
	struct store_reader *reader, struct count_question *question, struct error *error)
{
	struct list_window window = {.query = question->query, .shows_once = true};
	struct arena *scratch = arena_new();
	int64_t *ids = NULL;
	size_t count = 0;
	bool is_read = store_list_ids(&ids, &count, scratch, reader, &window, error) &&
		       store_ids_once(ids, &count, reader, &window, error);
	question->unread = (int64_t)count;
	arena_free(scratch);
	return is_read;
}

static bool count_unread(struct store_reader *reader, void *context, struct error *error)
{
	struct count_question *question = context;
	question->unread = store_count(reader, question->query, error);
	if (question->unread < 0 || question->unread > LOOKED_AT)
		return question->unread >= 0;
	return count_once(reader, question, error);
}

static const struct query *unread_query(
	const struct smart *smart, struct arena *arena, struct error *error)
{
	const char *text = arena_printf(arena, "(%s) is:unread", smart->query);
	return query_parse(arena, foreign_from_string(text), clock_now(), error);
}

static void take_count(struct session *session, const struct count_question *question)
{
	struct session_inside *inside = session->inside;
	if (question->number >= inside->smart.count)
		return;
	struct smart *smart = &inside->smart.folders[question->number];
	if (smart->unread == question->unread)
		return;
	smart->unread = question->unread;
	tree_build(session);
}

static void ask(struct session *session, struct arena *arena, struct count_question *question)
{
	struct session_inside *inside = session->inside;
	if (inside->jobs == NULL) {
		struct error error = {0};
		if (count_unread(inside->reader, question, &error))
			take_count(session, question);
		arena_free(arena);
		return;
	}
	struct order *order = order_new(ORDER_READ);
	order->read = count_unread;
	order->context = question;
	order->answer = arena;
	inside->smart.counts.order = session_order(session, order);
}

/* The next folder whose query can be asked. */
static void count_next(struct session *session)
{
	struct session_inside *inside = session->inside;
	while (inside->smart.counts.next < inside->smart.count && inside->smart.counts.order == 0) {
		size_t number = inside->smart.counts.next++;
		struct error error = {0};
		struct arena *arena = arena_new();
		struct count_question *question = arena_alloc(arena, sizeof *question);
		*question = (struct count_question){.number = number};
		question->query = unread_query(&inside->smart.folders[number], arena, &error);
		if (question->query != NULL)
			ask(session, arena, question);
		else
			arena_free(arena);
	}
	if (inside->smart.counts.order != 0)
		return;
	int64_t now_ms = clock_monotonic_ms();
	int64_t rest_ms = (now_ms - inside->smart.counts.began_ms) * REST_SHARE;
	inside->smart.counts.due_ms = now_ms + (rest_ms > REST_LEAST_MS ? rest_ms : REST_LEAST_MS);
}

void smart_count_want(struct session *session)
{
	session->inside->smart.counts.is_stale = true;
}

void smart_count_tick(struct session *session)
{
	struct session_inside *inside = session->inside;
	int64_t now_ms = clock_monotonic_ms();
	if (!inside->smart.counts.is_stale || inside->smart.counts.order != 0 ||
		now_ms < inside->smart.counts.due_ms)
		return;
	inside->smart.counts.is_stale = false;
	inside->smart.counts.next = 0;
	inside->smart.counts.began_ms = now_ms;
	count_next(session);
}

void smart_count_give_way(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (inside->smart.counts.order != 0)
		jobs_stop_reading(inside->jobs);
}

bool smart_count_take(struct session *session, struct event *event)
{
	struct session_inside *inside = session->inside;
	if (event->order_id != inside->smart.counts.order)
		return false;
	inside->smart.counts.order = 0;
	if (event->error.kind == ERROR_NONE)
		take_count(session, event->context);
	else
		inside->smart.counts.is_stale = true;
	count_next(session);
	return true;
}
