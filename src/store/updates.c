/* What a fetch leaves: the feed's health and schedule, and its new articles. */
#include <stdlib.h>
#include <string.h>

#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/arrivals.h"
#include "src/store/write_articles.h"

#define WEEK (7 * 86400)

/* What is known about the feed before the document is kept. */
struct feed_before {
	int64_t total;
	uint64_t home_hash;
	int64_t moved_count;
	struct foreign moved_to;
	bool is_removed;
};

static bool read_before(
	struct feed_before *out, struct store_writer *writer, int64_t feed_id, struct error *error)
{
	struct statement *statement = statement_start(writer_database(writer),
		"SELECT EXISTS (SELECT 1 FROM articles WHERE feed_id = ?1), home_hash, moved_count,"
		" moved_to, removed_at FROM feeds JOIN health ON feed_id = id WHERE id = ?1",
		VALUES(of_integer(feed_id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*out = (struct feed_before){
			.total = statement_integer(statement, 0),
			.home_hash = (uint64_t)statement_integer(statement, 1),
			.moved_count = statement_integer(statement, 2),
			.moved_to = statement_text(statement, 3, writer->scratch),
			.is_removed = statement_integer(statement, 4) != 0,
		};
	statement_end(statement);
	if (step == STEP_DONE)
		error_set(error, ERROR_NOT_FOUND, _("this feed was removed"));
	return step == STEP_ROW;
}

static bool keep_failure(struct store_writer *writer, int64_t feed_id,
	const struct update_result *result, int64_t now, struct error *error)
{
	struct foreign sentence = {result->error->sentence, strlen(result->error->sentence)};
	return database_run(writer_database(writer),
		"UPDATE health SET state = ?2, next_due = ?3, last_try = ?4, error = ?5,"
		" error_kind = ?6, failures = failures + 1, took_ms = ?7, failing_since ="
		" CASE WHEN failures = 0 THEN ?4 ELSE failing_since END WHERE feed_id = ?1",
		VALUES(of_integer(feed_id), of_integer(result->state), of_integer(result->next_due),
			of_integer(now), of_text(sentence), of_integer(result->error->kind),
			of_integer(result->took_ms)),
		error);
}

static bool keep_success(struct store_writer *writer, int64_t feed_id,
	const struct update_result *result, int64_t now, struct error *error)
{
	return database_run(writer_database(writer),
		"UPDATE health SET state = ?2, next_due = ?3, last_try = ?4, last_success = ?4,"
		" error = '', error_kind = 0, failures = 0, failing_since = 0, took_ms = ?5,"
		" is_private = ?6 WHERE feed_id = ?1",
		VALUES(of_integer(feed_id), of_integer(result->state), of_integer(result->next_due),
			of_integer(now), of_integer(result->took_ms),
			of_integer(result->is_private)),
		error);
}

/* After a 200 both are what it brought, also nothing; a 304 gives only news. */
static bool keep_validators(struct store_writer *writer, int64_t feed_id,
	const struct update_result *result, struct error *error)
{
	if (!result->replace_validators && result->etag.len == 0 && result->last_modified.len == 0)
		return true;
	return database_run(writer_database(writer),
		"UPDATE health SET"
		" etag = CASE WHEN ?2 OR length(?3) > 0 THEN ?3 ELSE etag END,"
		" last_modified = CASE WHEN ?2 OR length(?4) > 0 THEN ?4 ELSE last_modified END,"
		" validators_url = ?5 WHERE feed_id = ?1",
		VALUES(of_integer(feed_id), of_integer(result->replace_validators),
			of_bytes(result->etag), of_bytes(result->last_modified),
			of_text(result->validators_url)),
		error);
}

static bool keep_move(struct store_writer *writer, int64_t feed_id,
	const struct update_result *result, const struct feed_before *before, int64_t now,
	struct error *error)
{
	struct database *database = writer_database(writer);
	if (result->new_url.len > 0)
		/* OR IGNORE: the new address may be subscribed already. */
		return database_run(database, "UPDATE OR IGNORE feeds SET url = ?2 WHERE id = ?1",
			       VALUES(of_integer(feed_id), of_text(result->new_url)), error) &&
		       database_run(database,
			       "UPDATE health SET moved_to = '', moved_count = 0, moved_since = 0"
			       " WHERE feed_id = ?1",
			       VALUES(of_integer(feed_id)), error);
	if (result->moved_to.len == 0 && before->moved_count == 0)
		return true;
	bool is_again = foreign_equal(result->moved_to, before->moved_to);
	return database_run(database,
		"UPDATE health SET moved_to = ?2, moved_count = ?3,"
		" moved_since = CASE WHEN ?5 THEN moved_since ELSE ?4 END WHERE feed_id = ?1",
		VALUES(of_integer(feed_id), of_text(result->moved_to),
			of_integer(result->moved_to.len == 0 ? 0
				   : is_again                ? before->moved_count + 1
							     : 1),
			of_integer(now), of_integer(is_again)),
		error);
}

static struct foreign joined_lines(struct arena *arena, const struct foreign_list *lines)
{
	struct buffer joined = {0};
	for (size_t i = 0; i < lines->count && joined.len < 4000; i++) {
		if (i > 0)
			buffer_append_char(&joined, '\n');
		buffer_append(&joined, lines->items[i].utf8, lines->items[i].len);
	}
	struct foreign text = {arena_copy(arena, joined.data, joined.len), joined.len};
	buffer_done(&joined);
	return text;
}

static bool keep_feed_itself(
	struct store_writer *writer, int64_t feed_id, const struct feed *feed, struct error *error)
{
	struct database *database = writer_database(writer);
	uint64_t home = link_hash(writer->scratch, feed->home_page_url);
	struct foreign icon = feed->favicon.len > 0 ? feed->favicon : feed->icon;
	return database_run(database,
		       "UPDATE feeds SET title = ?2, home_page_url = ifnull(nullif(?3, ''),"
		       " home_page_url), home_hash = ?4, description = ifnull(nullif(?5, ''),"
		       " description), language = ?6, icon = ?7 WHERE id = ?1 AND"
		       " (title, iif(?3 = '', '', home_page_url), iif(?5 = '', '', description),"
		       " language, icon) <> (?2, ?3, ?5, ?6, ?7)",
		       VALUES(of_integer(feed_id), of_text(feed->title),
			       of_text(feed->home_page_url), of_integer((int64_t)home),
			       of_text(feed->description), of_text(feed->language), of_text(icon)),
		       error) &&
	       database_run(database,
		       "UPDATE health SET warnings = ?2, hint_interval = ?3, hint_hours = ?4,"
		       " hint_days = ?5 WHERE feed_id = ?1",
		       VALUES(of_integer(feed_id),
			       of_text(joined_lines(writer->scratch, &feed->warnings)),
			       of_integer(feed->hints.interval_seconds),
			       of_integer(feed->hints.skip_hours),
			       of_integer(feed->hints.skip_days)),
		       error);
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a;
	uint64_t right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

static bool keep_hashes(struct store_writer *writer, int64_t feed_id, const uint64_t *hashes,
	size_t count, struct error *error)
{
	return database_run(writer_database(writer),
		"INSERT INTO item_hashes (feed_id, hashes) VALUES (?1, ?2) ON CONFLICT (feed_id)"
		" DO UPDATE SET hashes = excluded.hashes WHERE hashes <> excluded.hashes",
		VALUES(of_integer(feed_id),
			of_bytes((struct bytes){(const char *)hashes, count * sizeof *hashes})),
		error);
}

static bool keep_pace(
	struct store_writer *writer, int64_t feed_id, int64_t now, struct error *error)
{
	return database_run(writer_database(writer),
		"UPDATE health SET last_new = ?2, posts_a_week = (SELECT count(*) / 4.0"
		" FROM articles WHERE feed_id = ?1 AND date > ?3 AND flags & 224 = 0)"
		" WHERE feed_id = ?1",
		VALUES(of_integer(feed_id), of_integer(now), of_integer(now - 4 * WEEK)), error);
}

void store_share_marks(struct store_writer *writer, bool is_shared)
{
	writer->keeps_marks_apart = !is_shared;
}

bool marks_are_shared(struct store_writer *writer)
{
	return !writer->keeps_marks_apart;
}

static bool keep_document(struct store_writer *writer, int64_t feed_id, const struct feed *feed,
	const struct feed_before *before, int64_t now, struct update_counts *counts,
	struct error *error)
{
	if (!keep_feed_itself(writer, feed_id, feed, error))
		return false;
	size_t count = feed->item_hashes_count;
	uint64_t *hashes = memory_calloc(count + 1, sizeof *hashes);
	if (count > 0)
		memcpy(hashes, feed->item_hashes, count * sizeof *hashes);
	qsort(hashes, count, sizeof *hashes, compare_hashes);
	struct arrival arrival = {
		.feed_id = feed_id,
		.now = now,
		.home_hash = link_hash(writer->scratch, feed->home_page_url),
		.is_first = before->total == 0,
		.has_erased = retain_has_erased(writer, feed_id),
		.shares_marks = marks_are_shared(writer),
		.hashes = hashes,
		.hashes_count = count,
	};
	bool is_good = articles_keep(writer, &arrival, feed->articles, feed->articles_count, counts,
			       error) &&
		       keep_hashes(writer, feed_id, hashes, count, error);
	free(hashes);
	return is_good && (counts->new_articles == 0 || keep_pace(writer, feed_id, now, error));
}

bool store_keep_update(struct store_writer *writer, int64_t feed_id,
	const struct update_result *result, int64_t now, struct update_counts *counts,
	struct error *error)
{
	struct update_counts unheard;
	counts = counts ? counts : &unheard;
	*counts = (struct update_counts){0};
	if (!write_begin(writer, error))
		return false;
	struct feed_before before;
	if (!read_before(&before, writer, feed_id, error))
		return write_refuse(writer);
	if (before.is_removed) {
		write_refuse(writer);
		return true;
	}
	bool is_good = result->error ? keep_failure(writer, feed_id, result, now, error)
				     : keep_success(writer, feed_id, result, now, error) &&
					       keep_validators(writer, feed_id, result, error);
	is_good = is_good && keep_move(writer, feed_id, result, &before, now, error);
	if (is_good && result->feed)
		is_good = keep_document(writer, feed_id, result->feed, &before, now, counts, error);
	return write_end(writer, is_good, error);
}
