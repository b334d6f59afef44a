#include "src/jobs/article_json.h"

static struct json *people(const struct people *people)
{
	struct json *array = json_make_array();
	for (size_t i = 0; i < people->count; i++) {
		struct json *person = json_make_object();
		json_put_text_if_any(person, "name", people->items[i].name);
		json_put_text_if_any(person, "url", people->items[i].url);
		json_put_text_if_any(person, "avatar", people->items[i].avatar);
		json_push(array, person);
	}
	return array;
}

static struct json *texts(const struct foreign_list *list)
{
	struct json *array = json_make_array();
	for (size_t i = 0; i < list->count; i++)
		json_push_text(array, list->items[i]);
	return array;
}

static struct json *attachments(const struct stored_article *article)
{
	struct json *array = json_make_array();
	for (size_t i = 0; i < article->enclosures_count; i++) {
		const struct enclosure *enclosure = &article->enclosures[i];
		struct json *attachment = json_make_object();
		json_put_text(attachment, "url", enclosure->url);
		json_put_text(attachment, "mime_type",
			enclosure->mime_type.len > 0 ? enclosure->mime_type
						     : FOREIGN("application/octet-stream"));
		json_put_text_if_any(attachment, "title", enclosure->title);
		if (enclosure->size_bytes > 0)
			json_put_integer(attachment, "size_in_bytes", enclosure->size_bytes);
		if (enclosure->duration_seconds > 0)
			json_put_integer(
				attachment, "duration_in_seconds", enclosure->duration_seconds);
		json_push(array, attachment);
	}
	return array;
}

static struct json *steppe_part(const struct stored_article *article, struct foreign snippet)
{
	const struct article_row *row = &article->row;
	struct json *own = json_make_object();
	json_put_integer(own, "id", row->id);
	json_put_integer(own, "feed_id", row->feed_id);
	json_put_text(own, "feed_title", row->feed_title);
	json_put_text(own, "folder", article->folder);
	json_put_bool(own, "read", row->flags & ARTICLE_READ);
	json_put_bool(own, "bookmarked", row->flags & ARTICLE_BOOKMARKED);
	json_put_bool(own, "updated", row->flags & ARTICLE_UPDATED);
	json_put(own, "tags", texts(&article->tags));
	json_put_text(own, "note", article->note);
	json_put_text_if_any(own, "rule", article->rule);
	json_put_time(own, "first_seen", article->first_seen);
	json_put_text_if_any(own, "comments_url", article->comments_url);
	json_put_text_if_any(own, "rights", article->rights);
	json_put_text_if_any(own, "base_url", article->base_url);
	json_put_text_if_any(own, "fulltext_html", article->fulltext_html);
	json_put_text_if_any(own, "snippet", snippet);
	return own;
}

struct json *article_json(const struct stored_article *article, struct foreign snippet)
{
	const struct article_row *row = &article->row;
	struct json *item = json_make_object();
	json_put_text(item, "id", article->guid.len > 0 ? article->guid : row->url);
	json_put_text_if_any(item, "url", row->url);
	json_put_text_if_any(item, "external_url", article->external_url);
	json_put_text_if_any(item, "title", row->title);
	json_put_text(item, "content_html", article->content_html);
	json_put_text_if_any(item, "summary", article->summary);
	json_put_text_if_any(item, "image", article->image);
	json_put_time(item, "date_published", article->published);
	json_put_time(item, "date_modified", article->updated);
	json_put_if_any(item, "authors", people(&article->authors));
	json_put_if_any(item, "tags", texts(&article->categories));
	json_put_text_if_any(item, "language", article->language);
	json_put_if_any(item, "attachments", attachments(article));
	json_put(item, "_steppe", steppe_part(article, snippet));
	return item;
}
