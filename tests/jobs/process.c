/* A worker process: what it answers, and what its death costs.  This program is
 * its own worker when it runs with --worker. */
#include "src/jobs/process.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/jobs/jobs.h"
#include "tests/lib/check.h"

static const char FEED[] = "<rss version='2.0'><channel><title>Дала</title>"
			   "<item><title>Bir</title><guid>1</guid></item>"
			   "<item><title>Eki</title><guid>2</guid></item></channel></rss>";

static struct process start(void)
{
	struct process process = {0};
	struct error error;
	assert_true(process_start(&process, "/proc/self/exe", true, &error));
	return process;
}

/* Says what it was not asked yet, and reads nothing. */
static int hasty_worker(void)
{
	struct work_answer answer = {.error = {ERROR_FORMAT, "no feed"}};
	struct buffer out = {0};
	work_answer_encode(&out, WORK_PARSE, &answer, (struct bytes){0});
	bool is_said = write(STDOUT_FILENO, out.data, out.len) == (ssize_t)out.len;
	buffer_done(&out);
	/* Until nobody would read more. */
	return is_said && poll(&(struct pollfd){.fd = STDIN_FILENO}, 1, -1) == 1 ? EXIT_SUCCESS
										 : EXIT_FAILURE;
}

static struct task *parse_task(const char *document, size_t len)
{
	struct task *task = task_new(order_new(ORDER_UPDATE));
	task->request = (struct work_request){.work = WORK_PARSE,
		.url = FOREIGN("http://127.0.0.1/feed.xml"),
		.document = {document, len}};
	return task;
}

static void drop(struct task *task)
{
	struct pipeline none = {0};
	task_free(task, &none);
}

/* The next answered task, or NULL when the process is gone. */
static struct task *wait_for_answer(struct process *process)
{
	struct task *answered = NULL;
	bool is_alive = true;
	while (is_alive && !answered) {
		struct pollfd polls[] = {{process->from, POLLIN, 0},
			{process->sending ? process->to : -1, POLLOUT, 0}};
		assert_true(poll(polls, 2, 10000) > 0);
		is_alive = !process->sending || process_send(process);
		if (is_alive && polls[0].revents)
			is_alive = process_receive(process, &answered);
	}
	return answered;
}

static void finish(struct process *process)
{
	process->reading = process->waiting = process->sending = NULL;
	process_end(process);
}

static void a_feed_goes_in_and_comes_out(void **state)
{
	(void)state;
	struct process process = start();
	struct task *task = parse_task(FEED, sizeof FEED - 1);
	process_give(&process, task);
	assert_ptr_equal(wait_for_answer(&process), task);
	assert_int_equal(task->answer->error.kind, ERROR_NONE);
	assert_text(task->answer->feed.title, "Дала");
	assert_int_equal(task->answer->feed.articles_count, 2);
	assert_int_equal(process.served, 1);
	finish(&process);
	drop(task);
}

static void the_next_document_is_sent_while_one_is_read(void **state)
{
	(void)state;
	struct process process = start();
	struct task *first = parse_task(FEED, sizeof FEED - 1);
	struct task *second = parse_task("no feed", 7);
	process_give(&process, first);
	assert_true(process_send(&process));
	assert_true(process_has_room(&process));
	process_give(&process, second);
	assert_ptr_equal(wait_for_answer(&process), first);
	assert_ptr_equal(wait_for_answer(&process), second);
	assert_int_equal(second->answer->error.kind, ERROR_FORMAT);
	finish(&process);
	drop(first);
	drop(second);
}

static void a_document_larger_than_the_pipe_gets_through(void **state)
{
	(void)state;
	size_t len = (size_t)9 << 20;
	char *text = malloc(len);
	memset(text, ' ', len);
	memcpy(text, FEED, sizeof FEED - 1);
	struct process process = start();
	struct task *task = parse_task(text, len);
	process_give(&process, task);
	assert_ptr_equal(wait_for_answer(&process), task);
	assert_int_equal(task->answer->feed.articles_count, 2);
	finish(&process);
	drop(task);
	free(text);
}

static void a_killed_worker_is_noticed(void **state)
{
	(void)state;
	struct process process = start();
	struct task *task = parse_task(FEED, sizeof FEED - 1);
	/* Stopped, it cannot have answered yet: it dies with the document half read. */
	kill(process.pid, SIGSTOP);
	process_give(&process, task);
	assert_true(process_send(&process));
	kill(process.pid, SIGKILL);
	assert_null(wait_for_answer(&process));
	finish(&process);
	drop(task);
}

static void a_program_that_is_no_worker_is_noticed(void **state)
{
	(void)state;
	struct process process = {0};
	struct error error;
	/* It says something, but not in frames. */
	assert_true(process_start(&process, "/bin/echo", true, &error));
	struct task *task = parse_task(FEED, sizeof FEED - 1);
	signal(SIGPIPE, SIG_IGN);
	process_give(&process, task);
	assert_null(wait_for_answer(&process));
	finish(&process);
	drop(task);
}

/* Whoever gets the task would free what is still being sent. */
static void an_answer_to_half_a_document_is_none(void **state)
{
	(void)state;
	struct process process = {0};
	struct error error;
	assert_true(process_start(&process, "/proc/self/exe", false, &error));
	size_t len = (size_t)9 << 20;
	char *text = calloc(1, len);
	struct task *task = parse_task(text, len);
	process_give(&process, task);
	assert_null(wait_for_answer(&process));
	finish(&process);
	drop(task);
	free(text);
}

static void a_missing_program_is_one_sentence(void **state)
{
	(void)state;
	struct process process = {0};
	struct error error;
	assert_false(process_start(&process, "/nonexistent/steppe", true, &error));
	assert_int_equal(error.kind, ERROR_WORKER);
	assert_int_equal(process.pid, 0);
}

int main(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--worker") == 0)
		return worker_main(true);
	if (count == 2 && strcmp(arguments[1], "--worker-unlocked") == 0)
		return hasty_worker();
	const struct CMUnitTest tests[] = {
		TEST("a feed goes in and comes out", a_feed_goes_in_and_comes_out),
		TEST("the next document is sent while one is read",
			the_next_document_is_sent_while_one_is_read),
		TEST("a document larger than the pipe gets through",
			a_document_larger_than_the_pipe_gets_through),
		TEST("a killed worker is noticed", a_killed_worker_is_noticed),
		TEST("a program that is no worker is noticed",
			a_program_that_is_no_worker_is_noticed),
		TEST("an answer to half a document is none", an_answer_to_half_a_document_is_none),
		TEST("a missing program is one sentence", a_missing_program_is_one_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
