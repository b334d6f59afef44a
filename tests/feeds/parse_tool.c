/* `steppe parse` without the worker, for evaluations: [--url URL]
 * [--content-type CT] FILE.  --times N reads the feed that often and prints
 * nothing, for timing. */
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

static void print_feed(const struct feed *feed)
{
	struct buffer text = {0};
	json_feed_write(&text, feed, print_piece);
	print_piece(&text);
	buffer_done(&text);
}

/* False when it is no feed. */
static bool read_feed(
	const struct buffer *document, const struct parse_options *options, bool prints)
{
	struct arena *arena = arena_new();
	struct feed feed;
	struct error error = {0};
	bool is_feed = feed_parse(&feed, arena, (struct bytes){document->data, document->len},
			       options, &error) == PARSE_FEED;
	if (!is_feed)
		fprintf(stderr, "parse_tool: %s\n", error.sentence);
	else if (prints)
		print_feed(&feed);
	arena_free(arena);
	return is_feed;
}

int main(int count, char **arguments)
{
	struct parse_options options = {.url = {"", 0}, .content_type = {"", 0}};
	const char *path = "/dev/stdin";
	long times = 0;
	for (int i = 1; i < count; i++) {
		if (strcmp(arguments[i], "--url") == 0 && i + 1 < count)
			options.url = argument(arguments[++i]);
		else if (strcmp(arguments[i], "--content-type") == 0 && i + 1 < count)
			options.content_type = argument(arguments[++i]);
		else if (strcmp(arguments[i], "--times") == 0 && i + 1 < count)
			times = strtol(arguments[++i], NULL, 10);
		else
			path = arguments[i];
	}
	struct buffer document = {0};
	bool is_good = read_file(&document, path);
	if (is_good && times == 0)
		is_good = read_feed(&document, &options, true);
	for (; is_good && times > 0; times--)
		is_good = read_feed(&document, &options, false);
	buffer_done(&document);
	return is_good ? EXIT_SUCCESS : 2;
}
