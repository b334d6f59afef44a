/* The tree: rows, sums, folding, moving. */
#include "src/store/arrivals.h"
#include "tests/session/place.h"

static struct place place;

static int open_filled(void **state)
{
	(void)state;
	place_init(&place);
	place_fill(&place);
	place_open(&place);
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static const struct tree_row *row_of(const char *title)
{
	const struct tree *tree = &place.session->tree;
	for (size_t i = 0; i < tree->count; i++)
		if (strlen(title) == tree->rows[i].title.len &&
			memcmp(title, tree->rows[i].title.utf8, strlen(title)) == 0)
			return &tree->rows[i];
	return NULL;
}

static const struct tree_row *selected_row(void)
{
	return &place.session->tree.rows[place.session->tree.selected];
}

static void rows_stand_in_order(void **state)
{
	(void)state;
	static const char *const titles[] = {"Today", "Unread", "Bookmarks", "Kazakhstan",
		"The Astana Times", "Kazinform", "Habr"};
	const struct tree *tree = &place.session->tree;
	assert_int_equal(tree->count, 7);
	for (size_t i = 0; i < 7; i++)
		assert_text(tree->rows[i].title, titles[i]);
	assert_int_equal(row_of("Unread")->count, 8);
	assert_int_equal(row_of("Kazakhstan")->count, 5);
	assert_int_equal(row_of("Kazinform")->count, 2);
	assert_int_equal(row_of("Kazinform")->depth, 1);
	assert_int_equal(row_of("Today")->count, 4);
}

static void a_session_opens_on_unread(void **state)
{
	(void)state;
	assert_int_equal(place.session->focus, VIEW_TREE);
	assert_text(selected_row()->title, "Unread");
	assert_true(place.session->list.is_open);
	assert_int_equal(place.session->list.total, 8);
}

static void a_folded_folder_hides_its_feeds(void **state)
{
	(void)state;
	press(&place, "next-folder");
	press(&place, "fold");
	assert_null(row_of("Kazinform"));
	assert_true(row_of("Kazakhstan")->is_folded);
	assert_text(selected_row()->title, "Kazakhstan");
	press(&place, "fold");
	assert_non_null(row_of("Kazinform"));
}

static void back_folds_the_folder_of_a_feed(void **state)
{
	(void)state;
	press(&place, "next-feed");
	press(&place, "next-feed");
	assert_text(selected_row()->title, "Kazinform");
	press(&place, "back");
	assert_text(selected_row()->title, "Kazakhstan");
	assert_true(row_of("Kazakhstan")->is_folded);
}

static void a_fold_outlives_the_session(void **state)
{
	(void)state;
	press(&place, "next-folder");
	press(&place, "fold");
	session_free(place.session);
	place_open(&place);
	assert_true(row_of("Kazakhstan")->is_folded);
}

static void movement_goes_by_feed_and_folder(void **state)
{
	(void)state;
	press(&place, "next-feed");
	assert_text(selected_row()->title, "The Astana Times");
	press_times(&place, "next-feed", 2);
	assert_text(selected_row()->title, "Habr");
	press(&place, "previous-folder");
	assert_text(selected_row()->title, "Kazakhstan");
	press(&place, "last");
	assert_text(selected_row()->title, "Habr");
	press(&place, "first");
	assert_text(selected_row()->title, "Today");
	press(&place, "previous-unread-feed");
	assert_text(selected_row()->title, "Habr");
}

static void leaving_the_tree_quits(void **state)
{
	(void)state;
	press(&place, "back");
	assert_false(place.session->wants_quit);
	press(&place, "leave");
	assert_true(place.session->wants_quit);
}

static void marking_a_folder_read_is_one_change(void **state)
{
	(void)state;
	press(&place, "next-folder");
	press(&place, "read-all");
	assert_int_equal(row_of("Kazakhstan")->count, 0);
	assert_int_equal(row_of("Unread")->count, 3);
	assert_int_equal(store_counts(&place, "is:unread"), 3);
	press(&place, "undo");
	assert_int_equal(row_of("Kazakhstan")->count, 5);
	assert_int_equal(store_counts(&place, "is:unread"), 8);
}

static void all_read_everywhere_asks(void **state)
{
	(void)state;
	press(&place, "read-everything");
	assert_int_equal(place.session->mode, MODE_QUESTION);
	session_answer(place.session, false);
	session_take_events(place.session);
	assert_int_equal(store_counts(&place, "is:unread"), 8);
	press(&place, "read-everything");
	session_answer(place.session, true);
	session_take_events(place.session);
	assert_int_equal(store_counts(&place, "is:unread"), 0);
	assert_int_equal(row_of("Unread")->count, 0);
}

static void unsubscribing_asks_and_can_be_undone(void **state)
{
	(void)state;
	press(&place, "last");
	press(&place, "unsubscribe");
	assert_text(place.session->question, "Unsubscribe from Habr? (y/n)");
	session_answer(place.session, true);
	session_take_events(place.session);
	assert_null(row_of("Habr"));
	assert_int_equal(row_of("Unread")->count, 5);
	press(&place, "undo");
	assert_non_null(row_of("Habr"));
	assert_int_equal(row_of("Unread")->count, 8);
}

static void feeds_are_renamed_and_moved(void **state)
{
	(void)state;
	press(&place, "last");
	press(&place, "rename Хабр");
	assert_non_null(row_of("Хабр"));
	press(&place, "move Technology");
	assert_non_null(row_of("Technology"));
	assert_int_equal(row_of("Хабр")->depth, 1);
}

static size_t index_of(const char *title)
{
	return (size_t)(row_of(title) - place.session->tree.rows);
}

static void neighbours_change_places(void **state)
{
	(void)state;
	press(&place, "goto Kazinform");
	press(&place, "back");
	press(&place, "move-up");
	assert_true(index_of("Kazinform") < index_of("The Astana Times"));
	assert_text(selected_row()->title, "Kazinform");
	press(&place, "move-up");
	assert_text(place.session->message.text, "It is the first here.");
	press(&place, "move-down");
	assert_true(index_of("Kazinform") > index_of("The Astana Times"));
	press(&place, "undo");
	assert_true(index_of("Kazinform") < index_of("The Astana Times"));
}

static void folders_lie_in_folders(void **state)
{
	(void)state;
	press(&place, "new-folder Asia");
	assert_non_null(row_of("Asia"));
	press(&place, "next-folder");
	assert_text(selected_row()->title, "Kazakhstan");
	press(&place, "move Asia");
	assert_int_equal(row_of("Kazakhstan")->depth, 1);
	assert_int_equal(row_of("Kazinform")->depth, 2);
	assert_int_equal(row_of("Asia")->count, 5);
	session_free(place.session);
	place_open(&place);
	assert_int_equal(row_of("Kazinform")->depth, 2);
	press(&place, "undo");
	assert_int_equal(row_of("Kazakhstan")->depth, 0);
}

static void a_removed_folder_leaves_its_feeds(void **state)
{
	(void)state;
	press(&place, "next-folder");
	press(&place, "unsubscribe");
	assert_text(place.session->question, "Remove the folder Kazakhstan? Its feeds stay. (y/n)");
	session_answer(place.session, true);
	session_take_events(place.session);
	assert_null(row_of("Kazakhstan"));
	assert_int_equal(row_of("Kazinform")->depth, 0);
	press(&place, "undo");
	assert_int_equal(row_of("Kazinform")->depth, 1);
}

static void a_read_feed_becomes_unread(void **state)
{
	(void)state;
	press(&place, "goto Habr");
	press(&place, "back");
	press(&place, "toggle-read");
	assert_int_equal(row_of("Habr")->count, 0);
	press(&place, "toggle-read");
	assert_int_equal(row_of("Habr")->count, 3);
	press(&place, "next-folder");
	press(&place, "toggle-read");
	assert_int_equal(row_of("Kazakhstan")->count, 0);
	press(&place, "toggle-read");
	assert_int_equal(row_of("Kazakhstan")->count, 5);
	press(&place, "undo");
	assert_int_equal(row_of("Kazakhstan")->count, 0);
}

static void unread_is_found_in_folded_folders(void **state)
{
	(void)state;
	press(&place, "next-folder");
	press(&place, "fold");
	press(&place, "next-unread-feed");
	assert_text(selected_row()->title, "The Astana Times");
	assert_false(row_of("Kazakhstan")->is_folded);
	press(&place, "previous-unread-feed");
	assert_text(selected_row()->title, "Habr");
	press(&place, "first");
	press(&place, "previous-unread-feed");
	assert_text(selected_row()->title, "Habr");
}

static void sorting_is_kept(void **state)
{
	(void)state;
	press(&place, "set tree_sort name");
	assert_true(index_of("Kazinform") < index_of("The Astana Times"));
	press(&place, "unread-only");
	session_free(place.session);
	place_open(&place);
	assert_true(place.session->tree.unread_only);
	assert_true(index_of("Kazinform") < index_of("The Astana Times"));
	press(&place, "goto Kazinform");
	press(&place, "back");
	press(&place, "move-down");
	assert_text(place.session->message.text,
		"The tree is sorted; :sort brings your own order back.");
	press(&place, "set tree_sort own");
	assert_true(index_of("Kazinform") > index_of("The Astana Times"));
}

static void smart_folders_count_unread(void **state)
{
	(void)state;
	static const struct smart_folder smart_folders[] = {
		{"Steppes", "feed:kazinform OR feed:habr"}, {"Wrong", "since:never"}};
	session_free(place.session);
	place.setup.smart_folders = smart_folders;
	place.setup.smart_folders_count = 2;
	place_open(&place);
	session_tick(place.session);
	assert_int_equal(row_of("Steppes")->count, 5);
	assert_int_equal(row_of("Wrong")->count, 0);
}

static void going_back_from_a_search_shows_the_row(void **state)
{
	(void)state;
	press(&place, "search almaty");
	assert_int_equal(place.session->focus, VIEW_LIST);
	assert_int_equal(place.session->list.total, 1);
	press(&place, "back");
	assert_int_equal(place.session->focus, VIEW_TREE);
	assert_text(selected_row()->title, "Unread");
	assert_text(place.session->list.title, "Unread");
	assert_int_equal(place.session->list.total, 8);
}

static void saved_pages_stand_once(void **state)
{
	(void)state;
	struct error error = {0};
	struct article page = {
		.title = FOREIGN("A page"), .url = FOREIGN("https://a.example/page")};
	assert_true(store_keep_page(place.writer, &page, FOREIGN("<p>Text."), &error) != 0);
	session_free(place.session);
	place_open(&place);
	int found = 0;
	for (size_t i = 0; i < place.session->tree.count; i++)
		found += safe_equal(place.session->tree.rows[i].title, SAFE("Saved pages"));
	assert_int_equal(found, 1);
	press(&place, "goto Saved pages");
	assert_text(selected_row()->title, "Saved pages");
	assert_int_equal(place.session->list.total, 1);
}

static void another_process_shows(void **state)
{
	(void)state;
	struct error error = {0};
	struct store_writer *other = store_writer_open(place.store_path, NULL, &error);
	assert_non_null(other);
	assert_true(store_mark_feed(other, MARK_READ, 0, &error) == 8);
	store_writer_close(other);
	session_take_events(place.session);
	session_tick(place.session);
	assert_int_equal(row_of("Unread")->count, 0);
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_filled, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("the tree lists places, folders with sums and feeds", rows_stand_in_order),
		CASE("a session opens on what is unread", a_session_opens_on_unread),
		CASE("a folded folder hides its feeds and stays selected",
			a_folded_folder_hides_its_feeds),
		CASE("back on a feed folds its folder", back_folds_the_folder_of_a_feed),
		CASE("a fold outlives the session", a_fold_outlives_the_session),
		CASE("movement goes by feed, by folder and round the end",
			movement_goes_by_feed_and_folder),
		CASE("leave quits at the top, back does not", leaving_the_tree_quits),
		CASE("a folder is marked read as one change", marking_a_folder_read_is_one_change),
		CASE("marking all everywhere asks first", all_read_everywhere_asks),
		CASE("unsubscribing asks and can be undone", unsubscribing_asks_and_can_be_undone),
		CASE("a feed is renamed and moved into a new folder", feeds_are_renamed_and_moved),
		CASE("a feed moves up and down among its neighbours", neighbours_change_places),
		CASE("a folder is made, and another put into it; that outlives the session",
			folders_lie_in_folders),
		CASE("a removed folder leaves its feeds, and comes back",
			a_removed_folder_leaves_its_feeds),
		CASE("what is read in a feed or folder turns unread, and back",
			a_read_feed_becomes_unread),
		CASE("the next feed with unread is found in a folded folder",
			unread_is_found_in_folded_folders),
		CASE("how the tree is sorted outlives the session", sorting_is_kept),
		CASE("a smart folder shows how much of it is unread", smart_folders_count_unread),
		CASE("back from a search the list is that of the tree's row",
			going_back_from_a_search_shows_the_row),
		CASE("saved pages stand once in the tree", saved_pages_stand_once),
		CASE("what another process changed shows", another_process_shows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
