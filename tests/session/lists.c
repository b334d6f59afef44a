/* Lists: what stays, what moves, what is selected. */
#include "tests/session/place.h"

static struct place place;

static int open_filled(void **state)
{
	(void)state;
	place_init(&place);
	place_fill(&place);
	place_open(&place);
	place.session->focus = VIEW_LIST;
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static const struct list_row *selected_row(void)
{
	const struct list *list = &place.session->list;
	assert_true(list->selected >= list->top);
	assert_true(list->selected - list->top < list->rows_count);
	return &list->rows[list->selected - list->top];
}

static void rows_come_newest_first_with_days(void **state)
{
	(void)state;
	const struct list *list = &place.session->list;
	assert_text(list->title, "Unread");
	assert_int_equal(list->total, 8);
	assert_text(list->rows[0].title, "Metro Line Opens");
	assert_text(list->rows[0].feed, "The Astana Times");
	assert_text(list->rows[0].age, "1h");
	assert_text(list->rows[0].day, "Today");
	assert_int_equal(list->rows[1].day.len, 0);
	assert_text(list->rows[4].title, "Compiler");
	assert_text(list->rows[4].day, "Yesterday");
	assert_int_equal(list->rows[0].sign, SIGN_UNREAD);
}

static void only_the_window_is_read(void **state)
{
	(void)state;
	session_set_heights(place.session,
		(struct session_heights){.tree = 10, .list = 4, .article = 10, .sheet = 10});
	assert_true(place.session->list.rows_count <= 4);
	press(&place, "last");
	assert_text(selected_row()->title, "Kernel");
	assert_int_equal(place.session->list.selected, 7);
	press(&place, "first");
	assert_int_equal(place.session->list.top, 0);
}

static void day_headings_leave_room_for_the_selected_row(void **state)
{
	(void)state;
	session_set_heights(place.session,
		(struct session_heights){.tree = 10, .list = 5, .article = 10, .sheet = 10});
	const struct list *list = &place.session->list;
	for (int i = 0; i < 8; i++) {
		size_t lines = list->selected - list->top + 1;
		for (size_t j = 0; j <= list->selected - list->top; j++)
			lines += list->rows[j].day.len > 0;
		assert_true(lines <= 5);
		press(&place, "down");
	}
}

static void a_read_article_stays_until_the_list_is_left(void **state)
{
	(void)state;
	press(&place, "open");
	press(&place, "back");
	assert_text(selected_row()->title, "Metro Line Opens");
	assert_false(selected_row()->is_unread);
	assert_int_equal(place.session->list.total, 8);
	session_tick(place.session);
	assert_int_equal(place.session->list.total, 8);
	press(&place, "back");
	press(&place, "open");
	assert_int_equal(place.session->list.total, 7);
}

static void an_update_does_not_move_the_selection(void **state)
{
	(void)state;
	press_times(&place, "down", 3);
	assert_text(selected_row()->title, "Scheduler");
	static const struct place_article fresh[] = {{"Brand New", 0, NULL}, {"Also New", 0, NULL}};
	place_add_feed(&place, "Late", "", fresh, 2);
	session_tick(place.session);
	session_take_events(place.session);
	assert_text(selected_row()->title, "Scheduler");
	assert_int_equal(place.session->list.total, 10);
}

static void next_unread_goes_across_feeds(void **state)
{
	(void)state;
	place.session->focus = VIEW_TREE;
	press(&place, "next-feed");
	press(&place, "open");
	assert_text(place.session->list.title, "The Astana Times");
	press(&place, "read-all");
	press(&place, "next-unread");
	assert_text(place.session->list.title, "Kazinform");
	assert_text(selected_row()->title, "Snow in Almaty");
	assert_int_equal(place.session->focus, VIEW_LIST);
}

static void next_unread_skips_read_and_begins_again(void **state)
{
	(void)state;
	press(&place, "toggle-read");
	press(&place, "down");
	press(&place, "toggle-read");
	press(&place, "first");
	press(&place, "next-unread");
	assert_text(selected_row()->title, "Snow in Almaty");
	press(&place, "last");
	press(&place, "next-unread");
	assert_text(selected_row()->title, "Snow in Almaty");
	press(&place, "previous-unread");
	assert_text(selected_row()->title, "Kernel");
}

static void marks_show_at_once_and_are_kept(void **state)
{
	(void)state;
	session_run(place.session, "bookmark", 0);
	assert_int_equal(selected_row()->sign, SIGN_BOOKMARKED);
	session_take_events(place.session);
	assert_int_equal(selected_row()->sign, SIGN_BOOKMARKED);
	assert_int_equal(store_counts(&place, "is:bookmarked"), 1);
	press(&place, "undo");
	assert_int_equal(selected_row()->sign, SIGN_UNREAD);
	press(&place, "redo");
	assert_int_equal(selected_row()->sign, SIGN_BOOKMARKED);
}

static void the_selection_takes_the_next_action(void **state)
{
	(void)state;
	press_times(&place, "select", 3);
	assert_int_equal(place.session->list.picked, 3);
	press(&place, "toggle-read");
	assert_int_equal(store_counts(&place, "is:unread"), 5);
	assert_int_equal(place.session->list.picked, 0);
}

static void a_range_follows_the_cursor(void **state)
{
	(void)state;
	press(&place, "down");
	press(&place, "select-range");
	press_times(&place, "down", 2);
	assert_int_equal(place.session->list.picked, 3);
	press(&place, "up");
	assert_int_equal(place.session->list.picked, 2);
	press(&place, "bookmark");
	assert_int_equal(store_counts(&place, "is:bookmarked"), 2);
	assert_false(place.session->list.is_range);
}

static void all_above_is_read(void **state)
{
	(void)state;
	press_times(&place, "down", 3);
	press(&place, "read-above");
	assert_int_equal(store_counts(&place, "is:unread"), 5);
	assert_true(selected_row()->is_unread);
}

static void narrowing_follows_each_letter(void **state)
{
	(void)state;
	press(&place, "narrow");
	type(&place, "sn");
	assert_int_equal(place.session->list.total, 1);
	assert_text(selected_row()->title, "Snow in Almaty");
	session_prompt_accept(place.session);
	assert_text(place.session->list.filter, "sn");
	session_escape(place.session);
	assert_int_equal(place.session->list.total, 8);
}

static void a_filter_is_a_query(void **state)
{
	(void)state;
	press(&place, "filter feed:Habr");
	assert_int_equal(place.session->list.total, 3);
	press(&place, "filter feed:(");
	assert_int_equal(place.session->message.kind, MESSAGE_ERROR);
	press(&place, "filter x is:blue");
	assert_non_null(strstr(place.session->message.text.utf8, "column 3"));
	assert_int_equal(place.session->list.total, 3);
}

static void or_stays_in_its_query(void **state)
{
	(void)state;
	press(&place, "filter wheat OR snow");
	assert_int_equal(place.session->list.total, 2);
	press(&place, "sort title");
	assert_text(place.session->list.rows[0].title, "Snow in Almaty");
	press(&place, "narrow");
	type(&place, "snow");
	assert_int_equal(place.session->list.total, 1);
	session_prompt_accept(place.session);
	session_escape(place.session);
	press(&place, "filter snow OR wheat sort:-date");
	assert_int_equal(place.session->list.total, 2);
}

static void a_filter_becomes_a_smart_folder(void **state)
{
	(void)state;
	press(&place, "filter feed:Habr");
	press(&place, "save-query Russian");
	session_free(place.session);
	place_open(&place);
	assert_text(place.session->tree.rows[3].title, "Russian");
	press_times(&place, "first", 4);
	press(&place, "open");
	assert_int_equal(place.session->list.total, 3);
}

static void lists_are_sorted(void **state)
{
	(void)state;
	press(&place, "sort title");
	assert_text(place.session->list.rows[0].title, "Compiler");
	assert_int_equal(place.session->list.rows[0].day.len, 0);
	press(&place, "sort date");
	assert_text(place.session->list.rows[0].title, "Kernel");
	press(&place, "sort size");
	assert_int_equal(place.session->message.kind, MESSAGE_ERROR);
}

static void a_deleted_article_goes_and_comes_back(void **state)
{
	(void)state;
	press(&place, "delete");
	assert_int_equal(place.session->list.total, 7);
	assert_text(selected_row()->title, "Ministers Meet");
	press(&place, "undo");
	assert_int_equal(place.session->list.total, 8);
}

static void search_lists_everything_that_matches(void **state)
{
	(void)state;
	press(&place, "read-all");
	press(&place, "search wheat");
	assert_text(place.session->list.title, "Search: wheat");
	assert_int_equal(place.session->list.total, 1);
}

static void tags_are_set_and_listed(void **state)
{
	(void)state;
	press(&place, "bookmark");
	press(&place, "tag +rail +china");
	assert_int_equal(store_counts(&place, "tag:rail"), 1);
	press(&place, "tags");
	assert_int_equal(place.session->sheet.kind, SHEET_TAGS);
	press(&place, "open");
	assert_int_equal(place.session->list.total, 1);
	press(&place, "tag -rail");
	assert_int_equal(store_counts(&place, "tag:rail"), 0);
	assert_int_equal(store_counts(&place, "tag:china"), 1);
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_filled, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("a list shows the newest first, under headings of days",
			rows_come_newest_first_with_days),
		CASE("only the rows in sight are read", only_the_window_is_read),
		CASE("day headings leave room for the selected row",
			day_headings_leave_room_for_the_selected_row),
		CASE("an article that was read stays until the list is left",
			a_read_article_stays_until_the_list_is_left),
		CASE("an update does not move the selection",
			an_update_does_not_move_the_selection),
		CASE("the next unread is found in the next feed", next_unread_goes_across_feeds),
		CASE("the next unread skips what is read and begins again",
			next_unread_skips_read_and_begins_again),
		CASE("a mark shows at once, is kept and can be undone",
			marks_show_at_once_and_are_kept),
		CASE("the selection takes the next action", the_selection_takes_the_next_action),
		CASE("a range follows the cursor", a_range_follows_the_cursor),
		CASE("all above the cursor is read", all_above_is_read),
		CASE("narrowing follows each letter and Esc ends it",
			narrowing_follows_each_letter),
		CASE("a filter is a query, a wrong one changes nothing", a_filter_is_a_query),
		CASE("an OR reaches neither into the order nor into what narrows",
			or_stays_in_its_query),
		CASE("a filter becomes a smart folder that stays", a_filter_becomes_a_smart_folder),
		CASE("lists are sorted by date, title and feed", lists_are_sorted),
		CASE("a deleted article goes and undo brings it back",
			a_deleted_article_goes_and_comes_back),
		CASE("a search lists everything that matches",
			search_lists_everything_that_matches),
		CASE("tags are set, taken away and listed", tags_are_set_and_listed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
