/* Who waits for room, for silence and for others, against real servers. */
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "tests/feeds/fetch_world.h"
#include "tests/lib/check.h"

void answer(const struct web_request *request, struct web_answer *out)
{
	if (strcmp(request->path, "/thinks") == 0)
		clock_sleep_ms(200);
	*out = (struct web_answer){.body = "<rss/>", .headers = {"ETag: \"one\""}};
}

/* An answer that is let in only after a time that is longer than both limits. */
static struct response *fetch_after_waiting(struct world *world)
{
	char url[100];
	snprintf(url, sizeof url, "http://127.0.0.1:%d/thinks", web_server_port(world->server));
	struct request request = {.id = 1, .url = foreign_from_string(url)};
	fetcher_set_room(world->fetcher, 0);
	fetcher_start(world->fetcher, &request);
	int64_t opens_ms = clock_monotonic_ms() + 2500;
	struct response *response = NULL;
	while (!response && clock_monotonic_ms() < opens_ms)
		response = fetcher_poll(world->fetcher, 100);
	assert_null(response);
	fetcher_set_room(world->fetcher, FETCH_TOTAL_LIMIT);
	while (!response && fetcher_pending(world->fetcher) > 0)
		response = fetcher_poll(world->fetcher, 1000);
	assert_non_null(response);
	return response;
}

/* libcurl counts the seconds in which nothing came and those in all, whoever did not look.
 * A busy machine may be silent for a second itself: then once more. */
static void our_own_waiting_is_no_silence(void **state)
{
	struct world *world = *state;
	struct fetch_settings settings = {.user_agent = "Steppe/test",
		.proxy = "none",
		.silence_seconds = 1,
		.total_seconds = 2};
	fetcher_free(world->fetcher);
	world->fetcher = fetcher_new(&settings, NULL);
	assert_non_null(world->fetcher);
	struct response *response = fetch_after_waiting(world);
	for (int tries = 1; tries < 4 && response->error.kind == ERROR_TIMEOUT; tries++) {
		response_free(response);
		response = fetch_after_waiting(world);
	}
	assert_string_equal(response->error.sentence, "");
	assert_int_equal(response->status, 200);
	response_free(response);
}

/* Begins an answer to whoever has connected, and never ends it. */
static void stall_all(int listening)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<";
	for (int fd; (fd = accept(listening, NULL, NULL)) >= 0;)
		if (write(fd, head, sizeof head - 1) < 0)
			fail_msg("nobody hears what the server begins");
}

/* A socket of all loopback addresses, and a request for each of the first `count`. */
static int listen_and_ask(struct fetcher *fetcher, int count)
{
	struct sockaddr_in own = {.sin_family = AF_INET};
	socklen_t size = sizeof own;
	int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	assert_int_equal(bind(listening, (struct sockaddr *)&own, size), 0);
	assert_int_equal(listen(listening, count), 0);
	getsockname(listening, (struct sockaddr *)&own, &size);
	for (int i = 1; i <= count; i++) {
		char url[100];
		snprintf(url, sizeof url, "http://127.0.1.%d:%d/", i, ntohs(own.sin_port));
		fetcher_start(fetcher,
			&(struct request){.id = (uint64_t)i, .url = foreign_from_string(url)});
	}
	return listening;
}

/* Their number grows while the network leaves us idle. */
static void no_more_at_once_than_allowed(void **state)
{
	enum { ALLOWED = 100, WANTED = 120 };
	struct world *world = *state;
	struct fetch_settings settings = {
		.user_agent = "Steppe/test", .proxy = "none", .transfers_limit = ALLOWED};
	fetcher_free(world->fetcher);
	world->fetcher = fetcher_new(&settings, NULL);
	int listening = listen_and_ask(world->fetcher, WANTED), connected[WANTED], count = 0;
	for (int idle = 0; idle < 5;) {
		assert_null(fetcher_poll(world->fetcher, 50));
		idle += count >= ALLOWED;
		for (int fd; (fd = accept(listening, NULL, NULL)) >= 0;)
			connected[count++] = fd;
	}
	assert_int_equal(count, ALLOWED);
	while (count > 0)
		close(connected[--count]);
	close(listening);
}

/* Each of them seems to bring a body, and together they would take all the room. */
static void who_stalls_delays_only_itself(void **state)
{
	enum { STALLING = 20, ROOM = 1 << 20 };
	struct world *world = *state;
	fetcher_set_room(world->fetcher, ROOM);
	int listening = listen_and_ask(world->fetcher, STALLING);
	char url[100];
	struct response *response = NULL;
	for (int64_t end_ms = clock_monotonic_ms() + 300; clock_monotonic_ms() < end_ms;) {
		assert_null(fetcher_poll(world->fetcher, 10));
		stall_all(listening);
	}
	snprintf(url, sizeof url, "http://127.0.0.1:%d/feed", web_server_port(world->server));
	fetcher_start(world->fetcher, &(struct request){.id = 99, .url = foreign_from_string(url)});
	while (!response) {
		response = fetcher_poll(world->fetcher, 100);
		stall_all(listening);
	}
	assert_int_equal(response->id, 99);
	assert_int_equal(response->status, 200);
	response_free(response);
	close(listening);
}

/* libcurl may hand over what it kept meanwhile in other pieces. */
static void an_answer_that_waited_for_room_is_whole(void **state)
{
	struct world *world = *state;
	char url[100];
	snprintf(url, sizeof url, "http://127.0.0.1:%d/feed", web_server_port(world->server));
	struct request request = {.id = 1, .url = foreign_from_string(url)};
	fetcher_set_room(world->fetcher, 0);
	fetcher_start(world->fetcher, &request);
	int64_t opens_ms = clock_monotonic_ms() + 300;
	while (clock_monotonic_ms() < opens_ms)
		assert_null(fetcher_poll(world->fetcher, 50));
	fetcher_set_room(world->fetcher, FETCH_TOTAL_LIMIT);
	struct response *response = NULL;
	while (!response && fetcher_pending(world->fetcher) > 0)
		response = fetcher_poll(world->fetcher, 1000);
	assert_non_null(response);
	assert_int_equal(response->status, 200);
	assert_text(response->etag, "\"one\"");
	assert_true(response->body.len > 0);
	assert_int_equal(fetcher_bytes_in_flight(world->fetcher), 0);
	response_free(response);
}

#define WORLD_TEST(sentence, function) TEST_WITH(sentence, function, open_world, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST("an answer that waited for room is whole",
			an_answer_that_waited_for_room_is_whole),
		WORLD_TEST("our own waiting is not taken for the server's silence",
			our_own_waiting_is_no_silence),
		WORLD_TEST("no more transfers at once than allowed", no_more_at_once_than_allowed),
		WORLD_TEST("twenty servers that stall delay only themselves",
			who_stalls_delays_only_itself),
	};
	return cmocka_run_group_tests_name("fetch_room", tests, NULL, NULL);
}
