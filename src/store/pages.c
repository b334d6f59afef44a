/* Whole texts fetched from an article's page, and pages kept by hand. */
#include <stdio.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/arrivals.h"
#include "src/store/habits.h"
#include "src/store/journal.h"
#include "src/store/names.h"
#include "src/store/query_sql.h"
#include "src/store/texts.h"
#include "src/store/write_articles.h"

/* Of what the feed gave: with so much the page is the better text. */
enum { LEAST_PERCENT = 90 };

struct texts_before {
	struct foreign content, fulltext;
};

/* The page's blocks count for the article unless its other texts had them. */
static bool learn_page(struct store_writer *writer, int64_t feed_id,
	const struct texts_before *before, struct foreign html, struct error *error)
{
	uint64_t hashes[REPEATS_LEARNED_LIMIT], known[2 * REPEATS_LEARNED_LIMIT];
	struct learned learned = {.count = 0};
	size_t known_count = repeats_learn(known, writer->scratch, before->content);
	known_count += repeats_learn(known + known_count, writer->scratch, before->fulltext);
	size_t count = repeats_learn(hashes, writer->scratch, html);
	learned_add(&learned, hashes, count, known, known_count);
	struct habits *habits = habits_new();
	bool is_good = habits_learn(habits, writer, feed_id, &learned, error) &&
		       habits_keep(habits, writer, feed_id, error);
	habits_free(habits);
	return is_good;
}

/* A page that gives less than the feed did is kept, but not shown. */
static bool choose_text(struct store_writer *writer, int64_t article_id, int64_t feed_id,
	struct foreign content, struct foreign html, struct error *error)
{
	uint64_t *hidden;
	size_t count;
	if (!store_repeated_blocks(
		    &hidden, &count, writer->scratch, &writer->reader, feed_id, error))
		return false;
	size_t from_feed = repeats_weigh_news(writer->scratch, content, hidden, count);
	size_t from_page = repeats_weigh_news(writer->scratch, html, hidden, count);
	return store_show_fulltext(
		writer, article_id, from_page * 100 >= from_feed * LEAST_PERCENT, error);
}

/* What the outlet changed is told from the two pages, too. */
static bool keep_former_page(struct store_writer *writer, int64_t article_id, struct foreign former,
	struct foreign html, struct error *error)
{
	if (former.len == 0 || foreign_equal(former, html) ||
		!page_is_old(&writer->reader, article_id))
		return true;
	return texts_write(writer_database(writer), article_id, TEXT_PREVIOUS_FULLTEXT,
		(struct bytes){"", 0}, former, error);
}

static bool put_fulltext(
	struct store_writer *writer, int64_t article_id, struct foreign html, struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t feed_id = database_integer(database, "SELECT feed_id FROM articles WHERE id = ?1",
		VALUES(of_integer(article_id)), 0, error);
	struct texts_before before;
	return texts_read(&before.content, NULL, writer->scratch, database, article_id,
		       TEXT_CONTENT, error) &&
	       texts_read(&before.fulltext, NULL, writer->scratch, database, article_id,
		       TEXT_FULLTEXT, error) &&
	       keep_former_page(writer, article_id, before.fulltext, html, error) &&
	       texts_write(
		       database, article_id, TEXT_FULLTEXT, (struct bytes){"", 0}, html, error) &&
	       database_run(database, "UPDATE articles SET flags = flags | 8 WHERE id = ?1",
		       VALUES(of_integer(article_id)), error) &&
	       page_is_fresh(writer, article_id, before.fulltext.len > 0, clock_now(), error) &&
	       index_again(database, article_id, error) &&
	       learn_page(writer, feed_id, &before, html, error) &&
	       choose_text(writer, article_id, feed_id, before.content, html, error);
}

static bool exists(struct store_writer *writer, int64_t article_id, struct error *error)
{
	if (database_integer(writer_database(writer), "SELECT 1 FROM articles WHERE id = ?1",
		    VALUES(of_integer(article_id)), 0, error))
		return true;
	return error_set(
		error, ERROR_NOT_FOUND, _("there is no article %lld"), (long long)article_id);
}

bool store_keep_fulltext(
	struct store_writer *writer, int64_t article_id, struct foreign html, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	if (!exists(writer, article_id, error))
		return write_refuse(writer);
	return write_end(writer, put_fulltext(writer, article_id, html, error), error);
}

int64_t feed_of_saved_pages(struct store_writer *writer, struct error *error)
{
	struct new_feed saved = {
		.url = FOREIGN("steppe:saved"), .title = FOREIGN("Saved pages"), .is_local = true};
	return store_add_feed(writer, &saved, NULL, error);
}

static int64_t keep_page(struct store_writer *writer, const struct article *page,
	struct foreign fulltext_html, struct error *error)
{
	int64_t feed_id = feed_of_saved_pages(writer, error);
	if (feed_id == 0)
		return 0;
	struct arrival arrival = {.feed_id = feed_id, .now = clock_now()};
	uint64_t link = link_hash(writer->scratch, page->url);
	/* Saved again: the same article, with the text of today. */
	struct known_article known;
	if (!identity_find(&known, writer, &arrival, page, link, error))
		return 0;
	int64_t id = known.id;
	uint32_t away = known.flags & (ARTICLE_GONE | ARTICLE_UNMADE | ARTICLE_DELETED);
	if (id == 0) {
		/* It is there at once as gone, so that undo and redo move one flag. */
		away = arrival.flags = ARTICLE_GONE | ARTICLE_UNMADE;
		id = article_insert(writer, &arrival, page, link, error);
	}
	bool is_good = id != 0 && put_fulltext(writer, id, fulltext_html, error) &&
		       (away == 0 || journal_flags(writer, away, false, &id, 1, error));
	return is_good ? id : 0;
}

int64_t store_keep_page(struct store_writer *writer, const struct article *page,
	struct foreign fulltext_html, struct error *error)
{
	if (!write_begin(writer, error))
		return 0;
	char what[240];
	struct foreign name = name_short(writer, page->title.len > 0 ? page->title : page->url);
	snprintf(what, sizeof what, _("saved “%.*s”"), (int)name.len, name.utf8);
	journal_open(writer);
	int64_t id = keep_page(writer, page, fulltext_html, error);
	bool is_good = journal_close(writer, what, error) && id != 0;
	return write_end(writer, is_good, error) ? id : 0;
}
