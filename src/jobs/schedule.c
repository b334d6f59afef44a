#include "src/jobs/schedule.h"
#include "src/store/arrivals.h"

#include <stddef.h>

enum {
	HOUR = 3600,
	DAY = 24 * HOUR,
	WEEK = 7 * DAY,
	HINT_LIMIT = DAY, /* by caching headers, which are often meant for all files of a host */
	FEED_HINT_LIMIT = WEEK,  /* what an outlet may ask for in its own document */
	WISH_LIMIT = 30 * DAY,   /* what a person may ask for, and a Retry-After */
	FAILING_LONG = 14 * DAY, /* then once a week */
	MOVED_TIMES = 3,         /* permanent redirects in a row … */
	MOVED_SECONDS = DAY,     /* … over at least so long: captive portals lie */
};

static int64_t larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
	return value < least ? least : value > most ? most : value;
}

/* A time that the clock has not reached yet was written by a clock that was
 * wrong: it counts as now. */
static int64_t seconds_since(int64_t moment, int64_t now)
{
	return moment > 0 && moment < now ? now - moment : 0;
}

/* ---- waiting when all is well ---- */

static int64_t hinted_seconds(const struct schedule_answer *answer)
{
	const struct response_hints *hints = &answer->hints;
	/* max-age beats Expires (RFC 9111, 5.3). */
	int64_t freshness =
		hints->max_age_seconds >= 0 ? hints->max_age_seconds : hints->expires_in_seconds;
	return larger(clamp(freshness, 0, HINT_LIMIT),
		clamp(answer->feed.interval_seconds, 0, FEED_HINT_LIMIT));
}

/* Outlets that publish seldom are asked seldom.  Without validators each request
 * costs the server the whole feed, so then the wait grows sooner and further: up
 * to the day that publishers ask for. */
static const struct {
	int quiet_days; /* without a new article */
	int factor, factor_without_validators;
} stretches[] = {{60, 4, 24}, {14, 2, 12}, {3, 1, 4}, {0, 1, 1}};

static int64_t stretched(int64_t seconds, const struct feed_history *history,
	const struct schedule_answer *answer, int64_t now)
{
	int64_t quiet_days = seconds_since(history->last_new, now) / DAY;
	size_t i = 0;
	while (quiet_days < stretches[i].quiet_days)
		i++;
	int factor = answer->has_validators ? stretches[i].factor
					    : stretches[i].factor_without_validators;
	return seconds < DAY ? clamp(seconds * factor, 0, DAY) : seconds;
}

static int64_t regular_seconds(const struct feed_history *history,
	const struct schedule_answer *answer, const struct schedule_settings *settings, int64_t now)
{
	bool has_wish = settings->feed_interval_seconds > 0;
	int64_t wish = has_wish ? settings->feed_interval_seconds : settings->interval_seconds;
	int64_t seconds = larger(clamp(wish, HOUR, WISH_LIMIT), hinted_seconds(answer));
	return has_wish || answer->has_new ? seconds : stretched(seconds, history, answer, now);
}

/* ---- waiting after a failure ---- */

static int64_t failed_seconds(
	const struct feed_history *history, const struct schedule_answer *answer, int64_t now)
{
	/* The server knows nothing of it, and the proxy is mended for all feeds at once. */
	if (answer->failure == ERROR_PROXY)
		return HOUR;
	if (seconds_since(history->failing_since, now) >= FAILING_LONG)
		return WEEK;
	int doublings = (int)clamp(history->failures, 0, 5);
	return clamp((int64_t)HOUR << doublings, HOUR, DAY);
}

static bool waits_for_a_person(int status)
{
	return status == 410 || status == 401;
}

/* ---- moving a time ---- */

/* One to ten percent later, so that feeds fetched together part; never earlier. */
static int64_t with_jitter(int64_t seconds, struct random *random)
{
	return seconds + seconds * (1000 + random_below(random, 9001)) / 100000;
}

static bool is_skipped(const struct feed_hints *feed, int64_t at)
{
	int hour = (int)(at / HOUR % 24),
	    day = (int)((at / DAY + 4) % 7); /* 1 January 1970: Thursday */
	return (feed->skip_hours >> hour & 1) || (feed->skip_days >> day & 1);
}

/* To the first hour that the feed does not ask to be left alone in.  A feed
 * that excludes every hour of the week means none of it. */
static int64_t after_skipped(const struct feed_hints *feed, int64_t at, struct random *random)
{
	if (!is_skipped(feed, at))
		return at;
	int64_t hour = at - at % HOUR;
	for (int hours = 1; hours <= 7 * 24; hours++)
		if (!is_skipped(feed, hour + hours * (int64_t)HOUR))
			return hour + hours * (int64_t)HOUR + random_below(random, HOUR / 6);
	return at;
}

static int64_t not_before(int64_t at, int64_t retry_at, int64_t now)
{
	return larger(at, clamp(retry_at, 0, now + WISH_LIMIT));
}

/* ---- the decision ---- */

static bool takes_new_url(
	const struct feed_history *history, const struct schedule_answer *answer, int64_t now)
{
	return answer->moved_to.len > 0 && foreign_equal(answer->moved_to, history->moved_to) &&
	       history->moved_count + 1 >= MOVED_TIMES &&
	       seconds_since(history->moved_since, now) >= MOVED_SECONDS;
}

struct schedule schedule_next(const struct feed_history *history,
	const struct schedule_answer *answer, const struct schedule_settings *settings, int64_t now,
	struct random *random)
{
	bool is_well = answer->failure == ERROR_NONE;
	if (!is_well && waits_for_a_person(answer->status))
		return (struct schedule){
			SCHEDULE_NEVER, answer->status == 410 ? FEED_GONE : FEED_FAILING, false};
	int64_t seconds = is_well ? regular_seconds(history, answer, settings, now)
				  : failed_seconds(history, answer, now);
	int64_t at = now + with_jitter(seconds, random);
	at = not_before(at, answer->hints.retry_at, now);
	return (struct schedule){
		.next_due = after_skipped(&answer->feed, at, random),
		.state = is_well ? FEED_OK : FEED_FAILING,
		.takes_new_url = is_well && takes_new_url(history, answer, now),
	};
}
