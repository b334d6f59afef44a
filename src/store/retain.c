/* The setting `keep`: old articles that were read are erased, for good, and so are
 * those of that age that a rule has hidden.  What is unread, bookmarked, tagged or has
 * a note stays, and so does what no feed brings again (saved pages).  What was erased is
 * remembered: a feed that still carries it does not bring it back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/store/ids.h"
#include "src/store/index_waste.h"
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

/* Of articles a: the highest id stays, so that no id is given twice. */
#define IS_NOT_LAST " a.id < (SELECT max(id) FROM articles)"
#define IS_SPENT                                                           \
	IS_NOT_LAST                                                        \
	" AND a.feed_id IN (SELECT id FROM feeds WHERE is_local = 0)"      \
	" AND NOT EXISTS (SELECT 1 FROM tags t WHERE t.article_id = a.id)" \
	" AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.article_id = a.id)"

static bool find_read(struct id_list *ids, struct store_writer *writer, int64_t feed_id,
	const struct retention *keep, int64_t now, int64_t most, struct error *error)
{
	struct database *database = writer_database(writer);
	if (keep->days > 0)
		return ids_read(ids,
			statement_start(database,
				"SELECT a.id FROM articles a WHERE a.feed_id = ?1"
				" AND a.flags & 224 = 0 AND a.date < ?2 AND a.flags & 3 = 1"
				" AND" IS_SPENT " LIMIT ?3",
				VALUES(of_integer(feed_id), of_integer(now - keep->days * DAY),
					of_integer(most)),
				error),
			error);
	return ids_read(ids,
		statement_start(database,
			"SELECT a.id FROM (SELECT id, feed_id, flags FROM articles"
			"  WHERE feed_id = ?1 AND flags & 224 = 0"
			"  ORDER BY date DESC, id DESC LIMIT -1 OFFSET ?2) a"
			" WHERE a.flags & 3 = 1 AND" IS_SPENT " LIMIT ?3",
			VALUES(of_integer(feed_id), of_integer(keep->articles), of_integer(most)),
			error),
		error);
}

/* Those that a rule has hidden are not counted among the articles to keep: they go when
 * they are older than all of these. */
static bool find_hidden(struct id_list *ids, struct store_writer *writer, int64_t feed_id,
	const struct retention *keep, int64_t now, int64_t most, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t before = now - keep->days * DAY;
	if (keep->days == 0)
		before = database_integer(database,
			"SELECT date FROM articles WHERE feed_id = ?1 AND flags & 224 = 0"
			" ORDER BY date DESC, id DESC LIMIT 1 OFFSET ?2",
			VALUES(of_integer(feed_id), of_integer(keep->articles)), INT64_MIN, error);
	return ids_read(ids,
		statement_start(database,
			"SELECT a.id FROM articles a WHERE a.feed_id = ?1 AND a.flags & 224 <> 0"
			" AND a.flags & 226 = 32 AND a.date < ?2 AND" IS_SPENT " LIMIT ?3",
			VALUES(of_integer(feed_id), of_integer(before), of_integer(most)), error),
		error);
}

static bool erase(struct store_writer *writer, int64_t id, struct error *error)
{
	static const char *const steps[] = {
		("INSERT OR IGNORE INTO erased (feed_id, guid_hash, link_hash, look)"
		 " SELECT feed_id, guid_hash, link_hash, look(title, date) FROM articles"
		 " WHERE id = ?1"),
		("UPDATE counts SET total = total - 1"
		 " WHERE feed_id = (SELECT feed_id FROM articles WHERE id = ?1 AND flags & 224 = "
		 "0)"),
		"DELETE FROM texts WHERE id BETWEEN ?1 * 4 AND ?1 * 4 + 3",
		"DELETE FROM packed WHERE id BETWEEN ?1 * 4 AND ?1 * 4 + 3",
		"DELETE FROM tags WHERE article_id = ?1",
		"DELETE FROM notes WHERE article_id = ?1",
		"DELETE FROM places WHERE article_id = ?1",
		"DELETE FROM page_tries WHERE article_id = ?1",
		"DELETE FROM ruled WHERE article_id = ?1",
		"DELETE FROM runs WHERE article_id = ?1",
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
			is_good = find_read(ids, writer, all.feeds[i].id, &feed, now,
					  most - (int64_t)ids->count, error) &&
				  find_hidden(ids, writer, all.feeds[i].id, &feed, now,
					  most - (int64_t)ids->count, error);
	}
	arena_free(arena);
	return is_good;
}

/* All of `ids`, which are given back; how many, -1 on failure. */
static int64_t erase_all(struct store_writer *writer, struct id_list *ids, struct error *error)
{
	int64_t count = (int64_t)ids->count;
	bool is_good = true;
	if (count > 0 && write_begin(writer, error)) {
		for (size_t i = 0; i < ids->count && is_good; i++)
			is_good = erase(writer, ids->items[i], error);
		is_good = is_good && index_waste_add(writer_database(writer), count, error);
		is_good = write_end(writer, is_good, error);
	} else {
		is_good = count == 0;
	}
	ids_done(ids);
	return is_good ? count : -1;
}

int64_t store_retain(struct store_writer *writer, const struct retentions *keep, int64_t now,
	int64_t most, struct error *error)
{
	struct id_list ids = {0};
	if (find_all_spent(&ids, writer, keep, now, most, error))
		return erase_all(writer, &ids, error);
	ids_done(&ids);
	return -1;
}

/* ---- what a person deleted ---- */

/* Ids that the journal can still bring back, sorted. */
static bool find_undoable(struct id_list *ids, struct store_writer *writer, struct error *error)
{
	struct statement *statement = statement_start(writer_database(writer),
		"SELECT after FROM changed_cells WHERE cell < 3 AND row_id & ?1",
		VALUES(of_integer(ARTICLE_DELETED)), error);
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct bytes bytes = statement_peek(statement, 0);
		for (size_t at = 0; at + sizeof(int64_t) <= bytes.len; at += sizeof(int64_t)) {
			int64_t id;
			memcpy(&id, bytes.data + at, sizeof id);
			ids_add(ids, id);
		}
	}
	statement_end(statement);
	ids_sort(ids);
	return step == STEP_DONE;
}

int64_t retain_erase_deleted(struct store_writer *writer, struct error *error)
{
	struct id_list undoable = {0};
	struct id_list deleted = {0};
	bool is_good = find_undoable(&undoable, writer, error) &&
		       ids_read(&deleted,
			       statement_start(writer_database(writer),
				       "SELECT a.id FROM articles a WHERE a.flags & 224 <> 0"
				       " AND a.flags & 64 AND" IS_NOT_LAST,
				       NO_VALUES, error),
			       error);
	size_t kept = 0;
	for (size_t i = 0; i < deleted.count; i++)
		if (!ids_have(&undoable, deleted.items[i]))
			deleted.items[kept++] = deleted.items[i];
	deleted.count = kept;
	ids_done(&undoable);
	if (is_good)
		return erase_all(writer, &deleted, error);
	ids_done(&deleted);
	return -1;
}

/* ---- once a day, a few at a time ---- */

#define AT_A_TIME 200
/* Of a store that nobody checks the search index is made anew when four of five entries
 * are of no use. */
#define WASTE_PERCENT 400

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
	return count >= 0 &&
	       store_set_value(writer, "retained", foreign_from_string(time), error) &&
	       index_waste_percent(writer_database(writer)) >= WASTE_PERCENT &&
	       index_begin_anew(writer, error);
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
