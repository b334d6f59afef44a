/* `steppe parse` without the worker: [--url URL] [--content-type CT] FILE, for
 * evaluations and timing; --bare reads the feed and prints nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/json_feed.h"
#include "feeds/parse.h"

static struct foreign argument(const char *string)
{
	return (struct foreign){string, strlen(string)};
}

static bool read_file(struct buffer *out, const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t got;
	if (!file)
		return false;
	do {
		got = fread(buffer_reserve(out, 1u << 16), 1, 1u << 16, file);
		out->len += got;
	} while (got > 0);
	fclose(file);
	return true;
}

static void print_piece(struct buffer *text)
{
	fwrite(text->data, 1, text->len, stdout);
	buffer_clear(text);
}

static int print_feed(const struct feed *feed)
{
	struct buffer text = {0};
	json_feed_write(&text, feed, print_piece);
	print_piece(&text);
	buffer_done(&text);
	return 0;
}

int main(int count, char **arguments)
{
	struct parse_options options = {.url = {"", 0}, .content_type = {"", 0}};
	const char *path = "/dev/stdin";
	bool is_bare = false;
	for (int i = 1; i < count; i++) {
		if (strcmp(arguments[i], "--url") == 0 && i + 1 < count)
			options.url = argument(arguments[++i]);
		else if (strcmp(arguments[i], "--content-type") == 0 && i + 1 < count)
			options.content_type = argument(arguments[++i]);
		else if (strcmp(arguments[i], "--bare") == 0)
			is_bare = true;
		else
			path = arguments[i];
	}
	struct buffer document = {0};
	struct arena *arena = arena_new();
	struct feed feed;
	struct error error = {0};
	int status = 2;
	if (read_file(&document, path) &&
		feed_parse(&feed, arena, (struct bytes){document.data, document.len}, &options,
			&error) == PARSE_FEED)
		status = is_bare ? printf("%zu\n", feed.articles_count) <= 0 : print_feed(&feed);
	else
		fprintf(stderr, "parse_tool: %s: %s\n", path, error.sentence);
	arena_free(arena);
	buffer_done(&document);
	return status;
}
