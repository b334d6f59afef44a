/* Every status with every fault: {status} x {faults.script}, all at once, each
 * on a loopback address of its own.  One request never hangs, and what a status
 * says shows through whatever the rest of the answer does. */
#include "feeds/fetch.h"

#include <stdio.h>
#include <stdlib.h>

#include "src/base/clock.h"
#include "tests/lib/check.h"
#include "tests/lib/fault_server.h"

static const int statuses[] = {
	200, 204, 206, 301, 302, 304, 307, 308, 400, 401, 403, 404, 406, 410, 429, 500, 503, 520};

enum {
	STATUSES = sizeof statuses / sizeof *statuses,
	CASES_LIMIT = STATUSES * 40,
	BODY_LIMIT = 1 << 20,
	SILENCE_SECONDS =
		10, /* a server with five hundred processes on a busy machine must answer in it */
	SECONDS_LIMIT = 90, /* for all of them; they end after one or two silences */
};

struct fault_case {
	char sentence[80];
	int status;
	const struct fault_script *script;
	struct response *response;
};

static const struct {
	const char *word;
	enum error_kind kind;
} kinds[] = {{"ok", ERROR_NONE}, {"network", ERROR_NETWORK}, {"timeout", ERROR_TIMEOUT},
	{"limit", ERROR_LIMIT}};

static enum error_kind kind_of(const char *word)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].word, word) == 0)
			return kinds[i].kind;
	fail_msg("no such kind: %s", word);
	return ERROR_NONE;
}

static bool redirects(int status)
{
	return status == 301 || status == 302 || status == 307 || status == 308;
}

static void run_case(void **state)
{
	const struct fault_case *one = *state;
	const struct response *response = one->response;
	const char *expect = one->script->expect;
	bool is_always = strncmp(expect, "always ", 7) == 0;
	bool has_body = one->status == 200 || one->status == 206;
	assert_non_null(response);
	enum error_kind kind = is_always  ? kind_of(expect + 7)
			       : has_body ? kind_of(expect)
					  : ERROR_NONE;
	/* A 204 has no body whose fault could show, but its headers can stall. */
	if (one->status == 204 && strstr(one->script->name, "headers") && !is_always)
		kind = kind_of(expect);
	if (response->error.kind != kind)
		fail_msg("%s, after %lld ms and %d redirects", response->error.sentence,
			(long long)response->took_ms, response->redirects);
	if (kind != ERROR_NONE) {
		assert_int_equal(response->status, 0);
		assert_int_equal(response->body.len, 0);
		assert_true(response->error.sentence[0] != '\0');
		return;
	}
	assert_int_equal(response->status, redirects(one->status) ? 200 : one->status);
	assert_int_equal(response->redirects, redirects(one->status));
	assert_int_equal(response->moved_to.len > 0, one->status == 301 || one->status == 308);
	assert_true(response->from_private_address);
}

static size_t make_cases(struct fault_case *cases, const struct fault_server *server)
{
	size_t count = 0, scripts_count;
	const struct fault_script *scripts = fault_server_scripts(server, &scripts_count);
	for (size_t i = 0; i < scripts_count; i++)
		for (size_t j = 0; j < STATUSES && count < CASES_LIMIT; j++) {
			struct fault_case *one = &cases[count++];
			one->status = statuses[j];
			one->script = &scripts[i];
			snprintf(one->sentence, sizeof one->sentence, "a %d, %s: %s", statuses[j],
				scripts[i].name, scripts[i].expect);
		}
	return count;
}

static void start_all(struct fetcher *fetcher, struct fault_case *cases, size_t count, int port)
{
	for (size_t i = 0; i < count; i++) {
		char url[200];
		snprintf(url, sizeof url, "http://127.0.%d.%d:%d/%d/%s", (int)(i / 200),
			(int)(i % 200) + 1, port, cases[i].status, cases[i].script->name);
		struct request request = {.id = i, .url = foreign_from_string(url)};
		fetcher_start(fetcher, &request);
	}
}

static bool fetch_all(struct fault_case *cases, size_t count, int port)
{
	struct fetch_settings settings = {.connect_seconds = 10,
		.silence_seconds = SILENCE_SECONDS,
		.total_seconds = 40,
		.body_limit = BODY_LIMIT,
		.proxy = "none"};
	struct fetcher *fetcher = fetcher_new(&settings, NULL);
	int64_t start = clock_monotonic_ms();
	start_all(fetcher, cases, count, port);
	while (fetcher_pending(fetcher) > 0 &&
		clock_monotonic_ms() - start < SECONDS_LIMIT * 1000) {
		struct response *response = fetcher_poll(fetcher, 200);
		if (response)
			cases[response->id].response = response;
	}
	bool is_done = fetcher_pending(fetcher) == 0 && fetcher_bytes_in_flight(fetcher) == 0;
	fetcher_free(fetcher);
	return is_done;
}

int main(void)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/tests/feeds/faults.script", getenv("SRCDIR"));
	struct fault_server *server = fault_server_start(path);
	struct fault_case *cases = calloc(CASES_LIMIT, sizeof *cases);
	struct CMUnitTest *tests = calloc(CASES_LIMIT, sizeof *tests);
	size_t count = server ? make_cases(cases, server) : 0;
	bool is_done = server && fetch_all(cases, count, fault_server_port(server));
	for (size_t i = 0; i < count; i++)
		tests[i] = (struct CMUnitTest){cases[i].sentence, run_case, NULL, NULL, &cases[i]};
	int failed = count < 150 || !is_done;
	failed += _cmocka_run_group_tests("faults", tests, count, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		response_free(cases[i].response);
	fault_server_stop(server);
	free(tests);
	free(cases);
	return failed != 0;
}
