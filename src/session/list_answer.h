/* A question for the rows of a list, and its answer: what goes to the reading
 * thread and comes back.  list_read.c asks. */
#ifndef STEPPE_SESSION_LIST_ANSWER_H
#define STEPPE_SESSION_LIST_ANSWER_H

#include <stdatomic.h>

#include "src/session/inside.h"

/* Lives in the order's answer arena. */
struct list_answer {
	struct arena *arena;
	uint64_t serial; /* reading.serial when it was asked */
	enum list_wish kind;
	struct list_window window;
	int64_t asked_ms;
	int64_t *ids;
	bool *may_be_unread;         /* each of ids */
	size_t count, doubles_count; /* of the rows, and of those left out */
	bool is_cut_off;             /* there are more rows than were asked for */
	size_t length;               /* of the whole; 0 = not known */
	/* For so long texts may be looked through; 0 = to the end.  True: that was too short. */
	int within_ms;
	bool is_unfinished;
	atomic_bool is_unwanted; /* it need not be read any more */
};

/* Where texts have to be looked through for words, the first rows found are shown soon, more
 * after a longer look, then all: for how long first, and after a look that was too short. */
int list_answer_first_ms(void);
int list_answer_longer_ms(int within_ms);

/* An order_read; `context` is a struct list_answer. */
bool list_answer_read(struct store_reader *reader, void *context, struct error *error);
/* There are more rows than were asked for, or than were found in time. */
bool list_answer_is_partial(const struct list_answer *answer);

/* list_read.c: shows it, or asks again; its arena is the list's from here on. */
void list_take(struct session *session, struct list_answer *answer, struct error *error);

#endif
