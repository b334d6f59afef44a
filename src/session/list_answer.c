/* In the reading thread: the ids of a list, which of them are unread, how many
 * there are in all. */
#include "src/session/list_answer.h"

#include "src/base/words.h"

enum { ROWS_LOOKED_INTO = 2048, FIRST_MS = 12, SECOND_MS = 100, THIRD_MS = 400 };

int list_answer_first_ms(void)
{
	return FIRST_MS;
}

int list_answer_longer_ms(int within_ms)
{
	return within_ms < SECOND_MS ? SECOND_MS : within_ms < THIRD_MS ? THIRD_MS : 0;
}

bool list_answer_is_partial(const struct list_answer *answer)
{
	return answer->is_unfinished || answer->is_cut_off;
}

/* A few rows are looked into one by one. */
static bool note_each(struct list_answer *answer, struct store_reader *reader, struct error *error)
{
	struct arena *scratch = arena_new();
	struct article_rows rows = {0};
	struct id_set set = {0};
	bool is_read = store_rows_by_id(&rows, scratch, reader, answer->ids, answer->count, error);
	for (size_t i = 0; i < rows.count; i++)
		if (!(rows.items[i].flags & ARTICLE_READ))
			id_set_add(&set, rows.items[i].id);
	for (size_t i = 0; i < answer->count; i++)
		answer->may_be_unread[i] = id_set_has(&set, answer->ids[i]);
	id_set_done(&set);
	arena_free(scratch);
	return is_read;
}

/* Of many the unread are asked for as a list of their own, along its index. */
static bool note_list(struct list_answer *answer, struct store_reader *reader, struct error *error)
{
	struct arena *scratch = arena_new();
	struct list_window unread = answer->window;
	struct id_set set = {0};
	int64_t *ids = NULL;
	size_t count = 0;
	unread.unread_only = true;
	unread.keep_ids_count = 0;
	bool is_read = store_list_ids(&ids, &count, scratch, reader, &unread, error);
	id_set_add_all(&set, ids, count);
	for (size_t i = 0; i < answer->count; i++)
		answer->may_be_unread[i] = id_set_has(&set, answer->ids[i]);
	id_set_done(&set);
	arena_free(scratch);
	return is_read;
}

/* "Next unread" may not look into each row of a long list; where nearly all are
 * unread it need not know before. */
static bool note_unread(
	struct list_answer *answer, struct store_reader *reader, struct error *error)
{
	answer->may_be_unread = arena_array(answer->arena, answer->count + 1, sizeof(bool));
	for (size_t i = 0; i < answer->count; i++)
		answer->may_be_unread[i] = true;
	if (answer->window.unread_only)
		return true;
	return answer->count <= ROWS_LOOKED_INTO ? note_each(answer, reader, error)
						 : note_list(answer, reader, error);
}

/* How many of the rows that stay are read: a count of the unread has not got them. */
static bool count_kept(const struct list_answer *answer, struct store_reader *reader, size_t *kept)
{
	const struct list_window *window = &answer->window;
	struct article_rows rows = {0};
	struct arena *scratch = arena_new();
	bool is_read = window->keep_ids_count <= ROWS_LOOKED_INTO &&
		       store_rows_by_id(&rows, scratch, reader, window->keep_ids,
			       window->keep_ids_count, NULL);
	*kept = 0;
	for (size_t i = 0; i < rows.count; i++)
		*kept += (rows.items[i].flags & ARTICLE_READ) != 0;
	arena_free(scratch);
	return is_read;
}

static void note_length(struct list_answer *answer, struct store_reader *reader)
{
	size_t length = 0, kept = 0;
	answer->length = answer->is_unfinished ? 0 : answer->count;
	if (!answer->is_cut_off)
		return;
	bool is_known =
		store_list_length(reader, &answer->window, answer->doubles_count, &length) &&
		(!answer->window.unread_only || count_kept(answer, reader, &kept));
	answer->length = is_known ? length + kept : 0;
}

static bool read_ids(struct list_answer *answer, struct store_reader *reader, struct error *error)
{
	const struct list_window *window = &answer->window;
	if (answer->within_ms == 0)
		return store_list_ids(
			&answer->ids, &answer->count, answer->arena, reader, window, error);
	bool is_whole = true;
	bool is_read = store_list_ids_within(answer->within_ms, &is_whole, &answer->ids,
		&answer->count, answer->arena, reader, window, error);
	answer->is_unfinished = is_read && !is_whole;
	return is_read;
}

bool list_answer_read(struct store_reader *reader, void *context, struct error *error)
{
	struct list_answer *answer = context;
	if (atomic_load(&answer->is_unwanted))
		return error_set(error, ERROR_CANCELLED, _("stopped before it was done"));
	if (!read_ids(answer, reader, error))
		return false;
	answer->is_cut_off = answer->window.limit > 0 && answer->count == answer->window.limit;
	answer->doubles_count = answer->count;
	if (!store_ids_once(answer->ids, &answer->count, reader, &answer->window, error))
		return false;
	answer->doubles_count -= answer->count;
	note_length(answer, reader);
	return note_unread(answer, reader, error);
}
