#include "tests/lib/check.h"

#include "feeds/opml.h"

static struct arena *arena;

static bool read_list(struct opml *out, const char *text, struct error *error)
{
	return opml_read(out, arena, (struct bytes){text, strlen(text)}, error);
}

static void nested_outlines_are_folders(void **state)
{
	struct opml opml;
	(void)state;
	assert_true(read_list(&opml,
		"<opml version='1.0'><head><title>Mine</title></head><body>"
		"<outline text='News'><outline text='Kazakhstan/Asia'>"
		"<outline text='AT' xmlUrl='https://astanatimes.com/feed/' "
		"htmlUrl='https://astanatimes.com/'/>"
		"</outline></outline><outline title='Top' xmlurl='http://e.org/f' "
		"category='a,b'/></body></opml>",
		NULL));
	assert_int_equal(opml.count, 2);
	assert_text(opml.title, "Mine");
	assert_text(opml.feeds[0].folder, "News/Kazakhstan∕Asia");
	assert_text(opml.feeds[0].title, "AT");
	assert_text(opml.feeds[0].home_page_url, "https://astanatimes.com/");
	assert_text(opml.feeds[1].folder, "");
	assert_text(opml.feeds[1].title, "Top");
	assert_text(opml.feeds[1].categories, "a,b");
}

static void commands_and_files_are_refused(void **state)
{
	static const char *const bad[] = {"|cat /etc/passwd", "exec:curl x",
		"filter:a:http://e.org/", "file:///etc/passwd", "javascript:alert(1)",
		"gopher://e.org/", "/etc/passwd"};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct opml opml;
		const char *text = arena_printf(
			arena, "<opml><body><outline text='x' xmlUrl='%s'/></body></opml>", bad[i]);
		assert_true(read_list(&opml, text, NULL));
		assert_int_equal(opml.count, 0);
		assert_int_equal(opml.refused_count, 1);
		assert_text(opml.refused[0].url, bad[i]);
	}
}

static void an_outline_with_a_filter_command_is_refused(void **state)
{
	struct opml opml;
	(void)state;
	assert_true(read_list(&opml,
		"<opml><body><outline xmlUrl='http://e.org/' filtercmd='rm'/></body></opml>",
		NULL));
	assert_int_equal(opml.count, 0);
	assert_int_equal(opml.refused_count, 1);
}

static void what_has_an_address_and_is_no_feed_is_refused(void **state)
{
	struct opml opml;
	(void)state;
	assert_true(read_list(&opml,
		"<opml version='2.0'><body>"
		"<outline type='link' text='Page' url='http://e.org/page'/>"
		"<outline type='include' text='List' url='http://e.org/list.opml'/>"
		"<outline type='rss' text='Site' htmlUrl='http://e.org/'/>"
		"<outline type='rss' text='Feed' url='http://e.org/feed'/>"
		"<outline text='Folder' url='http://e.org/'><outline xmlUrl='http://e.org/2'/>"
		"</outline><outline text='Empty folder'/></body></opml>",
		NULL));
	assert_int_equal(opml.count, 2);
	assert_text(opml.feeds[0].url, "http://e.org/feed");
	assert_text(opml.feeds[1].folder, "Folder");
	assert_int_equal(opml.refused_count, 3);
	assert_text(opml.refused[0].url, "http://e.org/page");
	assert_int_equal(opml.refused[0].refusal, OPML_REFUSED_LINK);
	assert_int_equal(opml.refused[1].refusal, OPML_REFUSED_LIST);
	assert_text(opml.refused[2].url, "http://e.org/");
	assert_int_equal(opml.refused[2].refusal, OPML_REFUSED_LINK);
}

static void an_address_is_listed_once(void **state)
{
	struct opml opml;
	(void)state;
	assert_true(read_list(&opml,
		"<opml><body><outline xmlUrl='http://e.org/'/><outline "
		"xmlUrl='http://e.org/'/></body></opml>",
		NULL));
	assert_int_equal(opml.count, 1);
}

static void a_damaged_list_gives_what_can_be_read(void **state)
{
	struct opml opml;
	(void)state;
	assert_true(read_list(&opml,
		"\n<?xml version='1.0'?><opml><body><outline text='A & B' "
		"xmlUrl='http://e.org/?a=1&b=2'>"
		"<outline text='C' xmlUrl='http://e.org/c'/><outline text='cut",
		NULL));
	assert_int_equal(opml.count, 2);
	assert_text(opml.feeds[0].title, "A & B");
	assert_text(opml.feeds[0].url, "http://e.org/?a=1&b=2");
}

static void what_is_no_list_gets_one_sentence(void **state)
{
	static const char *const bad[] = {
		"", "hello", "<html><body>x</body></html>", "{}", "<opml/>"};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct opml opml;
		struct error error = {0};
		assert_false(read_list(&opml, bad[i], &error));
		assert_int_equal(error.kind, ERROR_FORMAT);
	}
}

static void too_many_feeds_are_a_limit(void **state)
{
	struct buffer text = {0};
	struct opml opml;
	struct error error = {0};
	(void)state;
	buffer_append_string(&text, "<opml><body>");
	for (int i = 0; i <= OPML_FEEDS_LIMIT; i++)
		buffer_printf(&text, "<outline xmlUrl='http://e.org/%d'/>", i);
	buffer_append_string(&text, "</body></opml>");
	assert_false(opml_read(&opml, arena, (struct bytes){text.data, text.len}, &error));
	assert_int_equal(error.kind, ERROR_LIMIT);
	buffer_done(&text);
}

static void deep_nesting_neither_crashes_nor_loses_the_feed(void **state)
{
	struct buffer text = {0};
	struct opml opml;
	(void)state;
	buffer_append_string(&text, "<opml><body><outline text='x' xmlUrl='http://e.org/'/>");
	for (int i = 0; i < 100000; i++)
		buffer_append_string(&text, "<outline text='d'>");
	assert_true(opml_read(&opml, arena, (struct bytes){text.data, text.len}, NULL));
	assert_int_equal(opml.count, 1);
	buffer_done(&text);
}

static void what_is_written_is_read_back_the_same(void **state)
{
	struct opml_feed feeds[] = {
		{.url = FOREIGN("https://e.org/2"),
			.title = FOREIGN("\"Two\""),
			.categories = FOREIGN("x,y z")},
		{.url = FOREIGN("https://e.org/3"),
			.title = FOREIGN("Қазақстан"),
			.folder = FOREIGN("Z")},
		{.url = FOREIGN("https://e.org/1"),
			.title = FOREIGN("One & <two>"),
			.home_page_url = FOREIGN("https://e.org/"),
			.description = FOREIGN("All about \"one\""),
			.folder = FOREIGN("Z/B")},
		{.url = FOREIGN("https://e.org/4"),
			.title = FOREIGN("Four"),
			.folder = FOREIGN("A/B")},
	};
	struct opml opml;
	struct buffer text = {0};
	(void)state;
	opml_write(&text, FOREIGN("List"), feeds, 4);
	assert_true(opml_read(&opml, arena, (struct bytes){text.data, text.len}, NULL));
	assert_int_equal(opml.count, 4);
	assert_text(opml.feeds[0].title, "\"Two\"");
	assert_text(opml.feeds[0].categories, "x,y z");
	assert_text(opml.feeds[1].folder, "Z");
	assert_text(opml.feeds[2].title, "One & <two>");
	assert_text(opml.feeds[2].folder, "Z/B");
	assert_text(opml.feeds[2].home_page_url, "https://e.org/");
	assert_text(opml.feeds[2].description, "All about \"one\"");
	assert_text(opml.feeds[3].url, "https://e.org/4");
	assert_text(opml.feeds[3].folder, "A/B");
	buffer_done(&text);
}

static void a_password_is_not_written(void **state)
{
	struct opml_feed feed = {.url = FOREIGN("https://me:secret@e.org/f")};
	struct buffer text = {0};
	(void)state;
	opml_write(&text, FOREIGN("List"), &feed, 1);
	assert_null(strstr(text.data, "secret"));
	assert_non_null(strstr(text.data, "https://e.org/f"));
	buffer_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("nested outlines are folders", nested_outlines_are_folders),
		TEST("commands and files are refused", commands_and_files_are_refused),
		TEST("what has an address and is no feed is refused",
			what_has_an_address_and_is_no_feed_is_refused),
		TEST("an outline with a filter command is refused",
			an_outline_with_a_filter_command_is_refused),
		TEST("an address is listed once", an_address_is_listed_once),
		TEST("a damaged list gives what can be read",
			a_damaged_list_gives_what_can_be_read),
		TEST("what is no list gets one sentence", what_is_no_list_gets_one_sentence),
		TEST("too many feeds are a limit", too_many_feeds_are_a_limit),
		TEST("deep nesting neither crashes nor loses the feed",
			deep_nesting_neither_crashes_nor_loses_the_feed),
		TEST("what is written is read back the same",
			what_is_written_is_read_back_the_same),
		TEST("a password is not written", a_password_is_not_written),
	};
	arena = arena_new();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_free(arena);
	return failed;
}
