/* Bookmarks: a browser's file, or the JSON Feed that `export bookmarks` prints. */
#include "feeds/bookmark_table.h"
#include "feeds/bookmarks.h"
#include "feeds/json.h"
#include "feeds/parse_json.h"
#include "src/base/array.h"
#include "src/base/url.h"
#include "src/cli/import_list.h"

void import_list_bookmark(struct import_list *list, struct imported item)
{
	struct url url;
	struct error error = {0};
	struct foreign where = url_for_display(list->arena, item.article.url);
	if (!url_parse(&url, list->arena, item.article.url, &error)) {
		import_list_miss(list, where, arena_printf(list->arena, "%s", error.sentence));
		return;
	}
	item.article.url = url.text;
	if (item.article.id.len == 0)
		item.article.id = url.text;
	item.article.comments_count = item.article.duration_seconds = -1;
	item.flags |= ARTICLE_BOOKMARKED;
	ARRAY_PUSH(list->bookmarks, list->bookmarks_count, list->bookmarks_capacity) = item;
}

static void take_all(struct import_list *list, const struct bookmarks *bookmarks)
{
	for (size_t i = 0; i < bookmarks->count; i++) {
		const struct bookmark *from = &bookmarks->items[i];
		import_list_bookmark(list, (struct imported){
						   .flags = from->is_unread ? 0 : ARTICLE_READ,
						   .tags = from->tags,
						   .note = from->note,
						   .feed_title = from->feed,
						   .article = {.url = from->url,
							   .title = from->title,
							   .published = from->added},
					   });
	}
}

bool import_bookmark_file(struct import_list *list, struct bytes document, struct error *error)
{
	struct bookmarks bookmarks;
	struct foreign text = foreign_from_bytes(list->arena, document);
	if (!bookmarks_read(&bookmarks, list->arena, text, error))
		return false;
	take_all(list, &bookmarks);
	return true;
}

bool import_bookmark_table(struct import_list *list, struct foreign text, struct error *error)
{
	struct bookmarks bookmarks;
	if (!bookmark_table_read(&bookmarks, list->arena, text, error))
		return false;
	take_all(list, &bookmarks);
	return true;
}

/* ---- JSON Feed ---- */

static struct foreign member(struct arena *arena, const struct json *object, const char *name)
{
	return foreign_copy(arena, json_text(json_member(object, name)));
}

/* What JSON Feed has no field for. */
static void take_own(struct imported *item, struct arena *arena, const struct json *own)
{
	const struct json *tags = json_member(own, "tags");
	size_t count = json_length(tags);
	item->tags.items = arena_array(arena, count + 1, sizeof *item->tags.items);
	for (size_t i = 0; i < count; i++)
		item->tags.items[item->tags.count++] =
			foreign_copy(arena, json_text(json_element(tags, i)));
	item->note = member(arena, own, "note");
	item->feed_title = member(arena, own, "feed_title");
	item->article.base_url = member(arena, own, "base_url");
	item->article.rights = member(arena, own, "rights");
	item->article.comments = member(arena, own, "comments_url");
	if (json_truth(json_member(own, "read")) == 1)
		item->flags |= ARTICLE_READ;
}

/* The parser passes over what is no article, so the two are walked side by side. */
static void take_items(struct import_list *list, const struct feed *feed, const struct json *items)
{
	size_t at = 0, length = json_length(items);
	for (size_t i = 0; i < feed->articles_count; i++) {
		struct imported item = {.article = feed->articles[i]};
		const struct json *raw = NULL;
		for (; at < length && raw == NULL; at++) {
			const struct json *one = json_element(items, at);
			struct foreign id = json_text_of_any(json_member(one, "id"), list->arena);
			if (foreign_equal(id, item.article.id))
				raw = one;
		}
		take_own(&item, list->arena, json_member(raw, "_steppe"));
		/* As it stood with us, not as an outlet would name it: nothing to compare with. */
		item.article.bytes_hash = 0;
		import_list_bookmark(list, item);
	}
}

bool import_json_feed(struct import_list *list, struct bytes document, struct error *error)
{
	struct feed feed = {0};
	struct parse_options options = {0};
	struct foreign text = foreign_from_bytes(list->arena, document);
	if (!parse_json_feed(&feed, list->arena, text, &options, error))
		return false;
	struct json *root = json_read(text, error);
	if (root == NULL)
		return false;
	take_items(list, &feed, json_member(root, "items"));
	json_release(root);
	return true;
}
