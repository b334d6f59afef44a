#include "src/jobs/health.h"

#include <stdbool.h>
#include <stddef.h>

#include "src/base/words.h"
#include "src/jobs/schedule.h"

enum { DAY = 86400, DEAD_DAYS = 21, QUIET_DAYS = 180, SLOW_TIMES = 3 };

static bool is_days_ago(int64_t moment, int64_t now, int days)
{
	return moment > 0 && now - moment >= (int64_t)days * DAY;
}

static bool is_dead(const struct feed_row *feed, int64_t now)
{
	return feed->state == FEED_FAILING && is_days_ago(feed->failing_since, now, DEAD_DAYS);
}

static enum feed_advice advice_when_failing(const struct feed_row *feed, int64_t now)
{
	if (feed->next_due >= SCHEDULE_NEVER)
		return ADVICE_LOCKED;
	if (feed->error_kind == ERROR_FORMAT)
		return ADVICE_NOT_A_FEED;
	if (feed->error_kind == ERROR_TLS)
		return ADVICE_UNTRUSTED;
	if (feed->error_kind == ERROR_PROXY)
		return ADVICE_PROXY;
	if (feed->error_kind == ERROR_LIMIT)
		return ADVICE_TOO_LARGE;
	if (feed->error_kind == ERROR_TIMEOUT && feed->failures >= SLOW_TIMES)
		return ADVICE_TOO_SLOW;
	return is_dead(feed, now) ? ADVICE_DEAD : ADVICE_NONE;
}

enum feed_advice feed_advice(const struct feed_row *feed, int64_t now)
{
	if (feed->state == FEED_GONE)
		return ADVICE_GONE;
	if (feed->state == FEED_FAILING)
		return advice_when_failing(feed, now);
	if (feed->moved_to.len > 0)
		return ADVICE_MOVED;
	if (is_days_ago(feed->last_new, now, QUIET_DAYS))
		return ADVICE_QUIET;
	return feed->last_success > 0 && !feed->has_validators ? ADVICE_EXPENSIVE : ADVICE_NONE;
}

static const char *const sentences[] = {
	[ADVICE_NONE] = "",
	[ADVICE_GONE] =
		N_("The outlet says that this feed is gone for good; it is not asked any more."),
	[ADVICE_DEAD] =
		N_("It has failed for three weeks; look at the outlet's page for a new feed."),
	[ADVICE_LOCKED] =
		N_("The server wants a name and a password; set them and update the feed."),
	[ADVICE_NOT_A_FEED] = N_("There is no feed at this address any more; "
				 "look at the outlet's page for the new one."),
	[ADVICE_UNTRUSTED] =
		N_("Its certificate is refused; "
		   "only the outlet can mend that, or this computer's clock is wrong."),
	[ADVICE_TOO_SLOW] = N_("The server was too slow several times in a row."),
	[ADVICE_TOO_LARGE] = N_("It is larger than what is taken."),
	[ADVICE_PROXY] = N_("Your proxy stands in the way; look at the setting `proxy`."),
	[ADVICE_MOVED] =
		N_("It answers from a new address, which is taken over after three times."),
	[ADVICE_QUIET] = N_("Nothing new for half a year."),
	[ADVICE_EXPENSIVE] = N_("Each update costs its server the whole feed."),
};

const char *feed_advice_sentence(enum feed_advice advice)
{
	return *sentences[advice] ? _(sentences[advice]) : "";
}
