/* newsboat's cache.db, feed by feed and some articles at a time: it may be large. */
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/cli/import_list.h"

#define ARTICLES_AT_ONCE 500

static bool take_articles(struct import_cache *cache, struct newsboat *newsboat,
	struct foreign address, int64_t feed_id, struct error *error)
{
	struct arena *arena = arena_new();
	int64_t after = 0;
	bool is_good = true;
	for (size_t count = 1; is_good && count > 0;) {
		struct imported *items = NULL;
		arena_reset(arena);
		is_good = newsboat_articles(&items, &count, arena, newsboat, address, &after,
				  ARTICLES_AT_ONCE, error) &&
			  store_import_articles(
				  cache->writer, feed_id, items, count, cache->counts, error);
	}
	arena_free(arena);
	return is_good;
}

static bool take_feed(struct import_cache *cache, struct newsboat *newsboat,
	const struct newsboat_feed *feed, struct error *error)
{
	struct arena *arena = cache->list->arena;
	struct url url;
	struct error wrong = {0};
	bool existed = false;
	const char *why = import_newsboat_refusal(feed->url);
	if (why == NULL && !url_parse(&url, arena, feed->url, &wrong))
		why = arena_printf(arena, "%s", wrong.sentence);
	struct foreign where = url_for_display(arena, feed->url);
	if (why != NULL) {
		import_list_miss(cache->list, where, why);
		return true;
	}
	if (feed->queued > 0)
		import_list_miss(cache->list, where, _("its podcast queue is not mapped"));
	struct new_feed wanted = {.url = url.text, .user = url.user, .password = url.password};
	int64_t id = store_add_feed(cache->writer, &wanted, &existed, error);
	if (id <= 0)
		return false;
	*cache->added += !existed;
	*cache->existing += existed;
	return take_articles(cache, newsboat, feed->url, id, error);
}

bool import_cache(struct import_cache *cache, const char *path, struct error *error)
{
	struct newsboat_feed *feeds = NULL;
	size_t count = 0;
	struct newsboat *newsboat = newsboat_open(path, error);
	bool is_good = newsboat != NULL &&
		       newsboat_feeds(&feeds, &count, cache->list->arena, newsboat, error);
	for (size_t i = 0; i < count && is_good; i++)
		is_good = take_feed(cache, newsboat, &feeds[i], error);
	newsboat_close(newsboat);
	return is_good;
}
