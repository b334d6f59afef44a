#include "src/store/list_first.h"

#include "src/store/ids.h"
#include "src/store/index_words.h"
#include "src/store/query_sql.h"

#define TEXTS_LOOKED_AT 1024  /* the newest of the list, where the index would take seconds */
#define TITLES_LOOKED_AT 4096 /* as long as that many texts */
#define PEEK 10               /* a part of these tells whether more are worth a look */
#define SAMPLE 30000          /* newest articles that tell how common words are */
#define COMMON 3              /* every third has them */
#define FREQUENT 50

struct first {
	struct store_reader *reader;
	const struct list_window *window;
	const struct node *words;
	struct query rest; /* the query without them */
};

static bool is_cheap(const struct node *node)
{
	if (node == NULL || node->kind == NODE_FLAGS || node->kind == NODE_DATE)
		return true;
	return node->kind == NODE_AND && is_cheap(node->left) && is_cheap(node->right);
}

static bool has_beginning(const struct node *node)
{
	if (node->kind == NODE_TEXT)
		return node->is_prefix;
	return has_beginning(node->left) || (node->kind != NODE_NOT && has_beginning(node->right));
}

static bool is_anywhere(const struct node *node)
{
	if (node->kind == NODE_TEXT)
		return node->place != PLACE_TITLE;
	return is_anywhere(node->left) || (node->kind != NODE_NOT && is_anywhere(node->right));
}

/* False: only the whole list will do. */
static bool take_apart(
	struct first *first, struct store_reader *reader, const struct list_window *window)
{
	const struct query *query = window->query;
	bool is_text = node_is_text(query->root);
	*first = (struct first){.reader = reader,
		.window = window,
		.words = is_text ? query->root : query->root->left,
		.rest = *query};
	first->rest.root = is_text ? NULL : query->root->right;
	return window->limit > 0 && window->offset == 0 && query->order[0] != SORT_DATE_UP &&
	       !(window->unread_only && window->keep_ids_count > 0) && is_cheap(first->rest.root);
}

/* How many of the newest articles the index finds the words in. */
static int64_t sample(const struct first *first)
{
	struct buffer match = {0};
	struct database *database = reader_database(first->reader);
	index_words_match(&match, first->words, false);
	int64_t count = database_integer(database,
		"SELECT count(*) FROM words_index WHERE words_index MATCH ?1 AND rowid >"
		" (SELECT max(id) FROM articles) - ?2",
		VALUES(of_text((struct foreign){match.data, match.len}), of_integer(SAMPLE)), 0,
		NULL);
	buffer_done(&match);
	return count;
}

/* The date of the row behind the first `rows` of the list without the words; 0 when
 * it is not so long. */
static bool date_behind(int64_t *date, const struct first *first, size_t rows, struct error *error)
{
	struct list_window window = *first->window;
	window.query = &first->rest;
	struct query_shape shape = {
		.columns = "a.date", .is_ids = true, .offset = rows, .limit = 1};
	struct id_list dates = {0};
	bool is_good = ids_read(&dates, query_start(first->reader, &window, &shape, error), error);
	*date = dates.count > 0 ? dates.items[0] : 0;
	ids_done(&dates);
	return is_good;
}

static bool look(struct id_list *ids, bool *is_whole, const struct first *first, size_t rows,
	struct error *error)
{
	int64_t date;
	if (!date_behind(&date, first, rows, error))
		return false;
	struct query_shape shape = {.columns = "a.id",
		.is_ids = true,
		.is_looked = true,
		.newer_than = date,
		.limit = first->window->limit};
	*is_whole = date == 0;
	return ids_read(ids, query_start(first->reader, first->window, &shape, error), error);
}

static bool walk(struct id_list *ids, const struct first *first, struct error *error)
{
	struct query_shape shape = {.columns = "a.id",
		.is_ids = true,
		.is_walked = true,
		.limit = first->window->limit};
	return ids_read(ids, query_start(first->reader, first->window, &shape, error), error);
}

/* For the beginning of a word the index would have to be read to tell how common it is. */
static bool peek(bool *is_common, const struct first *first, size_t rows, struct error *error)
{
	struct id_list ids = {0};
	bool is_whole;
	bool is_good = look(&ids, &is_whole, first, rows, error);
	*is_common = is_whole || ids.count * COMMON >= rows || ids.count == first->window->limit;
	ids_done(&ids);
	return is_good;
}

static bool find(
	struct id_list *ids, bool *is_answered, const struct first *first, struct error *error)
{
	bool is_whole = false;
	bool is_beginning = has_beginning(first->words);
	size_t rows = is_anywhere(first->words) ? TEXTS_LOOKED_AT : TITLES_LOOKED_AT;
	int64_t hits = is_beginning ? 0 : sample(first);
	bool is_common = hits >= SAMPLE / COMMON;
	if (is_beginning && !peek(&is_common, first, rows / PEEK, error))
		return false;
	if (is_common) {
		if (!look(ids, &is_whole, first, rows, error))
			return false;
		*is_answered = is_whole || ids->count == first->window->limit;
	}
	if (*is_answered || hits < SAMPLE / FREQUENT)
		return true;
	ids->count = 0;
	*is_answered = true;
	return walk(ids, first, error);
}

bool list_first_ids(bool *is_answered, int64_t **ids, size_t *count, struct arena *arena,
	struct store_reader *reader, const struct list_window *window, struct error *error)
{
	struct first first;
	struct id_list list = {0};
	*is_answered = false;
	if (!take_apart(&first, reader, window))
		return true;
	bool is_good = find(&list, is_answered, &first, error);
	if (!is_good || !*is_answered) {
		ids_done(&list);
		return is_good;
	}
	if (list.items)
		arena_adopt(arena, list.items);
	*ids = list.items;
	*count = list.count;
	return true;
}
