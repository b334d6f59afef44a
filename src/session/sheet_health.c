/* How feeds do: those that fail and why, and all about one. */
#include "src/session/inside.h"
#include "src/session/run.h"
#include "src/session/sheet.h"

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/jobs/health.h"
#include "src/session/present.h"

/* ---- failing feeds ---- */

void run_failing(struct session *session, const struct call *call)
{
	(void)call;
	const struct subscriptions *all = &session->inside->tree.subscriptions;
	sheet_open(session, SHEET_FAILING, sheet_words(session, _("Failing feeds")),
		_("{open} goes to the feed, {leave} leaves"));
	for (size_t i = 0; i < all->feeds_count; i++) {
		const struct feed_row *feed = &all->feeds[i];
		if (feed->state != FEED_FAILING && feed->state != FEED_GONE)
			continue;
		struct sheet_entry *entry = sheet_add(session);
		entry->id = feed->id;
		entry->text = sheet_line(session, feed->title.len > 0 ? feed->title : feed->url);
		entry->detail = sheet_line(session, feed->error);
	}
	sheet_ready(session);
	if (session->inside->sheet.entries_count == 0) {
		sheet_close(session);
		session_say(session, MESSAGE_NEWS, "%s", _("No feed fails."));
	}
}

/* ---- one feed ---- */

static const char *state_name(enum feed_state state)
{
	static const char *const names[] = {
		[FEED_OK] = N_("fine"),
		[FEED_NEVER_FETCHED] = N_("not fetched yet"),
		[FEED_FAILING] = N_("failing"),
		[FEED_GONE] = N_("gone: the outlet took it away"),
	};
	return _(names[state]);
}

static struct safe next_fetch(struct session *session, int64_t due)
{
	if (due >= FEED_NEVER_DUE)
		return sheet_words(session, _("when asked by hand"));
	return due <= clock_now() ? sheet_words(session, _("with the next update"))
				  : sheet_date(session, due);
}

void health_sheet_open(struct session *session, const struct feed_row *feed)
{
	struct arena *arena = session->inside->sheet.arena;
	sheet_open(session, SHEET_HEALTH, sheet_line(session, feed->title), _("{leave} leaves"));
	arena = session->inside->sheet.arena;
	sheet_add_pair(session, _("State"), sheet_words(session, state_name(feed->state)));
	sheet_add_sentence(session, _("Why"), foreign_string(arena, feed->error));
	sheet_add_sentence(
		session, _("Advice"), feed_advice_sentence(feed_advice(feed, clock_now())));
	sheet_add_pair(session, _("Moving to"), sheet_line(session, feed->moved_to));
	if (feed->failures > 0) {
		sheet_add_pair(
			session, _("Failing since"), sheet_date(session, feed->failing_since));
		sheet_add_pair(session, _("Failures"), sheet_number(session, feed->failures));
	}
	sheet_add_pair(session, _("Next fetch"), next_fetch(session, feed->next_due));
	sheet_add_pair(session, _("Address"), sheet_line(session, feed->url));
	sheet_add_pair(session, _("Site"), sheet_line(session, feed->home_page_url));
	if (feed->last_try > 0) {
		sheet_add_pair(session, _("Last success"), sheet_date(session, feed->last_success));
		sheet_add_pair(session, _("Last try"), sheet_date(session, feed->last_try));
		sheet_add_pair(session, _("Last new article"), sheet_date(session, feed->last_new));
	}
	sheet_add_pair(
		session, _("Articles a week"), present_printf(arena, "%.1f", feed->posts_a_week));
	sheet_add_pair(session, _("Articles"), sheet_number(session, feed->total));
	sheet_add_pair(session, _("Unread"), sheet_number(session, feed->unread));
	sheet_add_pair(
		session, _("Whole articles"), sheet_words(session, setting_words(feed->fulltext)));
	if (feed->last_success != 0)
		sheet_add_pair(session, _("Tells if changed"),
			sheet_words(session, feed->has_validators ? _("yes") : _("no")));
	sheet_add_lines(session, _("Damage"), feed->warnings);
	sheet_ready(session);
}
