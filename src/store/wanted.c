/* Articles whose whole text is still to be fetched. */
#include "src/base/clock.h"
#include "src/store/arrivals.h"
#include "src/store/connection.h"
#include "src/store/ids.h"
#include "src/store/statement.h"
#include "src/store/write_articles.h"

/* Of one feed, the newest alone: an older page is fetched when it is asked for. */
enum { NEWEST = 100, TRIES_LIMIT = 5, FIRST_WAIT = 60 * 60 };
/* An article that changes all day is not fetched all day. */
enum { FRESH = 24 * 60 * 60 };

/* Most of the feed's last articles only led to their pages. */
static bool sends_teasers(struct store_reader *reader, int64_t feed_id)
{
	return database_integer(reader_database(reader),
		       "SELECT teasers > wholes FROM habits WHERE feed_id = ?1",
		       VALUES(of_integer(feed_id)), 0, NULL) != 0;
}

bool store_wants_whole(
	struct store_reader *reader, const struct feed_row *feed, const struct whole_wishes *wishes)
{
	if (foreign_starts_with(feed->url, FOREIGN("steppe:")))
		return false;
	enum setting3 wish = feed->fulltext != SETTING_AUTO ? feed->fulltext : wishes->fulltext;
	return wish == SETTING_AUTO ? sends_teasers(reader, feed->id) : wish == SETTING_ON;
}

bool store_wants_prefetch(const struct feed_row *feed, const struct whole_wishes *wishes)
{
	if (feed->prefetch != SETTING_AUTO)
		return feed->prefetch == SETTING_ON;
	return feed->fulltext == SETTING_ON || wishes->prefetch;
}

bool store_pages_wanted(int64_t **ids, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, int64_t now, struct error *error)
{
	struct id_list list = {0};
	bool is_good = ids_read(&list,
		statement_start(reader_database(reader),
			"SELECT id FROM (SELECT id, flags, url FROM articles WHERE feed_id = ?1"
			" AND flags & 224 = 0 ORDER BY date DESC, id DESC LIMIT ?2)"
			" WHERE (flags & 8 = 0 AND (flags & 1 = 0 OR flags & 2 <> 0)"
			"  OR flags & 8 <> 0 AND id IN (SELECT article_id FROM page_tries))"
			" AND url <> '' AND NOT EXISTS (SELECT 1 FROM page_tries"
			/* A time set by a clock that was far ahead has come, too. */
			" WHERE article_id = id AND (tries >= ?3"
			" OR next_try BETWEEN ?4 + 1 AND ?4 + 604800))",
			VALUES(of_integer(feed_id), of_integer(NEWEST), of_integer(TRIES_LIMIT),
				of_integer(now)),
			error),
		error);
	if (list.items)
		arena_adopt(arena, list.items);
	*ids = list.items;
	*count = list.count;
	return is_good;
}

bool page_has_aged(
	struct store_writer *writer, int64_t article_id, int64_t now, struct error *error)
{
	return database_run(writer_database(writer),
		"INSERT INTO page_tries (article_id, tries, next_try) SELECT id, 0, ?2"
		" FROM articles WHERE id = ?1 AND flags & 8 <> 0"
		" ON CONFLICT (article_id) DO UPDATE SET tries = 0, next_try = max(next_try, ?2)",
		VALUES(of_integer(article_id), of_integer(now)), error);
}

bool page_is_fresh(struct store_writer *writer, int64_t article_id, bool was_there, int64_t now,
	struct error *error)
{
	struct database *database = writer_database(writer);
	if (!was_there)
		return database_run(database, "DELETE FROM page_tries WHERE article_id = ?1",
			VALUES(of_integer(article_id)), error);
	return database_run(database,
		"UPDATE page_tries SET tries = ?2, next_try = ?3 WHERE article_id = ?1",
		VALUES(of_integer(article_id), of_integer(TRIES_LIMIT), of_integer(now + FRESH)),
		error);
}

bool page_is_old(struct store_reader *reader, int64_t article_id)
{
	return database_integer(reader_database(reader),
		       "SELECT tries < ?2 AND next_try <= ?3 FROM page_tries WHERE article_id = ?1",
		       VALUES(of_integer(article_id), of_integer(TRIES_LIMIT),
			       of_integer(clock_now())),
		       0, NULL) != 0;
}

/* An hour, then four times as long as before. */
bool store_page_failed(
	struct store_writer *writer, int64_t article_id, int64_t now, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	bool is_good = database_run(writer_database(writer),
		"INSERT INTO page_tries (article_id, tries, next_try) VALUES (?1, 1, ?2 + ?3)"
		" ON CONFLICT (article_id) DO UPDATE SET tries = tries + 1,"
		" next_try = ?2 + (?3 << 2 * min(tries, ?4))",
		VALUES(of_integer(article_id), of_integer(now), of_integer(FIRST_WAIT),
			of_integer(TRIES_LIMIT)),
		error);
	return write_end(writer, is_good, error);
}
