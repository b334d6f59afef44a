#include "src/jobs/reschedule.h"

#include "src/base/url.h"
#include "src/jobs/feed_options.h"
#include "src/jobs/schedule.h"
#include "src/store/arrivals.h"

static bool has_validators(const struct update_result *result, const struct feed_history *history)
{
	bool brought_any = result->etag.len + result->last_modified.len > 0;
	return brought_any || (!result->replace_validators && history->has_validators);
}

static struct schedule_answer answer_of(const struct update_result *result, const struct task *task,
	const struct feed_history *history)
{
	return (struct schedule_answer){
		.status = result->status,
		.failure = result->error ? result->error->kind : ERROR_NONE,
		.hints =
			task->response ? task->response->hints : (struct response_hints){-1, -1, 0},
		.feed = result->feed ? result->feed->hints : history->hints,
		.moved_to = result->moved_to,
		/* Items with known hashes are not among the articles. */
		.has_new = result->feed && result->feed->articles_count > 0,
		.has_validators = has_validators(result, history),
	};
}

static bool is_same_host(const struct task *task, struct foreign other)
{
	struct url one, two;
	return url_parse(&one, task->arena, task->feed.url, NULL) &&
	       url_parse(&two, task->arena, other, NULL) && foreign_equal(one.host, two.host);
}

/* What a person gave for one host is for no other: where it is asked with a name, a password
 * or headers of its own, a feed that moved away goes on to be asked at its old address. */
static bool may_move(const struct feed_options *options, const struct task *task, struct foreign to)
{
	bool has_secrets = options->user.len > 0 || options->headers_count > 0;
	return !has_secrets || is_same_host(task, to);
}

bool reschedule_feed(struct update_result *result, const struct task *task,
	struct store_reader *reader, int64_t feed_id, const struct jobs_settings *settings,
	int64_t now, struct error *error)
{
	struct feed_history history;
	if (!store_feed_history(&history, task->arena, reader, feed_id, error))
		return false;
	struct feed_options options;
	feed_options_read(&options, task->arena, task->feed.options);
	struct schedule_settings wishes = {settings->interval_seconds, options.interval_seconds};
	struct schedule_answer answer = answer_of(result, task, &history);
	struct random random;
	random_init(&random);
	struct schedule schedule = schedule_next(&history, &answer, &wishes, now, &random);
	result->next_due = schedule.next_due;
	result->state = schedule.state;
	if (schedule.takes_new_url && may_move(&options, task, answer.moved_to))
		result->new_url = answer.moved_to;
	return true;
}
