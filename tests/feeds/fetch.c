/* How the fetcher asks and what it makes of good answers, against a real server. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/feeds/fetch_world.h"
#include "tests/lib/check.h"

/* Validators no server should have, but some do; they go back byte for byte. */
#define ODD_ETAG "W/\"a b'\\-gzip"
#define ODD_DATE "Tue, 5 Apr 2022 9:00:00 +0600"

void answer(const struct web_request *request, struct web_answer *out)
{
	const char *path = request->path;
	static char other[200];
	out->body = "<rss/>";
	if (strcmp(path, "/feed") == 0) {
		bool is_known = web_request_has(request, "If-None-Match: " ODD_ETAG "\n");
		*out = (struct web_answer){.status = is_known ? 304 : 200,
			.body = is_known ? "" : "<rss/>",
			.headers = {"ETag: " ODD_ETAG, "Last-Modified: " ODD_DATE,
				"Cache-Control: public, max-age=\"7200\"", "Set-Cookie: id=1"}};
	} else if (strcmp(path, "/there") == 0) {
		*out = (struct web_answer){.body = "<rss/>", .headers = {"ETag: \"there\""}};
	} else if (strcmp(path, "/busy") == 0) {
		*out = (struct web_answer){
			.status = 503, .body = "", .headers = {"Retry-After: 120"}};
	} else if (strncmp(path, "/loop", 5) == 0) {
		*out = (struct web_answer){
			.status = 301, .body = "", .headers = {"Location: /loop"}};
	} else if (strcmp(path, "/moved") == 0) {
		*out = (struct web_answer){
			.status = 301, .body = "", .headers = {"Location: /moved2"}};
	} else if (strcmp(path, "/moved2") == 0) {
		*out = (struct web_answer){
			.status = 308, .body = "", .headers = {"Location: feed?a=1#part"}};
	} else if (strcmp(path, "/mixed") == 0) {
		*out = (struct web_answer){
			.status = 302, .body = "", .headers = {"Location: /moved"}};
	} else if (strcmp(path, "/file") == 0) {
		*out = (struct web_answer){
			.status = 302, .body = "", .headers = {"Location: file:///etc/passwd"}};
	} else if (strncmp(path, "/to?", 4) == 0) {
		snprintf(other, sizeof other, "Location: http://localhost:%s/there", path + 4);
		*out = (struct web_answer){.status = 302, .body = "", .headers = {other}};
	}
}

static struct response *fetch(struct world *world, struct request request, const char *path)
{
	char url[300];
	snprintf(url, sizeof url, "http://127.0.0.1:%d%s", web_server_port(world->server), path);
	request.url = foreign_from_string(url);
	fetcher_start(world->fetcher, &request);
	struct response *response = NULL;
	while (!response && fetcher_pending(world->fetcher) > 0)
		response = fetcher_poll(world->fetcher, 1000);
	assert_non_null(response);
	return response;
}

static const struct web_request *last_request(const struct world *world)
{
	const struct web_request *requests;
	size_t count = web_server_requests(world->server, &requests);
	return count > 0 ? &requests[count - 1] : NULL;
}

static void validators_go_back_byte_for_byte(void **state)
{
	struct world *world = *state;
	struct response *first = fetch(world, (struct request){.id = 1}, "/feed");
	assert_int_equal(first->status, 200);
	assert_text(first->etag, ODD_ETAG);
	assert_text(first->last_modified, ODD_DATE);
	assert_int_equal(first->hints.max_age_seconds, 7200);
	struct request again = {
		.id = 2, .etag = first->etag, .last_modified = first->last_modified};
	struct response *second = fetch(world, again, "/feed");
	assert_int_equal(second->status, 304);
	assert_text(second->etag, ODD_ETAG);
	assert_true(web_request_has(last_request(world), "If-None-Match: " ODD_ETAG "\n"));
	assert_true(web_request_has(last_request(world), "If-Modified-Since: " ODD_DATE "\n"));
	response_free(first);
	response_free(second);
}

static void nothing_is_told_that_was_not_asked(void **state)
{
	struct world *world = *state;
	for (int i = 0; i < 3; i++)
		response_free(fetch(world, (struct request){.id = 1}, i == 1 ? "/moved" : "/feed"));
	const struct web_request *requests;
	size_t count = web_server_requests(world->server, &requests);
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		assert_false(web_request_has(&requests[i], "Cookie:"));
		assert_false(web_request_has(&requests[i], "Referer:"));
		assert_false(web_request_has(&requests[i], "If-"));
		assert_true(web_request_has(&requests[i], "User-Agent: Steppe/test\n"));
		assert_true(web_request_has(&requests[i], "Accept-Encoding: "));
	}
	assert_string_equal(requests[0].path, "/feed");
}

static void permanent_chains_are_known(void **state)
{
	struct world *world = *state;
	struct response *moved = fetch(world, (struct request){.id = 1}, "/moved");
	assert_int_equal(moved->status, 200);
	assert_int_equal(moved->redirects, 2);
	assert_true(foreign_equal(moved->moved_to, moved->final_url));
	struct response *mixed = fetch(world, (struct request){.id = 2}, "/mixed");
	assert_int_equal(mixed->redirects, 3);
	assert_int_equal(mixed->moved_to.len, 0);
	response_free(moved);
	response_free(mixed);
}

static void assert_refused(struct response *response, const char *sentence)
{
	assert_int_equal(response->error.kind, ERROR_REFUSED);
	assert_string_equal(response->error.sentence, sentence);
	response_free(response);
}

static void circles_end(void **state)
{
	struct world *world = *state;
	assert_refused(fetch(world, (struct request){.id = 1}, "/loop"),
		"the server redirects more than 5 times");
	const struct web_request *requests;
	assert_int_equal(web_server_requests(world->server, &requests), 6);
}

static void only_the_web_is_followed(void **state)
{
	assert_refused(fetch(*state, (struct request){.id = 1}, "/file"),
		"the server redirects to what is not a web address");
}

static void documents_do_not_lead_home(void **state)
{
	struct world *world = *state;
	/* A connection that a typed address opened is not lent to a document's. */
	response_free(fetch(world, (struct request){.id = 1}, "/feed"));
	assert_refused(
		fetch(world, (struct request){.id = 2, .origin = FETCH_FROM_DOCUMENT}, "/feed"),
		"a public page may not lead to an address of your own network");
	const struct web_request *requests;
	assert_int_equal(web_server_requests(world->server, &requests), 1);
	struct response *local =
		fetch(world, (struct request){.id = 3, .origin = FETCH_FROM_LOCAL}, "/feed");
	assert_int_equal(local->status, 200);
	response_free(local);
}

static void secrets_stay_with_their_host(void **state)
{
	struct world *world = *state;
	char path[40];
	snprintf(path, sizeof path, "/to?%d", web_server_port(world->server));
	const struct foreign headers[] = {FOREIGN("X-Key: secret")};
	struct request request = {.id = 1,
		.user = FOREIGN("me"),
		.password = FOREIGN("secret"),
		.headers = headers,
		.headers_count = 1};
	response_free(fetch(world, request, path));
	const struct web_request *requests;
	size_t count = web_server_requests(world->server, &requests);
	assert_true(count >= 2);
	assert_true(web_request_has(&requests[0], "X-Key: secret\n"));
	assert_string_equal(requests[count - 1].path, "/there");
	assert_false(web_request_has(&requests[count - 1], "secret"));
	assert_false(web_request_has(&requests[count - 1], "Authorization"));
}

static void validators_go_to_who_gave_them(void **state)
{
	struct world *world = *state;
	char path[40];
	snprintf(path, sizeof path, "/to?%d", web_server_port(world->server));
	struct request request = {.id = 1, .etag = {"\"here\"", 6}};
	struct response *first = fetch(world, request, path);
	assert_text(first->etag, "\"there\"");
	assert_true(foreign_equal(first->validators_url, first->final_url));
	request.etag = first->etag;
	request.validators_url = first->validators_url;
	response_free(fetch(world, request, path));
	const struct web_request *asked;
	assert_int_equal(web_server_requests(world->server, &asked), 4);
	assert_true(web_request_has(&asked[0], "If-None-Match: \"here\"\n"));
	assert_false(web_request_has(&asked[1], "If-None-Match"));
	assert_false(web_request_has(&asked[2], "If-None-Match"));
	assert_true(web_request_has(&asked[3], "If-None-Match: \"there\"\n"));
	response_free(first);
	struct response *direct = fetch(world, (struct request){.id = 1}, "/moved");
	assert_text(direct->validators_url, "");
	response_free(direct);
}

static void headers_cannot_be_split(void **state)
{
	struct world *world = *state;
	const struct foreign headers[] = {FOREIGN("X-A: 1\r\nX-Smuggled: 2"), FOREIGN("X-B: 3")};
	struct request request = {.id = 1, .headers = headers, .headers_count = 2};
	response_free(fetch(world, request, "/feed"));
	assert_false(web_request_has(last_request(world), "X-Smuggled"));
	assert_true(web_request_has(last_request(world), "X-B: 3\n"));
}

static void retry_after_is_a_time(void **state)
{
	struct response *response = fetch(*state, (struct request){.id = 1}, "/busy");
	assert_int_equal(response->status, 503);
	assert_int_equal(response->hints.retry_at, 1649149200 + 120);
	response_free(response);
}

static void a_cancelled_request_says_so(void **state)
{
	struct world *world = *state;
	struct request request = {.id = 7, .url = FOREIGN("http://127.0.0.1:1/")};
	fetcher_start(world->fetcher, &request);
	fetcher_cancel(world->fetcher, 7);
	struct response *response = fetcher_poll(world->fetcher, 0);
	assert_non_null(response);
	assert_int_equal(response->error.kind, ERROR_CANCELLED);
	response_free(response);
	assert_int_equal(fetcher_pending(world->fetcher), 0);
}

#define WORLD_TEST(sentence, function) TEST_WITH(sentence, function, open_world, close_world)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD_TEST("validators go back byte for byte", validators_go_back_byte_for_byte),
		WORLD_TEST("no cookie, no referrer, nothing made up",
			nothing_is_told_that_was_not_asked),
		WORLD_TEST("a chain of permanent redirects is known", permanent_chains_are_known),
		WORLD_TEST("redirects in a circle end", circles_end),
		WORLD_TEST("a redirect to a file is refused", only_the_web_is_followed),
		WORLD_TEST("what a document names does not lead home", documents_do_not_lead_home),
		WORLD_TEST("credentials and own headers do not cross hosts",
			secrets_stay_with_their_host),
		WORLD_TEST("validators go back to the host that gave them, and to no other",
			validators_go_to_who_gave_them),
		WORLD_TEST("a header with a line break is not sent", headers_cannot_be_split),
		WORLD_TEST("Retry-After becomes a time", retry_after_is_a_time),
		WORLD_TEST("a cancelled request says so", a_cancelled_request_says_so),
	};
	setenv("STEPPE_NOW", "1649149200", 1);
	return cmocka_run_group_tests_name("fetch", tests, NULL, NULL);
}
