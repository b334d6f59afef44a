/* The search index grows when idle: articles in the order of their ids up to
 * 'indexed-until', then those that changed (`reindex`).  A row of it is edition
 * << 40 | article: FTS5 without content cannot take an old text out, so a changed
 * article gets another row, and the old one still finds the words it had.
 * What is indexed is deflated, once all of it is: it is not scanned any more.
 *
 * reindex.is_waiting: 0 = indexed, 1 = will be, 2 = looked through for good: there is no end
 * to its words, or to its changes. */

#include "feeds/strip.h"
#include "src/base/clock.h"
#include "src/store/index_words.h"
#include "src/store/query_sql.h"
#include "src/store/texts.h"
#include "src/store/upkeep.h"

#define EDITIONS 32 /* rows of one article */
#define CHUNK 200

static bool look_through_for_good(struct database *database, int64_t id, struct error *error)
{
	return database_run(database,
		"INSERT INTO reindex (article_id, is_waiting) VALUES (?1, 2)"
		" ON CONFLICT (article_id) DO UPDATE SET is_waiting = 2",
		VALUES(of_integer(id)), error);
}

static bool insert_words(struct store_writer *writer, int64_t rowid, struct foreign title,
	struct foreign author, struct foreign content, struct foreign fulltext, struct error *error)
{
	struct database *database = writer_database(writer);
	struct index_words words = {0};
	index_words_add(&words, title, PLACE_TITLE);
	index_words_add(&words, author, PLACE_AUTHOR);
	index_words_add(&words, strip_html(writer->scratch, content), PLACE_ANYWHERE);
	index_words_add(&words, strip_html(writer->scratch, fulltext), PLACE_ANYWHERE);
	bool is_good =
		database_run(database, "INSERT INTO words_index (rowid, words) VALUES (?1, ?2)",
			VALUES(of_integer(rowid),
				of_text((struct foreign){words.words.data, words.words.len})),
			error);
	if (is_good && words.is_full)
		is_good = look_through_for_good(database, rowid & INDEX_ARTICLE_MASK, error);
	index_words_done(&words);
	return is_good;
}

static bool index_article(struct store_writer *writer, int64_t id, int edition, struct error *error)
{
	struct database *database = writer_database(writer);
	arena_reset(writer->scratch);
	struct statement *statement =
		statement_start(database, "SELECT title, author, flags FROM articles WHERE id = ?1",
			VALUES(of_integer(id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	struct foreign title = {0};
	struct foreign author = {0};
	int64_t flags = 0;
	if (step == STEP_ROW) {
		title = statement_text(statement, 0, writer->scratch);
		author = statement_text(statement, 1, writer->scratch);
		flags = statement_integer(statement, 2);
	}
	statement_end(statement);
	if (step != STEP_ROW)
		return step == STEP_DONE;
	struct foreign content;
	struct foreign fulltext = {0};
	if (!texts_read(&content, NULL, writer->scratch, database, id, TEXT_CONTENT, error) ||
		(flags & ARTICLE_HAS_FULLTEXT && !texts_read(&fulltext, NULL, writer->scratch,
							 database, id, TEXT_FULLTEXT, error)))
		return false;
	int64_t rowid = (int64_t)edition << INDEX_EDITION_SHIFT | id;
	return insert_words(writer, rowid, title, author, content, fulltext, error);
}

static bool keep_frontier(struct database *database, int64_t id, struct error *error)
{
	return database_run(database,
		"INSERT INTO vals (name, value) VALUES ('indexed-until', ?1)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value",
		VALUES(of_integer(id)), error);
}

/* The next article above the frontier; 0 when there is none. */
static int64_t index_next(struct store_writer *writer, int64_t frontier, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t id = database_integer(database,
		"SELECT id FROM articles WHERE id > ?1 ORDER BY id LIMIT 1",
		VALUES(of_integer(frontier)), 0, error);
	if (id == 0 || !index_article(writer, id, 0, error))
		return 0;
	return id;
}

/* One article that changed after it was indexed; 0 when there is none. */
static int64_t reindex_next(struct store_writer *writer, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t id = database_integer(database,
		"SELECT article_id FROM reindex WHERE is_waiting AND is_waiting = 1 LIMIT 1",
		NO_VALUES, 0, error);
	if (id == 0)
		return 0;
	int64_t edition =
		database_integer(database, "SELECT edition FROM reindex WHERE article_id = ?1",
			VALUES(of_integer(id)), EDITIONS, error);
	bool is_good = edition < EDITIONS
			       ? database_run(database,
					 "UPDATE reindex SET is_waiting = 0 WHERE article_id = ?1",
					 VALUES(of_integer(id)), error) &&
					 index_article(writer, id, (int)edition, error)
			       : look_through_for_good(database, id, error);
	return is_good ? id : 0;
}

/* One text that is not scanned any more; 0 when there is none. */
static int64_t pack_next(struct store_writer *writer, int64_t frontier, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t id = database_integer(database, "SELECT id FROM texts WHERE id < ?1 LIMIT 1",
		VALUES(of_integer((frontier + 1) * 4)), 0, error);
	return id != 0 && texts_pack(database, id, error) ? id : 0;
}

/* A few articles in one short transaction, so that others can write between. */
static bool index_chunk(struct store_writer *writer, int64_t until_ms, struct error *error)
{
	struct error trouble = {0};
	int64_t frontier = index_frontier(writer_database(writer));
	int64_t before = frontier;
	bool is_more = true;
	for (int i = 0; i < CHUNK && is_more && clock_monotonic_ms() < until_ms; i++) {
		int64_t id = index_next(writer, frontier, &trouble);
		if (id > 0)
			frontier = id;
		is_more = trouble.kind == ERROR_NONE &&
			  (id > 0 || reindex_next(writer, &trouble) > 0 ||
				  pack_next(writer, frontier, &trouble) > 0);
	}
	if (frontier != before)
		keep_frontier(writer_database(writer), frontier, &trouble);
	if (trouble.kind != ERROR_NONE && error)
		*error = trouble;
	return write_end(writer, trouble.kind == ERROR_NONE, error) && is_more;
}

/* What is not indexed yet will be, with the words of then. */
bool index_again(struct database *database, int64_t article_id, struct error *error)
{
	if (article_id > index_frontier(database))
		return true;
	return database_run(database,
		"INSERT INTO reindex (article_id) VALUES (?1) ON CONFLICT (article_id)"
		" DO UPDATE SET edition = edition + (is_waiting = 0),"
		" is_waiting = max(is_waiting, 1)",
		VALUES(of_integer(article_id)), error);
}

static bool has_work(struct database *database)
{
	return database_integer(database,
		       "SELECT EXISTS (SELECT 1 FROM articles WHERE id > ?1)"
		       " OR EXISTS (SELECT 1 FROM reindex WHERE is_waiting AND is_waiting = 1)"
		       " OR EXISTS (SELECT 1 FROM texts)",
		       VALUES(of_integer(index_frontier(database))), 0, NULL) != 0;
}

bool store_index_some(struct store_writer *writer, int milliseconds, struct error *error)
{
	if (!has_work(writer_database(writer)))
		return false;
	int64_t until = clock_monotonic_ms() + milliseconds;
	do {
		writer->in_batch = true;
		bool has_begun = write_begin(writer, error);
		writer->in_batch = false;
		if (!has_begun || !index_chunk(writer, until, error))
			return false;
	} while (clock_monotonic_ms() < until);
	return true;
}
