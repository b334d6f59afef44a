/* Which feed a person means. */
#include <string.h>

#include "src/base/url.h"
#include "src/base/words.h"
#include "src/store/store.h"

enum { NAMED_LIMIT = 4, NAME_BYTES = 40 };

/* The better ones later. */
enum fit { FIT_NONE, FIT_PART, FIT_BEGINNING, FIT_FOLDED, FIT_TITLE, FIT_SITE, FIT_ADDRESS };

struct wanted {
	struct arena *arena;
	struct foreign name, folded;
	struct foreign address; /* as feeds are kept; empty when it is none */
	struct foreign site;    /* the same, to be compared */
};

static struct wanted wanted_of(struct arena *arena, struct foreign name)
{
	struct wanted wanted = {arena, name, foreign_fold(arena, name), {"", 0}, {"", 0}};
	struct url url;
	if (!url_parse_typed(&url, arena, name, NULL))
		return wanted;
	wanted.address = url.text;
	wanted.site = url_canonical(arena, url.text);
	return wanted;
}

static bool is_number(struct foreign name, int64_t *number)
{
	*number = 0;
	for (size_t i = 0; i < name.len; i++) {
		if (name.utf8[i] < '0' || name.utf8[i] > '9' || name.len > 18)
			return false;
		*number = *number * 10 + (name.utf8[i] - '0');
	}
	return name.len > 0;
}

static enum fit fit_of(const struct wanted *wanted, const struct feed_row *feed)
{
	if (wanted->address.len > 0 && foreign_equal(feed->url, wanted->address))
		return FIT_ADDRESS;
	if (wanted->site.len > 0 && feed->home_page_url.len > 0 &&
		foreign_equal(url_canonical(wanted->arena, feed->home_page_url), wanted->site))
		return FIT_SITE;
	if (foreign_equal(feed->title, wanted->name))
		return FIT_TITLE;
	/* A whole address is no part of a name, not even of a feed that has no other name yet. */
	struct foreign title = foreign_fold(wanted->arena, feed->title);
	if (wanted->folded.len == 0 || foreign_holds(wanted->name, "://"))
		return FIT_NONE;
	if (foreign_equal(title, wanted->folded))
		return FIT_FOLDED;
	if (foreign_starts_with(title, wanted->folded))
		return FIT_BEGINNING;
	bool is_part =
		memmem(title.utf8, title.len, wanted->folded.utf8, wanted->folded.len) != NULL;
	return is_part ? FIT_PART : FIT_NONE;
}

/* "1 The Astana Times, 7 The Astana Times in Russian" */
static const char *names_of(
	struct arena *arena, const struct subscriptions *all, const enum fit *fits, enum fit best)
{
	const char *names = "";
	size_t named = 0;
	for (size_t i = 0; i < all->feeds_count && named <= NAMED_LIMIT; i++) {
		if (fits[i] != best)
			continue;
		const struct feed_row *feed = &all->feeds[i];
		struct foreign title = foreign_cut(feed->title, NAME_BYTES);
		names = named == NAMED_LIMIT
				? arena_printf(arena, "%s …", names)
				: arena_printf(arena, "%s%s%lld %.*s", names, named > 0 ? ", " : "",
					  (long long)feed->id, (int)title.len, title.utf8);
		named++;
	}
	return names;
}

bool store_find_feed(struct feed_row *out, struct arena *arena, struct store_reader *reader,
	struct foreign name, struct error *error)
{
	int64_t id;
	struct subscriptions all;
	name = foreign_trim(name);
	if (is_number(name, &id) && store_feed(out, arena, reader, id, NULL))
		return true;
	if (!store_subscriptions(&all, arena, reader, error))
		return false;
	struct wanted wanted = wanted_of(arena, name);
	enum fit *fits = arena_array(arena, all.feeds_count + 1, sizeof *fits), best = FIT_NONE;
	size_t count = 0;
	for (size_t i = 0; i < all.feeds_count; i++) {
		fits[i] = fit_of(&wanted, &all.feeds[i]);
		if (fits[i] > best) {
			best = fits[i];
			count = 0;
			*out = all.feeds[i];
		}
		count += fits[i] == best;
	}
	if (best == FIT_NONE)
		return error_set(error, ERROR_NOT_FOUND, "%s", _("there is no feed of this name"));
	return count == 1 ||
	       error_set(error, ERROR_NOT_FOUND, _("several feeds have this name: %s"),
		       names_of(arena, &all, fits, best));
}
