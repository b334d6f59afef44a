#include "tests/lib/check.h"

#include <stdio.h>

#include "feeds/parse.h"
#include "src/base/buffer.h"

#define ITEMS 20

static enum parse_result parse(struct feed *feed, struct arena *arena, struct bytes text)
{
	struct parse_options options = {
		.url = FOREIGN("https://example.org/feed"), .content_type = {"", 0}};
	struct error error = {0};
	return feed_parse(feed, arena, text, &options, &error);
}

static void parse_string(struct feed *feed, struct arena *arena, const char *text)
{
	assert_int_equal(parse(feed, arena, (struct bytes){text, strlen(text)}), PARSE_FEED);
}

#define HEAD "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>T</title>"
#define TAIL "</channel></rss>"
#define GOOD "<item><title>Good</title><link>http://e.org/g</link></item>"

/* Each is one bad item; the good one behind it must be read. */
static void one_bad_item_costs_one_item(void **state)
{
	static const char *const bad[] = {
		"<item><title>Bad</title><description><![CDATA[never closed</description></item>",
		"<item><title>Bad</title><description><![CDATA[never closed</item>",
		"<item><title>Bad<link>http://e.org/b</link></item>",
		"<item><title>Bad</title><link>http://e.org/b</link>",
		"<item><title>Bad</title></link></guid></item>",
		"<item><title>Bad &nbsp; &foo; & < 3</title></item>",
		"<item><title>Bad</title><!-- never closed </item>",
		"<item><title>Bad</title><enclosure url='x></item>",
		"<item><title>Bad</title><b a=1 a=2 a='3'></item>",
		"<item><title>Bad</title \n></item>",
		"<item><title>Bad</title><p><b></p></b></i></item>",
		"<item><title>Bad\x01\x02\x1b\x7f</title></item>",
		"<item><title>Bad\xff\xfe\xc3</title></item>",
		"<item><title>Bad</title><1tag/></></ ></item>",
		"<item><title>Bad&#xD800;&#0;&#x110000;&#x1;</title></item>",
		"<item><title>Bad</title><?php echo 1 ?></item>",
		"<item><title>Bad</title><!DOCTYPE x></item>",
	};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct arena *arena = arena_new();
		struct feed feed;
		parse_string(&feed, arena, arena_printf(arena, HEAD "%s" GOOD TAIL, bad[i]));
		if (feed.articles_count != 2)
			print_error("%s\n", bad[i]);
		assert_int_equal(feed.articles_count, 2);
		assert_true(foreign_starts_with(feed.articles[0].title, FOREIGN("Bad")));
		assert_text(feed.articles[1].title, "Good");
		assert_text(feed.articles[1].url, "http://e.org/g");
		arena_free(arena);
	}
}

static void fields_around_a_missing_end_tag_are_kept(void **state)
{
	struct arena *arena = arena_new();
	struct feed feed;
	(void)state;
	parse_string(&feed, arena,
		HEAD "<item><title>T1<link>http://e.org/1</link><description>text<pubDate>Tue, 05 "
		     "Apr 2022 "
		     "09:00:00 GMT</pubDate><guid>g1</guid></item>" TAIL);
	assert_text(feed.articles[0].title, "T1");
	assert_text(feed.articles[0].url, "http://e.org/1");
	assert_text(feed.articles[0].content_html, "text");
	assert_text(feed.articles[0].id, "g1");
	assert_int_equal(feed.articles[0].published, 1649149200);
	assert_int_equal(feed.warnings.count, 1);
	arena_free(arena);
}

static void junk_around_the_document_is_passed_over(void **state)
{
	static const char *const documents[] = {
		"\n\n  " HEAD GOOD TAIL,
		"<br />\n<b>Warning</b>: mysql in <b>x.php</b> on line <b>3</b><br />\n" HEAD GOOD
			TAIL,
		"\xEF\xBB\xBF\xEF\xBB\xBF" HEAD GOOD TAIL,
		HEAD GOOD TAIL "<!-- 12 queries --><script>x()</script>",
		HEAD GOOD TAIL HEAD GOOD TAIL,
		"<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>" HEAD GOOD TAIL,
		"<channel><title>T</title>" GOOD "</channel>",
	};
	(void)state;
	for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
		struct arena *arena = arena_new();
		struct feed feed;
		parse_string(&feed, arena, documents[i]);
		assert_int_equal(feed.articles_count, 1);
		assert_text(feed.title, "T");
		arena_free(arena);
	}
}

static void make_feed(struct buffer *out)
{
	buffer_append_string(out, HEAD);
	for (int i = 0; i < ITEMS; i++)
		buffer_printf(out,
			"<item><title>Title %d</title><link>http://e.org/%d</link><guid>g%d</guid>"
			"<description><![CDATA[<p>Text &amp; <b>more</b> of "
			"%d</p>]]></description></item>\n",
			i, i, i, i);
	buffer_append_string(out, TAIL);
}

static size_t titles_found(const struct feed *feed)
{
	size_t found = 0;
	for (size_t i = 0; i < feed->articles_count; i++)
		found += foreign_starts_with(feed->articles[i].title, FOREIGN("Title "));
	return found;
}

static void a_feed_cut_anywhere_keeps_what_came_before(void **state)
{
	struct buffer text = {0};
	(void)state;
	make_feed(&text);
	for (size_t len = sizeof HEAD; len < text.len; len++) {
		struct arena *arena = arena_new();
		struct feed feed;
		size_t whole = 0;
		for (const char *at = text.data;
			(at = strstr(at, "</item>")) && at + 7 <= text.data + len; at++)
			whole++;
		assert_int_equal(parse(&feed, arena, (struct bytes){text.data, len}), PARSE_FEED);
		assert_true(titles_found(&feed) >= whole);
		arena_free(arena);
	}
	buffer_done(&text);
}

/* Every byte in turn becomes another: nothing crashes, and at most the item that
 * was hit and its neighbour are lost. */
static void a_wrong_byte_anywhere_costs_little(void **state)
{
	static const char wrong[] = {'<', '>', '&', '"', '\0', '\xFF', 'x', ']', '/', '!'};
	struct buffer text = {0};
	size_t lost = 0, tried = 0;
	(void)state;
	make_feed(&text);
	for (size_t at = sizeof HEAD; at < text.len - sizeof TAIL; at += 3) {
		struct arena *arena = arena_new();
		struct feed feed;
		char right = text.data[at];
		text.data[at] = wrong[at % sizeof wrong];
		assert_int_equal(
			parse(&feed, arena, (struct bytes){text.data, text.len}), PARSE_FEED);
		size_t found = titles_found(&feed);
		if (found + 2 < ITEMS)
			print_error("at %zu %.20s: %zu\n", at, text.data + at, found);
		assert_true(found + 2 >= ITEMS);
		lost += ITEMS - (found > ITEMS ? ITEMS : found);
		tried += ITEMS;
		text.data[at] = right;
		arena_free(arena);
	}
	assert_true(lost * 100 < tried);
	buffer_done(&text);
}

static void what_is_no_feed_is_refused(void **state)
{
	static const struct {
		const char *text;
		enum parse_result result;
	} rows[] = {{"", PARSE_FAILED}, {"hello", PARSE_FAILED}, {"{}", PARSE_FAILED},
		{"[1,2]", PARSE_FAILED},
		{"{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", PARSE_FAILED},
		{"<svg/>", PARSE_FAILED}, {"<opml/>", PARSE_FAILED}, {"<html><body>x", PARSE_PAGE},
		{"<!doctype html><p>x", PARSE_PAGE},
		{"<HTML lang=en><head><title>x</title>", PARSE_PAGE}};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct feed feed;
		assert_int_equal(
			parse(&feed, arena, (struct bytes){rows[i].text, strlen(rows[i].text)}),
			rows[i].result);
		arena_free(arena);
	}
}

TEST_MAIN(TEST("one bad item costs one item", one_bad_item_costs_one_item),
	TEST("fields around a missing end tag are kept", fields_around_a_missing_end_tag_are_kept),
	TEST("junk around the document is passed over", junk_around_the_document_is_passed_over),
	TEST("a feed cut anywhere keeps what came before",
		a_feed_cut_anywhere_keeps_what_came_before),
	TEST("a wrong byte anywhere costs little", a_wrong_byte_anywhere_costs_little),
	TEST("what is no feed is refused", what_is_no_feed_is_refused))
