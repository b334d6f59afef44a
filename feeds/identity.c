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

static void give_id(struct article *article, struct arena *arena)
{
	if (article->id.len > 0)
		return;
	if (article->url.len > 0)
		article->id = article->url;
	else if (article->enclosures_count > 0)
		article->id = article->enclosures[0].url;
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

static bool is_same(const struct article *article, const struct article *first)
{
	if (article->url.len + first->url.len > 0)
		return article->url.len == 0 || foreign_equal(article->url, first->url);
	return foreign_equal(first_text(article), first_text(first));
}

/* One id for all articles ("0", the feed's address) is how some writers fill
 * the field: two with the same id but other addresses, or without any but with
 * other titles, are two articles. */
static void part(struct article *article, const struct article *first, struct arena *arena)
{
	if (is_same(article, first))
		return;
	struct foreign mark = article->url.len > 0
				      ? article->url
				      : made_id(arena, first_text(article), article->published);
	const char *id = arena_printf(arena, "%.*s#%.*s", (int)article->id.len, article->id.utf8,
		(int)mark.len, mark.utf8);
	article->id = (struct foreign){id, strlen(id)};
}

void identity_complete(struct feed *feed, struct arena *arena)
{
	struct entry *entries = memory_calloc(feed->articles_count + 1, sizeof *entries);
	for (size_t i = 0; i < feed->articles_count; i++) {
		struct article *article = &feed->articles[i];
		give_id(article, arena);
		entries[i] = (struct entry){hash_bytes(article->id.utf8, article->id.len), article};
	}
	qsort(entries, feed->articles_count, sizeof *entries, compare);
	const struct entry *first = entries;
	for (size_t i = 1; i < feed->articles_count; i++) {
		if (entries[i].hash == first->hash)
			part(entries[i].article, first->article, arena);
		else
			first = &entries[i];
	}
	free(entries);
}
