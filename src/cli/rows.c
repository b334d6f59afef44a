#include "src/cli/rows.h"

#include <time.h>

#include "src/base/words.h"

enum { ID_COLUMNS = 7, DATE_COLUMNS = 10, MARK_COLUMNS = 1, FEED_COLUMNS = 20 };

static struct foreign mark_sign(const struct cli *cli, uint32_t flags)
{
	bool has_unicode = cli->out->has_unicode;
	if (flags & ARTICLE_BOOKMARKED)
		return has_unicode ? FOREIGN("◆") : FOREIGN("*");
	if (flags & ARTICLE_READ)
		return FOREIGN(" ");
	return has_unicode ? FOREIGN("●") : FOREIGN("N");
}

void row_print(struct cli *cli, const struct article_row *row)
{
	char id[24], date[16];
	struct tm local;
	time_t seconds = (time_t)row->date;
	snprintf(id, sizeof id, "%lld", (long long)row->id);
	strftime(date, sizeof date, "%Y-%m-%d", localtime_r(&seconds, &local));
	bool is_unread = !(row->flags & ARTICLE_READ);
	const struct print_cell cells[] = {
		{.text = foreign_from_string(id), .columns = ID_COLUMNS, .is_right = true},
		{.text = foreign_from_string(date), .columns = DATE_COLUMNS, .style = PRINT_FAINT},
		{.text = mark_sign(cli, row->flags), .columns = MARK_COLUMNS},
		{.text = row->feed_title, .columns = FEED_COLUMNS},
		{.text = row->title, .style = is_unread ? PRINT_STRONG : PRINT_PLAIN},
	};
	print_row(cli->out, cells, sizeof cells / sizeof *cells);
}

/* ---- JSON Feed ---- */

void rows_json_begin(struct rows_json *json, struct cli *cli, struct foreign title)
{
	*json = (struct rows_json){.cli = cli};
	struct json *head = json_make_object();
	json_put_string(head, "version", "https://jsonfeed.org/version/1.1");
	json_put_text(head, "title", title);
	json_put(head, "items", json_make_array());
	struct buffer text = {0};
	json_write(&text, head, JSON_LINE);
	/* All but the "]}" that ends it: the items come one by one. */
	text.len -= 2;
	print_raw_json(cli->out, (struct foreign){text.data, text.len});
	buffer_done(&text);
	json_release(head);
}

void rows_json_add(struct rows_json *json, struct json *item)
{
	struct buffer text = {0};
	if (json->has_items)
		buffer_append_char(&text, ',');
	json_write(&text, item, JSON_LINE);
	print_raw_json(json->cli->out, (struct foreign){text.data, text.len});
	buffer_done(&text);
	json_release(item);
	json->has_items = true;
}

void rows_json_end(struct rows_json *json)
{
	print_raw_json(json->cli->out, FOREIGN("]}"));
}

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

static struct json *steppe_part(const struct stored_article *article)
{
	const struct article_row *row = &article->row;
	struct json *own = json_make_object();
	json_put_integer(own, "id", row->id);
	json_put_integer(own, "feed_id", row->feed_id);
	json_put_text(own, "feed_title", row->feed_title);
	json_put_text_if_any(own, "folder", article->folder);
	json_put_bool(own, "read", row->flags & ARTICLE_READ);
	json_put_bool(own, "bookmarked", row->flags & ARTICLE_BOOKMARKED);
	json_put_bool(own, "updated", row->flags & ARTICLE_UPDATED);
	json_put(own, "tags", texts(&article->tags));
	json_put_text_if_any(own, "note", article->note);
	json_put_time(own, "first_seen", article->first_seen);
	json_put_text_if_any(own, "comments_url", article->comments_url);
	json_put_text_if_any(own, "rights", article->rights);
	json_put_text_if_any(own, "base_url", article->base_url);
	json_put_text_if_any(own, "fulltext_html", article->fulltext_html);
	return own;
}

struct json *row_item(const struct stored_article *article)
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
	json_put(item, "_steppe", steppe_part(article));
	return item;
}
