/* Whole texts fetched from an article's page, and pages kept by hand. */
#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/query_sql.h"
#include "src/store/texts.h"
#include "src/store/write_articles.h"

static bool put_fulltext(
	struct store_writer *writer, int64_t article_id, struct foreign html, struct error *error)
{
	struct database *database = writer_database(writer);
	return texts_write(
		       database, article_id, TEXT_FULLTEXT, (struct bytes){"", 0}, html, error) &&
	       database_run(database, "UPDATE articles SET flags = flags | 8 WHERE id = ?1",
		       VALUES(of_integer(article_id)), error) &&
	       index_again(database, article_id, error);
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

static int64_t saved_feed(struct store_writer *writer, struct error *error)
{
	struct new_feed saved = {
		.url = FOREIGN("steppe:saved"), .title = FOREIGN("Saved pages"), .is_local = true};
	return store_add_feed(writer, &saved, NULL, error);
}

static int64_t keep_page(struct store_writer *writer, const struct article *page,
	struct foreign fulltext_html, struct error *error)
{
	int64_t feed_id = saved_feed(writer, error);
	if (feed_id == 0)
		return 0;
	struct arrival arrival = {.feed_id = feed_id, .now = clock_now()};
	uint64_t link = link_hash(writer->scratch, page->url);
	/* Saved again: the same article, with the text of today. */
	struct known_article known;
	if (!identity_find(&known, writer, &arrival, page, link, error))
		return 0;
	int64_t id = known.id != 0 ? known.id : article_insert(writer, &arrival, page, link, error);
	if (id == 0 || !put_fulltext(writer, id, fulltext_html, error))
		return 0;
	return database_run(writer_database(writer),
		       "UPDATE articles SET flags = flags & ~64 WHERE id = ?1",
		       VALUES(of_integer(id)), error)
		       ? id
		       : 0;
}

int64_t store_keep_page(struct store_writer *writer, const struct article *page,
	struct foreign fulltext_html, struct error *error)
{
	if (!write_begin(writer, error))
		return 0;
	int64_t id = keep_page(writer, page, fulltext_html, error);
	return write_end(writer, id != 0, error) ? id : 0;
}
