/* What an update brought, in one line at its end: which feeds have news, which
 * failed, and of a single one why. */
#include "src/session/inside.h"

#include "src/base/words.h"

enum { NOTICES_BYTES = 300 };

void report_news(struct session *session, int64_t feed_id, int64_t articles)
{
	struct report *report = &session->inside->update.report;
	if (articles == 0)
		return;
	if (report->feeds < REPORT_NAMES)
		report->news[report->feeds] = (struct report_news){feed_id, articles};
	report->articles += articles;
	report->feeds++;
}

void report_failure(struct session *session, int64_t feed_id, const struct error *error)
{
	struct report *report = &session->inside->update.report;
	if (error->kind == ERROR_CANCELLED)
		return;
	if (report->failed < REPORT_NAMES)
		report->failures[report->failed] = feed_id;
	report->why = *error;
	report->failed++;
}

/* It is shown at once, too: by the end of a long update somebody may have gone. */
void report_notice(struct session *session, struct foreign notice)
{
	struct buffer *notices = &session->inside->update.report.notices;
	session_say(session, MESSAGE_NEWS, "%.*s", (int)notice.len, notice.utf8);
	if (notices->len < NOTICES_BYTES)
		buffer_printf(notices, "%.*s. ", (int)notice.len, notice.utf8);
}

void report_stopped(struct session *session)
{
	const char *words = _("Stopped; what had come is kept.");
	session_say(session, MESSAGE_NEWS, "%s", words);
	if (session->progress.is_running)
		buffer_printf(&session->inside->update.report.notices, "%s ", words);
}

/* As it is called now: what came first brought its title with it. */
static void add_name(struct session *session, struct buffer *line, int number, int64_t feed_id)
{
	struct arena *scratch = arena_new();
	struct feed_row feed = {0};
	store_feed(&feed, scratch, session->inside->reader, feed_id, NULL);
	struct foreign name = feed.title.len > 0 ? feed.title : feed.url;
	buffer_printf(line, "%s%.*s", number > 0 ? ", " : "", (int)name.len, name.utf8);
	arena_free(scratch);
}

static void say_failures(struct session *session, struct buffer *out)
{
	const struct report *report = &session->inside->update.report;
	struct buffer names = {0};
	for (int i = 0; i < report->failed && i < REPORT_NAMES; i++)
		add_name(session, &names, i, report->failures[i]);
	if (report->failed > 0 && out->len > 0)
		buffer_append_char(out, ' ');
	if (report->failed == 1)
		buffer_printf(out, _("%s failed: %s"), names.data, report->why.sentence);
	else if (report->failed > 1)
		buffer_printf(out, _("%d failed: %s%s; %s says why."), report->failed, names.data,
			report->failed > REPORT_NAMES ? " …" : "",
			session_key_in(session, VIEW_TREE, "failing").text);
	buffer_done(&names);
}

static void say_news(struct session *session, uint32_t asked, struct buffer *out)
{
	const struct report *report = &session->inside->update.report;
	struct buffer names = {0};
	for (int i = 0; i < report->feeds && i < REPORT_NAMES; i++) {
		add_name(session, &names, i, report->news[i].feed_id);
		buffer_printf(&names, " %lld", (long long)report->news[i].articles);
	}
	if (report->feeds > 0)
		buffer_printf(out, _("%lld new: %s%s."), (long long)report->articles, names.data,
			report->feeds > REPORT_NAMES ? " …" : "");
	else if (report->failed < (int64_t)asked && out->len == 0)
		buffer_append_string(out, _("Nothing new."));
	buffer_done(&names);
}

/* One that began by itself speaks only of news: what fails is marked in the tree. */
void report_say(struct session *session, uint32_t asked)
{
	const struct report *report = &session->inside->update.report;
	struct buffer line = {0};
	if (report->is_quiet && report->feeds == 0)
		return;
	buffer_append(&line, report->notices.data, report->notices.len);
	say_news(session, asked, &line);
	if (!report->is_quiet)
		say_failures(session, &line);
	if (line.len > 0)
		session_say(session, MESSAGE_NEWS, "%s", line.data);
	buffer_done(&line);
}

void report_begin(struct session *session, bool is_quiet)
{
	struct report *report = &session->inside->update.report;
	struct buffer notices = report->notices;
	buffer_clear(&notices);
	*report = (struct report){.notices = notices, .is_quiet = is_quiet};
}

void report_done(struct report *report)
{
	buffer_done(&report->notices);
}
