/* Every page of corpus-pages/ beside what must come out of it: NAME.html, and NAME.txt with the
 * address of the page, what it says about itself, an empty line, and its text.  To add one:
 * put the page there, run tests/feeds/extract_tool on it, read the result, keep it. */
#include "tests/lib/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "feeds/extract.h"
#include "tests/lib/read_file.h"

static void write_line(struct buffer *out, const char *name, struct foreign value)
{
	buffer_printf(
		out, "%s%s%.*s\n", name, value.len > 0 ? " " : "", (int)value.len, value.utf8);
}

/* The first line of what is expected says where the page lies. */
static struct foreign address(const struct buffer *expected)
{
	const char *line_end =
		expected->len > 4 ? memchr(expected->data, '\n', expected->len) : NULL;
	bool is_told = line_end && strncmp(expected->data, "url ", 4) == 0;
	return is_told ? (struct foreign){expected->data + 4,
				 (size_t)(line_end - expected->data - 4)}
		       : FOREIGN("https://example.org/");
}

static void write_article(struct buffer *out, const struct buffer *page, struct foreign url)
{
	struct arena *arena = arena_new();
	struct extract article;
	struct error error = {0};
	if (!extract_article(&article, arena, (struct foreign){page->data, page->len}, url, &error))
		print_error("%s\n", error.sentence);
	write_line(out, "url", url);
	write_line(out, "title", article.title);
	write_line(out, "byline", article.byline);
	write_line(out, "site", article.site_name);
	write_line(out, "published", article.published_text);
	write_line(out, "lang", article.language);
	write_line(out, "excerpt", article.excerpt);
	buffer_append_char(out, '\n');
	buffer_append(out, article.content_text.utf8, article.content_text.len);
	buffer_append_char(out, '\n');
	arena_free(arena);
}

static int compare_page(const char *folder, const char *name)
{
	struct buffer page = {0}, expected = {0}, found = {0};
	char text[300];
	snprintf(text, sizeof text, "%.*s.txt", (int)(strlen(name) - strlen(".html")), name);
	assert_true(read_file(&page, folder, name));
	read_file(&expected, folder, text);
	write_article(&found, &page, address(&expected));
	bool is_same =
		expected.len == found.len && memcmp(expected.data, found.data, found.len) == 0;
	if (!is_same)
		print_error("%s differs from %s:\n%.*s\n", name, text, (int)found.len, found.data);
	buffer_done(&page);
	buffer_done(&expected);
	buffer_done(&found);
	return !is_same;
}

static void pages_of_many_kinds_give_their_articles(void **state)
{
	(void)state;
	char folder[4096];
	int wrong = 0, count = 0;
	snprintf(folder, sizeof folder, "%s/tests/feeds/corpus-pages", getenv("SRCDIR"));
	DIR *directory = opendir(folder);
	assert_non_null(directory);
	for (struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
		const char *dot = strrchr(entry->d_name, '.');
		if (!dot || strcmp(dot, ".html") != 0)
			continue;
		wrong += compare_page(folder, entry->d_name);
		count++;
	}
	closedir(directory);
	assert_true(count > 20);
	assert_int_equal(wrong, 0);
}

TEST_MAIN(TEST("pages of many kinds give their articles", pages_of_many_kinds_give_their_articles))
