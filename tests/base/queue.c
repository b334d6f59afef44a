/* A door between threads: nothing is lost, nothing is seen twice. */
#include "src/base/queue.h"

#include <pthread.h>

#include "src/base/bell.h"
#include "tests/lib/check.h"

enum { ITEMS = 2000, GIVERS = 3 };

static int items[GIVERS][ITEMS];

struct giver {
	struct queue *queue;
	int number;
};

static void *give_all(void *context)
{
	struct giver *giver = context;
	for (int i = 0; i < ITEMS; i++)
		queue_give(giver->queue, &items[giver->number][i]);
	return NULL;
}

static void every_item_arrives_once_and_in_order(void **state)
{
	(void)state;
	struct queue *queue = queue_new(NULL, NULL);
	struct giver givers[GIVERS];
	pthread_t threads[GIVERS];
	for (int g = 0; g < GIVERS; g++) {
		givers[g] = (struct giver){queue, g};
		pthread_create(&threads[g], NULL, give_all, &givers[g]);
	}
	int next[GIVERS] = {0};
	for (int n = 0; n < GIVERS * ITEMS; n++) {
		int *item = queue_take(queue);
		int giver = (int)((item - &items[0][0]) / ITEMS);
		assert_ptr_equal(item, &items[giver][next[giver]++]);
	}
	for (int g = 0; g < GIVERS; g++)
		pthread_join(threads[g], NULL);
	queue_close(queue);
	assert_null(queue_take(queue));
	queue_free(queue, NULL);
}

static void a_closed_queue_refuses_and_empties(void **state)
{
	(void)state;
	struct queue *queue = queue_new(NULL, NULL);
	int one = 1;
	assert_true(queue_give(queue, &one));
	queue_close(queue);
	assert_false(queue_give(queue, &one));
	assert_ptr_equal(queue_take(queue), &one);
	assert_null(queue_take(queue));
	queue_free(queue, NULL);
}

static void a_taker_can_wait_for_a_while(void **state)
{
	(void)state;
	struct queue *queue = queue_new(NULL, NULL);
	assert_null(queue_take_within(queue, 0));
	assert_null(queue_take_within(queue, 5));
	queue_close(queue);
	queue_free(queue, NULL);
}

static void count_wake(void *context)
{
	++*(int *)context;
}

static void the_wake_function_is_called(void **state)
{
	(void)state;
	int wakes = 0, one = 1;
	struct queue *queue = queue_new(count_wake, &wakes);
	queue_give(queue, &one);
	assert_int_equal(wakes, 1);
	assert_ptr_equal(queue_take(queue), &one);
	queue_close(queue);
	assert_int_equal(wakes, 2);
	queue_free(queue, NULL);
}

TEST_MAIN(TEST("every item arrives once and in order", every_item_arrives_once_and_in_order),
	TEST("a closed queue refuses, and empties", a_closed_queue_refuses_and_empties),
	TEST("a taker can wait for a while", a_taker_can_wait_for_a_while),
	TEST("a give and the close call the wake function", the_wake_function_is_called))
