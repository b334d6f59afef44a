/* A few pages, the one not used longest gives way. */
#include "src/session/ready.h"

#include "src/session/present.h"

struct ready_page *ready_find(
	struct session_inside *inside, int64_t article_id, struct text_choice choice)
{
	for (size_t i = 0; i < READY_PAGES; i++) {
		struct ready_page *ready = &inside->ready.pages[i];
		if (ready->arena != NULL && ready->article_id == article_id &&
			ready->choice.is_fulltext == choice.is_fulltext &&
			ready->choice.has_repeats == choice.has_repeats &&
			ready->choice.is_difference == choice.is_difference) {
			ready->used = ++inside->ready.clock;
			return ready;
		}
	}
	return NULL;
}

bool ready_has(const struct session_inside *inside, int64_t article_id)
{
	for (size_t i = 0; i < READY_PAGES; i++)
		if (inside->ready.pages[i].arena != NULL &&
			inside->ready.pages[i].article_id == article_id)
			return true;
	return false;
}

static struct ready_page *free_place(struct session_inside *inside, const struct page *in_use)
{
	struct ready_page *place = NULL;
	for (size_t i = 0; i < READY_PAGES; i++) {
		struct ready_page *ready = &inside->ready.pages[i];
		if (ready->arena == NULL)
			return ready;
		if (&ready->page != in_use && (place == NULL || ready->used < place->used))
			place = ready;
	}
	arena_free(place->arena);
	*place = (struct ready_page){0};
	return place;
}

struct ready_page *ready_keep(
	struct session_inside *inside, struct event *event, const struct page *in_use)
{
	struct text_choice choice = {event->is_fulltext, event->has_repeats, event->is_difference};
	struct ready_page *old = ready_find(inside, event->article_id, choice);
	if (old != NULL)
		return old;
	struct ready_page *ready = free_place(inside, in_use);
	*ready = (struct ready_page){
		.article_id = event->article_id,
		.choice = choice,
		.arena = event->arena,
		.document = event->document,
		.used = ++inside->ready.clock,
	};
	event->arena = NULL;
	event->document = NULL;
	present_page(&ready->page, ready->arena, ready->document);
	return ready;
}

void ready_forget(struct session_inside *inside, int64_t article_id)
{
	for (size_t i = 0; i < READY_PAGES; i++) {
		if (inside->ready.pages[i].arena == NULL ||
			inside->ready.pages[i].article_id != article_id)
			continue;
		arena_free(inside->ready.pages[i].arena);
		inside->ready.pages[i] = (struct ready_page){0};
	}
}

void ready_free(struct session_inside *inside)
{
	for (size_t i = 0; i < READY_PAGES; i++)
		arena_free(inside->ready.pages[i].arena);
}
