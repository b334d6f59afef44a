#include "tests/lib/check.h"

#include "feeds/parse.h"
#include "src/base/buffer.h"
#include "src/base/clock.h"

#ifdef __SANITIZE_ADDRESS__
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

static const struct hostile hostiles[] = {
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
		int64_t start = clock_monotonic_ms();
		feed_parse(&feed, arena, (struct bytes){text.data, text.len}, &options, &error);
		int64_t took = clock_monotonic_ms() - start;
		size_t memory = arena_size(arena);
		/* Sanitizers and a busy machine take their share; quadratic takes minutes. */
		if (took > 5000 || memory > 8 * text.len)
			print_error(
				"%s: %d ms, %zu MiB\n", hostiles[i].name, (int)took, memory >> 20);
		assert_true(took <= 5000);
		assert_true(memory <= 8 * text.len);
		buffer_done(&text);
		arena_free(arena);
	}
}

static void too_many_items_are_one_sentence(void **state)
{
	struct arena *arena = arena_new();
	struct buffer text = {0};
	struct parse_options options = {.url = {"", 0}, .content_type = {"", 0}};
	struct feed feed;
	struct error error = {0};
	(void)state;
	buffer_append_string(&text, RSS);
	for (int i = 0; i <= PARSE_ITEMS_LIMIT; i++)
		buffer_append_string(&text, "<item/>");
	assert_int_equal(
		feed_parse(&feed, arena, (struct bytes){text.data, text.len}, &options, &error),
		PARSE_FAILED);
	assert_int_equal(error.kind, ERROR_LIMIT);
	assert_string_equal(error.sentence, "the feed has more than 50000 items");
	buffer_done(&text);
	arena_free(arena);
}

static void entities_of_the_document_never_expand(void **state)
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
	TEST("too many items are one sentence", too_many_items_are_one_sentence),
	TEST("entities of the document never expand", entities_of_the_document_never_expand))
