/* `steppe extract` without the program around it, for measuring:
 *     extract_tool [--url URL] [--format text|html|json] FILE|-  */
#include <stdio.h>
#include <string.h>

#include "feeds/encoding.h"
#include "feeds/extract.h"
#include "feeds/json.h"
#include "src/base/buffer.h"

static void read_all(struct buffer *out, FILE *file)
{
	size_t got;
	do {
		got = fread(buffer_reserve(out, 65536), 1, 65536, file);
		out->len += got;
	} while (got > 0);
}

static struct foreign page_text(struct arena *arena, const struct buffer *page)
{
	return foreign_from_bytes(arena, (struct bytes){page->data, page->len});
}

static void print_json(const struct extract *extract)
{
	struct json *object = json_make_object();
	json_put_text_or_null(object, "title", extract->title);
	json_put_text_or_null(object, "byline", extract->byline);
	json_put_text_or_null(object, "site_name", extract->site_name);
	json_put_text_or_null(object, "published", extract->published_text);
	json_put_text_or_null(object, "lang", extract->language);
	json_put_text_or_null(object, "excerpt", extract->excerpt);
	json_put_text_or_null(object, "image", extract->image);
	json_put_text(object, "content_html", extract->content_html);
	json_put_text(object, "content_text", extract->content_text);
	struct buffer out = {0};
	json_write(&out, object, JSON_LINE);
	fwrite(out.data, 1, out.len, stdout);
	json_release(object);
	buffer_done(&out);
}

int main(int argc, char **argv)
{
	struct foreign url = {"", 0};
	const char *format = "text", *path = "-";
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--url") == 0 && i + 1 < argc)
			url = foreign_from_string(argv[++i]);
		else if (strcmp(argv[i], "--format") == 0 && i + 1 < argc)
			format = argv[++i];
		else
			path = argv[i];
	}
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	if (!file)
		return 1;
	struct buffer page = {0};
	read_all(&page, file);
	struct arena *arena = arena_new();
	struct extract extract;
	struct error error = {0};
	if (!extract_article(&extract, arena, page_text(arena, &page), url, &error))
		fprintf(stderr, "extract_tool: %s\n", error.sentence);
	if (strcmp(format, "json") == 0)
		print_json(&extract);
	else if (strcmp(format, "html") == 0)
		fwrite(extract.content_html.utf8, 1, extract.content_html.len, stdout);
	else
		fwrite(extract.content_text.utf8, 1, extract.content_text.len, stdout);
	arena_free(arena);
	buffer_done(&page);
	return 0;
}
