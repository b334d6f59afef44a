#include "src/cli/import_list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/cli/import_lines.h"

void import_list_done(struct import_list *list)
{
	free(list->feeds);
	free(list->missed);
	free(list->smarts);
	free(list->bookmarks);
	free(list->caches);
}

void import_list_miss(struct import_list *list, struct foreign where, const char *why)
{
	ARRAY_PUSH(list->missed, list->missed_count, list->missed_capacity) =
		(struct import_missed){where, why};
}

void import_list_smart(struct import_list *list, struct foreign name, const char *query)
{
	ARRAY_PUSH(list->smarts, list->smarts_count, list->smarts_capacity) =
		(struct import_smart){foreign_trim(name), query};
}

bool import_list_has_room(const struct import_list *list, size_t before, struct error *error)
{
	if (list->count + list->missed_count - before <= IMPORT_LINES_LIMIT)
		return true;
	return error_set(
		error, ERROR_LIMIT, _("the list has more than %d lines"), IMPORT_LINES_LIMIT);
}

void import_list_add(struct import_list *list, struct new_feed feed, struct foreign where)
{
	struct url url;
	struct error error = {0};
	if (!url_parse(&url, list->arena, feed.url, &error)) {
		import_list_miss(list, where, arena_printf(list->arena, "%s", error.sentence));
		return;
	}
	if (foreign_equal(feed.title, feed.url) || foreign_equal(feed.title, url.text))
		feed.title = FOREIGN("");
	feed.url = url.text;
	feed.user = url.user;
	feed.password = url.password;
	ARRAY_PUSH(list->feeds, list->count, list->capacity) = feed;
}

/* OPML 2.0: a category without a slash is a tag.  "/A/B" is a place in a tree: the
 * folder of a feed that stands in none, else a tag, too. */
static void take_categories(struct arena *arena, struct new_feed *feed, struct foreign text)
{
	while (text.len > 0) {
		const char *comma = memchr(text.utf8, ',', text.len);
		size_t len = comma == NULL ? text.len : (size_t)(comma - text.utf8);
		struct foreign one = foreign_trim((struct foreign){text.utf8, len});
		text.utf8 += len + (comma != NULL);
		text.len -= len + (comma != NULL);
		bool is_place = one.len > 1 && one.utf8[0] == '/';
		if (is_place)
			one = (struct foreign){one.utf8 + 1, one.len - 1};
		if (is_place && feed->folder.len == 0)
			feed->folder = one;
		else if (one.len > 0 && !(is_place && foreign_equal(one, feed->folder)))
			feed->tags = import_more_tags(arena, feed->tags, one);
	}
}

static void take_outline(struct import_list *list, const struct opml_feed *from)
{
	struct new_feed feed = {.url = from->url,
		.title = from->title,
		.folder = from->folder,
		.home_page_url = from->home_page_url,
		.description = from->description};
	take_categories(list->arena, &feed, from->categories);
	import_list_add(list, feed, url_for_display(list->arena, from->url));
}

static const char *why_refused(struct arena *arena, const struct opml_feed *outline)
{
	struct url url;
	struct error error = {0};
	switch (outline->refusal) {
	case OPML_REFUSED_LIST:
		return _("another list, to be imported by itself");
	case OPML_REFUSED_LINK:
		return _("a link to a page, not a feed");
	case OPML_REFUSED_ADDRESS:
		if (!url_parse(&url, arena, outline->url, &error))
			return arena_printf(arena, "%s", error.sentence);
		break;
	case OPML_REFUSED_COMMAND:
	case OPML_TAKEN:
		break;
	}
	return _("commands that filter a feed are not run");
}

bool import_opml(struct import_list *list, struct bytes document, struct error *error)
{
	struct opml opml;
	if (!opml_read(&opml, list->arena, document, error))
		return false;
	for (size_t i = 0; i < opml.count; i++)
		take_outline(list, &opml.feeds[i]);
	for (size_t i = 0; i < opml.refused_count; i++)
		import_list_miss(list, url_for_display(list->arena, opml.refused[i].url),
			why_refused(list->arena, &opml.refused[i]));
	return true;
}
