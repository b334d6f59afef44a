/* What a channel's page may do to us; what it becomes stands in corpus/telegram.json. */
#include "feeds/parse.h"

#include <stdio.h>

#include "src/base/buffer.h"
#include "tests/lib/check.h"
#include "tests/lib/growth.h"

#define POST \
	"<div class='tgme_widget_message_wrap'><div class='tgme_widget_message' data-post='c/%d'>"
#define TEXT "<div class='tgme_widget_message_text'>"

static struct feed parse(struct arena *arena, const char *page, const struct feed *last)
{
	struct parse_options options = {.url = FOREIGN("https://t.me/s/c")};
	struct feed feed;
	if (last) {
		options.known_hashes = last->item_hashes;
		options.known_hashes_count = last->item_hashes_count;
	}
	assert_int_equal(
		feed_parse(&feed, arena, (struct bytes){page, strlen(page)}, &options, NULL),
		PARSE_FEED);
	assert_int_equal(feed.format, FEED_TELEGRAM);
	return feed;
}

static const char *page_of(struct arena *arena, const char *views, const char *words)
{
	return arena_printf(arena,
		"<!doctype html><body>" POST TEXT
		"%s</div><a class='tgme_widget_message_photo_wrap' "
		"style=\"background-image:url('https://cdn.example/%s.jpg')\"></a>"
		"<span class='tgme_widget_message_views'>%s</span></div></div>",
		1, words, views, views);
}

static void views_do_not_make_a_post_new(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct feed first = parse(arena, page_of(arena, "7", "Words"), NULL);
	assert_int_equal(first.articles_count, 1);
	assert_int_equal(parse(arena, page_of(arena, "1.2K", "Words"), &first).articles_count, 0);
	assert_int_equal(parse(arena, page_of(arena, "7", "Other"), &first).articles_count, 1);
	arena_free(arena);
}

static void a_post_ends_where_the_next_begins(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	const char *page = arena_printf(
		arena, "<html>" POST TEXT "One <b>bold" POST TEXT "Two</div></div>", 1, 2);
	struct feed feed = parse(arena, page, NULL);
	assert_int_equal(feed.articles_count, 2);
	assert_text(feed.articles[0].content_html, "<div>One <b>bold</div>\n");
	assert_text(feed.articles[1].content_html, "<div>Two</div>\n");
	assert_text(feed.articles[1].url, "https://t.me/c/2");
	arena_free(arena);
}

static void a_channel_without_posts_is_a_feed(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct feed feed = parse(arena,
		"<html><div class=tgme_channel_info><div "
		"class=tgme_channel_info_header_title>T</div>",
		NULL);
	assert_int_equal(feed.articles_count, 0);
	assert_text(feed.title, "T");
	arena_free(arena);
}

static void other_pages_are_pages(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct parse_options options = {.url = FOREIGN("https://t.me/c")};
	struct feed feed;
	static const char page[] = "<html><div class=tgme_page>Open in Telegram</div>";
	assert_int_equal(
		feed_parse(&feed, arena, (struct bytes){page, sizeof page - 1}, &options, NULL),
		PARSE_PAGE);
	arena_free(arena);
}

/* Elements that nothing closes, each inside the one before it. */
static clock_t time_to_read(size_t posts, const void *nothing)
{
	(void)nothing;
	struct arena *arena = arena_new();
	struct buffer page = {0};
	buffer_append_string(&page, "<html>");
	for (size_t i = 0; i < posts; i++)
		buffer_printf(&page,
			POST "<div class='tgme_widget_message_reply'>" TEXT
			     "<i class='tgme_widget_message_poll_options'>x",
			(int)i);
	clock_t start = clock();
	struct feed feed = parse(arena, page.data, NULL);
	clock_t used = clock() - start;
	assert_true(feed.articles_count <= 1000);
	buffer_done(&page);
	arena_free(arena);
	return used;
}

static void the_worst_page_is_read_in_one_go(void **state)
{
	(void)state;
	assert_true(grows_linearly(time_to_read, 40000, NULL));
}

TEST_MAIN(TEST("views and pictures do not make a post new", views_do_not_make_a_post_new),
	TEST("a post ends where the next begins", a_post_ends_where_the_next_begins),
	TEST("a channel without posts is a feed", a_channel_without_posts_is_a_feed),
	TEST("other pages of Telegram are pages", other_pages_are_pages),
	TEST("the worst page is read in one go", the_worst_page_is_read_in_one_go))
