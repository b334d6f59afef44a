/* A reader with all its threads: what is typed while a long list is read waits for it
 * and is done in its order. */
#include "src/jobs/jobs.h"
#include "tests/session/place.h"
#include "ui/keys.h"
#include "ui/reader.h"

enum { ARTICLES = 4000 };

static struct place place;
static struct keymap *keymap;
static struct reader reader;

static int set_up(void **state)
{
	(void)state;
	place_init(&place);
	place_add_stories(&place, ARTICLES);
	place_start_jobs(&place);
	place_open(&place);
	keymap = keymap_new();
	reader_init(&reader, place.session, keymap);
	place.session->focus = VIEW_LIST;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	reader_done(&reader);
	keymap_free(keymap);
	place_done(&place);
	return 0;
}

typedef bool condition(void);

static void wait_until(condition *holds)
{
	while (!holds() && place_take_answers(&place))
		reader_press_kept(&reader);
	assert_true(holds());
}

static bool list_is_there(void)
{
	return place.session->list.total > 0;
}

static bool list_is_whole(void)
{
	return place.session->list.total == ARTICLES;
}

static bool article_is_open(void)
{
	return place.session->article.is_open;
}

static void type_all(const char *const lines[])
{
	for (size_t i = 0; lines[i]; i++)
		session_run(place.session, lines[i], 0);
}

/* Keys as in "j<Enter>". */
static void press_keys(const char *keys)
{
	struct key key;
	while (*keys && key_take(&key, &keys)) {
		struct input input = key_input(&key);
		reader_press(&reader, &input);
	}
}

static bool was_searched(void)
{
	return place.session->list.total == 1;
}

static void what_is_typed_into_a_prompt_waits_for_it(void **state)
{
	(void)state;
	wait_until(list_is_there);
	press_keys("G/\"Story 777\"<Enter>");
	wait_until(was_searched);
	assert_int_equal(place.session->mode, MODE_KEYS);
}

static void a_prompt_of_the_tree_waits_for_no_list(void **state)
{
	(void)state;
	wait_until(list_is_there);
	session_run(place.session, "sort date", 0);
	place.session->focus = VIEW_TREE;
	press_keys("/Story");
	assert_int_equal(place.session->mode, MODE_PROMPT);
	assert_text(place.session->prompt.text, "Story");
}

static void esc_forgets_what_was_typed(void **state)
{
	(void)state;
	wait_until(list_is_there);
	press_keys("G/Story<Esc>");
	wait_until(list_is_whole);
	assert_int_equal(place.session->mode, MODE_KEYS);
	assert_int_equal(reader.ahead.count, 0);
}

static void q_leaves_unless_it_is_typed_text(void **state)
{
	(void)state;
	wait_until(list_is_there);
	press_keys("G/Q");
	assert_false(place.session->wants_quit);
	press_keys("<Esc>GQ");
	assert_true(place.session->wants_quit);
}

static void keys_wait_for_the_whole_list(void **state)
{
	(void)state;
	wait_until(list_is_there);
	type_all((const char *const[]){"last", "up", "up", "open", NULL});
	wait_until(article_is_open);
	assert_text(place.session->article.title, "Story 3997");
	assert_int_equal(place.session->list.selected, ARTICLES - 3);
}

/* The first rows found are not taken for the whole list. */
static void keys_wait_for_all_that_words_find(void **state)
{
	(void)state;
	wait_until(list_is_there);
	type_all((const char *const[]){"filter 5 OR 399*", "down", "down", "open", NULL});
	wait_until(article_is_open);
	assert_text(place.session->article.title, "Story 3990");
}

static void keys_wait_for_another_list(void **state)
{
	(void)state;
	wait_until(list_is_there);
	type_all((const char *const[]){"sort date", "down", "open", NULL});
	wait_until(article_is_open);
	assert_text(place.session->article.title, "Story 3998");
}

static void esc_forgets_what_waits(void **state)
{
	(void)state;
	wait_until(list_is_there);
	type_all((const char *const[]){"last", "open", NULL});
	session_escape(place.session);
	wait_until(list_is_whole);
	assert_false(place.session->article.is_open);
	assert_int_equal(place.session->list.selected, 0);
}

static void walking_in_the_tree_does_not_wait(void **state)
{
	(void)state;
	wait_until(list_is_there);
	place.session->focus = VIEW_TREE;
	size_t row = place.session->tree.selected;
	type_all((const char *const[]){"sort date", "up", NULL});
	assert_int_equal(place.session->tree.selected, row - 1);
}

static void leaving_does_not_wait(void **state)
{
	(void)state;
	type_all((const char *const[]){"last", "quit", NULL});
	assert_true(place.session->wants_quit);
}

#define CASE(sentence, function) TEST_WITH(sentence, function, set_up, tear_down)

int main(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--worker") == 0)
		return worker_main(true);
	const struct CMUnitTest tests[] = {
		CASE("keys wait for the whole list", keys_wait_for_the_whole_list),
		CASE("keys wait for another list", keys_wait_for_another_list),
		CASE("keys wait for all that words find", keys_wait_for_all_that_words_find),
		CASE("Esc forgets what waits", esc_forgets_what_waits),
		CASE("walking in the tree waits for no list", walking_in_the_tree_does_not_wait),
		CASE("leaving does not wait", leaving_does_not_wait),
		CASE("what is typed into a prompt waits for it",
			what_is_typed_into_a_prompt_waits_for_it),
		CASE("a prompt of the tree waits for no list",
			a_prompt_of_the_tree_waits_for_no_list),
		CASE("Esc forgets what was typed", esc_forgets_what_was_typed),
		CASE("Q leaves, unless it is typed text", q_leaves_unless_it_is_typed_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
