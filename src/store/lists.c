/* Rows for the lists: along an index, a window at a time, no bodies. */
#include <stdlib.h>

#include "src/base/array.h"
#include "src/store/ids.h"
#include "src/store/list_first.h"
#include "src/store/query_sql.h"
#include "src/store/rows.h"

static bool counted(struct store_reader *reader, const char *sql, struct values values,
	int64_t *count, struct error *error)
{
	struct error trouble = {0};
	*count = database_integer(reader_database(reader), sql, values, 0, &trouble);
	if (trouble.kind == ERROR_NONE)
		return true;
	if (error)
		*error = trouble;
	return false;
}

/* What is unread and what is bookmarked is known also with what feeds have in common once. */
static bool count_folder(struct store_reader *reader, const struct list_window *window,
	int64_t *count, struct error *error)
{
	struct value id = of_integer(window->folder_id);
	if (window->unread_only && window->shows_once)
		return counted(reader,
			"SELECT sum(unread) - (SELECT count(*) FROM (" ECHOES_WHERE(
				" AND e.feed_id IN " FOLDER_TREE,
				" AND o.feed_id IN " FOLDER_TREE) ")) FROM counts"
								  " WHERE feed_id IN " FOLDER_TREE,
			VALUES(id, id, id), count, error);
	return counted(reader,
		window->unread_only ? "SELECT sum(unread) FROM counts WHERE feed_id IN " FOLDER_TREE
				    : "SELECT sum(total) FROM counts WHERE feed_id IN " FOLDER_TREE,
		VALUES(id), count, error);
}

/* Whole lists and "unread" have their number ready; true when that served. */
static bool count_ready(struct store_reader *reader, const struct list_window *window,
	int64_t *count, struct error *error)
{
	const struct node *root = window->query ? window->query->root : NULL;
	if (window->folder_id != 0 && window->feed_id == 0 && !root && window->keep_ids_count == 0)
		return count_folder(reader, window, count, error);
	if (window->folder_id != 0 || window->keep_ids_count > 0 ||
		(root && root->kind != NODE_FLAGS))
		return false;
	uint32_t mask = root ? root->mask : 0;
	bool is_unread = window->unread_only || (mask == ARTICLE_READ && root->wanted == 0);
	if (window->feed_id != 0 && mask == 0)
		return counted(reader,
			is_unread ? "SELECT unread FROM counts WHERE feed_id = ?1"
				  : "SELECT total FROM counts WHERE feed_id = ?1",
			VALUES(of_integer(window->feed_id)), count, error);
	if (window->feed_id != 0 || (window->unread_only && mask != 0))
		return false;
	if (is_unread && window->shows_once)
		return counted(reader,
			"SELECT sum(unread) - (SELECT count(*) FROM (" ECHOES ")) FROM counts",
			NO_VALUES, count, error);
	if (is_unread)
		return counted(reader, "SELECT sum(unread) FROM counts", NO_VALUES, count, error);
	if (mask == 0)
		return counted(reader, "SELECT sum(total) FROM counts", NO_VALUES, count, error);
	if (mask == ARTICLE_READ)
		return counted(reader, "SELECT sum(total) - sum(unread) FROM counts", NO_VALUES,
			count, error);
	if (mask == ARTICLE_BOOKMARKED && root->wanted == mask)
		return counted(reader,
			window->shows_once ? BOOKMARKS_ONCE : "SELECT sum(bookmarks) FROM counts",
			NO_VALUES, count, error);
	return false;
}

static int64_t count_window(
	struct store_reader *reader, const struct list_window *window, struct error *error)
{
	int64_t count;
	if (count_ready(reader, window, &count, error))
		return count;
	struct statement *statement = query_start(reader, window,
		&(struct query_shape){.columns = "count(*)", .is_count = true}, error);
	if (!statement)
		return -1;
	count = statement_step(statement, error) == STEP_ROW ? statement_integer(statement, 0) : -1;
	statement_end(statement);
	return count;
}

int64_t store_count(struct store_reader *reader, const struct query *query, struct error *error)
{
	return count_window(reader, &(struct list_window){.query = query}, error);
}

bool rows_read(struct article_rows *out, struct arena *arena, struct statement *statement,
	struct error *error)
{
	if (!statement)
		return false;
	struct article_row *items = NULL;
	size_t count = 0;
	size_t capacity = 0;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(items, count, capacity) = row_read(statement, arena);
	statement_end(statement);
	arena_adopt(arena, items);
	*out = (struct article_rows){items, count, count};
	return step == STEP_DONE;
}

struct article_row row_read(struct statement *statement, struct arena *arena)
{
	return (struct article_row){
		.id = statement_integer(statement, 0),
		.feed_id = statement_integer(statement, 1),
		.feed_title = statement_text(statement, 2, arena),
		.title = statement_text(statement, 3, arena),
		.author = statement_text(statement, 4, arena),
		.url = statement_text(statement, 5, arena),
		.date = statement_integer(statement, 6),
		.flags = (uint32_t)statement_integer(statement, 7) &
			 ~(uint32_t)(ARTICLE_GONE | ARTICLE_ECHO | ARTICLE_UNMADE),
	};
}

struct dated {
	int64_t id, date;
};

static int compare_newest(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;
	if (a->date != b->date)
		return a->date < b->date ? 1 : -1;
	return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

static int compare_oldest(const void *left, const void *right)
{
	return compare_newest(right, left);
}

static bool read_dated(
	struct dated **items, size_t *count, struct statement *statement, struct error *error)
{
	size_t capacity = 0;
	enum step step;
	if (!statement)
		return false;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(*items, *count, capacity) = (struct dated){
			statement_integer(statement, 0), statement_integer(statement, 1)};
	statement_end(statement);
	return step == STEP_DONE;
}

static bool is_sorted_by_date(const struct list_window *window)
{
	const struct query *query = window->query;
	return query->order_count <= 1 && query->order[0] != SORT_FEED &&
	       query->order[0] != SORT_TITLE;
}

/* What words find comes in no useful order, and all of it has to be sorted: here that
 * takes a third of what it takes SQLite. */
static bool list_dated_ids(int64_t **ids, size_t *count, struct arena *arena,
	struct store_reader *reader, const struct list_window *window, struct error *error)
{
	struct dated *items = NULL;
	size_t total = 0;
	struct query_shape shape = {.columns = "a.id, a.date", .is_dated = true};
	bool is_good =
		read_dated(&items, &total, query_start(reader, window, &shape, error), error);
	if (total > 0)
		qsort(items, total, sizeof *items,
			window->query->order[0] == SORT_DATE_UP ? compare_oldest : compare_newest);
	size_t first = window->offset < total ? window->offset : total;
	*count = total - first;
	if (window->limit > 0 && window->limit < *count)
		*count = window->limit;
	*ids = arena_array(arena, *count, sizeof **ids);
	for (size_t i = 0; i < *count; i++)
		(*ids)[i] = items[first + i].id;
	free(items);
	return is_good;
}

bool store_list_ids(int64_t **ids, size_t *count, struct arena *arena, struct store_reader *reader,
	const struct list_window *window, struct error *error)
{
	if (query_is_led_by_words(window) && is_sorted_by_date(window)) {
		bool is_answered;
		if (!list_first_ids(&is_answered, ids, count, arena, reader, window, error))
			return false;
		return is_answered || list_dated_ids(ids, count, arena, reader, window, error);
	}
	struct id_list list = {0};
	struct query_shape shape = {.columns = "a.id",
		.is_ids = true,
		.offset = window->offset,
		.limit = window->limit};
	bool is_good = ids_read(&list, query_start(reader, window, &shape, error), error);
	if (list.items)
		arena_adopt(arena, list.items);
	*ids = list.items;
	*count = list.count;
	return is_good;
}

/* Nobody counts how much of what is read stands in several feeds. */
static bool has_count_of_once(const struct list_window *window)
{
	const struct node *root = window->query ? window->query->root : NULL;
	return window->unread_only ||
	       (root && root->kind == NODE_FLAGS && root->mask == ARTICLE_BOOKMARKED);
}

bool store_list_length(struct store_reader *reader, const struct list_window *window,
	size_t doubles, size_t *length)
{
	if (doubles > 0 && !has_count_of_once(window))
		return false;
	struct list_window plain = *window;
	int64_t count = 0;
	plain.keep_ids_count = 0;
	if (!count_ready(reader, &plain, &count, NULL) || count < 0)
		return false;
	*length = (size_t)count;
	return true;
}

bool store_rows_by_id(struct article_rows *out, struct arena *arena, struct store_reader *reader,
	const int64_t *ids, size_t count, struct error *error)
{
	*out = (struct article_rows){arena_array(arena, count, sizeof *out->items), 0, 0};
	for (size_t i = 0; i < count; i++) {
		struct statement *statement = statement_start(reader_database(reader),
			"SELECT " ROW_COLUMNS
			", (SELECT group_concat('#' || tag, ' ') FROM tags WHERE article_id = a.id)"
			" FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id WHERE a.id = ?1",
			VALUES(of_integer(ids[i])), error);
		if (!statement)
			return false;
		enum step step = statement_step(statement, error);
		if (step == STEP_ROW) {
			struct article_row *row = &out->items[out->count++];
			*row = row_read(statement, arena);
			row->tags = statement_text(statement, ROW_COLUMNS_COUNT, arena);
		}
		statement_end(statement);
		if (step == STEP_FAILED)
			return false;
	}
	out->total = out->count;
	return true;
}

static bool list_window(struct article_rows *out, struct arena *arena, struct store_reader *reader,
	const struct list_window *window, struct error *error)
{
	struct query_shape shape = {.columns = ROW_COLUMNS,
		.joins_feeds = true,
		.offset = window->offset,
		.limit = window->limit};
	return rows_read(out, arena, query_start(reader, window, &shape, error), error);
}

/* Where all rows have to be found for their number, they are found once. */
static bool list_slice(struct article_rows *out, struct arena *arena, struct store_reader *reader,
	const struct list_window *window, struct error *error)
{
	struct list_window all = *window;
	int64_t *ids;
	size_t total;
	all.offset = all.limit = 0;
	if (!store_list_ids(&ids, &total, arena, reader, &all, error))
		return false;
	size_t first = window->offset < total ? window->offset : total;
	size_t count = total - first;
	if (window->limit > 0 && window->limit < count)
		count = window->limit;
	if (!store_rows_by_id(out, arena, reader, ids + first, count, error))
		return false;
	out->total = total;
	return true;
}

bool store_list(struct article_rows *out, struct arena *arena, struct store_reader *reader,
	const struct list_window *window, struct error *error)
{
	*out = (struct article_rows){0};
	int64_t total;
	if (!count_ready(reader, window, &total, error))
		return list_slice(out, arena, reader, window, error);
	if (!list_window(out, arena, reader, window, error))
		return false;
	out->total = (size_t)total;
	return true;
}
