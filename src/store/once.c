/* An article that several feeds carry stands in a list once. */
#include <stdlib.h>

#include "src/store/connection.h"

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

bool store_ids_once(int64_t *ids, size_t *count, struct store_reader *reader, struct error *error)
{
	if (*count < 2 || *count > ROWS_LIMIT)
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
