#include "src/cli/import_list.h"

#include <stdint.h>
#include <stdlib.h>

#include "src/base/array.h"
#include "src/base/url.h"
#include "src/base/words.h"

void import_list_done(struct import_list *list)
{
	free(list->feeds);
	free(list->missed);
	free(list->bookmarks);
	free(list->caches);
}

void import_list_miss(struct import_list *list, struct foreign where, const char *why)
{
	ARRAY_PUSH(list->missed, list->missed_count, list->missed_capacity) =
		(struct import_missed){where, why};
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

bool import_opml(struct import_list *list, struct bytes document, struct error *error)
{
	struct opml opml;
	if (!opml_read(&opml, list->arena, document, error))
		return false;
	for (size_t i = 0; i < opml.count; i++) {
		const struct opml_feed *feed = &opml.feeds[i];
		import_list_add(list,
			(struct new_feed){
				.url = feed->url, .title = feed->title, .folder = feed->folder},
			url_for_display(list->arena, feed->url));
	}
	for (size_t i = 0; i < opml.refused_count; i++) {
		struct url url;
		struct error why = {0};
		struct foreign address = opml.refused[i].url;
		if (url_parse(&url, list->arena, address, &why))
			error_set(&why, ERROR_REFUSED, "%s",
				_("commands that filter a feed are not run"));
		import_list_miss(list, url_for_display(list->arena, address),
			arena_printf(list->arena, "%s", why.sentence));
	}
	return true;
}
