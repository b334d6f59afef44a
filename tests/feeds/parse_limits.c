#include "tests/lib/check.h"

#include <time.h>

#include "feeds/parse.h"
#include "src/base/buffer.h"

#ifdef IS_SANITIZED
#define SIZE (256u << 10) /* its memmem() looks at the whole haystack each time */
#else
#define SIZE (4u << 20)
#endif

struct hostile {
	const char *name;
	const char *start;
	const char *again; /* repeated up to SIZE */
	const char *end;
};

#define RSS "<rss version='2.0'><channel><title>T</title>"

#define DIV "<div xml:base='x/'>"
#define DIV16 DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV DIV
#define XHTML "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"

/* As long as the text of an entity may be. */
#define SIXTEEN_LETTERS "abcdefghijklmnop"
#define LONG_ENTITY SIXTEEN_LETTERS SIXTEEN_LETTERS SIXTEEN_LETTERS SIXTEEN_LETTERS

static const struct hostile hostiles[] = {
	{"addresses below many bases", XHTML DIV16 DIV16 DIV16 DIV16 DIV16 DIV16 DIV16,
		"<a xml:base='x/' href='y'/>", ""},
	{"a long attribute", RSS "<item><description><p title='", "\"<>", "'>x</p>"},
	{"text that must be escaped", RSS "<item><description><p><![CDATA[", "<&", "]]></p>"},
	{"relative enclosures", RSS "<item>", "<enclosure url='a'/>", "</item>"},
	{"deep elements", RSS "<item><title>x</title><description>", "<b>", ""},
	{"deep elements in the head", RSS, "<b>", ""},
	{"many siblings", RSS "<item>", "<a/>", "</item>"},
	{"many siblings in the head", RSS, "<a/>", ""},
	{"many attributes", RSS "<item><a", " a='1' b='2'", "/></item>"},
	{"many namespaces", RSS "<item><a", " xmlns:a='1'", "/></item>"},
	{"nested namespaces", RSS "<item>", "<a xmlns:a='1'>", "</item>"},
	{"a long name", RSS "<item><", "aaaaaaaa", "/></item>"},
	{"open CDATA", RSS "<item>", "<![CDATA[", ""},
	{"open CDATA with items", RSS, "<item><![CDATA[</item>", "]]>"},
	{"open comments", RSS, "<!-- ", ""},
	{"open comments with items", RSS, "<item><!-- </item>", "-->"},
	{"open comments in an item", RSS "<item>", "<!-- ", "</item>-->"},
	{"open declarations", RSS, "<![ >", ""},
	{"open instructions", RSS, "<?", ""},
	{"open tags", RSS, "<a ", ""},
	{"open quotes", RSS, "<a b=\"", ""},
	{"mixed quotes", RSS, "<a b='\"> <a b=\"'>", ""},
	{"end tags", RSS "<item><b><c><d>", "</x>", "</item>"},
	{"items without end", RSS, "<item><title>x</title>", ""},
	{"ampersands", RSS "<item><title>", "&&&&", "</title></item>"},
	{"references", RSS "<item><description>", "&#65;", "</description></item>"},
	{"split CDATA", RSS "<item><description>", "<![CDATA[x]]>", "</description></item>"},
	{"brackets", RSS "<item><description>", "< ", "</description></item>"},
	{"entities", "<!DOCTYPE rss [", "<!ENTITY a 'b'>", "]>" RSS},
	{"an entity", "<!DOCTYPE rss [<!ENTITY a '" LONG_ENTITY "'>]>" RSS "<item><title>", "&a;",
		"</title></item>"},
	{"CDATA beside an entity", "<!DOCTYPE rss [<!ENTITY a 'b'>]>" RSS "<item><title>",
		"<![CDATA[&a;", "]]></title></item>"},
	{"JSON brackets", "", "[", ""},
	{"JSON objects", "[", "{},", "1]"},
	{"JSON quotes", "", "{\"", ""},
	{"JSON escapes", "[\"", "\\ud83d", "\"]"},
	{"categories", RSS "<item>", "<category>a</category>", "</item>"},
	{"authors", RSS "<item>", "<author>a</author>", "</item>"},
	{"persons", "<feed><entry>", "<author><name>a</name></author>", "</entry></feed>"},
	{"bad bytes", RSS "<item><title>", "\xFF\xFE", "</title></item>"},
	{"text before", "", "<x>y</x>", RSS},
};

static void fill(struct buffer *out, const struct hostile *hostile)
{
	size_t len = strlen(hostile->again);
	buffer_append_string(out, hostile->start);
	while (out->len + len < SIZE)
		buffer_append(out, hostile->again, len);
	buffer_append_string(out, hostile->end);
}

static void a_hostile_document_takes_neither_time_nor_memory(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof hostiles / sizeof *hostiles; i++) {
		struct arena *arena = arena_new();
		struct buffer text = {0};
		struct parse_options options = {
			.url = FOREIGN("http://e.org/"), .content_type = {"", 0}};
		struct feed feed;
		struct error error = {0};
		fill(&text, &hostiles[i]);
		clock_t start = clock();
		feed_parse(&feed, arena, (struct bytes){text.data, text.len}, &options, &error);
		clock_t took = (clock() - start) / (CLOCKS_PER_SEC / 1000);
		size_t memory = arena_size(arena);
		size_t most =
			8 * text.len + feed.articles_count * sizeof *feed.articles + (1u << 20);
		/* Sanitizers take their share; quadratic takes minutes. */
		if (took > 5000 || memory > most)
			print_error(
				"%s: %d ms, %zu MiB\n", hostiles[i].name, (int)took, memory >> 20);
		assert_true(took <= 5000);
		assert_true(memory <= most);
		buffer_done(&text);
		arena_free(arena);
	}
}

/* `again` repeated `count` times between `start` and `end`; '%' in it is the turn. */
struct limit {
	const char *name;
	const char *start, *again, *end;
	int most;
	const char *sentence; /* for one more */
};

#define JSON "{\"version\":\"https://jsonfeed.org/version/1.1\","

static const struct limit limits[] = {
	{"items", RSS, "<item/>", "</channel></rss>", 50000, "the feed has more than 50000 items"},
	{"entries", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry><id>%</id></entry>",
		"</feed>", 50000, "the feed has more than 50000 items"},
	{"items in JSON", JSON "\"items\":[{}", ",{\"id\":%}", "]}", 49999,
		"the feed has more than 50000 items"},
	{"levels in an item", RSS "<item>", "<a>", "</item></channel></rss>", 255,
		"the feed is nested deeper than 256 levels"},
	{"levels around the items", RSS, "<a>", "", 254,
		"the feed is nested deeper than 256 levels"},
	{"levels in JSON", JSON "\"items\":[],\"a\":", "[", "", 255,
		"the document is nested deeper than 256 levels"},
	{"attributes in an item", RSS "<item><a", " a%='1'", "/></item></channel></rss>", 64,
		"an element of the feed has more than 64 attributes"},
	{"attributes of the root", "<rss", " a%='1'", "><channel/></rss>", 64,
		"an element of the feed has more than 64 attributes"},
	{"bytes of an element's name", RSS "<item><", "a", "/></item></channel></rss>", 1024,
		"a name in the feed is longer than 1024 bytes"},
	{"bytes of an attribute's name", RSS "<item><a ", "a", "='1'/></item></channel></rss>",
		1024, "a name in the feed is longer than 1024 bytes"},
	{"bytes of a name in JSON", JSON "\"items\":[],\"", "a", "\" :1}", 1024,
		"a name in the document is longer than 1024 bytes"},
};

static void repeat(struct buffer *out, const struct limit *limit, int count)
{
	buffer_append_string(out, limit->start);
	for (int i = 0; i < count; i++)
		for (const char *at = limit->again; *at; at++)
			if (*at == '%')
				buffer_printf(out, "%d", i);
			else
				buffer_append_char(out, *at);
	for (int i = 0; *limit->again == '[' && i < count; i++)
		buffer_append_char(out, ']');
	buffer_append_string(out, *limit->again == '[' ? "}" : limit->end);
}

static enum parse_result parse_repeated(struct error *error, const struct limit *limit, int count)
{
	struct arena *arena = arena_new();
	struct buffer text = {0};
	struct parse_options options = {.url = {"", 0}, .content_type = {"", 0}};
	struct feed feed;
	repeat(&text, limit, count);
	enum parse_result result =
		feed_parse(&feed, arena, (struct bytes){text.data, text.len}, &options, error);
	buffer_done(&text);
	arena_free(arena);
	return result;
}

static void one_over_a_limit_fails_the_feed_with_one_sentence(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
		const struct limit *limit = &limits[i];
		struct error error = {0};
		if (parse_repeated(&error, limit, limit->most) != PARSE_FEED)
			fail_msg("%s: %s", limit->name, error.sentence);
		if (parse_repeated(&error, limit, limit->most + 1) != PARSE_FAILED)
			fail_msg("%s: one more is a feed", limit->name);
		assert_int_equal(error.kind, ERROR_LIMIT);
		assert_string_equal(error.sentence, limit->sentence);
	}
}

/* Articles quote mailings with a thousand nested tables: that is no reason to lose a feed. */
static void html_over_the_limits_is_left_out_of_the_article(void **state)
{
	static const struct limit rows[] = {
		{"levels", RSS "<item><title>x</title><description>", "<b>",
			"</description></item></channel></rss>", 5000, NULL},
		{"attributes", RSS "<item><title>x</title><description><b", " a%='1'",
			"/></description></item></channel></rss>", 100, NULL},
		{"name", RSS "<item><title>x</title><description><", "a",
			"/></description></item></channel></rss>", 2000, NULL},
		{"paragraphs", RSS "<item><title>x</title><description>", "<p>text",
			"</description></item></channel></rss>", 5000, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena *arena = arena_new();
		struct buffer text = {0};
		struct parse_options options = {.url = {"", 0}, .content_type = {"", 0}};
		struct feed feed;
		struct error error = {0};
		repeat(&text, &rows[i], rows[i].most);
		enum parse_result result = feed_parse(
			&feed, arena, (struct bytes){text.data, text.len}, &options, &error);
		if (result != PARSE_FEED)
			fail_msg("%s: %s", rows[i].name, error.sentence);
		assert_int_equal(feed.articles_count, 1);
		assert_text(feed.articles[0].title, "x");
		assert_int_equal(feed.warnings.count, 1);
		buffer_done(&text);
		arena_free(arena);
	}
}

static void entities_of_entities_and_files_are_not_read(void **state)
{
	static const char text[] =
		"<!DOCTYPE rss [<!ENTITY a 'lol'><!ENTITY b '&a;&a;'><!ENTITY x SYSTEM "
		"'file:///etc/passwd'>]>" RSS "<item><title>&b;&x;</title></item></channel></rss>";
	struct arena *arena = arena_new();
	struct parse_options options = {.url = {"", 0}, .content_type = {"", 0}};
	struct feed feed;
	(void)state;
	feed_parse(&feed, arena, (struct bytes){text, sizeof text - 1}, &options, NULL);
	assert_text(feed.articles[0].title, "&b;&x;");
	arena_free(arena);
}

TEST_MAIN(TEST("a hostile document takes neither time nor memory",
		  a_hostile_document_takes_neither_time_nor_memory),
	TEST("one over a limit fails the feed with one sentence",
		one_over_a_limit_fails_the_feed_with_one_sentence),
	TEST("HTML over the limits is left out of the article",
		html_over_the_limits_is_left_out_of_the_article),
	TEST("entities of entities and files are not read",
		entities_of_entities_and_files_are_not_read))
