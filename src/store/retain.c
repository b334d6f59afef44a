/* The setting `keep`: old articles that were read are erased, for good.  What is
 * unread, bookmarked, tagged or has a note stays, and so does what no feed brings
 * again (saved pages).  What was erased is remembered: a feed that still carries it
 * does not bring it back. */
#include "src/store/ids.h"
#include "src/store/write_articles.h"

#define DAY 86400

/* Of articles a: may be erased.  The highest id stays, so that no id is given twice. */
#define IS_SPENT                                                      \
	" a.flags & 3 = 1 AND a.id < (SELECT max(id) FROM articles)"  \
	" AND a.feed_id IN (SELECT id FROM feeds WHERE is_local = 0)" \
	" AND a.id NOT IN (SELECT article_id FROM tags)"              \
	" AND a.id NOT IN (SELECT article_id FROM notes)"

static struct statement *find_spent(
	struct store_writer *writer, const struct retention *keep, int64_t now, struct error *error)
{
	struct database *database = writer_database(writer);
	if (keep->days > 0)
		return statement_start(database,
			"SELECT a.id FROM articles a WHERE a.flags & 224 = 0 AND a.date < ?1"
			" AND" IS_SPENT,
			VALUES(of_integer(now - keep->days * DAY)), error);
	return statement_start(database,
		"SELECT a.id FROM (SELECT id, feed_id, flags, row_number() OVER"
		"  (PARTITION BY feed_id ORDER BY date DESC, id DESC) AS place"
		"  FROM articles WHERE flags & 224 = 0) a WHERE a.place > ?1 AND" IS_SPENT,
		VALUES(of_integer(keep->articles)), error);
}

static bool erase(struct store_writer *writer, int64_t id, struct error *error)
{
	static const char *const steps[] = {
		"INSERT OR IGNORE INTO erased (feed_id, guid_hash, link_hash)"
		" SELECT feed_id, guid_hash, link_hash FROM articles WHERE id = ?1",
		"UPDATE counts SET total = total - 1"
		" WHERE feed_id = (SELECT feed_id FROM articles WHERE id = ?1)",
		"DELETE FROM texts WHERE id BETWEEN ?1 * 4 AND ?1 * 4 + 3",
		"DELETE FROM packed WHERE id BETWEEN ?1 * 4 AND ?1 * 4 + 3",
		"DELETE FROM places WHERE article_id = ?1",
		"DELETE FROM ruled WHERE article_id = ?1",
		"DELETE FROM reindex WHERE article_id = ?1",
		"DELETE FROM articles WHERE id = ?1",
	};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (!database_run(writer_database(writer), steps[i], VALUES(of_integer(id)), error))
			return false;
	return true;
}

int64_t store_retain(
	struct store_writer *writer, const struct retention *keep, int64_t now, struct error *error)
{
	struct id_list ids = {0};
	if (keep->days <= 0 && keep->articles <= 0)
		return 0;
	if (!write_begin(writer, error))
		return -1;
	bool is_good = ids_read(&ids, find_spent(writer, keep, now, error), error);
	for (size_t i = 0; i < ids.count && is_good; i++)
		is_good = erase(writer, ids.items[i], error);
	int64_t count = (int64_t)ids.count;
	ids_done(&ids);
	return write_end(writer, is_good, error) ? count : -1;
}

bool retain_has_erased(struct store_writer *writer, int64_t feed_id)
{
	return database_integer(writer_database(writer),
		       "SELECT EXISTS (SELECT 1 FROM erased WHERE feed_id = ?1)",
		       VALUES(of_integer(feed_id)), 0, NULL) != 0;
}

bool retain_was_erased(
	struct store_writer *writer, int64_t feed_id, uint64_t guid_hash, uint64_t link_hash)
{
	return database_integer(writer_database(writer),
		       "SELECT 1 FROM erased WHERE feed_id = ?1 AND guid_hash = ?2"
		       " AND link_hash = ?3",
		       VALUES(of_integer(feed_id), of_integer((int64_t)guid_hash),
			       of_integer((int64_t)link_hash)),
		       0, NULL) != 0;
}
