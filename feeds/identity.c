#include "feeds/identity.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/base/url.h"

static struct foreign made_id(struct arena *arena, struct foreign text, int64_t date)
{
	const char *id = arena_printf(arena, "steppe:%016" PRIx64 "-%" PRIx64,
		hash_bytes(text.utf8, text.len), (uint64_t)date);
	return (struct foreign){id, strlen(id)};
}

static struct foreign first_text(const struct article *article)
{
	const struct foreign texts[] = {
		article->title, article->summary, article->content_html, article->content_text};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].len > 0)
			return texts[i];
	return (struct foreign){"", 0};
}

static struct foreign first_enclosure(const struct article *article)
{
	return article->enclosures_count > 0 ? article->enclosures[0].url : (struct foreign){"", 0};
}

static struct foreign without_slash(struct foreign url)
{
	while (url.len > 0 && url.utf8[url.len - 1] == '/')
		url.len--;
	return url;
}

/* It leads to the outlet's home, as all its neighbours may. */
static bool leads_home(const struct article *article, const struct feed *feed)
{
	return foreign_equal(without_slash(article->url), without_slash(feed->home_page_url));
}

static void give_id(struct article *article, const struct feed *feed, struct arena *arena)
{
	if (article->id.len > 0)
		return;
	if (article->url.len > 0 && !leads_home(article, feed))
		article->id = article->url;
	else if (article->enclosures_count > 0)
		article->id = first_enclosure(article);
	else
		article->id = made_id(arena, first_text(article), article->published);
}

struct entry {
	uint64_t hash;
	struct article *article;
};

static int compare(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->article < b->article ? -1 : a->article > b->article;
}

/* give_id() made its address its id. */
static bool is_named_by_address(const struct article *article)
{
	return article->url.len > 0 && article->id.utf8 == article->url.utf8;
}

/* Where both have both. */
static bool differ_in_title_and_date(const struct article *a, const struct article *b)
{
	return a->title.len > 0 && b->title.len > 0 && !foreign_equal(a->title, b->title) &&
	       a->published != 0 && b->published != 0 && a->published != b->published;
}

static bool is_same(const struct article *article, const struct article *first)
{
	if (is_named_by_address(article) && is_named_by_address(first))
		return foreign_equal(first_text(article), first_text(first)) &&
		       foreign_equal(first_enclosure(article), first_enclosure(first));
	if (differ_in_title_and_date(article, first))
		return false;
	if (article->url.len + first->url.len > 0)
		return article->url.len == 0 || foreign_equal(article->url, first->url);
	return foreign_equal(first_text(article), first_text(first));
}

/* True when nothing but its title and date tells it from the first. */
static bool part(struct article *article, const struct article *first, struct arena *arena)
{
	bool has_address = article->url.len > 0 && !is_named_by_address(article) &&
			   !foreign_equal(article->url, first->url);
	struct foreign mark = has_address ? article->url
					  : made_id(arena, first_text(article), article->published);
	const char *id = arena_printf(arena, "%.*s#%.*s", (int)article->id.len, article->id.utf8,
		(int)mark.len, mark.utf8);
	article->id = (struct foreign){id, strlen(id)};
	return !has_address;
}

/* One id for all articles ("0", the feed's address) is how some writers fill
 * the field: two with the same id but other addresses, without any but with
 * other titles, or with other titles and dates, are two articles; likewise two
 * without an id that lead to one page.  Where that is all there is to tell them
 * apart none keeps the bare id: the next to come would be it. */
static void part_group(const struct entry *entries, size_t count, struct arena *arena)
{
	struct article *first = entries[0].article;
	bool is_shared = false;
	for (size_t i = 1; i < count; i++)
		if (!is_same(entries[i].article, first))
			is_shared |= part(entries[i].article, first, arena);
	if (is_shared && first->url.len > 0)
		part(first, first, arena);
}

void identity_complete(struct feed *feed, struct arena *arena)
{
	struct entry *entries = memory_calloc(feed->articles_count + 1, sizeof *entries);
	for (size_t i = 0; i < feed->articles_count; i++) {
		struct article *article = &feed->articles[i];
		give_id(article, feed, arena);
		entries[i] = (struct entry){hash_bytes(article->id.utf8, article->id.len), article};
	}
	qsort(entries, feed->articles_count, sizeof *entries, compare);
	for (size_t start = 0, end; start < feed->articles_count; start = end) {
		end = start + 1;
		while (end < feed->articles_count && entries[end].hash == entries[start].hash)
			end++;
		part_group(entries + start, end - start, arena);
	}
	free(entries);
}
