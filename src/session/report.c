/* What an update brought, in one line at its end: which feeds have news, which
 * failed, and of a single one why. */
#include "src/session/inside.h"

#include "src/base/words.h"

enum { NAMES_LIMIT = 3, NOTICES_BYTES = 300 };

static void add_name(struct session *session, struct buffer *names, int number, int64_t feed_id)
{
	const struct feed_row *feed = feed_by_id(session, feed_id);
	if (number > NAMES_LIMIT || feed == NULL)
		return;
	struct foreign title = feed->title.len > 0 ? feed->title : feed->url;
	buffer_printf(names, "%s%.*s", names->len > 0 ? ", " : "", (int)title.len, title.utf8);
}

void report_news(struct session *session, int64_t feed_id, int64_t articles)
{
	struct report *report = &session->inside->report;
	if (articles == 0)
		return;
	report->articles += articles;
	add_name(session, &report->news, ++report->feeds, feed_id);
	if (report->feeds <= NAMES_LIMIT)
		buffer_printf(&report->news, " %lld", (long long)articles);
}

void report_failure(struct session *session, int64_t feed_id, const struct error *error)
{
	struct report *report = &session->inside->report;
	if (error->kind == ERROR_CANCELLED)
		return;
	report->why = *error;
	add_name(session, &report->failures, ++report->failed, feed_id);
}

/* It is shown at once, too: by the end of a long update somebody may have gone. */
void report_notice(struct session *session, struct foreign notice)
{
	struct buffer *notices = &session->inside->report.notices;
	session_say(session, MESSAGE_NEWS, "%.*s", (int)notice.len, notice.utf8);
	if (notices->len < NOTICES_BYTES)
		buffer_printf(notices, "%.*s. ", (int)notice.len, notice.utf8);
}

static void say_failures(const struct report *report, struct buffer *out)
{
	const char *more = report->failed > NAMES_LIMIT ? " …" : "";
	if (report->failed == 0)
		return;
	if (out->len > 0)
		buffer_append_char(out, ' ');
	if (report->failed == 1)
		buffer_printf(out, _("%s failed: %s"), report->failures.data, report->why.sentence);
	else
		buffer_printf(out, _("%d failed: %s%s (! says why)."), report->failed,
			report->failures.data, more);
}

static void say_news(const struct report *report, uint32_t asked, struct buffer *out)
{
	const char *more = report->feeds > NAMES_LIMIT ? " …" : "";
	if (report->feeds == 0 && report->failed < (int64_t)asked)
		buffer_append_string(out, _("Nothing new."));
	else if (report->feeds > 0)
		buffer_printf(out, _("%lld new: %s%s."), (long long)report->articles,
			report->news.data, more);
}

/* One that began by itself speaks only of news: what fails is marked in the tree. */
void report_say(struct session *session, uint32_t asked)
{
	const struct report *report = &session->inside->report;
	struct buffer line = {0};
	if (report->is_quiet && report->feeds == 0)
		return;
	buffer_append(&line, report->notices.data, report->notices.len);
	say_news(report, asked, &line);
	if (!report->is_quiet)
		say_failures(report, &line);
	if (line.len > 0)
		session_say(session, MESSAGE_NEWS, "%s", line.data);
	buffer_done(&line);
}

void report_begin(struct session *session, bool is_quiet)
{
	struct report *report = &session->inside->report;
	struct buffer news = report->news, failures = report->failures;
	struct buffer notices = report->notices;
	buffer_clear(&news);
	buffer_clear(&failures);
	buffer_clear(&notices);
	*report = (struct report){
		.news = news, .failures = failures, .notices = notices, .is_quiet = is_quiet};
}

void report_done(struct report *report)
{
	buffer_done(&report->news);
	buffer_done(&report->failures);
	buffer_done(&report->notices);
}
