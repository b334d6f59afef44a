/* A session with all its threads: what is searched for is looked for while it is typed. */
#include <unistd.h>

#include "src/base/clock.h"
#include "src/jobs/jobs.h"
#include "src/store/upkeep.h"
#include "tests/session/place.h"

enum { ARTICLES = 4000, PATIENCE_MS = 20000 };

static struct place place;

static int set_up(void **state)
{
	(void)state;
	place_init(&place);
	place_add_stories(&place, ARTICLES);
	place_start_jobs(&place);
	place_open(&place);
	place.session->focus = VIEW_LIST;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	place_done(&place);
	return 0;
}

typedef bool condition(void);

static void wait_until(condition *holds)
{
	while (!holds() && place_take_answers(&place))
		continue;
	assert_true(holds());
}

static bool list_is_there(void)
{
	return place.session->list.total > 0;
}

static int gate[2];

static bool wait_at_gate(struct store_reader *reader, void *context, struct error *error)
{
	(void)reader, (void)context, (void)error;
	char byte;
	return read(gate[0], &byte, 1) == 1;
}

/* From now on the reading thread answers nothing, until the gate is opened. */
static void close_gate(void)
{
	assert_int_equal(pipe(gate), 0);
	struct order *order = order_new(ORDER_READ);
	order->read = wait_at_gate;
	order->answer = arena_new();
	jobs_order(place.setup.jobs, order);
}

/* Its answer is nobody's in the session. */
static void open_gate(void)
{
	assert_int_equal(write(gate[1], "", 1), 1);
	event_free(jobs_event_within(place.setup.jobs, PATIENCE_MS));
	close(gate[0]);
	close(gate[1]);
}

static void start_search(const char *words)
{
	wait_until(list_is_there);
	bell_clear(&place.bell);
	session_take_events(place.session);
	place.session->focus = VIEW_TREE;
	session_run(place.session, "search", 0);
	assert_int_equal(place.session->mode, MODE_PROMPT);
	session_prompt_change(place.session, foreign_from_string(words), strlen(words));
}

/* With the index complete there is one answer, and it has all. */
static void search_to_the_answer(const char *words)
{
	while (store_index_some(place.writer, 1000, NULL))
		;
	start_search(words);
	assert_true(place_take_answers(&place));
}

static void what_is_searched_is_found_while_it_is_typed(void **state)
{
	(void)state;
	search_to_the_answer("399*");
	close_gate();
	session_prompt_accept(place.session);
	size_t total = place.session->list.total;
	open_gate();
	assert_int_equal(total, 11);
}

static bool twelve_are_found(void)
{
	return place.session->list.total == 12;
}

static void what_came_meanwhile_is_found_as_well(void **state)
{
	(void)state;
	const struct place_article fresh = {"Story 399 comes late", 0, NULL};
	search_to_the_answer("399*");
	place_add_feed(&place, "Gazette", "", &fresh, 1);
	session_prompt_accept(place.session);
	wait_until(twelve_are_found);
}

static uint32_t random_state;

static uint32_t draw(uint32_t below)
{
	random_state = random_state * 1664525 + 1013904223;
	return (random_state >> 16) % below;
}

static const struct {
	const char *words;
	size_t count;
} SEARCHES[] = {{"399*", 11}, {"\"story 7\"", 1}, {"story", ARTICLES}, {"3999", 1}, {"nowhere", 0},
	{"story -story", 0}, {"39* -399*", 100}, {"\"story", 0}};
enum { SEARCHES_COUNT = sizeof SEARCHES / sizeof *SEARCHES, SEEDS = 60 };

static size_t typed;

static void type_some(void)
{
	start_search("");
	for (uint32_t changes = 1 + draw(4); changes > 0; changes--) {
		typed = draw(SEARCHES_COUNT);
		const char *words = SEARCHES[typed].words;
		session_prompt_change(place.session, foreign_from_string(words), strlen(words));
		clock_sleep_ms((int)draw(30));
		if (draw(2) == 0)
			session_take_events(place.session);
	}
}

static bool is_found(void)
{
	const struct list *list = &place.session->list;
	return list->total == SEARCHES[typed].count && !list->is_partial;
}

/* Words are typed, mended, given up and typed again while their hits are on the way. */
static void only_the_last_words_are_shown(void **state)
{
	(void)state;
	for (uint32_t seed = 1; seed < SEEDS; seed++) {
		random_state = seed;
		type_some();
		if (draw(4) == 0) {
			session_prompt_cancel(place.session);
			start_search(SEARCHES[typed].words);
		}
		session_prompt_accept(place.session);
		if (place.session->mode == MODE_PROMPT) {
			assert_text(place.session->prompt.text, "\"story");
			session_prompt_cancel(place.session);
		} else {
			press(&place, "last");
			wait_until(is_found);
		}
		session_run(place.session, "back", 0);
	}
}

#define CASE(sentence, function) TEST_WITH(sentence, function, set_up, tear_down)

int main(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--worker") == 0)
		return worker_main(true);
	const struct CMUnitTest tests[] = {
		CASE("what is searched is found while it is typed",
			what_is_searched_is_found_while_it_is_typed),
		CASE("what came while it was typed is found as well",
			what_came_meanwhile_is_found_as_well),
		CASE("only what the last words find is shown", only_the_last_words_are_shown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
