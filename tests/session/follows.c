/* The list beside the tree goes with the tree's cursor. */
#include "src/session/commands.h"
#include "tests/session/place.h"

static struct place place;

static void show_panes(int panes)
{
	struct session_heights heights = {.tree = 20, .list = panes > 1 ? 8 : 0, .sheet = 20};
	heights.tree_columns = panes > 1 ? 24 : 0;
	session_set_heights(place.session, heights);
}

static int open_two_panes(void **state)
{
	(void)state;
	place_init(&place);
	place_fill(&place);
	place_open(&place);
	show_panes(2);
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static void it_shows_and_marks_nothing(void **state)
{
	(void)state;
	press(&place, "goto kazinform");
	press(&place, "back");
	press(&place, "previous-feed");
	assert_text(place.session->list.title, "Kazinform");
	rest_in(&place);
	assert_text(place.session->list.title, "The Astana Times");
	assert_int_equal(place.session->list.total, 3);
	assert_int_equal(place.session->focus, VIEW_TREE);
	assert_int_equal(store_counts(&place, "is:unread"), 8);
}

static void going_into_the_list_is_going_into_that_one(void **state)
{
	(void)state;
	press(&place, "last");
	press(&place, "next-pane");
	assert_int_equal(place.session->focus, VIEW_LIST);
	assert_text(place.session->list.title, "Habr");
}

static void what_is_done_from_the_tree_is_about_that_list(void **state)
{
	(void)state;
	press(&place, "last");
	press(&place, "filter kernel");
	assert_text(place.session->list.title, "Habr");
	assert_int_equal(place.session->list.total, 1);
}

static void opening_it_reads_it_once(void **state)
{
	(void)state;
	press(&place, "last");
	rest_in(&place);
	const struct list_row *rows = place.session->list.rows;
	press(&place, "open");
	assert_int_equal(place.session->focus, VIEW_LIST);
	assert_ptr_equal(place.session->list.rows, rows);
	press(&place, "down");
	press(&place, "back");
	press(&place, "open");
	assert_int_equal(place.session->list.selected, 0);
}

static void found_articles_stay_until_the_cursor_moves(void **state)
{
	(void)state;
	press(&place, "search kernel");
	press(&place, "previous-pane");
	rest_in(&place);
	assert_int_equal(place.session->list.total, 1);
	press(&place, "down");
	rest_in(&place);
	assert_int_not_equal(place.session->list.total, 1);
}

static void what_is_selected_by_hand_is_kept(void **state)
{
	(void)state;
	press(&place, "next-pane");
	press(&place, "select");
	press(&place, "previous-pane");
	press(&place, "last");
	rest_in(&place);
	assert_text(place.session->list.title, "Unread");
	assert_int_equal(place.session->list.picked, 1);
}

static void it_needs_a_list_in_sight(void **state)
{
	(void)state;
	show_panes(1);
	press(&place, "last");
	rest_in(&place);
	assert_text(place.session->list.title, "Unread");
	show_panes(2);
	rest_in(&place);
	assert_text(place.session->list.title, "Habr");
}

static void it_can_be_switched_off(void **state)
{
	(void)state;
	press(&place, "set follow off");
	press(&place, "last");
	rest_in(&place);
	assert_text(place.session->list.title, "Unread");
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_two_panes, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("the list beside shows what the tree's cursor rests on, and marks nothing",
			it_shows_and_marks_nothing),
		CASE("Tab goes into the list of the row under the cursor",
			going_into_the_list_is_going_into_that_one),
		CASE("a filter asked for from the tree is about that list",
			what_is_done_from_the_tree_is_about_that_list),
		CASE("opening a list that is shown does not read it again",
			opening_it_reads_it_once),
		CASE("what a search found stays until the cursor moves",
			found_articles_stay_until_the_cursor_moves),
		CASE("articles selected by hand keep their list", what_is_selected_by_hand_is_kept),
		CASE("with one pane nothing follows; with two it does again",
			it_needs_a_list_in_sight),
		CASE("follow = off leaves the list alone", it_can_be_switched_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
