/* Orders go to the pipeline; a session without one (tests) carries out what needs
 * no network at once, with the writer it was given. */
#include "src/session/changes.h"
#include "src/session/inside.h"

#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/jobs/article_text.h"
#include "src/jobs/jobs.h"

static void mark_now(struct store_writer *writer, const struct order *order, struct event *event)
{
	int64_t changed = 0;
	if (order->ids_count > 0)
		changed = store_mark_ids(
			writer, order->mark, order->ids, order->ids_count, &event->error);
	else
		changed = store_mark_feed(writer, order->mark, order->feed_id, &event->error);
	event->changed_count = changed < 0 ? 0 : changed;
}

static void document_now(
	struct store_writer *writer, const struct order *order, struct event *event)
{
	struct work_request request;
	struct work_answer answer;
	if (!article_request(&request, &event->is_fulltext, event->arena,
		    store_writer_reader(writer), order, &event->error))
		return;
	work_do(&answer, event->arena, &request);
	event->has_repeats = order->wants_repeats;
	event->is_difference = order->wants_difference;
	event->document = arena_alloc(event->arena, sizeof *event->document);
	*event->document = answer.document;
	event->error = answer.error;
}

static void take_undone(struct event *event, const struct undone *undone)
{
	if (undone == NULL)
		return;
	event->undone = arena_alloc(event->arena, sizeof *event->undone);
	*event->undone = *undone;
}

static struct event *carry_out(struct store_writer *writer, struct order *order)
{
	struct event *event = memory_calloc(1, sizeof *event);
	event->kind = EVENT_CHANGED;
	event->order_id = order->id;
	event->article_id = order->article_id;
	event->arena = arena_new();
	if (order->kind == ORDER_MARK) {
		mark_now(writer, order, event);
	} else if (order->kind == ORDER_WRITE) {
		order->write(writer, order->context, &event->error);
		take_undone(event, order->undone);
	} else if (order->kind == ORDER_DOCUMENT) {
		event->kind = EVENT_DOCUMENT;
		document_now(writer, order, event);
	} else {
		event->kind = EVENT_FAILED;
		error_set(&event->error, ERROR_NETWORK, _("there is no network here"));
	}
	return event;
}

uint64_t session_order(struct session *session, struct order *order)
{
	struct session_inside *inside = session->inside;
	if (inside->jobs != NULL)
		return jobs_order(inside->jobs, order);
	order->id = ++inside->at_once.orders;
	struct event *event = carry_out(inside->writer, order);
	ARRAY_PUSH(inside->at_once.events, inside->at_once.count, inside->at_once.capacity) = event;
	uint64_t id = order->id;
	order_free(order);
	return id;
}

struct event *session_next_event(struct session *session)
{
	struct session_inside *inside = session->inside;
	if (inside->at_once.count == 0)
		return inside->jobs != NULL ? jobs_event(inside->jobs) : NULL;
	struct event *event = inside->at_once.events[0];
	inside->at_once.count--;
	for (size_t i = 0; i < inside->at_once.count; i++)
		inside->at_once.events[i] = inside->at_once.events[i + 1];
	return event;
}
