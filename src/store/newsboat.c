/* newsboat's cache.db: tables rss_feed and rss_item.  Another program's file: it is
 * opened for reading alone, and its text is foreign. */
#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/memory.h"
#include "src/base/words.h"
#include "src/store/import.h"
#include "src/store/statement.h"

#define BUSY_MS 5000
#define FEEDS_LIMIT 20000
#define LETTERS_LIMIT 52

struct newsboat {
	struct database database;
};

static bool has_tables(struct newsboat *newsboat, struct error *error)
{
	int64_t tables = database_integer(&newsboat->database,
		"SELECT count(*) FROM sqlite_master WHERE type = 'table'"
		" AND name IN ('rss_feed', 'rss_item')",
		NO_VALUES, 0, NULL);
	return tables == 2 ||
	       error_set(error, ERROR_FORMAT, "%s", _("this database is not newsboat's cache.db"));
}

/* Not our store, so its damage is said otherwise. */
static bool is_whole(enum step step, struct error *error)
{
	return step == STEP_DONE || error_set(error, ERROR_FORMAT, "%s", _("this file is damaged"));
}

struct newsboat *newsboat_open(const char *path, struct error *error)
{
	struct newsboat *newsboat = memory_calloc(1, sizeof *newsboat);
	sqlite3 **handle = &newsboat->database.handle;
	int code = sqlite3_open_v2(path, handle, SQLITE_OPEN_READONLY, NULL);
	if (code != SQLITE_OK) {
		database_fail(*handle, code, error);
		newsboat_close(newsboat);
		return NULL;
	}
	sqlite3_busy_timeout(*handle, BUSY_MS);
	sqlite3_db_config(*handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(*handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(*handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	if (has_tables(newsboat, error))
		return newsboat;
	newsboat_close(newsboat);
	return NULL;
}

void newsboat_close(struct newsboat *newsboat)
{
	if (newsboat == NULL)
		return;
	database_close(&newsboat->database);
	free(newsboat);
}

bool newsboat_feeds(struct newsboat_feed **out, size_t *count, struct arena *arena,
	struct newsboat *newsboat, struct error *error)
{
	struct newsboat_feed *items = NULL;
	size_t capacity = 0;
	*count = 0;
	struct statement *statement = statement_start(&newsboat->database,
		"SELECT rssurl, title, (SELECT count(*) FROM rss_item"
		"  WHERE feedurl = rssurl AND enqueued) FROM rss_feed ORDER BY rowid LIMIT ?1",
		VALUES(of_integer(FEEDS_LIMIT)), error);
	if (!statement)
		return is_whole(STEP_FAILED, error);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(items, *count, capacity) = (struct newsboat_feed){
			.url = statement_text(statement, 0, arena),
			.title = statement_text(statement, 1, arena),
			.queued = statement_integer(statement, 2),
		};
	statement_end(statement);
	arena_adopt(arena, items);
	*out = items;
	return is_whole(step, error);
}

/* Any letter makes a bookmark; the letters themselves become tags "flag-a". */
static void read_letters(struct imported *item, struct arena *arena, struct foreign letters)
{
	item->tags.items = arena_array(arena, LETTERS_LIMIT, sizeof *item->tags.items);
	for (size_t i = 0; i < letters.len && item->tags.count < LETTERS_LIMIT; i++) {
		char letter = letters.utf8[i];
		bool is_letter =
			(letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
		if (is_letter)
			item->tags.items[item->tags.count++] =
				foreign_from_string(arena_printf(arena, "flag-%c", letter));
	}
	if (item->tags.count > 0)
		item->flags |= ARTICLE_BOOKMARKED;
}

static void read_enclosure(
	struct article *article, struct arena *arena, struct foreign url, struct foreign type)
{
	if (url.len == 0)
		return;
	article->enclosures = arena_array(arena, 1, sizeof *article->enclosures);
	article->enclosures[0] = (struct enclosure){
		.url = url, .mime_type = type, .size_bytes = -1, .duration_seconds = -1};
	article->enclosures_count = 1;
}

static struct imported read_item(struct statement *statement, struct arena *arena)
{
	struct person *author = arena_array(arena, 1, sizeof *author);
	author->name = statement_text(statement, 3, arena);
	struct imported item = {
		.flags = (statement_integer(statement, 7) ? 0u : ARTICLE_READ) |
			 (statement_integer(statement, 9) ? ARTICLE_DELETED : 0u),
		.article = {.id = statement_text(statement, 1, arena),
			.title = statement_text(statement, 2, arena),
			.authors = {author, author->name.len > 0},
			.url = statement_text(statement, 4, arena),
			.published = statement_integer(statement, 5),
			.content_html = statement_text(statement, 6, arena),
			.base_url = statement_text(statement, 12, arena),
			.comments_count = -1,
			.duration_seconds = -1},
	};
	read_letters(&item, arena, statement_text(statement, 8, arena));
	read_enclosure(&item.article, arena, statement_text(statement, 10, arena),
		statement_text(statement, 11, arena));
	return item;
}

bool newsboat_articles(struct imported **out, size_t *count, struct arena *arena,
	struct newsboat *newsboat, struct foreign feed_url, int64_t *after, size_t limit,
	struct error *error)
{
	*out = arena_array(arena, limit, sizeof **out);
	*count = 0;
	struct statement *statement = statement_start(&newsboat->database,
		"SELECT id, guid, title, author, url, pubDate, content, unread, coalesce(flags, "
		"''),"
		" deleted, coalesce(enclosure_url, ''), coalesce(enclosure_type, ''), base"
		" FROM rss_item WHERE feedurl = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
		VALUES(of_text(feed_url), of_integer(*after), of_integer((int64_t)limit)), error);
	if (!statement)
		return is_whole(STEP_FAILED, error);
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		*after = statement_integer(statement, 0);
		(*out)[(*count)++] = read_item(statement, arena);
	}
	statement_end(statement);
	return is_whole(step, error);
}
