/* One article stays one article.  These make it one that we know, in this order:
 *
 *     its guid, and its link or its title
 *     its link
 *     its guid and its time: a headline that is rewritten takes its link with it
 *     its title, its time and its words: the outlet moved to another host, or puts
 *     a session into its addresses
 *
 * But not when that one still stands in the document beside it: outlets number their
 * items anew, give all of them one guid, or link all of them to one page. */
#include <stdlib.h>

#include "feeds/strip.h"
#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/base/url.h"
#include "src/store/texts.h"
#include "src/store/write_articles.h"

uint64_t link_hash(struct arena *arena, struct foreign url)
{
	if (url.len == 0)
		return 0;
	struct foreign canonical = url_canonical(arena, url);
	uint64_t hash = hash_bytes(canonical.utf8, canonical.len);
	return hash != 0 ? hash : 1;
}

uint64_t look_hash(struct foreign title, int64_t date)
{
	return hash_bytes(title.utf8, title.len) ^ (uint64_t)date * UINT64_C(0x9E3779B97F4A7C15);
}

bool words_are_same(struct arena *arena, struct foreign a, struct foreign b)
{
	if (foreign_equal(a, b))
		return true;
	return foreign_equal(foreign_collapse(arena, strip_html(arena, a)),
		foreign_collapse(arena, strip_html(arena, b)));
}

/* ---- what stands in a document ---- */

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a;
	uint64_t right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

/* The place of the first that is not less. */
static size_t find_hash(const uint64_t *hashes, size_t count, uint64_t hash)
{
	size_t low = 0;
	size_t high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool has_hash(const uint64_t *hashes, size_t count, uint64_t hash)
{
	size_t place = find_hash(hashes, count, hash);
	return place < count && hashes[place] == hash;
}

void standing_init(struct standing *standing, struct arena *scratch, const struct article *articles,
	size_t count)
{
	*standing = (struct standing){
		.guids = memory_calloc(count + 1, sizeof *standing->guids),
		.links = memory_calloc(count + 1, sizeof *standing->links),
		.count = count,
	};
	for (size_t i = 0; i < count; i++) {
		arena_reset(scratch);
		standing->guids[i] = hash_bytes(articles[i].id.utf8, articles[i].id.len);
		standing->links[i] = link_hash(scratch, articles[i].url);
	}
	qsort(standing->guids, count, sizeof *standing->guids, compare_hashes);
	qsort(standing->links, count, sizeof *standing->links, compare_hashes);
}

void standing_done(struct standing *standing)
{
	free(standing->guids);
	free(standing->links);
}

static bool has_link(const struct standing *standing, uint64_t link)
{
	return link != 0 && has_hash(standing->links, standing->count, link);
}

static bool has_guid(const struct standing *standing, uint64_t guid)
{
	return has_hash(standing->guids, standing->count, guid);
}

static bool repeats_link(const struct standing *standing, uint64_t link)
{
	size_t place = find_hash(standing->links, standing->count, link);
	return place + 1 < standing->count && standing->links[place + 1] == link;
}

/* ---- which of those we know ---- */

struct sought {
	struct store_writer *writer;
	const struct arrival *arrival;
	const struct article *article;
	uint64_t guid, link;
};

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

typedef bool is_same(const struct known_article *known, const struct sought *sought);

/* The document has the known one too, as it was or under its own link or guid: this is
 * not its new version.  Where each item has a link of its own, a guid that stands
 * elsewhere may have been given away. */
static bool stands_beside(const struct known_article *known, const struct sought *sought)
{
	const struct arrival *arrival = sought->arrival;
	const struct standing *standing = arrival->standing;
	if (known->item_hash != sought->article->bytes_hash &&
		has_hash(arrival->hashes, arrival->hashes_count, known->item_hash))
		return true;
	if (!standing)
		return false;
	if (known->link_hash != sought->link)
		return has_link(standing, known->link_hash);
	return known->guid_hash != sought->guid && repeats_link(standing, sought->link) &&
	       has_guid(standing, known->guid_hash);
}

static bool has_same_date(const struct known_article *known, const struct sought *sought)
{
	return sought->article->published != 0 && known->date == sought->article->published;
}

static bool has_same_title(const struct known_article *known, const struct sought *sought)
{
	struct foreign title = foreign_cut(sought->article->title, TITLE_BYTES);
	return title.len > 0 && foreign_equal(known->title, title);
}

/* Live pages get another headline and another date: but then the document has them once. */
static bool guid_means_same(const struct known_article *known, const struct sought *sought)
{
	bool is_beside = stands_beside(known, sought);
	bool has_title = has_same_title(known, sought);
	if (sought->link != 0 && known->link_hash == sought->link)
		return !is_beside || has_title || sought->article->published == 0 ||
		       has_same_date(known, sought);
	return has_title && !is_beside;
}

/* Where others lead to the same page it takes more than a link. */
static bool link_means_same(const struct known_article *known, const struct sought *sought)
{
	const struct standing *standing = sought->arrival->standing;
	if (stands_beside(known, sought))
		return false;
	if (standing && repeats_link(standing, sought->link))
		return has_same_title(known, sought) || has_same_date(known, sought);
	return sought->link != sought->arrival->home_hash || has_same_title(known, sought);
}

/* A day without a time is that of others, too. */
static bool guid_and_time_mean_same(const struct known_article *known, const struct sought *sought)
{
	return has_same_date(known, sought) && known->date % 86400 != 0 &&
	       !stands_beside(known, sought);
}

static bool look_means_same(const struct known_article *known, const struct sought *sought)
{
	struct foreign before;
	struct arena *arena = sought->writer->scratch;
	bool has_title = sought->article->title.len > 0;
	if (stands_beside(known, sought) || (has_title && !has_same_title(known, sought)) ||
		!texts_read(&before, NULL, arena, writer_database(sought->writer), known->id,
			TEXT_CONTENT, NULL))
		return false;
	return words_are_same(arena, before, article_content(arena, sought->article));
}

static bool find_among(struct known_article *out, struct statement *statement, is_same *same,
	const struct sought *sought, struct error *error)
{
	*out = (struct known_article){0};
	if (!statement)
		return false;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		struct known_article known = read_known(statement, sought->writer->scratch);
		if (!same(&known, sought))
			continue;
		*out = known;
		break;
	}
	statement_end(statement);
	return step != STEP_FAILED;
}

#define KNOWN "SELECT id, flags, guid_hash, link_hash, item_hash, title, date FROM articles WHERE"
#define NEWEST " ORDER BY id DESC LIMIT 8"

enum way { BY_GUID, BY_LINK, BY_DATE };

static struct statement *start(const struct sought *sought, enum way way, struct error *error)
{
	static const char *const queries[] = {
		[BY_GUID] = KNOWN " feed_id = ?1 AND guid_hash = ?2" NEWEST,
		[BY_LINK] = KNOWN " feed_id = ?1 AND link_hash = ?2 AND link_hash <> 0" NEWEST,
		[BY_DATE] = KNOWN " feed_id = ?1 AND date = ?2 AND flags & 224 = 0" NEWEST,
	};
	const int64_t values[] = {
		[BY_GUID] = (int64_t)sought->guid,
		[BY_LINK] = (int64_t)sought->link,
		[BY_DATE] = sought->article->published,
	};
	return statement_start(writer_database(sought->writer), queries[way],
		VALUES(of_integer(sought->arrival->feed_id), of_integer(values[way])), error);
}

bool identity_find(struct known_article *out, struct store_writer *writer,
	const struct arrival *arrival, const struct article *article, uint64_t link,
	struct error *error)
{
	static const struct {
		enum way way;
		is_same *same;
	} ways[] = {
		{BY_GUID, guid_means_same},
		{BY_LINK, link_means_same},
		{BY_GUID, guid_and_time_mean_same},
		{BY_DATE, look_means_same},
	};
	uint64_t guid = hash_bytes(article->id.utf8, article->id.len);
	struct sought sought = {writer, arrival, article, guid, link};
	*out = (struct known_article){0};
	for (size_t i = 0; i < sizeof ways / sizeof *ways && out->id == 0; i++) {
		bool can_be = ways[i].way == BY_LINK   ? link != 0
			      : ways[i].way == BY_DATE ? article->published != 0
						       : true;
		if (can_be && !find_among(out, start(&sought, ways[i].way, error), ways[i].same,
				      &sought, error))
			return false;
	}
	return true;
}
