/* Articles whose whole text is still to be fetched. */
#include "src/store/connection.h"
#include "src/store/ids.h"
#include "src/store/statement.h"

/* Of one feed, the newest alone: an older page is fetched when it is asked for. */
enum { NEWEST = 100 };

bool store_sends_teasers(struct store_reader *reader, int64_t feed_id)
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
	return wish == SETTING_AUTO ? store_sends_teasers(reader, feed->id) : wish == SETTING_ON;
}

bool store_wants_ahead(const struct feed_row *feed, const struct whole_wishes *wishes)
{
	if (feed->prefetch != SETTING_AUTO)
		return feed->prefetch == SETTING_ON;
	return feed->fulltext == SETTING_ON || wishes->prefetch;
}

bool store_pages_wanted(int64_t **ids, size_t *count, struct arena *arena,
	struct store_reader *reader, int64_t feed_id, struct error *error)
{
	struct id_list list = {0};
	bool is_good = ids_read(&list,
		statement_start(reader_database(reader),
			"SELECT id FROM (SELECT id, flags, url FROM articles WHERE feed_id = ?1"
			" AND flags & 224 = 0 ORDER BY date DESC, id DESC LIMIT ?2)"
			" WHERE flags & 8 = 0 AND (flags & 1 = 0 OR flags & 2 <> 0)"
			" AND url <> ''",
			VALUES(of_integer(feed_id), of_integer(NEWEST)), error),
		error);
	if (list.items)
		arena_adopt(arena, list.items);
	*ids = list.items;
	*count = list.count;
	return is_good;
}
