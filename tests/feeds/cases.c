/* Small feeds, each for one field or one habit of those who write feeds, and
 * what of them must be read: cases.txt, which tells its form. */
#include "tests/lib/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "feeds/json.h"
#include "feeds/json_feed.h"
#include "feeds/parse.h"

/* The document around what a case gives. */
static const struct {
	const char *word, *before, *after;
} wrappings[] = {
	{"rss", "<rss version='2.0'><channel><item>", "</item></channel></rss>"},
	{"rss-head", "<rss version='2.0'><channel>",
		"<item><title>t</title></item></channel></rss>"},
	{"rdf",
		"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
		"xmlns='http://purl.org/rss/1.0/'><item rdf:about='http://e.org/i'>",
		"</item></rdf:RDF>"},
	{"rdf-head",
		"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
		"xmlns='http://purl.org/rss/1.0/'>",
		"</rdf:RDF>"},
	{"atom", "<feed xmlns='http://www.w3.org/2005/Atom'><entry>", "</entry></feed>"},
	{"atom-head", "<feed xmlns='http://www.w3.org/2005/Atom'>",
		"<entry><title>t</title></entry></feed>"},
	{"atom03", "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry>",
		"</entry></feed>"},
	{"json", "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "]}"},
	{"whole", "", ""},
};

struct cases {
	struct arena *arena;
	struct json *feed; /* NULL when the document is no feed */
	char title[256];
	int checks, wrong;
};

static struct json *parse(struct arena *arena, struct foreign document)
{
	struct parse_options options = {
		.url = FOREIGN("https://example.org/dir/feed"), .content_type = {"", 0}};
	struct feed feed;
	struct error error = {0};
	struct bytes bytes = {document.utf8, document.len};
	if (feed_parse(&feed, arena, bytes, &options, &error) != PARSE_FEED)
		return NULL;
	struct buffer text = {0};
	json_feed_write(&text, &feed, NULL);
	struct json *json = json_read((struct foreign){text.data, text.len}, &error);
	buffer_done(&text);
	return json;
}

/* \n, \xHH and \\ of the table; nothing else is changed. */
static struct foreign unescape(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) + 1);
	size_t len = 0;
	while (*text) {
		unsigned byte = (unsigned char)*text++;
		if (byte == '\\' && *text == 'n')
			byte = '\n', text++;
		else if (byte == '\\' && sscanf(text, "x%2x", &byte) == 1)
			text += 3;
		out[len++] = (char)byte;
	}
	return (struct foreign){out, len};
}

static bool read_document(struct cases *cases, const char *line)
{
	size_t len = strcspn(line, " ");
	for (size_t i = 0; i < sizeof wrappings / sizeof *wrappings; i++) {
		if (strlen(wrappings[i].word) != len || strncmp(line, wrappings[i].word, len) != 0)
			continue;
		json_release(cases->feed);
		const char *whole = arena_printf(cases->arena, "%s%s%s", wrappings[i].before,
			line[len] ? line + len + 1 : "", wrappings[i].after);
		cases->feed = parse(cases->arena, unescape(cases->arena, whole));
		return true;
	}
	return false;
}

/* "items.0.tags.1" */
static const struct json *find(const struct json *value, const char *path)
{
	while (*path && value) {
		char key[64] = "";
		size_t len = strcspn(path, ".");
		memcpy(key, path, len < sizeof key ? len : sizeof key - 1);
		bool is_index = json_kind(value) == JSON_ELEMENTS;
		value = is_index ? json_element(value, strtoul(key, NULL, 10))
				 : json_member(value, key);
		path += len + (path[len] == '.');
	}
	return value;
}

static void check_value(struct cases *cases, const char *path, const char *expected)
{
	struct buffer found = {0};
	const struct json *value = find(cases->feed, path);
	if (json_kind(value) == JSON_TEXT)
		buffer_append(&found, json_text(value).utf8, json_text(value).len);
	else if (value)
		json_write(&found, value, JSON_LINE);
	else
		buffer_append_string(&found, cases->feed ? "none" : "no feed");
	struct foreign wanted = unescape(cases->arena, expected);
	cases->checks++;
	if (!foreign_equal((struct foreign){found.data, found.len}, wanted)) {
		print_error("%s: %s is %.*s, not %s\n", cases->title, path, (int)found.len,
			found.data, expected);
		cases->wrong++;
	}
	buffer_done(&found);
}

static void every_case_of_the_table_is_read(void **state)
{
	char path[4096], line[4096];
	struct cases cases = {.arena = arena_new()};
	(void)state;
	snprintf(path, sizeof path, "%s/tests/feeds/cases.txt", getenv("SRCDIR"));
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file)) {
		line[strcspn(line, "\n")] = '\0';
		char *equals = strstr(line, " = ");
		if (*line == '#')
			snprintf(cases.title, sizeof cases.title, "%.200s", line + 2);
		else if (*line == '\t' && equals) {
			*equals = '\0';
			check_value(&cases, line + 1, equals + 3);
		} else if (*line)
			assert_true(read_document(&cases, line));
	}
	fclose(file);
	json_release(cases.feed);
	arena_free(cases.arena);
	assert_int_equal(cases.wrong, 0);
	assert_true(cases.checks > 100);
}

TEST_MAIN(TEST("every case of the table is read", every_case_of_the_table_is_read))
