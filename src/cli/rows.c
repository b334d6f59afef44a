#include "src/cli/rows.h"

#include <time.h>

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

static bool print_some(
	struct cli *cli, struct arena *arena, const int64_t *ids, size_t count, struct error *error)
{
	struct article_rows rows;
	if (!store_rows_by_id(&rows, arena, cli_reader(cli), ids, count, error))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		row_print(cli, &rows.items[i]);
	return true;
}

bool rows_print(struct cli *cli, const int64_t *ids, size_t count, struct error *error)
{
	bool is_good = true;
	struct arena *arena = arena_new();
	for (size_t at = 0; at < count && is_good && !print_is_closed(cli->out);
		at += ROWS_AT_ONCE) {
		size_t some = count - at < ROWS_AT_ONCE ? count - at : ROWS_AT_ONCE;
		is_good = print_some(cli, arena, ids + at, some, error);
		arena_reset(arena);
	}
	arena_free(arena);
	return is_good;
}

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
