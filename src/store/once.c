/* An article that several feeds carry stands in a list once. */
#include "src/store/once.h"

#include <stdlib.h>

#include "src/store/folders.h"
#include "src/store/query_sql.h"

/* A longer list is left as it is: each row costs a look. */
#define ROWS_LIMIT 20000

struct carried {
	int64_t link, feed_id;
	uint32_t flags;
	size_t place; /* in the list */
};

static bool look(struct carried *out, struct store_reader *reader, int64_t id, struct error *error)
{
	struct statement *statement = statement_start(reader_database(reader),
		"SELECT link_hash, feed_id, flags FROM articles WHERE id = ?1",
		VALUES(of_integer(id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		out->link = statement_integer(statement, 0);
		out->feed_id = statement_integer(statement, 1);
		out->flags = (uint32_t)statement_integer(statement, 2);
	}
	statement_end(statement);
	return step != STEP_FAILED;
}

static int by_link_and_place(const void *a, const void *b)
{
	const struct carried *left = a, *right = b;
	if (left->link != right->link)
		return left->link < right->link ? -1 : 1;
	return left->place < right->place ? -1 : left->place > right->place;
}

/* A link alone says little: it may be a home page that many articles name.  What came as
 * an echo has been compared. */
static bool is_same_story(const struct carried *a, const struct carried *b)
{
	return a->link != 0 && a->link == b->link && a->feed_id != b->feed_id &&
	       ((a->flags | b->flags) & ARTICLE_ECHO) &&
	       ((a->flags ^ b->flags) & ARTICLE_READ) == 0;
}

/* Sets the id of all but the first of each story to 0. */
static void cross_out(const struct carried *rows, size_t count, int64_t *ids)
{
	for (size_t first = 0, i = 1; i < count; i++)
		if (is_same_story(&rows[first], &rows[i]))
			ids[rows[i].place] = 0;
		else
			first = i;
}

bool query_leaves_echoes_out(const struct list_window *window)
{
	return window->shows_once && window->unread_only && window->feed_id == 0 &&
	       window->folder_id == 0 && !(window->query && window->query->root);
}

bool store_ids_once(int64_t *ids, size_t *count, struct store_reader *reader,
	const struct list_window *window, struct error *error)
{
	if (!window->shows_once || query_leaves_echoes_out(window) || *count < 2 ||
		*count > ROWS_LIMIT)
		return true;
	struct arena *scratch = arena_new();
	struct carried *rows = arena_array(scratch, *count, sizeof *rows);
	bool is_good = true;
	for (size_t i = 0; i < *count && is_good; i++) {
		rows[i] = (struct carried){.place = i};
		is_good = look(&rows[i], reader, ids[i], error);
	}
	if (is_good) {
		qsort(rows, *count, sizeof *rows, by_link_and_place);
		cross_out(rows, *count, ids);
		size_t kept = 0;
		for (size_t i = 0; i < *count; i++)
			if (ids[i] != 0)
				ids[kept++] = ids[i];
		*count = kept;
	}
	arena_free(scratch);
	return is_good;
}

/* ---- counts ---- */

enum { DEPTH_LIMIT = 32 };

static bool holds(const struct subscriptions *all, int64_t folder_id, int64_t other_id)
{
	int depth = 0;
	for (const struct folder_row *folder = folder_of(all, other_id);
		folder && depth < DEPTH_LIMIT; folder = folder_of(all, folder->parent_id), depth++)
		if (folder->id == folder_id)
			return true;
	return false;
}

/* How far up from one folder the first is that holds the other as well. */
static int steps_to_common(const struct subscriptions *all, int64_t folder_id, int64_t other_id)
{
	int steps = 0;
	for (const struct folder_row *folder = folder_of(all, folder_id);
		folder && steps < DEPTH_LIMIT; folder = folder_of(all, folder->parent_id), steps++)
		if (holds(all, folder->id, other_id))
			return steps;
	return DEPTH_LIMIT;
}

struct echo {
	int64_t id, folder_id;
	int steps; /* up to the nearest folder where it stands already */
};

static void take_off(struct subscriptions *out, const struct echo *echo)
{
	int steps = 0;
	if (echo->id == 0)
		return;
	out->unread_total--;
	for (struct folder_row *folder = folder_of(out, echo->folder_id);
		folder && steps < DEPTH_LIMIT; folder = folder_of(out, folder->parent_id))
		if (steps++ >= echo->steps)
			folder->unread--;
}

/* Each echo of the index of those that are unread, with what it repeats. */
bool once_take_off_unread(struct subscriptions *out, struct database *database, struct error *error)
{
	struct statement *statement = statement_start(database,
		"SELECT e.id, ef.folder_id, of.folder_id FROM articles e CROSS JOIN articles o"
		" CROSS JOIN feeds ef CROSS JOIN feeds of WHERE e.flags & 481 = 256"
		" AND o.link_hash = e.link_hash AND o.link_hash <> 0 AND o.feed_id <> e.feed_id"
		" AND o.id < e.id AND o.flags & 225 = 0"
		" AND ef.id = e.feed_id AND of.id = o.feed_id",
		NO_VALUES, error);
	if (!statement)
		return false;
	struct echo echo = {0};
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		int64_t id = statement_integer(statement, 0);
		if (id != echo.id) {
			take_off(out, &echo);
			echo = (struct echo){id, statement_integer(statement, 1), DEPTH_LIMIT};
		}
		int steps = steps_to_common(out, echo.folder_id, statement_integer(statement, 2));
		echo.steps = steps < echo.steps ? steps : echo.steps;
	}
	take_off(out, &echo);
	statement_end(statement);
	return step == STEP_DONE;
}
