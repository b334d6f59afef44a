#include "src/jobs/request_builder.h"

#include <string.h>

#include "feeds/discover.h"
#include "feeds/fetch_address.h"
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/jobs/feed_options.h"
#include "src/store/arrivals.h"

static const struct foreign PAGES = FOREIGN("text/html, application/xhtml+xml, */*;q=0.5");

static bool open_reader(struct request_builder *builder, struct error *error)
{
	if (!builder->reader)
		builder->reader = store_reader_try(builder->settings->store_path, error);
	return builder->reader != NULL;
}

/* task->url becomes the feed of a known site. */
static bool find_by_site(struct request_builder *builder, struct task *task)
{
	const char *bridge = builder->settings->bridge;
	struct foreign feed_url;
	enum site_answer site = discover_by_site(&feed_url, task->arena, task->url,
		foreign_from_string(bridge ? bridge : ""), &task->error);
	if (site == SITE_FEED)
		task->url = feed_url;
	return site != SITE_NONE;
}

/* ---- one for each kind of order that needs the network ---- */

/* Lists of other programs hold addresses of channels and profiles, too. */
static bool find_imported(struct request_builder *builder, struct task *task)
{
	if (!find_by_site(builder, task))
		return false;
	task->is_second_try = !foreign_equal(task->url, task->feed.url);
	return true;
}

static bool build_update(
	struct request_builder *builder, struct task *task, struct request *request)
{
	struct due_feeds feeds;
	struct due_wish wish = {.ids = &task->order->feed_id, .ids_count = 1};
	if (!open_reader(builder, &task->error) ||
		!store_due_feeds(&feeds, task->arena, builder->reader, &wish, &task->error))
		return false;
	if (feeds.count == 0)
		return error_set(&task->error, ERROR_NOT_FOUND, _("this feed is not subscribed"));
	task->feed = feeds.items[0];
	struct feed_options options;
	feed_options_read(&options, task->arena, task->feed.options);
	request->proxy = options.proxy;
	if (!task->is_second_try) {
		task->url = task->feed.url;
		if (task->feed.is_new && !find_imported(builder, task))
			return false;
	}
	/* What the feed's own host gave, or gets, is not for another one. */
	if (task->is_second_try)
		return true;
	request->etag = task->feed.etag;
	request->last_modified = task->feed.last_modified;
	request->validators_url = task->feed.validators_url;
	request->user = options.user;
	request->password = options.password;
	request->headers = options.headers;
	request->headers_count = options.headers_count;
	builder->awaits_password = options.password_command.len > 0 && options.user.len > 0;
	if (!builder->awaits_password)
		return true;
	enum password_answer answer = password_ask(&request->password, &builder->passwords,
		task->arena, options.password_command, &task->error);
	builder->awaits_password = answer == PASSWORD_AWAITED;
	return answer == PASSWORD_TOLD;
}

static bool parse_subscribed(struct url *typed, struct task *task)
{
	struct foreign text = task->order->text;
	if (!task->is_plain_try)
		return url_parse_typed(typed, task->arena, text, &task->error);
	text = foreign_trim(text);
	const char *plain = arena_printf(task->arena, "http://%.*s", (int)text.len, text.utf8);
	return url_parse(typed, task->arena, foreign_from_string(plain), &task->error);
}

static bool build_subscribe(
	struct request_builder *builder, struct task *task, struct request *request)
{
	struct url typed;
	(void)request;
	if (task->is_second_try)
		return true;
	if (!parse_subscribed(&typed, task))
		return false;
	task->url = typed.text;
	if (!find_by_site(builder, task))
		return false;
	request->user = typed.user;
	request->password = typed.password;
	return true;
}

/* A port or a host at home was named, no scheme and no password: such servers often speak no
 * TLS.  Elsewhere somebody in between could make us believe so. */
bool request_may_be_plain(const struct task *task)
{
	struct url typed;
	if (task->order->kind != ORDER_SUBSCRIBE || task->is_second_try || task->is_plain_try ||
		memmem(task->order->text.utf8, task->order->text.len, "://", 3) ||
		!url_parse_typed(&typed, task->arena, task->order->text, NULL))
		return false;
	bool is_name = memchr(typed.host.utf8, '.', typed.host.len) != NULL ||
		       memchr(typed.host.utf8, ':', typed.host.len) != NULL;
	return typed.user.len == 0 &&
	       (typed.port != 443 || !is_name || !address_text_is_public(typed.host.utf8));
}

/* A feed on a private address may lead to pages there. */
static bool lives_at_home(struct request_builder *builder, struct task *task, int64_t feed_id)
{
	struct due_feeds feeds = {0};
	struct due_wish wish = {.ids = &feed_id, .ids_count = 1};
	return store_due_feeds(&feeds, task->arena, builder->reader, &wish, NULL) &&
	       feeds.count > 0 && feeds.items[0].is_private;
}

static bool build_fulltext(
	struct request_builder *builder, struct task *task, struct request *request)
{
	struct stored_article article;
	if (!open_reader(builder, &task->error) ||
		!store_article(&article, task->arena, builder->reader, task->order->article_id,
			&task->error))
		return false;
	struct url url;
	if (!url_parse(&url, task->arena, article.row.url, &task->error))
		return false;
	task->url = url.text;
	task->origin = lives_at_home(builder, task, article.row.feed_id) ? FETCH_FROM_LOCAL
									 : FETCH_FROM_DOCUMENT;
	request->accept = PAGES;
	return true;
}

static bool build_page(struct request_builder *builder, struct task *task, struct request *request)
{
	struct url typed;
	(void)builder;
	if (!url_parse_typed(&typed, task->arena, task->order->text, &task->error))
		return false;
	task->url = typed.text;
	request->accept = PAGES;
	return true;
}

typedef bool build_function(
	struct request_builder *builder, struct task *task, struct request *request);

static build_function *const BUILDERS[] = {
	[ORDER_UPDATE] = build_update,
	[ORDER_SUBSCRIBE] = build_subscribe,
	[ORDER_FULLTEXT] = build_fulltext,
	[ORDER_SAVE_PAGE] = build_page,
};

enum build_answer request_build(
	struct request_builder *builder, struct task *task, struct request *request)
{
	builder->awaits_password = false;
	if (!BUILDERS[task->order->kind](builder, task, request))
		return builder->awaits_password ? BUILD_AWAITS_PASSWORD : BUILD_FAILED;
	request->url = task->url;
	request->origin = task->origin;
	return BUILD_READY;
}

void request_builder_done(struct request_builder *builder)
{
	if (builder->reader)
		store_reader_close(builder->reader);
	builder->reader = NULL;
	passwords_done(&builder->passwords);
}
