#include "src/jobs/persist.h"

#include "src/base/clock.h"
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/jobs/reschedule.h"
#include "src/store/arrivals.h"
#include "src/store/query.h"

void persist_failed(struct event *event, const struct error *error)
{
	if (event->kind == EVENT_FEED_UPDATED)
		event->kind = EVENT_FEED_FAILED;
	event->error = *error;
	event->new_articles = event->changed_count = 0;
}

void persist_unchanged(struct event *event)
{
	event->kind = EVENT_FEED_UPDATED;
	event->is_unchanged = true;
}

/* ---- a feed that was fetched ---- */

static void fill_from_response(struct update_result *result, const struct response *response)
{
	result->status = response->status;
	result->replace_validators = response->status == 200;
	result->etag = response->etag;
	result->last_modified = response->last_modified;
	result->validators_url = response->validators_url;
	result->moved_to = response->moved_to;
	result->is_private = response->from_private_address;
	result->took_ms = response->took_ms;
}

/* A permanent redirect is where the feed lives; else what was asked for. */
static struct foreign subscribed_url(const struct task *task)
{
	return task->response->moved_to.len > 0 ? task->response->moved_to : task->url;
}

/* A page was subscribed to without a look at it, and now its feed has come. */
static bool is_found_by_update(const struct task *task)
{
	return task->order->kind == ORDER_UPDATE && task->is_second_try &&
	       task->error.kind == ERROR_NONE;
}

static bool persist_fetched(struct store_writer *store, struct task *task, int64_t feed_id,
	const struct jobs_settings *settings, struct update_counts *counts)
{
	struct update_result result = {0};
	int64_t now = clock_now();
	if (task->response)
		fill_from_response(&result, task->response);
	struct error failure = task->error;
	if (failure.kind != ERROR_NONE)
		result.error = &failure;
	else if (result.status != 304)
		result.feed = &task->answer->feed;
	if (!reschedule_feed(&result, task, store_writer_reader(store), feed_id, settings, now,
		    &task->error))
		return false;
	if (result.feed && is_found_by_update(task))
		result.new_url = subscribed_url(task);
	return store_keep_update(store, feed_id, &result, now, counts, &task->error);
}

void persist_update(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	struct update_counts counts = {0};
	if (is_found_by_update(task) &&
		store_feed_at(store_writer_reader(store), subscribed_url(task)) != 0)
		error_set(&task->error, ERROR_USAGE,
			_("the feed of this page is there already: %.*s"),
			(int)subscribed_url(task).len, subscribed_url(task).utf8);
	bool was_fetched = task->error.kind == ERROR_NONE;
	bool is_written = persist_fetched(store, task, task->feed.id, settings, &counts);
	if (!was_fetched || !is_written) {
		event->kind = EVENT_FEED_FAILED;
		event->error = task->error;
		return;
	}
	event->kind = EVENT_FEED_UPDATED;
	event->new_articles = counts.new_articles;
	event->changed_count = counts.changed_articles;
	event->is_unchanged = counts.new_articles == 0 && counts.changed_articles == 0;
}

/* ---- subscribing ---- */

static void copy_links(struct event *event, const struct feed_links *links)
{
	event->links.items = arena_array(event->arena, links->count, sizeof *links->items);
	event->links.count = links->count;
	for (size_t i = 0; i < links->count; i++) {
		event->links.items[i].url = foreign_copy(event->arena, links->items[i].url);
		event->links.items[i].title = foreign_copy(event->arena, links->items[i].title);
		event->links.items[i].mime_type =
			foreign_copy(event->arena, links->items[i].mime_type);
	}
}

static bool add_and_persist(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event, struct update_counts *counts)
{
	struct url typed = {0};
	url_parse_typed(&typed, task->arena, task->order->text, NULL);
	struct new_feed feed = {.url = subscribed_url(task),
		.title = task->order->title,
		.folder = task->order->folder,
		.user = typed.user,
		.password = typed.password};
	event->feed_id = store_add_feed(store, &feed, &event->is_known, &task->error);
	if (event->feed_id <= 0)
		return false;
	return store_begin_batch(store, &task->error) &&
	       persist_fetched(store, task, event->feed_id, settings, counts) &&
	       store_commit_batch(store, &task->error);
}

static bool persist_subscription(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	struct update_counts counts = {0};
	if (!add_and_persist(store, task, settings, event, &counts))
		return false;
	event->arena = arena_new();
	event->new_articles = counts.new_articles;
	struct foreign own = task->order->title, title = task->answer->feed.title;
	event->text = foreign_copy(event->arena, own.len > 0     ? own
						 : title.len > 0 ? title
								 : subscribed_url(task));
	copy_links(event, &task->others);
	return true;
}

/* ---- pages ---- */

/* Only what the page or its server did counts against it. */
static void persist_page_failure(struct store_writer *store, const struct task *task)
{
	if (task->error.kind != ERROR_CANCELLED && !error_is_of_store(&task->error))
		store_page_failed(store, task->order->article_id, clock_now(), NULL);
}

static bool persist_fulltext(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	(void)settings;
	event->is_fulltext = true;
	if (task->error.kind != ERROR_NONE) {
		persist_page_failure(store, task);
		return false;
	}
	return store_keep_fulltext(
		store, task->order->article_id, task->answer->extract.content_html, &task->error);
}

static bool persist_page(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	(void)settings;
	const struct extract *extract = &task->answer->extract;
	struct person author = {.name = extract->byline};
	struct article page = {
		.id = task->url,
		.url = task->url,
		.title = extract->title,
		.summary = extract->excerpt,
		.base_url = task->url,
		.language = extract->language,
		.image = extract->image,
		.source_title = extract->site_name,
		.published = extract->published,
		.comments_count = -1,
		.duration_seconds = -1,
		.authors = {&author, extract->byline.len > 0},
	};
	event->article_id = store_keep_page(store, &page, extract->content_html, &task->error);
	return event->article_id > 0;
}

/* ---- what a person changes ---- */

static bool persist_mark(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	(void)settings;
	const struct order *order = task->order;
	if (order->ids_count > 0) {
		event->changed_count = store_mark_ids(
			store, order->mark, order->ids, order->ids_count, &task->error);
	} else if (order->text.len > 0) {
		struct query *query =
			query_parse(task->arena, order->text, clock_now(), &task->error);
		if (!query)
			return false;
		event->changed_count = store_mark_query(store, order->mark, query, &task->error);
	} else {
		event->changed_count =
			store_mark_feed(store, order->mark, order->feed_id, &task->error);
	}
	return event->changed_count >= 0;
}

static bool persist_write(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	(void)settings;
	if (!task->order->write(store, task->order->context, &task->error))
		return false;
	if (!task->order->undone)
		return true;
	event->arena = arena_new();
	event->undone = arena_alloc(event->arena, sizeof *event->undone);
	*event->undone = *task->order->undone;
	return true;
}

typedef bool persist_function(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event);

static persist_function *const PERSISTERS[] = {
	[ORDER_SUBSCRIBE] = persist_subscription,
	[ORDER_FULLTEXT] = persist_fulltext,
	[ORDER_SAVE_PAGE] = persist_page,
	[ORDER_MARK] = persist_mark,
	[ORDER_WRITE] = persist_write,
};

void persist_order(struct store_writer *store, struct task *task,
	const struct jobs_settings *settings, struct event *event)
{
	if (PERSISTERS[task->order->kind](store, task, settings, event))
		return;
	if (task->error.kind == ERROR_NONE)
		error_set(&task->error, ERROR_STORE, _("it could not be written"));
	persist_failed(event, &task->error);
}
