#include "src/cli/feed_lines.h"

#include <string.h>

#include "src/base/array.h"
#include "src/base/url.h"
#include "src/base/words.h"
#include "src/cli/cli.h"

static void append(struct buffer *out, struct arena *arena, struct foreign text)
{
	/* A title may hold line breaks; a line may not. */
	struct foreign line = foreign_collapse(arena, text);
	buffer_append(out, line.utf8, line.len);
}

void feed_lines_write(struct buffer *out, struct arena *arena, const struct subscriptions *all)
{
	int64_t folder = 0;
	size_t start = out->len;
	for (size_t i = 0; i < all->feeds_count; i++) {
		const struct feed_row *feed = &all->feeds[i];
		if (cli_is_local(feed))
			continue;
		if (feed->folder_id != folder) {
			buffer_append_string(out, out->len > start ? "\n[" : "[");
			append(out, arena, store_folder_path(arena, all, feed->folder_id));
			buffer_append_string(out, "]\n");
			folder = feed->folder_id;
		}
		append(out, arena, feed->url);
		/* A feed that was never fetched goes by its address. */
		bool has_title = feed->title.len > 0 && !foreign_equal(feed->title, feed->url);
		buffer_append_string(out, has_title ? "  " : "");
		append(out, arena, has_title ? feed->title : FOREIGN(""));
		buffer_append_char(out, '\n');
	}
}

/* The next line of `text`, without the break; false at the end. */
static bool next_line(struct foreign *text, struct foreign *line)
{
	if (text->len == 0)
		return false;
	const char *end = memchr(text->utf8, '\n', text->len);
	size_t len = end == NULL ? text->len : (size_t)(end - text->utf8);
	*line = foreign_trim((struct foreign){text->utf8, len});
	size_t step = len + (end != NULL);
	*text = (struct foreign){text->utf8 + step, text->len - step};
	return true;
}

static bool read_folder(struct foreign *folder, struct foreign line, struct error *error)
{
	if (line.utf8[line.len - 1] != ']')
		return error_set(error, ERROR_FORMAT, "%s", _("the folder has no ] at its end"));
	*folder = foreign_trim((struct foreign){line.utf8 + 1, line.len - 2});
	return true;
}

static bool is_there(const struct feed_lines *lines, struct foreign url)
{
	for (size_t i = 0; i < lines->count; i++)
		if (foreign_equal(lines->items[i].url, url))
			return true;
	return false;
}

/* A plain word could be a host of one's own network; here it is rather a slip of the pen. */
static bool may_be_address(struct foreign word)
{
	for (size_t i = 0; i < word.len; i++)
		if (memchr(".:/", word.utf8[i], 3) != NULL)
			return true;
	return false;
}

static bool read_feed(struct feed_lines *lines, struct arena *arena, struct foreign folder,
	struct foreign line, struct error *error)
{
	size_t len = 0;
	while (len < line.len && line.utf8[len] != ' ' && line.utf8[len] != '\t')
		len++;
	struct url url;
	struct foreign address = {line.utf8, len};
	if (!may_be_address(address))
		return error_set(error, ERROR_FORMAT, _("%s is not a web address (http or https)"),
			foreign_string(arena, address));
	if (!url_parse_typed(&url, arena, address, error))
		return false;
	if (is_there(lines, url.text))
		return error_set(error, ERROR_FORMAT, "%s",
			_("this address stands in a line above already"));
	struct foreign title = foreign_trim((struct foreign){line.utf8 + len, line.len - len});
	ARRAY_PUSH(lines->items, lines->count, lines->capacity) =
		(struct feed_line){url.text, title, folder, url.user, url.password};
	return true;
}

bool feed_lines_read(
	struct feed_lines *lines, struct arena *arena, struct foreign text, struct error *error)
{
	struct foreign folder = FOREIGN(""), line;
	bool is_good = true;
	*lines = (struct feed_lines){0};
	for (int number = 1; is_good && next_line(&text, &line); number++) {
		if (line.len == 0 || line.utf8[0] == '#')
			continue;
		is_good = line.utf8[0] == '[' ? read_folder(&folder, line, error)
					      : read_feed(lines, arena, folder, line, error);
		if (!is_good)
			error_context(error, _("line %d"), number);
	}
	if (lines->items != NULL)
		arena_adopt(arena, lines->items);
	return is_good;
}
