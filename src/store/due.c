/* What updates need before they start, read in bulk. */
#include <string.h>

#include "src/base/array.h"
#include "src/store/arrivals.h"
#include "src/store/connection.h"

static struct due_feed read_due(struct statement *statement, struct arena *arena)
{
	return (struct due_feed){
		.id = statement_integer(statement, 0),
		.url = statement_text(statement, 1, arena),
		.etag = statement_bytes(statement, 2, arena),
		.last_modified = statement_bytes(statement, 3, arena),
		.next_due = statement_integer(statement, 4),
		.is_private = statement_integer(statement, 5) != 0,
		.options = statement_text(statement, 6, arena),
		.validators_url = statement_text(statement, 7, arena),
		.is_new = statement_integer(statement, 8) != 0,
	};
}

#define DUE_COLUMNS                                                                           \
	"SELECT id, url, etag, last_modified, next_due, is_private, options, validators_url," \
	" last_success = 0"                                                                   \
	" FROM feeds JOIN health ON feed_id = id WHERE removed_at = 0 AND NOT is_local"

enum {
	HOUR = 3600,
	DAY = 24 * HOUR,
	CLOCK_SLACK = HOUR,      /* a last try that far ahead was noted by a clock that was wrong */
	LONGEST_WAIT = 45 * DAY, /* longer than anything that is asked for */
	ALL_HOURS = (1 << 24) - 1,
	ALL_DAYS = (1 << 7) - 1,
};

/* Whoever looks seldom may look in an hour that the feed asks to be left alone in (GMT). */
#define IS_SKIPPED_NOW                                                    \
	"((hint_hours & ?6 <> ?6 AND hint_hours >> (?1 / 3600 % 24) & 1)" \
	" OR (hint_days & ?7 <> ?7 AND hint_days >> ((?1 / 86400 + 4) % 7) & 1))"

static bool read_all(struct due_feeds *out, struct arena *arena, struct statement *statement,
	struct error *error)
{
	if (!statement)
		return false;
	size_t capacity = 0;
	struct due_feed *items = NULL;
	size_t count = 0;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(items, count, capacity) = read_due(statement, arena);
	statement_end(statement);
	arena_adopt(arena, items);
	*out = (struct due_feeds){items, count};
	return step == STEP_DONE;
}

static bool read_chosen(struct due_feeds *out, struct arena *arena, struct store_reader *reader,
	const int64_t *ids, size_t ids_count, struct error *error)
{
	*out = (struct due_feeds){arena_array(arena, ids_count, sizeof *out->items), 0};
	for (size_t i = 0; i < ids_count; i++) {
		struct due_feeds one = {0};
		if (!read_all(&one, arena,
			    statement_start(reader_database(reader), DUE_COLUMNS " AND id = ?1",
				    VALUES(of_integer(ids[i])), error),
			    error))
			return false;
		if (one.count > 0)
			out->items[out->count++] = one.items[0];
	}
	return true;
}

bool store_due_feeds(struct due_feeds *out, struct arena *arena, struct store_reader *reader,
	const struct due_wish *wish, struct error *error)
{
	if (wish->ids_count > 0)
		return read_chosen(out, arena, reader, wish->ids, wish->ids_count, error);
	/* A feed that is gone is asked again only by hand. */
	return read_all(out, arena,
		statement_start(reader_database(reader),
			DUE_COLUMNS
			" AND (?2 OR (state <> 3 AND NOT " IS_SKIPPED_NOW
			" AND (next_due <= ?1 OR (next_due < ?3"
			" AND (last_try > ?4 OR next_due > ?5))))) ORDER BY next_due, id",
			VALUES(of_integer(wish->now), of_integer(wish->is_forced),
				of_integer(FEED_NEVER_DUE), of_integer(wish->now + CLOCK_SLACK),
				of_integer(wish->now + LONGEST_WAIT), of_integer(ALL_HOURS),
				of_integer(ALL_DAYS)),
			error),
		error);
}

bool store_item_hashes(uint64_t **out, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, struct error *error)
{
	*out = NULL;
	*count = 0;
	struct statement *statement = statement_start(reader_database(reader),
		"SELECT hashes FROM item_hashes WHERE feed_id = ?1", VALUES(of_integer(feed_id)),
		error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		struct bytes bytes = statement_peek(statement, 0);
		*count = bytes.len / sizeof **out;
		*out = arena_array(arena, *count, sizeof **out);
		if (*count > 0)
			memcpy(*out, bytes.data, *count * sizeof **out);
	}
	statement_end(statement);
	return step != STEP_FAILED;
}

bool store_feed_history(struct feed_history *out, struct arena *arena, struct store_reader *reader,
	int64_t feed_id, struct error *error)
{
	*out = (struct feed_history){0};
	struct statement *statement = statement_start(reader_database(reader),
		"SELECT last_success, last_new, failing_since, failures, posts_a_week, moved_to,"
		" moved_count, moved_since, hint_interval, hint_hours, hint_days,"
		" length(etag) + length(last_modified) > 0 FROM health WHERE feed_id = ?1",
		VALUES(of_integer(feed_id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*out = (struct feed_history){
			.last_success = statement_integer(statement, 0),
			.last_new = statement_integer(statement, 1),
			.failing_since = statement_integer(statement, 2),
			.failures = (int)statement_integer(statement, 3),
			.posts_a_week = statement_real(statement, 4),
			.moved_to = statement_text(statement, 5, arena),
			.moved_count = (int)statement_integer(statement, 6),
			.moved_since = statement_integer(statement, 7),
			.hints = {statement_integer(statement, 8),
				(uint32_t)statement_integer(statement, 9),
				(uint8_t)statement_integer(statement, 10)},
			.has_validators = statement_integer(statement, 11) != 0,
		};
	statement_end(statement);
	if (step == STEP_DONE)
		return error_set(
			error, ERROR_NOT_FOUND, "there is no feed %lld", (long long)feed_id);
	return step == STEP_ROW;
}

int64_t store_feed_at(struct store_reader *reader, struct foreign url)
{
	return database_integer(reader_database(reader), "SELECT id FROM feeds WHERE url = ?1",
		VALUES(of_text(url)), 0, NULL);
}
