/* The article under the cursor, below the list before anybody opens it. */
#include "src/session/commands.h"
#include "tests/session/place.h"

static struct place place;

static void rest(void)
{
	rest_in(&place);
}

static void show_panes(int panes)
{
	struct session_heights heights = {.tree = 20, .list = 8, .sheet = 20};
	if (panes == 3)
		heights.article = heights.list_rows = 8;
	session_set_heights(place.session, heights);
}

static int open_three_panes(void **state)
{
	(void)state;
	place_init(&place);
	place_fill(&place);
	place_open(&place);
	place.session->focus = VIEW_LIST;
	show_panes(3);
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static void it_shows_and_stays_unread(void **state)
{
	(void)state;
	const struct article_pane *article = &place.session->article;
	press(&place, "down");
	session_tick(place.session);
	assert_false(article->is_open);
	rest();
	assert_true(article->is_open && article->is_preview && article->is_unread);
	assert_text(article->title, "Ministers Meet");
	assert_int_equal(article->page->blocks_count, 2);
	assert_int_equal(place.session->focus, VIEW_LIST);
	assert_int_equal(store_counts(&place, "is:unread"), 8);
}

static void opening_reads_it(void **state)
{
	(void)state;
	rest();
	press(&place, "open");
	assert_int_equal(place.session->focus, VIEW_ARTICLE);
	assert_false(place.session->article.is_preview);
	assert_int_equal(store_counts(&place, "is:unread"), 7);
}

static void going_into_its_pane_opens_it(void **state)
{
	(void)state;
	rest();
	press(&place, "next-pane");
	assert_int_equal(place.session->focus, VIEW_ARTICLE);
	assert_false(place.session->article.is_preview);
	assert_int_equal(store_counts(&place, "is:unread"), 7);
}

static void going_back_leaves_it_below(void **state)
{
	(void)state;
	press(&place, "open");
	int64_t id = place.session->article.id;
	press(&place, "back");
	assert_int_equal(place.session->focus, VIEW_LIST);
	assert_true(place.session->article.is_preview);
	press(&place, "down");
	assert_int_equal(place.session->article.id, id);
	rest();
	assert_int_not_equal(place.session->article.id, id);
}

static void it_needs_three_panes(void **state)
{
	(void)state;
	show_panes(2);
	press(&place, "down");
	rest();
	assert_false(place.session->article.is_open);
	show_panes(3);
	rest();
	assert_true(place.session->article.is_preview);
	show_panes(2);
	rest();
	assert_false(place.session->article.is_open);
}

static void it_can_be_switched_off(void **state)
{
	(void)state;
	rest();
	press(&place, "set preview off");
	rest();
	assert_false(place.session->article.is_open);
	press(&place, "open");
	press(&place, "back");
	assert_false(place.session->article.is_open);
}

static void a_deleted_one_gives_way(void **state)
{
	(void)state;
	rest();
	int64_t id = place.session->article.id;
	press(&place, "delete");
	rest();
	assert_true(place.session->article.is_preview);
	assert_int_not_equal(place.session->article.id, id);
	press(&place, "filter feed:nobody");
	rest();
	assert_false(place.session->article.is_open);
}

static void it_is_toggled_again_and_again(void **state)
{
	(void)state;
	rest();
	int64_t unread = store_counts(&place, "is:unread"),
		marked = store_counts(&place, "is:bookmarked");
	for (int i = 1; i <= 4; i++) {
		press(&place, "toggle-read");
		assert_int_equal(store_counts(&place, "is:unread"), unread - i % 2);
		press(&place, "bookmark");
		assert_int_equal(store_counts(&place, "is:bookmarked"), marked + i % 2);
	}
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_three_panes, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("where the cursor rests the article shows, and stays unread",
			it_shows_and_stays_unread),
		CASE("opening a preview marks it read", opening_reads_it),
		CASE("going into the pane of a preview opens it", going_into_its_pane_opens_it),
		CASE("going back leaves the article below the list", going_back_leaves_it_below),
		CASE("two panes have no preview", it_needs_three_panes),
		CASE("preview = off shows none", it_can_be_switched_off),
		CASE("its marks are toggled again and again", it_is_toggled_again_and_again),
		CASE("a deleted article gives way to the next, none to none",
			a_deleted_one_gives_way),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
