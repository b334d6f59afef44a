#include "tests/lib/check.h"

#include "feeds/references.h"
#include "feeds/strip.h"

static struct foreign text_of(const char *string)
{
	return (struct foreign){string, strlen(string)};
}

static void assert_stripped(const char *html, const char *expected)
{
	struct arena *arena = arena_new();
	struct foreign result = strip_html(arena, text_of(html));
	assert_text(result, expected);
	arena_free(arena);
}

static void tags_go_and_blocks_part_words(void **state)
{
	(void)state;
	assert_stripped("<p>one</p><p>two</p>", "one two");
	assert_stripped("<b>o</b>ne<br/>two", "one two");
	assert_stripped("  a \n\t b  ", "a b");
	assert_stripped("<a title=\"x > y\" href='?a&b'>link</a>", "link");
	assert_stripped("x<!-- <b>no</b> -->y", "xy");
	assert_stripped("<!DOCTYPE html><title>t</title>", "t");
}

static void paragraphs_are_lines(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct foreign lines = strip_html_lines(
		arena, text_of("<h2>One</h2>\n<p>two\nthree <b>f</b>our</p><ul><li>five</ul> six"));
	assert_text(lines, "One\ntwo three four\nfive\nsix");
	arena_free(arena);
}

static void what_is_not_for_readers_goes_whole(void **state)
{
	(void)state;
	assert_stripped("a<script>alert('<b>')</script>b", "ab");
	assert_stripped("a<style>p{}</style >b", "ab");
	assert_stripped("a<script>never closed", "a");
}

static void a_lone_bracket_is_text(void **state)
{
	(void)state;
	assert_stripped("1 < 2 and 3 > 2", "1 < 2 and 3 > 2");
	assert_stripped("I <3 you", "I <3 you");
	assert_stripped("cut <b", "cut <b");
	assert_stripped("<", "<");
	assert_stripped("a <!-- open", "a <!-- open");
}

static void references_are_resolved_once(void **state)
{
	(void)state;
	assert_stripped("AT&amp;T &#8217;&#x2019; &nbsp; &copy 2022", "AT&T ’’ © 2022");
	assert_stripped("&amp;lt;b&amp;gt;", "&lt;b&gt;");
	assert_stripped("?a=1&copy=2&unknown;", "?a=1&copy=2&unknown;");
}

static void numbers_mean_what_browsers_say(void **state)
{
	static const char *const rows[][2] = {{"&#146;", "’"}, {"&#128;", "€"},
		{"&#55357;&#56832;", "😀"}, {"&#xD800;", "\uFFFD"}, {"&#x110000;", "\uFFFD"},
		{"&#0;", "\uFFFD"}, {"&#x41", "A"}, {"&#;", "&#;"},
		{"&#99999999999999999999;", "\uFFFD"}, {"&CounterClockwiseContourIntegral;", "∳"},
		{"&nGt;&nGt;&nGt;", "≫⃒≫⃒≫⃒"}, {"&", "&"}, {"&&amp;", "&&"}};
	struct arena *arena = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct foreign result = strip_references(arena, text_of(rows[i][0]));
		assert_text(result, rows[i][1]);
	}
	arena_free(arena);
}

static void the_xml_rule_wants_the_semicolon(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	struct foreign result =
		references_resolve(arena, FOREIGN("&copy &copy; &lt&lt;"), REFERENCE_XML);
	assert_text(result, "&copy © &lt<");
	arena_free(arena);
}

TEST_MAIN(TEST("tags go and blocks part words", tags_go_and_blocks_part_words),
	TEST("paragraphs are lines, where that is wanted", paragraphs_are_lines),
	TEST("what is not for readers goes whole", what_is_not_for_readers_goes_whole),
	TEST("a lone bracket is text", a_lone_bracket_is_text),
	TEST("references are resolved once", references_are_resolved_once),
	TEST("numbers mean what browsers say", numbers_mean_what_browsers_say),
	TEST("the XML rule wants the semicolon", the_xml_rule_wants_the_semicolon))
