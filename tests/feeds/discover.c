/* The feeds that a page names. */
#include "feeds/discover.h"

#include "src/base/buffer.h"
#include "tests/lib/check.h"
#include "tests/lib/growth.h"

static struct feed_links found_in(struct arena *arena, const char *html)
{
	struct feed_links links;
	discover_in_page(&links, arena, foreign_from_string(html),
		FOREIGN("https://a.example/dir/page.html"));
	return links;
}

/* One link expected, or none when `expected` is NULL. */
static void assert_found(const char *html, const char *expected)
{
	struct arena *arena = arena_new();
	struct feed_links links = found_in(arena, html);
	assert_int_equal(links.count, expected ? 1 : 0);
	if (expected)
		assert_text(links.items[0].url, expected);
	arena_free(arena);
}

#define RSS "<link rel=alternate type=application/rss+xml href="

static void reads_a_link(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct feed_links links = found_in(arena,
		"<!DOCTYPE html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" "
		"title=\"The Astana &amp; Times\n Feed\" href=\"https://astanatimes.com/feed/\" "
		"/></head>");
	assert_int_equal(links.count, 1);
	assert_text(links.items[0].url, "https://astanatimes.com/feed/");
	assert_text(links.items[0].title, "The Astana & Times Feed");
	assert_text(links.items[0].mime_type, "application/rss+xml");
	arena_free(arena);
}

static void reads_every_spelling(void **state)
{
	(void)state;
	assert_found("<LINK REL='Alternate' TYPE='application/ATOM+xml' HREF='/a'>",
		"https://a.example/a");
	assert_found("<link href=b.xml type=application/feed+json rel='home alternate'>",
		"https://a.example/dir/b.xml");
	assert_found("<link\nrel\n=\nalternate\ntype = 'application/rss+xml; "
		     "charset=utf-8'\thref=//b.example/f>",
		"https://b.example/f");
	assert_found(RSS "'?a=1&amp;b=2'>", "https://a.example/dir/page.html?a=1&b=2");
	assert_found("<link rel=feed href=/f>", "https://a.example/f");
	assert_found("<link rel=alternate type=application/json href=/feed.json>",
		"https://a.example/feed.json");
	assert_found("<link rel=alternate type=text/xml href=/rss>", "https://a.example/rss");
	assert_found("<body><p>text " RSS "/late>", "https://a.example/late");
	assert_found(RSS "/f type=text/html>", "https://a.example/f");
	assert_found(RSS "/cut", "https://a.example/cut");
}

static void passes_over_the_rest(void **state)
{
	(void)state;
	assert_found("<link rel=stylesheet href=/feed.css>", NULL);
	assert_found("<link rel='alternate stylesheet' type=application/rss+xml href=/f>", NULL);
	assert_found("<link rel=alternate hreflang=kk href=/kk>", NULL);
	assert_found(
		"<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>", NULL);
	assert_found("<link rel=alternate type='application/json+oembed' href=/feed>", NULL);
	assert_found("<a rel=alternate type=application/rss+xml href=/f>", NULL);
	assert_found(RSS "'javascript:alert(1)'>", NULL);
	assert_found(RSS "'file:///etc/passwd'>", NULL);
	assert_found(RSS "''>", NULL);
	assert_found("<!-- " RSS "/f> -->", NULL);
	assert_found("<script>'" RSS "/f>'</script>", NULL);
	assert_found("<style>" RSS "/f></style>", NULL);
	assert_found("<textarea>" RSS "/f></textarea>", NULL);
	assert_found("<links rel=alternate type=application/rss+xml href=/f>", NULL);
	assert_found("<div title='" RSS "/f>'>", NULL);
	assert_found("1 < 2 <", NULL);
	assert_found("", NULL);
}

static void base_counts(void **state)
{
	(void)state;
	assert_found("<base href='https://b.example/x/'>" RSS "f>", "https://b.example/x/f");
	assert_found("<base target=_top><base href=/y/>" RSS "f>", "https://a.example/y/f");
	assert_found("<base href=/x/><base href=/y/>" RSS "f>", "https://a.example/x/f");
}

static void order_and_repetition(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct feed_links links = found_in(arena, RSS "/1>" RSS "/2>" RSS "/1>" RSS "/3>");
	assert_int_equal(links.count, 3);
	assert_text(links.items[0].url, "https://a.example/1");
	assert_text(links.items[2].url, "https://a.example/3");
	arena_free(arena);
}

static clock_t time_to_read(size_t size, const void *piece)
{
	struct buffer page = {0};
	while (page.len < size)
		buffer_append_string(&page, piece);
	struct arena *arena = arena_new();
	clock_t start = clock();
	struct feed_links links = found_in(arena, page.data);
	clock_t used = clock() - start;
	assert_true(links.count <= 50);
	arena_free(arena);
	buffer_done(&page);
	return used;
}

static void hostile_pages_are_linear(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"<link ", "<link rel=", "<!--", "<script>", "<", "<a b='", "<a x=y ", RSS "/%d>"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		assert_true(grows_linearly(time_to_read, 4 << 20, pieces[i]));
}

TEST_MAIN(TEST("a page names its feed with a link", reads_a_link),
	TEST("links are read in every spelling", reads_every_spelling),
	TEST("what names no feed is passed over", passes_over_the_rest),
	TEST("the first base counts", base_counts),
	TEST("links keep their order and come once", order_and_repetition),
	TEST("hostile pages take linear time", hostile_pages_are_linear))
