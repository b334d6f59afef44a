/* Every document of corpus/ beside what it must become: NAME.xml or NAME.feed,
 * and NAME.json.  To add one: put the document there, run
 * tests/feeds/parse_tool on it, read the result, and keep it as NAME.json. */
#include "tests/lib/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "feeds/json_feed.h"
#include "feeds/parse.h"
#include "tests/lib/read_file.h"

static void write_feed(struct buffer *out, const struct buffer *document)
{
	struct arena *arena = arena_new();
	struct parse_options options = {
		.url = FOREIGN("https://example.org/feed"), .content_type = {"", 0}};
	struct feed feed;
	struct error error = {0};
	if (feed_parse(&feed, arena, (struct bytes){document->data, document->len}, &options,
		    &error) == PARSE_FEED)
		json_feed_write(out, &feed, NULL);
	else
		buffer_printf(out, "%s\n", error.sentence);
	arena_free(arena);
}

static int compare_document(const char *folder, const char *name)
{
	struct buffer document = {0}, expected = {0}, found = {0};
	char json[300];
	snprintf(json, sizeof json, "%.*s.json", (int)(strlen(name) - strlen(".feed")), name);
	assert_true(read_file(&document, folder, name));
	bool has_expected = read_file(&expected, folder, json);
	write_feed(&found, &document);
	bool is_same = has_expected && expected.len == found.len &&
		       memcmp(expected.data, found.data, found.len) == 0;
	if (!is_same)
		print_error("%s differs from %s:\n%s\n", name, json, found.data);
	buffer_done(&document);
	buffer_done(&expected);
	buffer_done(&found);
	return !is_same;
}

static void every_document_becomes_what_stands_beside_it(void **state)
{
	char folder[4096];
	int wrong = 0, documents = 0;
	(void)state;
	snprintf(folder, sizeof folder, "%s/tests/feeds/corpus", getenv("SRCDIR"));
	DIR *directory = opendir(folder);
	assert_non_null(directory);
	for (struct dirent *entry; (entry = readdir(directory));) {
		const char *end = strrchr(entry->d_name, '.');
		if (!end || strcmp(end, ".feed") != 0)
			continue;
		wrong += compare_document(folder, entry->d_name);
		documents++;
	}
	closedir(directory);
	assert_int_equal(wrong, 0);
	assert_true(documents >= 10);
}

TEST_MAIN(TEST("every document becomes what stands beside it",
	every_document_becomes_what_stands_beside_it))
