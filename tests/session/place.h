/* A place to read in: a real store in a temporary folder, a few feeds, a session
 * on it, and what a host was asked to do.  The clock stands at NOON. */
#ifndef STEPPE_TESTS_SESSION_PLACE_H
#define STEPPE_TESTS_SESSION_PLACE_H

#include "src/base/bell.h"
#include "src/session/session.h"
#include "src/store/store.h"
#include "tests/lib/check.h"

/* 2022-04-05 12:00 UTC */
#define NOON INT64_C(1649160000)

struct place {
	char folder[64];
	char store_path[96];
	struct store_writer *writer;
	struct session *session;
	struct session_setup setup; /* its jobs: of place_start_jobs(), else NULL */
	struct bell bell;           /* rung by them */
	char copied[512];           /* what went to the clipboard */
	char started[512];          /* what ran in the terminal, its arguments parted by blanks */
	char given[4096];           /* and what it got on standard input */
	int status;                 /* of waitpid(): how what runs in the terminal ends */
	char mapped[256];
};

struct place_article {
	const char *title;
	int64_t hours_ago;
	const char *html; /* NULL = a sentence */
};

void place_init(struct place *place);
/* Articles as a fetched feed brings them; the feed's id. */
int64_t place_add_feed(struct place *place, const char *title, const char *folder,
	const struct place_article *articles, size_t count);
/* More articles of the same feed, as an update brings them. */
void place_update(
	struct place *place, int64_t feed_id, const struct place_article *articles, size_t count);
/* A feed of "Story 0" of now, "Story 1" of an hour ago, and so on. */
void place_add_stories(struct place *place, size_t count);
/* Before place_open(): the session gets all its threads.  The test program is its own worker. */
void place_start_jobs(struct place *place);
void place_open(struct place *place);
/* Waits for what the threads answer and takes it, as ui does; false when nothing comes. */
bool place_take_answers(struct place *place);
void place_done(struct place *place);

/* Runs a command line and takes the events it caused. */
void press(struct place *place, const char *line);
void press_times(struct place *place, const char *line, int count);
/* As ui does it: what is due within half a second is waited for. */
void rest_in(struct place *place);
/* Types into the prompt, letter by letter. */
void type(struct place *place, const char *text);

/* A feed of two folders and three feeds, eight articles, all unread:
 *   Kazakhstan: The Astana Times (3), Kazinform (2); Habr (3) outside. */
void place_fill(struct place *place);

/* A layout as ui would give it: each block of the page one line, `height` visible. */
void lay_out(struct place *place, size_t lines, size_t height);

int64_t store_counts(struct place *place, const char *query);

#endif
