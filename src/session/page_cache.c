#include "src/session/page_cache.h"

#include "src/session/present.h"

struct cached_page *page_cache_find(
	struct session_inside *inside, int64_t article_id, struct text_choice choice)
{
	for (size_t i = 0; i < CACHED_PAGES; i++) {
		struct cached_page *cached = &inside->cache.pages[i];
		if (cached->arena != NULL && cached->article_id == article_id &&
			cached->choice.is_fulltext == choice.is_fulltext &&
			cached->choice.has_repeats == choice.has_repeats &&
			cached->choice.is_difference == choice.is_difference) {
			cached->used = ++inside->cache.clock;
			return cached;
		}
	}
	return NULL;
}

bool page_cache_has(const struct session_inside *inside, int64_t article_id)
{
	for (size_t i = 0; i < CACHED_PAGES; i++)
		if (inside->cache.pages[i].arena != NULL &&
			inside->cache.pages[i].article_id == article_id)
			return true;
	return false;
}

static struct cached_page *free_place(struct session_inside *inside, const struct page *in_use)
{
	struct cached_page *place = NULL;
	for (size_t i = 0; i < CACHED_PAGES; i++) {
		struct cached_page *cached = &inside->cache.pages[i];
		if (cached->arena == NULL)
			return cached;
		if (&cached->page != in_use && (place == NULL || cached->used < place->used))
			place = cached;
	}
	arena_free(place->arena);
	*place = (struct cached_page){0};
	return place;
}

struct cached_page *page_cache_put(
	struct session_inside *inside, struct event *event, const struct page *in_use)
{
	struct text_choice choice = {event->is_fulltext, event->has_repeats, event->is_difference};
	struct cached_page *old = page_cache_find(inside, event->article_id, choice);
	if (old != NULL)
		return old;
	struct cached_page *cached = free_place(inside, in_use);
	*cached = (struct cached_page){
		.article_id = event->article_id,
		.choice = choice,
		.arena = event->arena,
		.document = event->document,
		.used = ++inside->cache.clock,
	};
	event->arena = NULL;
	event->document = NULL;
	present_page(&cached->page, cached->arena, cached->document);
	return cached;
}

void page_cache_forget(struct session_inside *inside, int64_t article_id)
{
	for (size_t i = 0; i < CACHED_PAGES; i++) {
		if (inside->cache.pages[i].arena == NULL ||
			inside->cache.pages[i].article_id != article_id)
			continue;
		arena_free(inside->cache.pages[i].arena);
		inside->cache.pages[i] = (struct cached_page){0};
	}
}

void page_cache_free(struct session_inside *inside)
{
	for (size_t i = 0; i < CACHED_PAGES; i++)
		arena_free(inside->cache.pages[i].arena);
}
