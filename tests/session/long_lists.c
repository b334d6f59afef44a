/* Long lists: only as much of them is read as somebody may get to. */
#include <stdio.h>

#include "tests/session/place.h"

enum { ARTICLES = 3000, HEIGHT = 20 };

static struct place place;
static char titles[ARTICLES][16];

static int open_filled(void **state)
{
	(void)state;
	static struct place_article articles[ARTICLES];
	place_init(&place);
	for (int i = 0; i < ARTICLES; i++) {
		snprintf(titles[i], sizeof titles[i], "Story %d", i);
		articles[i] = (struct place_article){titles[i], i, NULL};
	}
	place_add_feed(&place, "Chronicle", "", articles, ARTICLES);
	place_open(&place);
	place.session->focus = VIEW_LIST;
	session_set_heights(place.session,
		(struct session_heights){
			.tree = HEIGHT, .list = HEIGHT, .article = HEIGHT, .sheet = HEIGHT});
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static const struct list *list(void)
{
	return &place.session->list;
}

static const struct list_row *selected_row(void)
{
	return &list()->rows[list()->selected - list()->top];
}

static void update_with(const char *title)
{
	const struct place_article fresh = {title, 0, NULL};
	place_add_feed(&place, title, "", &fresh, 1);
	session_tick(place.session);
	session_take_events(place.session);
}

static void a_list_is_read_as_far_as_it_is_walked(void **state)
{
	(void)state;
	assert_true(list()->is_partial);
	assert_int_equal(list()->length, ARTICLES);
	assert_true(list()->total < ARTICLES / 4);
	for (size_t i = 1; i < 900; i++) {
		press(&place, "down");
		assert_int_equal(list()->selected, i);
	}
	assert_text(selected_row()->title, titles[899]);
	assert_true(list()->is_partial);
	for (size_t i = 0; i < ARTICLES / HEIGHT; i++)
		press(&place, "page-down");
	assert_text(selected_row()->title, titles[ARTICLES - 1]);
	assert_false(list()->is_partial);
}

static void the_last_row_is_one_key_away(void **state)
{
	(void)state;
	press(&place, "last");
	assert_text(selected_row()->title, titles[ARTICLES - 1]);
	press(&place, "first");
	assert_text(selected_row()->title, titles[0]);
	press_times(&place, "last", 2000);
	assert_text(selected_row()->title, titles[1999]);
}

static void a_count_leads_beyond_what_is_read(void **state)
{
	(void)state;
	press_times(&place, "down", 1500);
	assert_text(selected_row()->title, titles[1500]);
	press(&place, "2500");
	assert_text(selected_row()->title, titles[2499]);
}

static void a_mark_for_all_takes_all(void **state)
{
	(void)state;
	press(&place, "read-all");
	assert_int_equal(store_counts(&place, "is:unread"), 0);
}

static void a_range_goes_to_the_last_row(void **state)
{
	(void)state;
	press(&place, "down");
	press(&place, "select-range");
	press(&place, "last");
	assert_int_equal(list()->picked, ARTICLES - 1);
	press(&place, "first");
	assert_int_equal(list()->picked, 2);
	press(&place, "last");
	press(&place, "bookmark");
	assert_int_equal(store_counts(&place, "is:bookmarked"), ARTICLES - 1);
}

static void an_update_reads_what_is_near_and_moves_nothing(void **state)
{
	(void)state;
	update_with("News");
	assert_text(selected_row()->title, titles[0]);
	assert_true(list()->is_partial);
	assert_true(list()->total < ARTICLES / 2);
	assert_int_equal(list()->length, ARTICLES + 1);
}

static void the_last_row_stays_selected_when_news_come(void **state)
{
	(void)state;
	press(&place, "last");
	update_with("News");
	assert_text(selected_row()->title, titles[ARTICLES - 1]);
}

static void a_range_keeps_its_first_row_when_news_come(void **state)
{
	(void)state;
	press_times(&place, "down", 3);
	press(&place, "select-range");
	press(&place, "down");
	update_with("News");
	assert_int_equal(list()->picked, 2);
	assert_text(selected_row()->title, titles[4]);
}

static void the_next_unread_is_found_beyond_what_is_read(void **state)
{
	(void)state;
	press_times(&place, "down", 2000);
	press(&place, "read-above");
	press(&place, "unread-only");
	press(&place, "first");
	assert_text(selected_row()->title, titles[0]);
	press(&place, "next-unread");
	assert_text(selected_row()->title, titles[2000]);
	press(&place, "first");
	press(&place, "previous-unread");
	assert_text(selected_row()->title, titles[ARTICLES - 1]);
}

static void what_was_read_counts_as_long_as_it_stays(void **state)
{
	(void)state;
	press(&place, "open");
	press(&place, "back");
	update_with("News");
	assert_int_equal(list()->length, ARTICLES + 1);
	assert_text(selected_row()->title, titles[0]);
}

static void another_filter_keeps_what_is_selected(void **state)
{
	(void)state;
	press_times(&place, "last", 1235);
	assert_text(selected_row()->title, titles[1234]);
	press(&place, "narrow 1234");
	assert_text(selected_row()->title, titles[1234]);
	assert_int_equal(list()->total, 1);
	session_escape(place.session);
	assert_text(selected_row()->title, titles[1234]);
	press(&place, "unread-only");
	assert_text(selected_row()->title, titles[1234]);
}

/* The search index has nothing yet: what is found first is shown first, the rest follows. */
static void words_are_found_to_the_last(void **state)
{
	(void)state;
	static const struct {
		const char *filter;
		size_t count, last;
	} rows[] = {{"filter 2999", 1, ARTICLES - 1}, {"filter story", ARTICLES, ARTICLES - 1},
		{"filter \"story 1\"", 1, 1}, {"filter 299*", 11, ARTICLES - 1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		press(&place, rows[i].filter);
		press(&place, "last");
		assert_text(selected_row()->title, titles[rows[i].last]);
		assert_int_equal(list()->length, rows[i].count);
		assert_false(list()->is_partial);
	}
	press(&place, "filter nowhere");
	assert_int_equal(list()->total, 0);
	assert_false(list()->is_partial);
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_filled, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("a list is read as far as it is walked",
			a_list_is_read_as_far_as_it_is_walked),
		CASE("words are found to the last article", words_are_found_to_the_last),
		CASE("the last row is one key away", the_last_row_is_one_key_away),
		CASE("a count leads beyond what is read", a_count_leads_beyond_what_is_read),
		CASE("a mark for all takes all", a_mark_for_all_takes_all),
		CASE("a range goes to the last row", a_range_goes_to_the_last_row),
		CASE("an update reads what is near and moves nothing",
			an_update_reads_what_is_near_and_moves_nothing),
		CASE("the last row stays selected when news come",
			the_last_row_stays_selected_when_news_come),
		CASE("a range keeps its first row when news come",
			a_range_keeps_its_first_row_when_news_come),
		CASE("the next unread is found beyond what is read",
			the_next_unread_is_found_beyond_what_is_read),
		CASE("what was read counts as long as it stays",
			what_was_read_counts_as_long_as_it_stays),
		CASE("another filter keeps what is selected",
			another_filter_keeps_what_is_selected),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
