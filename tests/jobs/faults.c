/* Every status with every fault (faults.script), through network, workers and
 * writer into a store that knew each feed before.  Whatever a server does, what
 * was there stays, validators are those of the last whole answer, the failure is
 * said in words, and the next time is what the scheduler owes the publisher.
 *
 * A machine that is busy elsewhere is slow in both roles, and a row may see a silence that
 * no server meant: rows that come out otherwise are asked again, as feeds of their own.
 * With --serve it only serves, says where and which faults there are, and ends with its input. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/jobs/jobs.h"
#include "src/store/arrivals.h"
#include "tests/lib/check.h"
#include "tests/lib/fault_server.h"

static const int statuses[] = {
	200, 204, 206, 301, 302, 304, 308, 401, 403, 404, 410, 429, 500, 503};

enum {
	STATUSES = sizeof statuses / sizeof *statuses,
	CASES_LIMIT = STATUSES * 60,
	CASES_LEAST = 150,
	HOUR = 3600,
	ASKED_TO_WAIT = 2 * HOUR, /* as the script says */
	SILENCE_SECONDS = 4,
	PATIENCE_MS = 60000,
	ROUNDS = 4,
};

static const char OLD_WORDS[] = "<p>The steppe is wide.</p>";

struct fault_case {
	char sentence[160];
	int status;
	const struct fault_script *script;
	int64_t feed_id;
	struct world *world;
};

struct world {
	char folder[64], path[96];
	int64_t started, ended;
	int round;                   /* the last part of its feeds' addresses */
	struct fault_server *server; /* holds the scripts */
	struct arena *arena;
	struct store_reader *reader;
	struct subscriptions feeds;
	struct fault_case *cases;
	size_t count;
};

/* ---- what a case leads to ---- */

enum outcome { NEW_ARTICLE, UNCHANGED, FAILED };

struct expected {
	enum outcome outcome;
	const char *kind; /* of the failure */
};

static bool redirects(int status)
{
	return status == 301 || status == 302 || status == 308;
}

static struct expected expected_of(const struct fault_case *one)
{
	const char *word = one->script->expect;
	if (strncmp(word, "always ", 7) == 0)
		return (struct expected){FAILED, word + 7};
	if (redirects(one->status))
		return (struct expected){NEW_ARTICLE, ""};
	if (one->status == 304)
		return (struct expected){UNCHANGED, ""};
	/* Headers that do not end come before any status counts. */
	bool is_late = strcmp(word, "new") != 0 && strcmp(word, "format") != 0;
	if (one->status == 206 && is_late)
		return (struct expected){FAILED, word};
	if (one->status == 204 && strstr(one->script->name, "headers"))
		return (struct expected){FAILED, word};
	if (one->status != 200)
		return (struct expected){FAILED, "server"};
	return strcmp(word, "new") == 0 ? (struct expected){NEW_ARTICLE, ""}
					: (struct expected){FAILED, word};
}

static bool is_kind(enum error_kind kind, const char *word)
{
	static const struct {
		const char *word;
		enum error_kind kind;
	} kinds[] = {{"network", ERROR_NETWORK}, {"timeout", ERROR_TIMEOUT}, {"limit", ERROR_LIMIT},
		{"format", ERROR_FORMAT}, {"server", ERROR_SERVER}, {"tls", ERROR_TLS},
		{"network-or-tls", ERROR_NETWORK}, {"network-or-tls", ERROR_TLS}};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].word, word) == 0 && kinds[i].kind == kind)
			return true;
	return false;
}

/* ---- what the store says ---- */

static const struct feed_row *row_of(const struct fault_case *one)
{
	const struct subscriptions *feeds = &one->world->feeds;
	for (size_t i = 0; i < feeds->feeds_count; i++)
		if (feeds->feeds[i].id == one->feed_id)
			return &feeds->feeds[i];
	fail_msg("the feed is not there any more");
	return NULL;
}

static void check_articles(const struct fault_case *one, bool has_new)
{
	struct world *world = one->world;
	struct error error = {0};
	struct list_window window = {.feed_id = one->feed_id, .limit = 10};
	struct article_rows rows;
	assert_true(store_list(&rows, world->arena, world->reader, &window, &error));
	assert_int_equal(rows.total, has_new ? 3 : 2);
	for (size_t i = 0; i < rows.count; i++) {
		struct stored_article article;
		assert_true(store_article(
			&article, world->arena, world->reader, rows.items[i].id, &error));
		bool is_new = foreign_equal(article.row.title, FOREIGN("New"));
		assert_text(article.content_html, is_new ? "" : OLD_WORDS);
	}
}

static void check_validators(const struct fault_case *one, bool has_new)
{
	struct world *world = one->world;
	struct error error = {0};
	struct due_feeds due;
	struct due_wish wish = {.ids = &one->feed_id, .ids_count = 1};
	assert_true(store_due_feeds(&due, world->arena, world->reader, &wish, &error));
	assert_text(due.items[0].etag, has_new ? "\"v2\"" : "\"v1\"");
	assert_text(due.items[0].last_modified,
		has_new ? "Mon, 04 Apr 2022 10:00:00 GMT" : "Sun, 03 Apr 2022 10:00:00 GMT");
}

static void check_address(const struct fault_case *one, const struct feed_row *row)
{
	char end[80];
	snprintf(end, sizeof end, "/%d/%s", one->status, one->script->name);
	if (!memmem(row->url.utf8, row->url.len, end, strlen(end)))
		fail_msg("it moved to %.*s", (int)row->url.len, row->url.utf8);
	bool is_permanent = one->status == 301 || one->status == 308;
	bool is_seen = is_permanent && row->state == FEED_OK;
	assert_int_equal(row->moved_count, is_seen);
	assert_int_equal(row->moved_to.len > 0, is_seen);
}

static void check_next_time(const struct fault_case *one, const struct feed_row *row)
{
	bool is_answered = !row->error.len || row->error_kind == ERROR_SERVER;
	if (is_answered && (one->status == 401 || one->status == 410)) {
		assert_int_equal(row->next_due, FEED_NEVER_DUE);
		return;
	}
	bool waits = is_answered && !redirects(one->status) &&
		     strcmp(one->script->name, "asks-to-wait") == 0;
	int64_t wait = waits ? ASKED_TO_WAIT : HOUR;
	assert_in_range(row->next_due, one->world->started + wait,
		one->world->ended + wait + wait / 10 + 1);
}

static bool is_as_expected(const struct fault_case *one)
{
	struct expected expected = expected_of(one);
	const struct feed_row *row = row_of(one);
	return expected.outcome == FAILED ? is_kind(row->error_kind, expected.kind)
					  : row->state == FEED_OK;
}

static void run_case(void **state)
{
	const struct fault_case *one = *state;
	const struct feed_row *row = row_of(one);
	struct expected expected = expected_of(one);
	if (expected.outcome == FAILED) {
		assert_int_equal(row->state,
			one->status == 410 && is_kind(row->error_kind, "server") ? FEED_GONE
										 : FEED_FAILING);
		if (!is_kind(row->error_kind, expected.kind))
			fail_msg("%.*s", (int)row->error.len, row->error.utf8);
		assert_true(row->error.len > 10);
		assert_int_equal(row->failures, 1);
		assert_in_range(row->failing_since, one->world->started, one->world->ended);
	} else {
		assert_text(row->error, "");
		assert_int_equal(row->state, FEED_OK);
		assert_int_equal(row->failures, 0);
	}
	check_articles(one, expected.outcome == NEW_ARTICLE);
	check_validators(one, expected.outcome != FAILED);
	check_address(one, row);
	check_next_time(one, row);
}

/* ---- the store before ---- */

static struct article old_article(const char *guid)
{
	return (struct article){.id = foreign_from_string(guid),
		.title = foreign_from_string(guid),
		.content_html = foreign_from_string(OLD_WORDS),
		.comments_count = -1,
		.duration_seconds = -1};
}

static void know_feed(struct world *world, struct store_writer *writer, struct fault_case *one)
{
	size_t number = (size_t)(one - world->cases);
	char url[200];
	bool is_tls = strncmp(one->script->name, "tls-", 4) == 0;
	/* An address of its own for each, and the script's number in it: TLS names no path. */
	snprintf(url, sizeof url, "%s://127.%d.%d.%d:%d/%d/%s", is_tls ? "https" : "http",
		(int)(number / STATUSES) + 1, (int)(number % STATUSES) + 1, world->round,
		fault_server_port(world->server), one->status, one->script->name);
	struct new_feed feed = {.url = foreign_from_string(url)};
	struct article articles[] = {old_article("old 1"), old_article("old 2")};
	struct feed document = {.title = FOREIGN("T"), .articles = articles, .articles_count = 2};
	struct update_result result = {.status = 200,
		.feed = &document,
		.replace_validators = true,
		.etag = {"\"v1\"", 4},
		.last_modified = {"Sun, 03 Apr 2022 10:00:00 GMT", 29}};
	struct error error = {0};
	bool existed;
	one->feed_id = store_add_feed(writer, &feed, &existed, &error);
	if (one->feed_id <= 0 || !store_keep_update(writer, one->feed_id, &result,
					 clock_now() - 2 * HOUR, NULL, &error))
		fprintf(stderr, "%s: %s\n", url, error.sentence);
}

static void make_cases(struct world *world)
{
	size_t scripts_count;
	const struct fault_script *scripts = fault_server_scripts(world->server, &scripts_count);
	for (size_t i = 0; i < scripts_count * STATUSES && i < CASES_LIMIT; i++) {
		struct fault_case *one = &world->cases[world->count++];
		one->world = world;
		one->status = statuses[i % STATUSES];
		one->script = &scripts[i / STATUSES];
		snprintf(one->sentence, sizeof one->sentence, "a %d, %s: %s", one->status,
			one->script->name, one->script->expect);
	}
}

/* All in the first round, later those that did not come out as expected; how many. */
static size_t know_feeds(struct world *world, int64_t *ids)
{
	struct error error = {0};
	struct store_writer *writer = store_writer_open(world->path, NULL, &error);
	size_t count = 0;
	store_begin_batch(writer, &error);
	for (size_t i = 0; i < world->count; i++) {
		struct fault_case *one = &world->cases[i];
		if (world->round > 1 && is_as_expected(one))
			continue;
		know_feed(world, writer, one);
		ids[count++] = one->feed_id;
	}
	store_commit_batch(writer, &error);
	store_writer_close(writer);
	return count;
}

/* ---- the update ---- */

static bool update(struct world *world, const int64_t *ids, size_t count)
{
	struct jobs_settings settings = {.store_path = world->path,
		.program = "/proc/self/exe",
		.fetch = {.user_agent = "Steppe/test",
			.proxy = "none",
			.connect_seconds = 10,
			.silence_seconds = SILENCE_SECONDS,
			.total_seconds = 40,
			.body_limit = 1 << 20}};
	struct error error = {0};
	char notice[240];
	struct jobs *jobs = jobs_start(&settings, notice, &error);
	jobs_update(jobs, ids, count, true);
	struct event *event;
	bool is_done = false;
	while (!is_done && (event = jobs_event_within(jobs, PATIENCE_MS))) {
		is_done = event->kind == EVENT_UPDATE_DONE;
		event_free(event);
	}
	jobs_stop(jobs);
	world->ended = clock_now();
	return is_done;
}

static bool update_all(struct world *world)
{
	struct error error = {0};
	int64_t *ids = calloc(world->count, sizeof *ids);
	bool is_good = true;
	world->started = clock_now();
	for (world->round = 1; is_good && world->round <= ROUNDS; world->round++) {
		size_t count = know_feeds(world, ids);
		if (count == 0)
			break;
		if (world->round > 1)
			printf("# %zu rows are asked again\n", count);
		store_reader_close(world->reader);
		is_good = update(world, ids, count);
		world->reader = store_reader_open(world->path, &error);
		is_good = is_good && world->reader &&
			  store_subscriptions(&world->feeds, world->arena, world->reader, &error);
	}
	free(ids);
	return is_good;
}

static bool set_up(struct world *world)
{
	snprintf(world->folder, sizeof world->folder, "/tmp/steppe-faults-XXXXXX");
	if (!mkdtemp(world->folder))
		return false;
	snprintf(world->path, sizeof world->path, "%s/steppe.db", world->folder);
	world->cases = calloc(CASES_LIMIT, sizeof *world->cases);
	world->arena = arena_new();
	return true;
}

static void tear_down(struct world *world)
{
	fault_server_stop(world->server);
	store_reader_close(world->reader);
	arena_free(world->arena);
	free(world->cases);
	DIR *folder = opendir(world->folder);
	for (struct dirent *entry; (entry = readdir(folder));)
		unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	rmdir(world->folder);
}

static struct fault_server *start_server(void)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/tests/jobs/faults.script", getenv("SRCDIR"));
	return fault_server_start(path);
}

static bool prepare(struct world *world)
{
	world->server = start_server();
	if (!world->server || !set_up(world))
		return false;
	make_cases(world);
	return update_all(world) && world->count >= CASES_LEAST;
}

/* For whoever else wants these servers (tests/e2e/misbehaving.py). */
static int serve(void)
{
	struct fault_server *server = start_server();
	size_t count = 0;
	if (!server)
		return 1;
	const struct fault_script *scripts = fault_server_scripts(server, &count);
	printf("%d", fault_server_port(server));
	for (size_t i = 0; i < count; i++)
		printf(" %s", scripts[i].name);
	printf("\n");
	fflush(stdout);
	while (getchar() != EOF)
		;
	fault_server_stop(server);
	return 0;
}

int main(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--worker") == 0)
		return worker_main(true);
	if (count == 2 && strcmp(arguments[1], "--serve") == 0)
		return serve();
	struct world world = {0};
	if (!prepare(&world))
		return 1;
	struct CMUnitTest *tests = calloc(world.count, sizeof *tests);
	for (size_t i = 0; i < world.count; i++)
		tests[i] = (struct CMUnitTest){
			world.cases[i].sentence, run_case, NULL, NULL, &world.cases[i]};
	int failed = _cmocka_run_group_tests("faults", tests, world.count, NULL, NULL);
	free(tests);
	tear_down(&world);
	return failed != 0;
}
