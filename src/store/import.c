/* New articles are put in out of sight, and shown by the journal: undo hides them
 * again, and the feed brings back what it still carries. */
#include "src/store/import.h"

#include "src/base/clock.h"
#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/write_articles.h"

struct import {
	struct store_writer *writer;
	struct import_counts *counts;
	struct id_list shown, read, bookmarked;
};

static int64_t find_known(struct import *import, const struct arrival *arrival,
	const struct imported *item, uint64_t link, uint32_t *flags, struct error *error)
{
	struct known_article known = {0};
	if (!identity_find(&known, import->writer, arrival, &item->article, link, error))
		return -1;
	*flags = known.flags;
	return known.id;
}

static bool keep_words(
	struct import *import, int64_t id, const struct imported *item, struct error *error)
{
	if (item->tags.count > 0 && !store_tag(import->writer, &id, 1, item->tags.items,
					    item->tags.count, NULL, 0, error))
		return false;
	return item->note.len == 0 || store_note(import->writer, id, item->note, error);
}

static int64_t insert_hidden(struct import *import, const struct arrival *arrival,
	const struct imported *item, uint64_t link, struct error *error)
{
	struct arrival hidden = *arrival;
	hidden.flags = item->flags | ARTICLE_GONE | ARTICLE_UNMADE;
	int64_t id = article_insert(import->writer, &hidden, &item->article, link, error);
	if (id == 0)
		return -1;
	ids_add(&import->shown, id);
	if (item->flags & ARTICLE_DELETED)
		return id;
	import->counts->articles++;
	import->counts->read += (item->flags & ARTICLE_READ) != 0;
	import->counts->bookmarks += (item->flags & ARTICLE_BOOKMARKED) != 0;
	return id;
}

/* What was deleted there stays as it is here: it may have been read anew. */
static void mark_known(
	struct import *import, int64_t id, const struct imported *item, uint32_t flags)
{
	if (flags & ARTICLE_GONE)
		ids_add(&import->shown, id);
	if (item->flags & ~flags & ARTICLE_READ)
		ids_add(&import->read, id);
	if (item->flags & ~flags & ARTICLE_BOOKMARKED)
		ids_add(&import->bookmarked, id);
	import->counts->existing++;
}

static bool import_one(struct import *import, const struct arrival *arrival,
	const struct imported *item, uint64_t link, int64_t id, uint32_t flags, struct error *error)
{
	if (id == 0)
		id = insert_hidden(import, arrival, item, link, error);
	else
		mark_known(import, id, item, flags);
	return id > 0 && keep_words(import, id, item, error);
}

static bool finish(struct import *import, bool is_good, struct error *error)
{
	struct store_writer *writer = import->writer;
	const struct id_list *shown = &import->shown, *read = &import->read;
	const struct id_list *bookmarked = &import->bookmarked;
	is_good = is_good && journal_flags(writer, ARTICLE_GONE | ARTICLE_UNMADE, false,
				     shown->items, shown->count, error);
	int64_t reads =
		is_good ? store_mark_ids(writer, MARK_READ, read->items, read->count, error) : -1;
	int64_t bookmarks = reads < 0 ? -1
				      : store_mark_ids(writer, MARK_BOOKMARK, bookmarked->items,
						bookmarked->count, error);
	if (bookmarks >= 0) {
		import->counts->read += reads;
		import->counts->bookmarks += bookmarks;
	}
	ids_done(&import->shown);
	ids_done(&import->read);
	ids_done(&import->bookmarked);
	return bookmarks >= 0;
}

bool store_import_articles(struct store_writer *writer, int64_t feed_id,
	const struct imported *items, size_t count, struct import_counts *counts,
	struct error *error)
{
	struct import import = {.writer = writer, .counts = counts};
	struct arrival arrival = {.feed_id = feed_id, .now = clock_now()};
	bool is_good = true;
	for (size_t i = 0; i < count && is_good; i++) {
		uint32_t flags = 0;
		arena_reset(writer->scratch);
		uint64_t link = link_hash(writer->scratch, items[i].article.url);
		int64_t id = find_known(&import, &arrival, &items[i], link, &flags, error);
		is_good =
			id >= 0 && import_one(&import, &arrival, &items[i], link, id, flags, error);
	}
	return finish(&import, is_good, error);
}

/* ---- bookmarks ---- */

/* The article that has this address, whichever feed it came in. */
static int64_t find_anywhere(
	struct store_writer *writer, uint64_t link, uint32_t *flags, struct error *error)
{
	struct database *database = writer_database(writer);
	if (link == 0)
		return 0;
	int64_t id = database_integer(database,
		"SELECT id FROM articles WHERE link_hash = ?1 AND link_hash <> 0"
		" AND flags & 224 = 0 ORDER BY flags & 2 DESC, id LIMIT 1",
		VALUES(of_integer((int64_t)link)), 0, error);
	*flags = (uint32_t)database_integer(database, "SELECT flags FROM articles WHERE id = ?1",
		VALUES(of_integer(id)), 0, error);
	return id;
}

/* A feed nobody subscribes to, so that a bookmark keeps the name of where it is from. */
static int64_t gone_feed(struct store_writer *writer, struct foreign title, struct error *error)
{
	struct database *database = writer_database(writer);
	const char *url =
		arena_printf(writer->scratch, "steppe:bookmarks/%.*s", (int)title.len, title.utf8);
	struct new_feed feed = {.url = foreign_from_string(url), .is_local = true};
	int64_t id = database_integer(database, "SELECT id FROM feeds WHERE url = ?1",
		VALUES(of_text(feed.url)), 0, error);
	if (id != 0)
		return id;
	bool is_good = feed_insert(writer, &feed, &id, error) &&
		       database_run(database, "UPDATE feeds SET title = ?2 WHERE id = ?1",
			       VALUES(of_integer(id), of_text(title)), error);
	return is_good ? id : 0;
}

static int64_t feed_titled(struct store_writer *writer, struct foreign title, struct error *error)
{
	if (title.len == 0 || foreign_equal(title, FOREIGN("Saved pages")))
		return feed_of_saved_pages(writer, error);
	int64_t id = database_integer(writer_database(writer),
		"SELECT id FROM feeds WHERE removed_at = 0 AND"
		" CASE WHEN own_title <> '' THEN own_title ELSE title END = ?1 LIMIT 1",
		VALUES(of_text(title)), 0, error);
	return id != 0 ? id : gone_feed(writer, title, error);
}

static bool import_bookmark(struct import *import, const struct imported *item, struct error *error)
{
	uint32_t flags = 0;
	struct store_writer *writer = import->writer;
	struct arrival arrival = {.now = clock_now()};
	arena_reset(writer->scratch);
	uint64_t link = link_hash(writer->scratch, item->article.url);
	int64_t id = find_anywhere(writer, link, &flags, error);
	if (id == 0) {
		arrival.feed_id = feed_titled(writer, item->feed_title, error);
		if (arrival.feed_id == 0)
			return false;
		id = find_known(import, &arrival, item, link, &flags, error);
	}
	return id >= 0 && import_one(import, &arrival, item, link, id, flags, error);
}

bool store_import_bookmarks(struct store_writer *writer, const struct imported *items, size_t count,
	struct import_counts *counts, struct error *error)
{
	struct import import = {.writer = writer, .counts = counts};
	bool is_good = true;
	for (size_t i = 0; i < count && is_good; i++)
		is_good = import_bookmark(&import, &items[i], error);
	return finish(&import, is_good, error);
}
