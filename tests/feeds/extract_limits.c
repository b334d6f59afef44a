/* Pages of 5 MiB that were made to be slow: each takes under two seconds and
 * bounded memory.  Sanitizers get pages of 256 KiB, clang, which is not alone, of 1 MiB. */
#include <sys/resource.h>
#include <time.h>

#include "feeds/extract.h"
#include "src/base/buffer.h"
#include "tests/lib/check.h"

enum { NESTED = 250 };

/* What is quadratic takes minutes; sanitizers make all of it five times slower and larger. */
#ifdef IS_SANITIZED
enum { PAGE_BYTES = 1 << 18, MOST_MILLISECONDS = 10000, MOST_MEBIBYTES = 8192 };
#elif defined(__clang__)
enum { PAGE_BYTES = 1 << 20, MOST_MILLISECONDS = 10000, MOST_MEBIBYTES = 8192 };
#else
enum { PAGE_BYTES = 5 << 20, MOST_MILLISECONDS = 2000, MOST_MEBIBYTES = 768 };
#endif

struct hostile {
	const char *nested; /* opened 250 times, may be NULL */
	const char *piece;  /* then this, up to 5 MiB */
};

static const struct hostile million_tags[] = {
	{NULL, "<td><b>x"},
	{NULL, "<b>"},
	{NULL, "<br>x"},
	{NULL, "<li><a href=/a>a long enough link text</a>"},
	{NULL, "<h1>Some words of a title</h1>"},
	{NULL, "<h2><a href=/a>Title</a></h2>text"},
	{NULL, "<div class=share><p>text, and more of it."},
	{NULL, "<p class='byline author'>By A. Writer"},
	{NULL, "<p class=comment>x"},
	{NULL, "<article><p>text, and more of it.</article>"},
	{NULL, "<ol><li><a href=/1>A note</a> of 1987.</ol>"},
};

static const struct hostile deep_nesting[] = {
	{"<div>", "<p>text, and more of it.</p>"},
	{"<div class=author>", "word "},
	{"<div class=related>", "<p>x</p>"},
	{"<div class=caption>", "<img src=a.jpg>x"},
	{"<figure>", "<img src=a.jpg><p>x</p>"},
	{"<figure>", "<figcaption>x</figcaption>"},
	{"<h1>", "word "},
	{"<blockquote>", "<blockquote>text"},
	{"<article>", "<article><p>text, and more of it."},
};

static const struct hostile huge_attributes[] = {
	{"<p class='", "comment author "},
	{"<p style='", "display:none;"},
	{"<p ", "a=b "},
	{"<img srcset='", "a.jpg 1x, "},
	{"<meta name=description content='", "&lt;b&gt;x"},
	{"<title>", "a - b "},
	{"<script type='application/ld+json'>", "["},
};

static const struct hostile many_tables[] = {
	{NULL, "<table><tr><td>x"},
	{NULL, "<table><tr><th>a<tr><td>b</table>"},
	{"<table><tr><td>", "<p>x y z"},
	{NULL, "<table><caption>x"},
	{NULL, "<table><thead><tr><th>a</thead><tfoot><tr><th>a</tfoot></table>"},
	{"<table><thead><tr><td>x</thead><tfoot><tr><td>", "<p>x y z"},
};

static const struct hostile many_pictures[] = {
	{NULL, "<p><img src=a.jpg></p><p><em>a line below</em></p>"},
	{"<p><img src=a.jpg><em>", "a line below"},
	{NULL, "<div><img alt='x y' src=a.jpg><br>x y</div>"},
	{"<div><img alt='x y' src=a.jpg>", "<img alt='x y' src=a.jpg><div>x y</div>"},
	{NULL, "<img src=a.jpg><noscript><img src=b.jpg></noscript>"},
	{"<img src=a.jpg><noscript>", "<img src=b.jpg><noscript>"},
	{"<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"Article\",\"author\":"
	 "{\"@id\":\"#b\"}}",
		",{\"@id\":\"#a\"}"},
	{"<p class='author'>", "<a href=a>A. Writer</a>"},
};

static void build(struct buffer *html, const struct hostile *hostile, size_t times)
{
	buffer_clear(html);
	buffer_append_string(html, "<title>A long title - here</title><body><p>Text, and more.");
	for (size_t i = 0; hostile->nested && i < times; i++)
		buffer_append_string(html, hostile->nested);
	while (html->len < PAGE_BYTES)
		buffer_append_string(html, hostile->piece);
}

static size_t peak_mebibytes(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (size_t)usage.ru_maxrss >> 10;
}

static void check_all(const struct hostile *pages, size_t count, size_t times)
{
	struct buffer html = {0};
	for (size_t i = 0; i < count; i++) {
		build(&html, &pages[i], times);
		struct arena *arena = arena_new();
		struct extract out;
		clock_t start = clock();
		extract_article(&out, arena, (struct foreign){html.data, html.len},
			FOREIGN("https://example.org/"), NULL);
		clock_t used = (clock() - start) / (CLOCKS_PER_SEC / 1000);
		if (used > MOST_MILLISECONDS || peak_mebibytes() > MOST_MEBIBYTES)
			print_message("%s, %s: %ld ms, %zu MiB\n",
				pages[i].nested ? pages[i].nested : "", pages[i].piece, (long)used,
				peak_mebibytes());
		assert_in_range(used, 0, MOST_MILLISECONDS);
		assert_in_range(peak_mebibytes(), 0, MOST_MEBIBYTES);
		arena_free(arena);
	}
	buffer_done(&html);
}

#define CHECK_ALL(pages, times) check_all((pages), sizeof(pages) / sizeof(pages)[0], (times))

static void a_million_tags(void **state)
{
	(void)state;
	CHECK_ALL(million_tags, 0);
}

static void nesting(void **state)
{
	(void)state;
	CHECK_ALL(deep_nesting, NESTED);
}

static void attributes(void **state)
{
	(void)state;
	CHECK_ALL(huge_attributes, 1);
}

static void tables(void **state)
{
	(void)state;
	CHECK_ALL(many_tables, NESTED / 4);
}

static void pictures_and_who_made_them(void **state)
{
	(void)state;
	CHECK_ALL(many_pictures, NESTED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a page of a million tags takes under two seconds", a_million_tags),
		TEST("a page nested as deep as can be takes under two seconds", nesting),
		TEST("a page of one huge attribute takes under two seconds", attributes),
		TEST("a page of nothing but tables takes under two seconds", tables),
		TEST("a page of nothing but pictures takes under two seconds",
			pictures_and_who_made_them),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
