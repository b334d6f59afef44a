/* Five hundred feeds over sixty days of a simulated clock: what their publishers
 * would hold against us.  Every time comes from schedule_next(). */
#include "src/jobs/schedule.h"

#include <stdio.h>

#include "src/store/arrivals.h"
#include "tests/lib/check.h"

enum { FEEDS = 500, DAYS = 60, HOUR = 3600, DAY = 24 * HOUR };

#define START INT64_C(1649149200) /* Tuesday, 5 April 2022, 09:00 */

/* A publisher, and what its log says of us. */
struct outlet {
	bool has_validators;
	int64_t max_age, ttl, posts_every;
	uint32_t skip_hours;
	int waits_every, fails_every; /* one answer in so many is a 429, a 500; 0 = none */
	int64_t gone_after;           /* 0 = never */
	int64_t allowed_from;         /* the soonest we may come again */
	bool is_gone;
	int requests, violations;
};

static struct outlet outlet_of(int number)
{
	static const int64_t posts[] = {HOUR, 6 * HOUR, DAY, 4 * DAY, 20 * DAY, 400 * (int64_t)DAY};
	static const int64_t ages[] = {-1, 0, 600, 2 * HOUR, 12 * HOUR, 7 * DAY};
	static const int64_t ttls[] = {0, 0, 15 * 60, 3 * HOUR, DAY};
	static const uint32_t skips[] = {0, 0, 0, 0x3F, 0xFFFC3F, 0xFFFFFF};
	return (struct outlet){
		.has_validators = number % 3 != 0,
		.posts_every = posts[number % 6],
		.max_age = ages[number / 6 % 6],
		.ttl = ttls[number / 7 % 5],
		.skip_hours = skips[number / 11 % 6],
		.waits_every = number % 10 == 0 ? 7 : 0,
		.fails_every = number % 13 == 0 ? 3 : 0,
		.gone_after = number % 50 == 7 ? 20 * DAY : 0,
	};
}

static int64_t least(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static void allow_from(struct outlet *outlet, int64_t at)
{
	if (at > outlet->allowed_from)
		outlet->allowed_from = at;
}

static void note_request(struct outlet *outlet, int64_t now)
{
	bool is_skipped = outlet->skip_hours != 0xFFFFFF &&
			  (outlet->skip_hours >> (now / HOUR % 24) & 1) && outlet->requests > 0;
	outlet->violations += now < outlet->allowed_from || outlet->is_gone || is_skipped;
	outlet->requests++;
	outlet->allowed_from = now + HOUR;
}

static struct schedule_answer answer(struct outlet *outlet, int64_t now)
{
	struct schedule_answer got = {.status = outlet->has_validators ? 304 : 200,
		.hints = {outlet->max_age, -1, 0},
		.feed = {outlet->ttl, outlet->skip_hours, 0},
		.has_validators = outlet->has_validators};
	if (outlet->gone_after > 0 && now - START > outlet->gone_after) {
		got.status = 410;
		got.failure = ERROR_SERVER;
		outlet->is_gone = true;
	} else if (outlet->waits_every > 0 && outlet->requests % outlet->waits_every == 0) {
		got.status = 429;
		got.failure = ERROR_SERVER;
		got.hints.retry_at = now + 2 * DAY;
		allow_from(outlet, got.hints.retry_at);
	} else if (outlet->fails_every > 0 && outlet->requests % outlet->fails_every == 0) {
		got.status = 500;
		got.failure = ERROR_SERVER;
	} else {
		/* Beyond a day nobody who follows the news can be kept away. */
		allow_from(outlet, now + least(outlet->max_age, DAY));
		allow_from(outlet, now + least(outlet->ttl, DAY));
	}
	return got;
}

/* What the store would remember of it. */
static void remember(struct feed_history *history, const struct schedule_answer *got, int64_t now)
{
	bool has_failed = got->failure != ERROR_NONE;
	history->failing_since = !has_failed              ? 0
				 : history->failures == 0 ? now
							  : history->failing_since;
	history->failures = has_failed ? history->failures + 1 : 0;
	history->last_new = got->has_new ? now : history->last_new;
}

static void live(struct outlet *outlet, struct random *random)
{
	struct feed_history history = {0};
	struct schedule_settings settings = {0};
	int64_t now = START, published = 0;
	while (now < START + (int64_t)DAYS * DAY) {
		note_request(outlet, now);
		struct schedule_answer got = answer(outlet, now);
		if (got.failure == ERROR_NONE && now / outlet->posts_every != published) {
			published = now / outlet->posts_every;
			got.has_new = true;
			got.status = 200;
		}
		struct schedule next = schedule_next(&history, &got, &settings, now, random);
		remember(&history, &got, now);
		now = next.next_due;
	}
}

static void sixty_days(void **state)
{
	(void)state;
	struct random random = {1};
	int violations = 0, requests = 0;
	for (int i = 0; i < FEEDS; i++) {
		struct outlet outlet = outlet_of(i);
		live(&outlet, &random);
		violations += outlet.violations;
		requests += outlet.requests;
		assert_in_range(outlet.requests, 5, DAYS * 24);
		if (outlet.violations > 0)
			print_message(
				"outlet %d: %d of %d\n", i, outlet.violations, outlet.requests);
	}
	assert_int_equal(violations, 0);
	assert_true(requests > FEEDS * DAYS);
}

TEST_MAIN(TEST("five hundred feeds over sixty days break no publisher's rule", sixty_days))
