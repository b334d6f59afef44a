/* Inside the room: the first rows of a list that words lead to, where the whole list
 * would take long.  A word that most articles have is soon met in the newest ones. */
#ifndef STEPPE_STORE_LIST_FIRST_H
#define STEPPE_STORE_LIST_FIRST_H

#include "src/store/connection.h"

/* `is_answered` is false when the whole list has to be read after all: too few of the
 * newest have the words, or they are too rare for this to pay. */
bool list_first_ids(bool *is_answered, int64_t **ids, size_t *count, struct arena *arena,
	struct store_reader *reader, const struct list_window *window, struct error *error);

#endif
