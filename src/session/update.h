/* An update in the running reader: what it brought (report.c), and when one begins
 * by itself (due.c). */
#ifndef STEPPE_SESSION_UPDATE_H
#define STEPPE_SESSION_UPDATE_H

#include <stdbool.h>
#include <stdint.h>

#include "src/base/buffer.h"
#include "src/base/error.h"
#include "src/jobs/store_lock.h"

struct session;

#define REPORT_NAMES 3 /* of feeds; more are counted */

struct report_news {
	int64_t feed_id, articles;
};

/* What the update under way has brought so far. */
struct report {
	struct report_news news[REPORT_NAMES];
	int64_t failures[REPORT_NAMES]; /* feeds */
	int feeds, failed;              /* how many of each */
	int64_t articles;
	struct error why;      /* the last that failed */
	struct buffer notices; /* of rules, "RULE: TITLE. " */
	bool is_quiet;         /* it began by itself */
};

/* So many feeds more are on their way (events.c). */
void update_is_asked(struct session *session, size_t count);

void report_begin(struct session *session, bool is_quiet);
void report_news(struct session *session, int64_t feed_id, int64_t articles);
/* What a rule that notifies says. */
void report_notice(struct session *session, struct foreign notice);
void report_failure(struct session *session, int64_t feed_id, const struct error *error);
/* Somebody stopped it: at once, and again at the end before what had come. */
void report_stopped(struct session *session);
/* In the last line, when the update of `asked` feeds is over. */
void report_say(struct session *session, uint32_t asked);
void report_done(struct report *report);

/* When what is due is looked for. */
struct due_look {
	bool is_on;
	int64_t look_ms;
	bool has_lock;
	struct store_lock lock;
};

void due_start(struct session *session);
/* Nobody else updates this store until due_done(); false when somebody does. */
bool due_hold(struct session *session, struct error *error);
void due_tick(struct session *session);
/* Somebody stopped an update. */
void due_stop(struct session *session);
/* The update is over. */
void due_done(struct session *session);

#endif
