#include "src/store/write_articles.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/strip.h"
#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/store/arrivals.h"
#include "src/store/enclosures.h"
#include "src/store/query_sql.h"
#include "src/store/texts.h"

/* Atom may say only when an entry was updated.  An article without a date of its
 * own gets the day we first saw it, and so does one dated in the future: else it
 * would stay on top of every list. */
static int64_t article_date(const struct article *article, int64_t now)
{
	int64_t date = article->published != 0 ? article->published : article->updated;
	return date > 0 && date <= now ? date : now;
}

static struct foreign author_names(struct arena *arena, const struct people *people)
{
	if (people->count == 1)
		return people->items[0].name;
	struct buffer names = {0};
	for (size_t i = 0; i < people->count && names.len < 200; i++) {
		if (i > 0)
			buffer_append_string(&names, ", ");
		buffer_append(&names, people->items[i].name.utf8, people->items[i].name.len);
	}
	struct foreign joined = {arena_copy(arena, names.data, names.len), names.len};
	buffer_done(&names);
	return joined;
}

/* Posts of a microblog have no title: their first words stand for it. */
static struct foreign title_of(struct arena *arena, const struct article *article)
{
	enum { LOOKED_AT = 4000, WORDS_BYTES = 120, WORD_BYTES = 30 };
	if (article->title.len > 0)
		return foreign_cut(article->title, TITLE_BYTES);
	struct foreign html = foreign_cut(article_content(arena, article), LOOKED_AT);
	struct foreign text = foreign_collapse(arena, strip_html(arena, html));
	if (text.len <= WORDS_BYTES)
		return text;
	struct foreign words = foreign_cut(text, WORDS_BYTES);
	size_t end = words.len;
	while (end > 0 && words.len - end < WORD_BYTES && words.utf8[end - 1] != ' ')
		end--;
	if (end > 0 && words.utf8[end - 1] == ' ')
		words.len = end - 1;
	return foreign_from_string(arena_printf(arena, "%.*s…", (int)words.len, words.utf8));
}

static bool write_content(
	struct store_writer *writer, int64_t id, const struct article *article, struct error *error)
{
	struct buffer details = {0};
	details_pack(&details, article);
	bool is_good = texts_write(writer_database(writer), id, TEXT_CONTENT,
		(struct bytes){details.data, details.len},
		article_content(writer->scratch, article), error);
	buffer_done(&details);
	return is_good;
}

/* What the same link in another feed has already said of it. */
static uint32_t shared_flags(struct store_writer *writer, const struct arrival *arrival,
	uint64_t link, struct error *error)
{
	if (!arrival->shares_marks || link == 0 || link == arrival->home_hash)
		return 0;
	return (uint32_t)database_integer(writer_database(writer),
		"SELECT flags & 3 | 256 FROM articles twin WHERE link_hash = ?1 AND link_hash <> 0"
		" AND feed_id <> ?2 AND flags & 224 = 0 AND " NAMES_ONE("twin.link_hash",
			"twin.feed_id") " AND NOT EXISTS (SELECT 1 FROM articles own WHERE "
					"own.link_hash = ?1"
					"  AND own.link_hash <> 0 AND own.feed_id = ?2) LIMIT 1",
		VALUES(of_integer((int64_t)link), of_integer(arrival->feed_id)), 0, error);
}

static bool count_arrived(struct store_writer *writer, int64_t feed_id,
	const struct arrived *arrived, struct error *error)
{
	return arrived->shown == 0 ||
	       database_run(writer_database(writer),
		       "UPDATE counts SET total = total + ?2, unread = unread + ?3,"
		       " bookmarks = bookmarks + ?4 WHERE feed_id = ?1",
		       VALUES(of_integer(feed_id), of_integer(arrived->shown),
			       of_integer(arrived->unread), of_integer(arrived->bookmarks)),
		       error);
}

int64_t article_insert(struct store_writer *writer, const struct arrival *arrival,
	const struct article *article, uint64_t link, struct error *error)
{
	struct database *database = writer_database(writer);
	uint32_t flags = shared_flags(writer, arrival, link, error) | arrival->flags;
	flags |= enclosures_flags(article->enclosures, article->enclosures_count);
	if (!database_run(database,
		    "INSERT INTO articles (feed_id, date, flags, guid_hash, link_hash, item_hash,"
		    " first_seen, title, author, url, language)"
		    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
		    VALUES(of_integer(arrival->feed_id),
			    of_integer(article_date(article, arrival->now)), of_integer(flags),
			    of_integer((int64_t)hash_bytes(article->id.utf8, article->id.len)),
			    of_integer((int64_t)link), of_integer((int64_t)article->bytes_hash),
			    of_integer(arrival->now), of_text(title_of(writer->scratch, article)),
			    of_text(foreign_cut(
				    author_names(writer->scratch, &article->authors), 200)),
			    of_text(foreign_cut(article->url, 4000)),
			    of_text(foreign_cut(article->language, 20))),
		    error))
		return 0;
	int64_t id = database_last_id(database);
	if (!write_content(writer, id, article, error))
		return 0;
	if (flags & ARTICLE_NOT_SHOWN)
		return id;
	struct arrived one = {1, !(flags & ARTICLE_READ), (flags & ARTICLE_BOOKMARKED) != 0};
	if (!arrival->arrived)
		return count_arrived(writer, arrival->feed_id, &one, error) ? id : 0;
	arrival->arrived->shown += one.shown;
	arrival->arrived->unread += one.unread;
	arrival->arrived->bookmarks += one.bookmarks;
	return id;
}

static bool mark_updated(struct store_writer *writer, int64_t id, struct foreign before,
	int64_t now, struct error *error)
{
	struct database *database = writer_database(writer);
	return texts_write(database, id, TEXT_PREVIOUS, (struct bytes){"", 0}, before, error) &&
	       database_run(database, "UPDATE articles SET flags = flags | ?2 WHERE id = ?1",
		       VALUES(of_integer(id), of_integer(ARTICLE_UPDATED)), error) &&
	       page_has_aged(writer, id, now, error) && index_again(database, id, error);
}

/* A changed article counts once for each block, whatever it was before. */
static bool learn_change(struct store_writer *writer, const struct arrival *arrival,
	const struct article *article, struct foreign before, struct error *error)
{
	uint64_t old[REPEATS_LEARNED_LIMIT];
	struct learned learned = {.count = 0};
	size_t old_count = repeats_learn(old, writer->scratch, before);
	learned_add(&learned, article->block_hashes, article->block_hashes_count, old, old_count);
	return habits_learn(arrival->habits, writer, arrival->feed_id, &learned, error);
}

static bool learn_new(struct store_writer *writer, const struct arrival *arrival,
	const struct article *article, struct error *error)
{
	struct learned learned = {.is_teaser = article->is_teaser};
	learned_add(&learned, article->block_hashes, article->block_hashes_count, NULL, 0);
	return habits_learn(arrival->habits, writer, arrival->feed_id, &learned, error);
}

/* The same article in another wording, or only in another envelope. */
static bool change_article(struct store_writer *writer, const struct arrival *arrival,
	const struct known_article *known, const struct article *article, bool *is_changed,
	struct error *error)
{
	uint64_t link = link_hash(writer->scratch, article->url);
	struct database *database = writer_database(writer);
	struct foreign before;
	if (!texts_read(&before, NULL, writer->scratch, database, known->id, TEXT_CONTENT, error))
		return false;
	struct foreign after = article_content(writer->scratch, article);
	/* What another reader had kept was not the outlet's own wording. */
	bool is_ours = known->item_hash != 0;
	*is_changed = is_ours &&
		      (!words_are_same(writer->scratch, before, after) ||
			      !foreign_equal(known->title, title_of(writer->scratch, article)));
	if (*is_changed && (!mark_updated(writer, known->id, before, arrival->now, error) ||
				   !learn_change(writer, arrival, article, before, error)))
		return false;
	return write_content(writer, known->id, article, error) &&
	       database_run(database,
		       "UPDATE articles SET guid_hash = ?2, link_hash = ?3, item_hash = ?4,"
		       " title = ?5, author = ?6, url = ?7 WHERE id = ?1",
		       VALUES(of_integer(known->id),
			       of_integer((int64_t)hash_bytes(article->id.utf8, article->id.len)),
			       of_integer((int64_t)link), of_integer((int64_t)article->bytes_hash),
			       of_text(title_of(writer->scratch, article)),
			       of_text(foreign_cut(
				       author_names(writer->scratch, &article->authors), 200)),
			       of_text(foreign_cut(article->url, 4000))),
		       error);
}

/* It went with an import that was undone, but the feed still carries it. */
static bool bring_back(struct store_writer *writer, const struct arrival *arrival,
	const struct known_article *known, const struct article *article,
	struct update_counts *counts, struct error *error)
{
	bool is_changed = false;
	struct database *database = writer_database(writer);
	if (database_integer(database,
		    "SELECT removed_at FROM feeds JOIN articles ON feed_id = feeds.id"
		    " WHERE articles.id = ?1",
		    VALUES(of_integer(known->id)), 1, error) != 0)
		return true;
	counts->new_articles++;
	return change_article(writer, arrival, known, article, &is_changed, error) &&
	       database_run(database,
		       "UPDATE articles SET flags = flags & ~(1 + 2 + 64 + 128 + 1024) WHERE id = "
		       "?1",
		       VALUES(of_integer(known->id)), error);
}

static bool was_erased(struct store_writer *writer, const struct arrival *arrival,
	const struct article *article, uint64_t link)
{
	return arrival->has_erased && retain_was_erased(writer, arrival->feed_id,
					      hash_bytes(article->id.utf8, article->id.len), link,
					      look_hash(title_of(writer->scratch, article),
						      article_date(article, arrival->now)));
}

static bool keep_one(struct store_writer *writer, const struct arrival *arrival,
	const struct article *article, struct update_counts *counts, struct error *error)
{
	uint64_t link = link_hash(writer->scratch, article->url);
	struct known_article known = {0};
	if (!arrival->is_first && !identity_find(&known, writer, arrival, article, link, error))
		return false;
	if (known.id == 0 && was_erased(writer, arrival, article, link))
		return true;
	if (known.id == 0) {
		counts->new_articles++;
		return article_insert(writer, arrival, article, link, error) != 0 &&
		       learn_new(writer, arrival, article, error);
	}
	if (known.flags & ARTICLE_GONE)
		return bring_back(writer, arrival, &known, article, counts, error);
	if (known.flags & ARTICLE_DELETED)
		return true;
	bool is_changed = false;
	if (!change_article(writer, arrival, &known, article, &is_changed, error))
		return false;
	counts->changed_articles += is_changed;
	return true;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a;
	uint64_t right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

/* True for documents that name one guid twice: then every item is looked up,
 * although the feed is new. */
static bool repeats_guids(const struct article *articles, size_t count)
{
	uint64_t *hashes = memory_calloc(count + 1, sizeof *hashes);
	for (size_t i = 0; i < count; i++)
		hashes[i] = hash_bytes(articles[i].id.utf8, articles[i].id.len);
	qsort(hashes, count, sizeof *hashes, compare_hashes);
	bool repeats = false;
	for (size_t i = 1; i < count; i++)
		repeats |= hashes[i] == hashes[i - 1];
	free(hashes);
	return repeats;
}

bool articles_keep(struct store_writer *writer, const struct arrival *arrival,
	const struct article *articles, size_t count, struct update_counts *counts,
	struct error *error)
{
	struct arrived arrived = {0};
	struct arrival this = *arrival;
	this.arrived = &arrived;
	struct standing standing = {0};
	this.is_first = this.is_first && !repeats_guids(articles, count);
	if (!this.is_first) {
		standing_init(&standing, writer->scratch, articles, count);
		this.standing = &standing;
	}
	this.habits = habits_new();
	bool is_good = true;
	/* Documents begin with the newest: it gets the highest id, which orders
	 * articles of one second. */
	for (size_t i = count; i-- > 0 && is_good;) {
		arena_reset(writer->scratch);
		is_good = keep_one(writer, &this, &articles[i], counts, error);
	}
	is_good = is_good && count_arrived(writer, arrival->feed_id, &arrived, error) &&
		  habits_keep(this.habits, writer, arrival->feed_id, error);
	habits_free(this.habits);
	standing_done(&standing);
	return is_good;
}
