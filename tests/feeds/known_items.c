#include "tests/lib/check.h"

#include <stdlib.h>

#include "feeds/parse.h"

static const char FEED[] =
	"<?xml version='1.0'?><rss version='2.0' "
	"xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
	"<title>T</title>"
	"<item><guid "
	"isPermaLink='false'>1</guid><title>One</title><dc:creator>Ann</dc:creator></item>"
	"<item><guid isPermaLink='false'>2</guid><title>Two</title></item>"
	"<item><guid isPermaLink='false'>3</guid><title>Three</title></item></channel></rss>";

static int compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
	return left < right ? -1 : left > right;
}

static struct feed parse(struct arena *arena, const char *text, const uint64_t *known, size_t count)
{
	struct parse_options options = {.url = {"", 0},
		.content_type = {"", 0},
		.known_hashes = known,
		.known_hashes_count = count};
	struct feed feed;
	struct error error = {0};
	assert_int_equal(
		feed_parse(&feed, arena, (struct bytes){text, strlen(text)}, &options, &error),
		PARSE_FEED);
	return feed;
}

static void known_items_are_listed_but_not_read(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	struct feed first = parse(arena, FEED, NULL, 0);
	assert_int_equal(first.articles_count, 3);
	assert_int_equal(first.item_hashes_count, 3);
	qsort(first.item_hashes, 3, sizeof *first.item_hashes, compare);
	struct feed second = parse(arena, FEED, first.item_hashes, 3);
	assert_int_equal(second.articles_count, 0);
	assert_int_equal(second.item_hashes_count, 3);
	assert_text(second.title, "T");
	arena_free(arena);
}

static void only_the_changed_item_is_read_again(void **state)
{
	struct arena *arena = arena_new();
	char changed[sizeof FEED];
	(void)state;
	struct feed first = parse(arena, FEED, NULL, 0);
	qsort(first.item_hashes, 3, sizeof *first.item_hashes, compare);
	memcpy(changed, FEED, sizeof FEED);
	memcpy(strstr(changed, "Two"), "2nd", 3);
	struct feed second = parse(arena, changed, first.item_hashes, 3);
	assert_int_equal(second.articles_count, 1);
	assert_text(second.articles[0].title, "2nd");
	assert_text(second.articles[0].id, "2");
	arena_free(arena);
}

static uint64_t hash_of_item(const char *inside)
{
	struct arena *arena = arena_new();
	struct feed feed = parse(arena,
		arena_printf(arena,
			"<rss "
			"version='2.0'><channel><item><title>One</title>%s</item></channel></rss>",
			inside),
		NULL, 0);
	assert_int_equal(feed.item_hashes_count, 1);
	uint64_t hash = feed.item_hashes[0];
	arena_free(arena);
	return hash;
}

static void an_item_is_known_whatever_its_counters_say(void **state)
{
	(void)state;
	uint64_t hash = hash_of_item("<media:thumbnail url='/1.jpg?a>b'/>\n<link>/a</link>"
				     "<slash:comments>4</slash:comments><b>c</b>");
	assert_true(hash == hash_of_item("<media:thumbnail url='/20.jpg' width='5'/><link>/a</link>"
					 "<slash:comments>12</slash:comments><b>c</b>"));
	static const char *const others[] = {"<link>/a</link><b>c</b>",
		"<media:thumbnail url='/1.jpg'/><link>/b</link><slash:comments>4</slash:comments>"
		"<b>c</b>",
		"<media:thumbnail url='/1.jpg'/><link>/a</link><slash:comments>4</slash:comments>"
		"<b>d</b>",
		"<link>/a</link><slash:comments>4</slash:comments><b>c</b>"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_true(hash != hash_of_item(others[i]));
	assert_true(
		hash_of_item(
			"<description><![CDATA[<media:thumbnail url='/1'/>]]></description>") !=
		hash_of_item("<description><![CDATA[<media:thumbnail url='/2'/>]]></description>"));
}

static void an_item_keeps_its_hash_when_others_come_before_it(void **state)
{
	struct arena *arena = arena_new();
	(void)state;
	struct feed first = parse(arena, FEED, NULL, 0);
	char *longer = arena_printf(arena, "%.*s<item><title>New</title></item>%s",
		(int)(strstr(FEED, "<item>") - FEED), FEED, strstr(FEED, "<item>"));
	uint64_t last = first.articles[2].bytes_hash;
	struct feed second = parse(arena, longer, NULL, 0);
	assert_int_equal(second.articles_count, 4);
	assert_true(second.articles[3].bytes_hash == last);
	arena_free(arena);
}

static void items_of_json_feeds_are_known_too(void **state)
{
	static const char json[] =
		"{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":["
		"{\"id\":\"1\",\"content_text\":\"a\"},{\"id\":\"2\",\"content_text\":\"b\"}]}";
	struct arena *arena = arena_new();
	(void)state;
	struct feed first = parse(arena, json, NULL, 0);
	uint64_t known = first.articles[0].bytes_hash;
	struct feed second = parse(arena, json, &known, 1);
	assert_int_equal(second.articles_count, 1);
	assert_text(second.articles[0].id, "2");
	assert_int_equal(second.item_hashes_count, 2);
	arena_free(arena);
}

TEST_MAIN(TEST("known items are listed but not read", known_items_are_listed_but_not_read),
	TEST("only the changed item is read again", only_the_changed_item_is_read_again),
	TEST("an item keeps its hash when others come before it",
		an_item_keeps_its_hash_when_others_come_before_it),
	TEST("an item is known whatever its counters and its thumbnail's address say",
		an_item_is_known_whatever_its_counters_say),
	TEST("items of JSON feeds are known too", items_of_json_feeds_are_known_too))
