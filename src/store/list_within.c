/* The first rows of a list whose words the search index does not have yet: along the dates,
 * the newest first, and text by text, for as long as somebody waits. */
#include "src/base/clock.h"
#include "src/store/ids.h"
#include "src/store/query_builder.h"
#include "src/store/query_sql.h"

/* Steps of SQLite's machine from one look at the clock to the next: those of a few rows. */
#define STEPS 200

/* So many texts are looked through in a millisecond, as they lie in the file.  Along the dates
 * it takes longer. */
#define TEXTS_A_MS 100

struct deadline {
	int64_t at_ms;
	bool has_passed;
};

static int look_at_clock(void *context)
{
	struct deadline *deadline = context;
	deadline->has_passed = clock_monotonic_ms() >= deadline->at_ms;
	return deadline->has_passed;
}

/* All of it takes hardly longer than somebody waits. */
static bool is_soon_whole(struct database *database, int milliseconds)
{
	int64_t newest =
		database_integer(database, "SELECT max(id) FROM articles", NO_VALUES, 0, NULL);
	return (newest - index_frontier(database)) / TEXTS_A_MS <= 2 * (int64_t)milliseconds;
}

/* Along the dates each row that is found is the next of the list. */
static bool is_found_in_order(struct store_reader *reader, const struct list_window *window)
{
	struct database *database = reader_database(reader);
	return window->limit > 0 && window->offset == 0 &&
	       !(window->unread_only && window->keep_ids_count > 0) &&
	       query_is_led_by_words(window) && window->query->order_count <= 1 &&
	       window->query->order[0] != SORT_FEED && window->query->order[0] != SORT_TITLE &&
	       index_behind(database, index_frontier(database)) == BEHIND_FAR;
}

static bool walk(struct id_list *ids, struct deadline *deadline, struct store_reader *reader,
	const struct list_window *window, struct error *error)
{
	sqlite3 *handle = reader_database(reader)->handle;
	struct query_shape shape = {
		.columns = "a.id", .is_ids = true, .is_walked = true, .limit = window->limit};
	struct error trouble = {0};
	struct statement *statement = query_start(reader, window, &shape, &trouble);
	sqlite3_progress_handler(handle, STEPS, look_at_clock, deadline);
	bool is_good = ids_read(ids, statement, &trouble);
	sqlite3_progress_handler(handle, 0, NULL, NULL);
	if (is_good || (trouble.kind == ERROR_CANCELLED && deadline->has_passed))
		return true;
	if (error)
		*error = trouble;
	return false;
}

bool store_list_ids_within(int milliseconds, bool *is_whole, int64_t **ids, size_t *count,
	struct arena *arena, struct store_reader *reader, const struct list_window *window,
	struct error *error)
{
	struct id_list list = {0};
	struct deadline deadline = {clock_monotonic_ms() + milliseconds, false};
	*is_whole = true;
	if (!is_found_in_order(reader, window) ||
		is_soon_whole(reader_database(reader), milliseconds))
		return store_list_ids(ids, count, arena, reader, window, error);
	if (!walk(&list, &deadline, reader, window, error)) {
		ids_done(&list);
		return false;
	}
	*is_whole = !deadline.has_passed;
	if (list.items)
		arena_adopt(arena, list.items);
	*ids = list.items;
	*count = list.count;
	return true;
}
