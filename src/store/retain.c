/* The setting `keep`: old articles that were read are erased, for good.  What is
 * unread, bookmarked, tagged or has a note stays, and so does what no feed brings
 * again (saved pages).  What was erased is remembered: a feed that still carries it
 * does not bring it back. */
#include <stdio.h>
#include <stdlib.h>

#include "src/store/ids.h"
#include "src/store/upkeep.h"
#include "src/store/write_articles.h"

#define DAY 86400

bool store_retention(struct retention *out, struct foreign text)
{
	*out = (struct retention){0};
	if (foreign_equal(text, FOREIGN("forever")))
		return true;
	int64_t number = 0;
	size_t digits = 0;
	for (; digits < text.len && digits < 9 && text.utf8[digits] >= '0' &&
		text.utf8[digits] <= '9';
		digits++)
		number = number * 10 + (text.utf8[digits] - '0');
	bool is_days = digits + 1 == text.len && text.utf8[digits] == 'd';
	if (number == 0 || (digits != text.len && !is_days))
		return false;
	*(is_days ? &out->days : &out->articles) = number;
	return true;
}

/* ---- what is kept of a feed ---- */

static bool is_at_or_below(struct foreign path, struct foreign folder)
{
	return foreign_starts_with(path, folder) &&
	       (path.len == folder.len || path.utf8[folder.len] == '/');
}

static struct retention of_folder(const struct retentions *keep, struct foreign path)
{
	struct retention found = keep->all;
	size_t longest = 0;
	for (size_t i = 0; i < keep->folders_count; i++) {
		const struct folder_retention *folder = &keep->folders[i];
		if (folder->path.len < longest || !is_at_or_below(path, folder->path))
			continue;
		found = folder->keep;
		longest = folder->path.len;
	}
	return found;
}

static bool of_feed(struct retention *out, struct store_writer *writer, struct arena *arena,
	const struct retentions *keep, const struct subscriptions *all, const struct feed_row *feed,
	struct error *error)
{
	struct foreign own;
	if (!store_feed_option(&own, arena, &writer->reader, feed->id, FOREIGN("keep"), error))
		return false;
	if (!store_retention(out, own))
		*out = of_folder(keep, store_folder_path(arena, all, feed->folder_id));
	return true;
}

/* ---- what is not ---- */

/* Of articles a: may be erased.  The highest id stays, so that no id is given twice. */
#define IS_SPENT                                                      \
	" a.flags & 3 = 1 AND a.id < (SELECT max(id) FROM articles)"  \
	" AND a.feed_id IN (SELECT id FROM feeds WHERE is_local = 0)" \
	" AND a.id NOT IN (SELECT article_id FROM tags)"              \
	" AND a.id NOT IN (SELECT article_id FROM notes)"

static struct statement *find_spent(struct store_writer *writer, int64_t feed_id,
	const struct retention *keep, int64_t now, int64_t most, struct error *error)
{
	struct database *database = writer_database(writer);
	if (keep->days > 0)
		return statement_start(database,
			"SELECT a.id FROM articles a WHERE a.feed_id = ?1 AND a.flags & 224 = 0"
			" AND a.date < ?2 AND" IS_SPENT " LIMIT ?3",
			VALUES(of_integer(feed_id), of_integer(now - keep->days * DAY),
				of_integer(most)),
			error);
	return statement_start(database,
		"SELECT a.id FROM (SELECT id, feed_id, flags FROM articles WHERE feed_id = ?1"
		"  AND flags & 224 = 0 ORDER BY date DESC, id DESC LIMIT -1 OFFSET ?2) a"
		" WHERE" IS_SPENT " LIMIT ?3",
		VALUES(of_integer(feed_id), of_integer(keep->articles), of_integer(most)), error);
}

static bool erase(struct store_writer *writer, int64_t id, struct error *error)
{
	static const char *const steps[] = {
		("INSERT OR IGNORE INTO erased (feed_id, guid_hash, link_hash, look)"
		 " SELECT feed_id, guid_hash, link_hash, look(title, date) FROM articles"
		 " WHERE id = ?1"),
		("UPDATE counts SET total = total - 1"
		 " WHERE feed_id = (SELECT feed_id FROM articles WHERE id = ?1)"),
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

static bool find_all_spent(struct id_list *ids, struct store_writer *writer,
	const struct retentions *keep, int64_t now, int64_t most, struct error *error)
{
	struct arena *arena = arena_new();
	struct subscriptions all;
	bool is_good = store_subscriptions(&all, arena, &writer->reader, error);
	for (size_t i = 0; is_good && i < all.feeds_count && (int64_t)ids->count < most; i++) {
		struct retention feed;
		is_good = of_feed(&feed, writer, arena, keep, &all, &all.feeds[i], error);
		if (is_good && (feed.days > 0 || feed.articles > 0))
			is_good = ids_read(ids,
				find_spent(writer, all.feeds[i].id, &feed, now,
					most - (int64_t)ids->count, error),
				error);
	}
	arena_free(arena);
	return is_good;
}

int64_t store_retain(struct store_writer *writer, const struct retentions *keep, int64_t now,
	int64_t most, struct error *error)
{
	struct id_list ids = {0};
	bool is_good = find_all_spent(&ids, writer, keep, now, most, error);
	int64_t count = is_good ? (int64_t)ids.count : -1;
	if (count > 0 && write_begin(writer, error)) {
		for (size_t i = 0; i < ids.count && is_good; i++)
			is_good = erase(writer, ids.items[i], error);
		if (!write_end(writer, is_good, error))
			count = -1;
	}
	ids_done(&ids);
	return count;
}

/* ---- once a day, a few at a time ---- */

#define AT_A_TIME 200

static int64_t last_done(struct store_writer *writer)
{
	return database_integer(writer_database(writer),
		"SELECT value FROM vals WHERE name = 'retained'", NO_VALUES, 0, NULL);
}

bool store_retain_daily(struct store_writer *writer, const struct retentions *keep, int64_t now,
	struct error *error)
{
	int64_t last = last_done(writer);
	if (last <= now && now - last < DAY)
		return false;
	int64_t count = store_retain(writer, keep, now, AT_A_TIME, error);
	if (count == AT_A_TIME)
		return true;
	char time[32];
	snprintf(time, sizeof time, "%lld", (long long)now);
	if (count >= 0)
		store_set_value(writer, "retained", foreign_from_string(time), error);
	return false;
}

bool retain_has_erased(struct store_writer *writer, int64_t feed_id)
{
	return database_integer(writer_database(writer),
		       "SELECT EXISTS (SELECT 1 FROM erased WHERE feed_id = ?1)",
		       VALUES(of_integer(feed_id)), 0, NULL) != 0;
}

/* Two of guid, link and look are the same: an outlet may number its items anew, or move
 * from http to https with all its guids. */
bool retain_was_erased(struct store_writer *writer, int64_t feed_id, uint64_t guid_hash,
	uint64_t link_hash, uint64_t look)
{
	return database_integer(writer_database(writer),
		       "SELECT 1 FROM erased WHERE feed_id = ?1 AND guid_hash = ?2"
		       " AND (link_hash = ?3 OR look = ?4) UNION ALL"
		       " SELECT 1 FROM erased WHERE feed_id = ?1 AND link_hash = ?3"
		       " AND look = ?4 AND link_hash <> 0",
		       VALUES(of_integer(feed_id), of_integer((int64_t)guid_hash),
			       of_integer((int64_t)link_hash), of_integer((int64_t)look)),
		       0, NULL) != 0;
}
