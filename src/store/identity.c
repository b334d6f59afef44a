/* One article stays one article.  A guid we know is the article, unless its link,
 * its title and its date are others (outlets that number their items anew reuse
 * guids), or the one we know still stands in the document beside it.  A headline
 * that is rewritten takes its link with it, but keeps its date.  A link we know under another guid
 * is the article too, unless that one still stands in the document beside it (outlets that link
 * every item to one page). */
#include <string.h>

#include "src/base/hash.h"
#include "src/base/url.h"
#include "src/store/write_articles.h"

uint64_t link_hash(struct arena *arena, struct foreign url)
{
	if (url.len == 0)
		return 0;
	struct foreign canonical = url_canonical(arena, url);
	uint64_t hash = hash_bytes(canonical.utf8, canonical.len);
	return hash != 0 ? hash : 1;
}

bool arrival_has_hash(const struct arrival *arrival, uint64_t hash)
{
	size_t low = 0;
	size_t high = arrival->hashes_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (arrival->hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < arrival->hashes_count && arrival->hashes[low] == hash;
}

static struct known_article read_known(struct statement *statement, struct arena *arena)
{
	return (struct known_article){
		.id = statement_integer(statement, 0),
		.flags = (uint32_t)statement_integer(statement, 1),
		.guid_hash = (uint64_t)statement_integer(statement, 2),
		.link_hash = (uint64_t)statement_integer(statement, 3),
		.item_hash = (uint64_t)statement_integer(statement, 4),
		.title = statement_text(statement, 5, arena),
		.date = statement_integer(statement, 6),
	};
}

typedef bool is_same(const struct known_article *known, const struct arrival *arrival,
	const struct article *article, uint64_t link);

/* The document has the known one too, as it was: this is not its new version. */
static bool stands_beside(const struct known_article *known, const struct arrival *arrival,
	const struct article *article)
{
	return known->item_hash != article->bytes_hash &&
	       arrival_has_hash(arrival, known->item_hash);
}

static bool guid_means_same(const struct known_article *known, const struct arrival *arrival,
	const struct article *article, uint64_t link)
{
	if (link != 0 && known->link_hash == link)
		return true;
	if (stands_beside(known, arrival, article))
		return false;
	bool has_same_title = article->title.len > 0 && foreign_equal(known->title, article->title);
	return has_same_title || (article->published != 0 && known->date == article->published);
}

static bool link_means_same(const struct known_article *known, const struct arrival *arrival,
	const struct article *article, uint64_t link)
{
	if (stands_beside(known, arrival, article))
		return false;
	return link != arrival->home_hash || foreign_equal(known->title, article->title);
}

static bool find_among(struct known_article *out, struct statement *statement, is_same *same,
	struct store_writer *writer, const struct arrival *arrival, const struct article *article,
	uint64_t link, struct error *error)
{
	*out = (struct known_article){0};
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct known_article known = read_known(statement, writer->scratch);
		if (!same(&known, arrival, article, link))
			continue;
		*out = known;
		break;
	}
	statement_end(statement);
	return step != STEP_FAILED;
}

bool identity_find(struct known_article *out, struct store_writer *writer,
	const struct arrival *arrival, const struct article *article, uint64_t link,
	struct error *error)
{
	struct database *database = writer_database(writer);
	int64_t guid = (int64_t)hash_bytes(article->id.utf8, article->id.len);
	struct statement *statement = statement_start(database,
		"SELECT id, flags, guid_hash, link_hash, item_hash, title, date FROM articles"
		" WHERE feed_id = ?1 AND guid_hash = ?2 ORDER BY id DESC LIMIT 8",
		VALUES(of_integer(arrival->feed_id), of_integer(guid)), error);
	if (!find_among(out, statement, guid_means_same, writer, arrival, article, link, error))
		return false;
	if (out->id != 0 || link == 0)
		return true;
	statement = statement_start(database,
		"SELECT id, flags, guid_hash, link_hash, item_hash, title, date FROM articles"
		" WHERE link_hash = ?2 AND link_hash <> 0 AND feed_id = ?1 ORDER BY id DESC LIMIT "
		"8",
		VALUES(of_integer(arrival->feed_id), of_integer((int64_t)link)), error);
	return find_among(out, statement, link_means_same, writer, arrival, article, link, error);
}
