/* The dialog of a feed's settings: each row is changed, checked and taken back. */
#include "tests/session/place.h"

static struct place place;

static int open_filled(void **state)
{
	(void)state;
	place_init(&place);
	place_fill(&place);
	place_open(&place);
	press(&place, "goto Habr");
	press(&place, "back");
	return 0;
}

static int close_place(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

static size_t row_named(const char *name)
{
	const struct sheet *sheet = &place.session->sheet;
	for (size_t i = 0; i < sheet->count; i++)
		if (strlen(name) == sheet->rows[i].text.len &&
			memcmp(name, sheet->rows[i].text.utf8, strlen(name)) == 0)
			return i;
	fail_msg("no row %s", name);
	return 0;
}

static void assert_row(const char *name, const char *expected)
{
	assert_text(place.session->sheet.rows[row_named(name)].detail, expected);
}

static void choose(const char *name)
{
	session_click(place.session, VIEW_SHEET, row_named(name));
	press(&place, "open");
}

static void answer(const char *text)
{
	assert_int_equal(place.session->mode, MODE_PROMPT);
	session_prompt_change(place.session, foreign_from_string(text), strlen(text));
	session_prompt_accept(place.session);
	session_take_events(place.session);
}

static enum tree_kind tree_kind_selected(void)
{
	const struct tree *tree = &place.session->tree;
	return tree->rows[tree->selected].kind;
}

static void all_settings_are_shown(void **state)
{
	(void)state;
	press(&place, "edit-feed");
	assert_int_equal(place.session->sheet.kind, SHEET_EDIT);
	assert_int_equal(place.session->sheet.count, 13);
	assert_row("Name", "Habr");
	assert_row("Folder", "none");
	assert_row("Whole articles", "as needed");
	assert_row("Password", "none");
	assert_row("Password command", "none");
	assert_row("Keep", "as elsewhere");
}

static void rows_change_and_are_taken_back(void **state)
{
	(void)state;
	press(&place, "edit-feed");
	choose("Tags");
	answer(" code,  Asia ");
	assert_row("Tags", "code Asia");
	choose("Folder");
	answer("Technology/Weekly");
	assert_row("Folder", "Technology/Weekly");
	choose("Name");
	answer("Хабр");
	assert_row("Name", "Хабр");
	choose("Password");
	answer("secret");
	assert_row("Password", "********");
	for (int i = 0; i < 4; i++)
		press(&place, "undo");
	assert_row("Tags", "none");
	assert_row("Folder", "none");
	assert_row("Name", "Habr");
	assert_row("Password", "none");
	assert_row("Password command", "none");
	assert_row("Keep", "as elsewhere");
}

static void a_switch_turns_at_once(void **state)
{
	(void)state;
	static const char *const turns[] = {"always", "never", "as needed"};
	press(&place, "edit-feed");
	for (size_t i = 0; i < 3; i++) {
		choose("Whole articles");
		assert_row("Whole articles", turns[i]);
	}
}

static void a_folder_switches_all_its_feeds(void **state)
{
	(void)state;
	while (tree_kind_selected() != TREE_FOLDER)
		press(&place, "up");
	press(&place, "edit-feed");
	assert_int_equal(place.session->sheet.count, 4);
	choose("Fetched ahead");
	assert_row("Fetched ahead", "always");
	press(&place, "back");
	for (int i = 0; i < 2; i++) {
		press(&place, "down");
		press(&place, "edit-feed");
		assert_row("Fetched ahead", "always, as the folder");
		press(&place, "back");
	}
	press(&place, "undo");
	press(&place, "edit-feed");
	assert_row("Fetched ahead", "as needed");
}

static void wrong_values_are_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"5m", "31d", "2", "h", "-3h", "9999999999d", "2h30"};
	press(&place, "edit-feed");
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		choose("Update every");
		answer(wrong[i]);
		assert_int_equal(place.session->message.kind, MESSAGE_ERROR);
		assert_row("Update every", "as the outlet wishes");
	}
	choose("Update every");
	answer("2h");
	assert_row("Update every", "2h");
	choose("Keep");
	answer("90");
	assert_row("Keep", "90");
	choose("Keep");
	answer("90w");
	assert_int_equal(place.session->message.kind, MESSAGE_ERROR);
	assert_row("Keep", "90");
	choose("Address");
	answer("ftp://example.org/feed");
	assert_int_equal(place.session->message.kind, MESSAGE_ERROR);
}

static void an_unchanged_name_is_no_change(void **state)
{
	(void)state;
	press(&place, "log");
	size_t changes = place.session->sheet.count;
	press(&place, "back");
	press(&place, "edit-feed");
	choose("Name");
	answer("Habr");
	press(&place, "back");
	press(&place, "log");
	assert_int_equal(place.session->sheet.count, changes);
}

static void a_folder_has_two(void **state)
{
	(void)state;
	press(&place, "previous-folder");
	press(&place, "edit-feed");
	assert_int_equal(place.session->sheet.count, 4);
	choose("Name");
	answer("Qazaqstan");
	assert_row("Name", "Qazaqstan");
	choose("Folder");
	answer("Asia");
	assert_row("Folder", "Asia");
}

static void folder_and_tags_are_asked_for(void **state)
{
	(void)state;
	press(&place, "move");
	assert_text(place.session->prompt.label, "Folder and +tags: ");
	answer("Technology +code +asia");
	assert_int_equal(store_counts(&place, "folder:technology tag:code is:unread"), 3);
	press(&place, "move");
	assert_text(place.session->prompt.text, "Technology +code +asia");
	answer("Technology +code +c");
	assert_int_equal(store_counts(&place, "tag:asia"), 0);
	press(&place, "move");
	session_prompt_change(place.session, FOREIGN("+co"), 3);
	session_prompt_complete(place.session, 1);
	assert_text(place.session->prompt.text, "+code");
	session_prompt_accept(place.session);
	session_take_events(place.session);
	assert_int_equal(store_counts(&place, "folder:technology"), 0);
}

static const struct tree_row *smart_row(void)
{
	const struct tree *tree = &place.session->tree;
	for (size_t i = 0; i < tree->count; i++)
		if (tree->rows[i].kind == TREE_SMART)
			return &tree->rows[i];
	return NULL;
}

static void a_smart_folder_is_edited_and_removed(void **state)
{
	(void)state;
	press(&place, "search almaty");
	press(&place, "save-query Cities");
	assert_non_null(smart_row());
	press(&place, "back");
	session_click(place.session, VIEW_TREE, (size_t)(smart_row() - place.session->tree.rows));
	press(&place, "edit-feed");
	assert_text(place.session->prompt.text, "almaty");
	answer("since:never");
	assert_int_equal(place.session->mode, MODE_PROMPT);
	assert_text(place.session->prompt.text, "since:never");
	assert_true(place.session->prompt.problem.len > 0);
	answer("feed:habr");
	assert_int_equal(place.session->list.total, 3);
	press(&place, "unsubscribe");
	session_answer(place.session, false);
	assert_non_null(smart_row());
	press(&place, "unsubscribe");
	session_answer(place.session, true);
	assert_null(smart_row());
}

static void an_empty_folder_says_so(void **state)
{
	(void)state;
	press(&place, "new-folder Empty");
	press_times(&place, "next-folder", 2);
	press(&place, "open");
	assert_text(place.session->list.empty,
		"An empty folder: :move in the tree puts a feed into it.");
}

#define CASE(sentence, function) TEST_WITH(sentence, function, open_filled, close_place)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("e shows all settings of a feed", all_settings_are_shown),
		CASE("a row is changed by a prompt, and taken back",
			rows_change_and_are_taken_back),
		CASE("a switch turns at once, round and round", a_switch_turns_at_once),
		CASE("a folder's switch is that of all its feeds, as one change",
			a_folder_switches_all_its_feeds),
		CASE("what is no value is refused with a sentence", wrong_values_are_refused),
		CASE("a name that stays as it was is no change", an_unchanged_name_is_no_change),
		CASE("a folder has a name, a place and the switches of its feeds",
			a_folder_has_two),
		CASE("the query of a smart folder is changed, the folder removed",
			a_smart_folder_is_edited_and_removed),
		CASE("a folder without feeds says so", an_empty_folder_says_so),
		CASE("moving a feed asks for its folder and tags", folder_and_tags_are_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
