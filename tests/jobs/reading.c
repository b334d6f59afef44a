/* The reading thread: questions and their answers, stopping one, stopping all. */
#include <stdatomic.h>

#include "src/jobs/jobs.h"
#include "tests/store/world.h"

enum { PATIENCE_MS = 20000, ARTICLES = 50, ROUNDS = 200 };

struct house {
	struct world world;
	struct jobs *jobs;
	atomic_int asked; /* questions that began */
	atomic_bool ends; /* a stop that falls between two statements stops none */
};

static struct house house;

static int set_up(void **state)
{
	(void)state;
	struct error error = {0};
	char notice[240];
	house = (struct house){0};
	world_init(&house.world);
	int64_t feed = world_add_feed(&house.world, "https://example.org/feed");
	for (int i = 0; i < ARTICLES; i++) {
		const char *number = arena_printf(house.world.arena, "%d", i);
		const char *link = arena_printf(house.world.arena, "https://example.org/%d", i);
		struct article article = world_article(number, link, number, "<p>wide</p>");
		world_update(&house.world, feed, &article, 1, NOW);
	}
	const struct jobs_settings settings = {.store_path = house.world.path,
		.program = "/proc/self/exe",
		.fetch = {.user_agent = "Steppe/test"}};
	house.jobs = jobs_start(&settings, notice, &error);
	assert_non_null(house.jobs);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	atomic_store(&house.ends, true);
	if (house.jobs)
		jobs_stop(house.jobs);
	world_done(&house.world);
	return 0;
}

/* ---- questions ---- */

struct tally {
	int64_t articles;
};

static bool count_all(struct store_reader *reader, void *context, struct error *error)
{
	struct tally *tally = context;
	atomic_fetch_add(&house.asked, 1);
	tally->articles = store_count(reader, NULL, error);
	return tally->articles >= 0;
}

/* Until somebody stops it, or for so many rounds; the query has no count ready. */
static bool count_on(
	struct store_reader *reader, struct tally *tally, int64_t rounds, struct error *error)
{
	struct arena *arena = arena_new();
	struct query *query = query_parse(arena, FOREIGN("url:example"), NOW, error);
	int64_t count = 0;
	while (tally->articles < rounds && !atomic_load(&house.ends) &&
		(count = store_count(reader, query, error)) >= 0)
		tally->articles++;
	arena_free(arena);
	return count >= 0;
}

static bool count_for_ever(struct store_reader *reader, void *context, struct error *error)
{
	atomic_fetch_add(&house.asked, 1);
	return count_on(reader, context, INT64_MAX, error);
}

static bool count_a_while(struct store_reader *reader, void *context, struct error *error)
{
	atomic_fetch_add(&house.asked, 1);
	return count_on(reader, context, ROUNDS, error);
}

static uint64_t ask(order_read *read)
{
	struct order *order = order_new(ORDER_READ);
	order->answer = arena_new();
	order->read = read;
	order->context = arena_alloc(order->answer, sizeof(struct tally));
	return jobs_order(house.jobs, order);
}

static struct event *next_answer(void)
{
	struct event *event = jobs_event_within(house.jobs, PATIENCE_MS);
	assert_non_null(event);
	assert_int_equal(event->kind, EVENT_READ);
	return event;
}

/* ---- tests ---- */

static void an_answer_brings_what_was_read(void **state)
{
	(void)state;
	ask(count_all);
	struct event *event = next_answer();
	assert_int_equal(event->error.kind, ERROR_NONE);
	assert_int_equal(((struct tally *)event->context)->articles, ARTICLES);
	event_free(event);
}

static void answers_come_in_the_order_of_questions(void **state)
{
	(void)state;
	enum { QUESTIONS = 20 };
	uint64_t ids[QUESTIONS];
	for (int i = 0; i < QUESTIONS; i++)
		ids[i] = ask(i % 3 == 0 ? count_a_while : count_all);
	for (int i = 0; i < QUESTIONS; i++) {
		struct event *event = next_answer();
		assert_int_equal(event->order_id, ids[i]);
		assert_int_equal(event->error.kind, ERROR_NONE);
		event_free(event);
	}
}

static void one_that_is_stopped_ends_and_the_next_is_answered(void **state)
{
	(void)state;
	uint64_t first = ask(count_for_ever);
	struct event *event = NULL;
	while (!event) {
		jobs_stop_reading(house.jobs);
		event = jobs_event_within(house.jobs, 1);
	}
	assert_int_equal(event->order_id, first);
	assert_int_equal(event->error.kind, ERROR_CANCELLED);
	event_free(event);
	ask(count_all);
	event = next_answer();
	assert_int_equal(event->error.kind, ERROR_NONE);
	event_free(event);
}

static void a_stop_without_a_question_harms_nothing(void **state)
{
	(void)state;
	jobs_stop_reading(house.jobs);
	ask(count_all);
	event_free(next_answer());
	jobs_stop_reading(house.jobs);
	ask(count_all);
	struct event *event = next_answer();
	assert_int_equal(event->error.kind, ERROR_NONE);
	event_free(event);
}

static void the_end_waits_for_no_question(void **state)
{
	(void)state;
	ask(count_a_while);
	for (int i = 0; i < 1000; i++)
		ask(count_a_while);
	jobs_stop(house.jobs);
	house.jobs = NULL;
	assert_true(atomic_load(&house.asked) < 1000);
}

static void a_mark_does_not_wait_for_a_question(void **state)
{
	(void)state;
	ask(count_for_ever);
	struct order *order = order_new(ORDER_MARK);
	order->mark = MARK_READ;
	jobs_order(house.jobs, order);
	struct event *event = jobs_event_within(house.jobs, PATIENCE_MS);
	assert_int_equal(event->kind, EVENT_CHANGED);
	assert_int_equal(event->changed_count, ARTICLES);
	event_free(event);
	while (!(event = jobs_event_within(house.jobs, 1)))
		jobs_stop_reading(house.jobs);
	assert_int_equal(event->error.kind, ERROR_CANCELLED);
	event_free(event);
}

#define CASE(sentence, function) TEST_WITH(sentence, function, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE("an answer brings what was read", an_answer_brings_what_was_read),
		CASE("answers come in the order of the questions",
			answers_come_in_the_order_of_questions),
		CASE("one that is stopped ends, and the next is answered",
			one_that_is_stopped_ends_and_the_next_is_answered),
		CASE("a stop without a question harms nothing",
			a_stop_without_a_question_harms_nothing),
		CASE("a mark does not wait for a question", a_mark_does_not_wait_for_a_question),
		CASE("the end waits for no question", the_end_waits_for_no_question),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
