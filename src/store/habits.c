#include "src/store/habits.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/store/arrivals.h"

enum {
	SEEN_LIMIT = 512,  /* hashes of the last sixty articles or so */
	COPY_LEAST = 4,    /* blocks all known: the article itself came before */
	COUNTED_LIMIT = 64 /* articles that say how the feed is now */
};

struct habits {
	uint64_t seen[SEEN_LIMIT]; /* a hash and its count; the one seen last at the end */
	size_t count;
	int64_t teasers, wholes;
	bool is_read, is_changed;
};

struct habits *habits_new(void)
{
	return memory_calloc(1, sizeof(struct habits));
}

void habits_free(struct habits *habits)
{
	free(habits);
}

void learned_add(struct learned *learned, const uint64_t *hashes, size_t count,
	const uint64_t *known, size_t known_count)
{
	size_t room = sizeof learned->hashes / sizeof *learned->hashes;
	for (size_t i = 0; i < count && learned->count < room; i++)
		if (!repeats_has(known, known_count, hashes[i]))
			learned->hashes[learned->count++] = hashes[i] & ~REPEATS_COUNT_MASK;
}

/* ---- the row ---- */

static bool read_row(
	struct habits *habits, struct database *database, int64_t feed_id, struct error *error)
{
	struct statement *statement = statement_start(database,
		"SELECT blocks, teasers, wholes FROM habits WHERE feed_id = ?1",
		VALUES(of_integer(feed_id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		struct bytes blocks = statement_peek(statement, 0);
		habits->count = blocks.len / sizeof *habits->seen;
		if (habits->count > SEEN_LIMIT)
			habits->count = SEEN_LIMIT;
		if (habits->count > 0)
			memcpy(habits->seen, blocks.data, habits->count * sizeof *habits->seen);
		habits->teasers = statement_integer(statement, 1);
		habits->wholes = statement_integer(statement, 2);
	}
	statement_end(statement);
	return step != STEP_FAILED;
}

bool habits_keep(
	struct habits *habits, struct store_writer *writer, int64_t feed_id, struct error *error)
{
	struct bytes blocks = {(const char *)habits->seen, habits->count * sizeof *habits->seen};
	return !habits->is_changed ||
	       database_run(writer_database(writer),
		       "INSERT OR REPLACE INTO habits (feed_id, blocks, teasers, wholes)"
		       " VALUES (?1, ?2, ?3, ?4)",
		       VALUES(of_integer(feed_id), of_bytes(blocks), of_integer(habits->teasers),
			       of_integer(habits->wholes)),
		       error);
}

/* ---- counting ---- */

static size_t find(const struct habits *habits, uint64_t hash)
{
	size_t i = habits->count;
	while (i > 0 && (habits->seen[i - 1] & ~REPEATS_COUNT_MASK) != hash)
		i--;
	return i > 0 ? i - 1 : SEEN_LIMIT;
}

static void take_out(struct habits *habits, size_t index)
{
	habits->count--;
	memmove(&habits->seen[index], &habits->seen[index + 1],
		(habits->count - index) * sizeof *habits->seen);
}

/* The oldest of those that were not seen often. */
static void make_room(struct habits *habits)
{
	size_t oldest = 0;
	for (size_t i = habits->count; i-- > 0;)
		if ((habits->seen[i] & REPEATS_COUNT_MASK) < REPEATS_ENOUGH)
			oldest = i;
	take_out(habits, oldest);
}

static void count_hash(struct habits *habits, uint64_t hash)
{
	uint64_t count = 1;
	size_t index = find(habits, hash);
	if (index < SEEN_LIMIT) {
		uint64_t before = habits->seen[index] & REPEATS_COUNT_MASK;
		count = before < REPEATS_COUNT_MASK ? before + 1 : before;
		take_out(habits, index);
	} else if (habits->count == SEEN_LIMIT) {
		make_room(habits);
	}
	habits->seen[habits->count++] = hash | count;
}

/* An article that is sent again under another name repeats all of itself. */
static bool is_copy(const struct habits *habits, const struct learned *learned)
{
	if (learned->count < COPY_LEAST)
		return false;
	for (size_t i = 0; i < learned->count; i++)
		if (find(habits, learned->hashes[i]) == SEEN_LIMIT)
			return false;
	return true;
}

static void count_article(struct habits *habits, bool is_teaser)
{
	habits->teasers += is_teaser;
	habits->wholes += !is_teaser;
	if (habits->teasers + habits->wholes < COUNTED_LIMIT)
		return;
	habits->teasers /= 2;
	habits->wholes /= 2;
}

bool habits_learn(struct habits *habits, struct store_writer *writer, int64_t feed_id,
	const struct learned *learned, struct error *error)
{
	if (learned->count == 0 && learned->is_teaser == TRISTATE_UNKNOWN)
		return true;
	if (!habits->is_read && !read_row(habits, writer_database(writer), feed_id, error))
		return false;
	habits->is_read = habits->is_changed = true;
	if (learned->is_teaser != TRISTATE_UNKNOWN)
		count_article(habits, learned->is_teaser == TRISTATE_YES);
	if (is_copy(habits, learned))
		return true;
	for (size_t i = 0; i < learned->count; i++)
		count_hash(habits, learned->hashes[i]);
	return true;
}

bool store_repeated_blocks(uint64_t **out, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, struct error *error)
{
	struct habits habits = {.count = 0};
	*count = 0;
	*out = NULL;
	if (!read_row(&habits, reader_database(reader), feed_id, error))
		return false;
	*out = arena_array(arena, habits.count, sizeof **out);
	for (size_t i = 0; i < habits.count; i++)
		if ((habits.seen[i] & REPEATS_COUNT_MASK) >= REPEATS_ENOUGH)
			(*out)[(*count)++] = habits.seen[i] & ~REPEATS_COUNT_MASK;
	return true;
}
