#include "feeds/clean.h"

#include "tests/lib/check.h"

static void check(const char *html, const char *expected)
{
	struct arena *arena = arena_new();
	struct foreign clean = clean_html(
		arena, foreign_from_string(html), FOREIGN("https://example.org/news/1.html"));
	assert_text(clean, expected);
	arena_free(arena);
}

static void active_content_goes(void **state)
{
	(void)state;
	check("a<script>alert(1)</script><style>b{}</style>b", "ab");
	check("<iframe src=x></iframe><object><p>no plugin</p></object>", "<p>no plugin</p>");
	check("<form action=/x>Name <input name=a><button>Go</button></form>", "Name");
	check("<img src=x.png onerror=alert(1)>", "<img src=\"https://example.org/news/x.png\">");
	check("<p onclick='x()' style='color:red' class=a>x</p>", "<p>x</p>");
	check("<svg onload=alert(1)><a>x</a></svg>y", "y");
	check("<template><p>x</p></template>y", "y");
	check("<meta http-equiv=refresh content=0><link rel=x href=y><base href=/z>y", "y");
}

static void evil_addresses_go(void **state)
{
	(void)state;
	check("<a href='javascript:alert(1)'>x</a>", "<a>x</a>");
	check("<a href=' JaVaScRiPt:alert(1)'>x</a>", "<a>x</a>");
	check("<a href='java\nscript:alert(1)'>x</a>", "<a>x</a>");
	check("<a href='data:text/html,x'>x</a>", "<a>x</a>");
	check("<img src='data:image/png;base64,AAAA'>", "");
	check("<blockquote cite='vbscript:x'>q</blockquote>", "<blockquote>q</blockquote>");
}

static void addresses_become_absolute(void **state)
{
	(void)state;
	check("<a href='../a?b&amp;c'>x</a>", "<a href=\"https://example.org/a?b&amp;c\">x</a>");
	check("<a href='#note'>1</a>", "<a href=\"#note\">1</a>");
	check("<img alt='A &quot;b&quot;' src='/i.png' width=20>",
		"<img src=\"https://example.org/i.png\" alt=\"A &quot;b&quot;\" width=\"20\">");
}

static void late_pictures_are_found(void **state)
{
	(void)state;
	const char *expected = "<img src=\"https://example.org/b.jpg\">";
	check("<img src='data:image/gif;base64,R0' data-src=/b.jpg>", expected);
	check("<img class=wait src=/img/14x9.png data-src=/b.jpg>", expected);
	check("<img src=/b.jpg data-src=17>", expected);
	check("<img src=/placeholder.gif data-srcset='/a.jpg 320w, /b.jpg 640w'>", expected);
	check("<picture><source srcset='/b.jpg 2x, /a.jpg 1x'><img></picture>", expected);
	check("<img src='data:,'><noscript><img src=/b.jpg></noscript>", expected);
	check("<img src=/b.jpg><noscript><img src=/b.jpg></noscript>", expected);
	check("<img src=/b.jpg?small><noscript><img src=/b.jpg></noscript>", expected);
	check("<img src=/count.gif width=1 height=1>", "");
}

static void text_is_escaped(void **state)
{
	(void)state;
	check("5 &lt; 8 &amp;amp; &#x2019;", "5 &lt; 8 &amp;amp; ’");
	check("<b>x<br/>", "<b>x<br></b>");
	check("<unknown>x</unknown>", "x");
	check("<html><head><title>Title</title></head><body><p>x</body></html>", "Title<p>x</p>");
	check("", "");
}

static void what_is_kept_is_whole(void **state)
{
	(void)state;
	check("<table><tr><td colspan=2>a</td></tr></table>",
		"<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>");
	check("<ol start=3 reversed><li value=9>x</ol>",
		"<ol start=\"3\" reversed=\"\"><li value=\"9\">x</li></ol>");
	check("<p dir=rtl lang=he>x</p>", "<p dir=\"rtl\" lang=\"he\">x</p>");
	check("<pre>\n\n a\n</pre>", "<pre>\n a\n</pre>");
}

TEST_MAIN(TEST("scripts, styles, forms, frames and event attributes never survive",
		  active_content_goes),
	TEST("javascript: and data: addresses never survive", evil_addresses_go),
	TEST("addresses are made absolute, places on the page stay", addresses_become_absolute),
	TEST("pictures that load late are found, counting pixels are not", late_pictures_are_found),
	TEST("text is escaped anew, unknown elements leave their content", text_is_escaped),
	TEST("tables, lists, languages and code are written whole", what_is_kept_is_whole))
