/* The whole pipeline with real threads, worker processes, a server on loopback
 * and a store on disk.  This program is its own worker when run with --worker. */
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/jobs/jobs.h"
#include "src/store/query.h"
#include "tests/lib/check.h"
#include "tests/lib/web_server.h"

enum { PATIENCE_MS = 60000 };

static const char FEED[] =
	"<rss version='2.0'><channel><title>Дала</title>"
	"<item><title>Bir</title><guid>1</guid>"
	"<description>&lt;p&gt;The steppe is wide.&lt;/p&gt;</description></item>"
	"<item><title>Eki</title><guid>2</guid></item></channel></rss>";
static const char PAGE[] = "<html><head><title>Home</title>"
			   "<link rel='alternate' type='application/rss+xml' href='/feed.xml'>"
			   "<link rel='alternate' type='application/rss+xml' href='/other.xml'>"
			   "</head><body>Welcome</body></html>";

static void answer(const struct web_request *request, struct web_answer *answer)
{
	bool is_feed = strstr(request->path, ".xml") != NULL;
	bool is_known = web_request_has(request, "If-None-Match: \"v1\"");
	answer->headers[0] =
		is_feed ? "Content-Type: application/rss+xml" : "Content-Type: text/html";
	answer->headers[1] = "ETag: \"v1\"";
	answer->status = is_known ? 304 : strstr(request->path, "gone") ? 404 : 200;
	answer->body = is_known ? "" : is_feed ? FEED : PAGE;
}

struct house {
	char folder[64], store[96];
	struct web_server *server;
	struct jobs *jobs;
	int document_seconds; /* 0: as in the program */
};

static void open_house(struct house *house)
{
	struct jobs_settings settings = {.store_path = house->store,
		.program = "/proc/self/exe",
		.fetch = {.user_agent = "Steppe/test"},
		.document_seconds = house->document_seconds};
	struct error error = {0};
	char notice[240];
	house->jobs = jobs_start(&settings, notice, &error);
	assert_non_null(house->jobs);
}

static int set_up(void **state)
{
	struct house *house = calloc(1, sizeof *house);
	snprintf(house->folder, sizeof house->folder, "/tmp/steppe-jobs-XXXXXX");
	assert_non_null(mkdtemp(house->folder));
	snprintf(house->store, sizeof house->store, "%s/steppe.db", house->folder);
	house->server = web_server_start(answer, NULL, NULL);
	open_house(house);
	*state = house;
	return 0;
}

static int tear_down(void **state)
{
	struct house *house = *state;
	jobs_stop(house->jobs);
	web_server_stop(house->server);
	DIR *folder = opendir(house->folder);
	for (struct dirent *entry; (entry = readdir(folder));)
		unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	rmdir(house->folder);
	free(house);
	return 0;
}

/* The next event of that kind; others are dropped. */
static struct event *wait_for(struct house *house, enum event_kind kind)
{
	struct event *event;
	while ((event = jobs_event_within(house->jobs, PATIENCE_MS)) && event->kind != kind)
		event_free(event);
	assert_non_null(event);
	return event;
}

static void subscribe(struct house *house, const char *path)
{
	struct order *order = order_new(ORDER_SUBSCRIBE);
	const char *address = arena_printf(
		order->arena, "http://127.0.0.1:%d/%s", web_server_port(house->server), path);
	order->text = foreign_from_string(address);
	jobs_order(house->jobs, order);
}

static int64_t subscribe_feed(struct house *house)
{
	subscribe(house, "feed.xml");
	struct event *event = wait_for(house, EVENT_SUBSCRIBED);
	assert_int_equal(event->error.kind, ERROR_NONE);
	int64_t id = event->feed_id;
	event_free(event);
	return id;
}

static int64_t count_articles(struct house *house)
{
	struct error error = {0};
	struct store_reader *reader = store_reader_open(house->store, &error);
	assert_non_null(reader);
	int64_t count = store_count(reader, NULL, &error);
	store_reader_close(reader);
	return count;
}

static int64_t first_article(struct house *house)
{
	struct error error = {0};
	struct arena *arena = arena_new();
	struct store_reader *reader = store_reader_open(house->store, &error);
	struct query *query = query_parse(arena, FOREIGN("title:Bir"), 0, &error);
	struct list_window window = {.query = query, .limit = 10};
	int64_t *ids, id;
	size_t count;
	assert_true(store_list_ids(&ids, &count, arena, reader, &window, &error));
	assert_int_equal(count, 1);
	id = ids[0];
	store_reader_close(reader);
	arena_free(arena);
	return id;
}

/* ---- what people ask for ---- */

static void a_feed_is_subscribed_with_its_articles(void **state)
{
	struct house *house = *state;
	subscribe(house, "feed.xml");
	struct event *event = wait_for(house, EVENT_SUBSCRIBED);
	assert_int_equal(event->error.kind, ERROR_NONE);
	assert_text(event->text, "Дала");
	assert_int_equal(event->new_articles, 2);
	event_free(event);
	assert_int_equal(count_articles(house), 2);
}

static void a_page_leads_to_the_feed_it_names(void **state)
{
	struct house *house = *state;
	subscribe(house, "");
	struct event *event = wait_for(house, EVENT_SUBSCRIBED);
	assert_int_equal(event->error.kind, ERROR_NONE);
	assert_text(event->text, "Дала");
	assert_int_equal(event->links.count, 1);
	assert_non_null(memmem(
		event->links.items[0].url.utf8, event->links.items[0].url.len, "/other.xml", 10));
	event_free(event);
}

static void an_address_without_a_feed_is_one_sentence(void **state)
{
	struct house *house = *state;
	subscribe(house, "gone");
	struct event *event = wait_for(house, EVENT_SUBSCRIBED);
	assert_int_equal(event->error.kind, ERROR_SERVER);
	assert_true(strlen(event->error.sentence) > 0);
	event_free(event);
}

static void an_unchanged_feed_is_told_apart(void **state)
{
	struct house *house = *state;
	int64_t id = subscribe_feed(house);
	jobs_update(house->jobs, &id, 1, true);
	struct event *event = wait_for(house, EVENT_FEED_UPDATED);
	assert_true(event->is_unchanged);
	assert_int_equal(event->feed_id, id);
	event_free(event);
	event = wait_for(house, EVENT_UPDATE_DONE);
	assert_int_equal(event->progress.done, 1);
	assert_int_equal(event->progress.unchanged, 1);
	event_free(event);
}

static void an_article_is_read_as_blocks(void **state)
{
	struct house *house = *state;
	subscribe_feed(house);
	struct order *order = order_new(ORDER_DOCUMENT);
	order->article_id = first_article(house);
	jobs_order(house->jobs, order);
	struct event *event = wait_for(house, EVENT_DOCUMENT);
	assert_int_equal(event->error.kind, ERROR_NONE);
	assert_int_equal(event->document->blocks_count, 1);
	assert_text(event->document->blocks[0].spans[0].text, "The steppe is wide.");
	event_free(event);
}

static void a_mark_is_written(void **state)
{
	struct house *house = *state;
	subscribe_feed(house);
	struct order *order = order_new(ORDER_MARK);
	order->mark = MARK_READ;
	order->text = FOREIGN("title:Bir");
	jobs_order(house->jobs, order);
	struct event *event = wait_for(house, EVENT_CHANGED);
	assert_int_equal(event->error.kind, ERROR_NONE);
	assert_int_equal(event->changed_count, 1);
	event_free(event);
}

/* ---- what goes wrong ---- */

/* The worker processes of this program, as the system lists them. */
static int signal_workers(int number)
{
	int found = 0;
	DIR *threads = opendir("/proc/self/task");
	for (struct dirent *entry; (entry = readdir(threads));) {
		char path[300];
		snprintf(path, sizeof path, "/proc/self/task/%s/children", entry->d_name);
		FILE *children = fopen(path, "r");
		for (int pid; children && fscanf(children, "%d", &pid) == 1; found++)
			kill(pid, number);
		if (children)
			fclose(children);
	}
	closedir(threads);
	return found;
}

static void ask_again(struct house *house, int64_t id)
{
	struct order *order = order_new(ORDER_DOCUMENT);
	order->article_id = id;
	jobs_order(house->jobs, order);
}

/* With so little time for it a busy machine may need more than one try. */
static void read_at_last(struct house *house, int64_t id)
{
	enum error_kind kind = ERROR_WORKER;
	for (int tries = 0; tries < 10 && kind == ERROR_WORKER; tries++) {
		ask_again(house, id);
		struct event *event = wait_for(house, EVENT_DOCUMENT);
		kind = event->error.kind;
		event_free(event);
	}
	assert_int_equal(kind, ERROR_NONE);
}

static void a_worker_that_hangs_costs_one_document(void **state)
{
	struct house *house = *state;
	subscribe_feed(house);
	int64_t id = first_article(house);
	jobs_stop(house->jobs);
	house->document_seconds = 1;
	open_house(house);
	read_at_last(house, id);
	assert_true(signal_workers(SIGSTOP) > 0);
	ask_again(house, id);
	struct event *event = wait_for(house, EVENT_DOCUMENT);
	assert_int_equal(event->error.kind, ERROR_WORKER);
	event_free(event);
	read_at_last(house, id);
}

static void a_killed_worker_is_replaced(void **state)
{
	struct house *house = *state;
	subscribe_feed(house);
	int64_t id = first_article(house);
	assert_true(signal_workers(SIGSTOP) > 0);
	ask_again(house, id);
	signal_workers(SIGKILL);
	/* It died with the document, or before it got it: one answer either way. */
	event_free(wait_for(house, EVENT_DOCUMENT));
	ask_again(house, id);
	struct event *event = wait_for(house, EVENT_DOCUMENT);
	assert_int_equal(event->error.kind, ERROR_NONE);
	event_free(event);
}

static void a_stop_in_the_middle_keeps_what_was_marked(void **state)
{
	struct house *house = *state;
	int64_t id = subscribe_feed(house);
	for (int i = 0; i < 50; i++)
		jobs_update(house->jobs, &id, 1, true);
	struct order *order = order_new(ORDER_MARK);
	order->mark = MARK_BOOKMARK;
	order->text = FOREIGN("title:Eki");
	jobs_order(house->jobs, order);
	jobs_stop(house->jobs);
	open_house(house);
	struct error error = {0};
	struct arena *arena = arena_new();
	struct store_reader *reader = store_reader_open(house->store, &error);
	struct query *query = query_parse(arena, FOREIGN("is:bookmarked"), 0, &error);
	assert_int_equal(store_count(reader, query, &error), 1);
	store_reader_close(reader);
	arena_free(arena);
	assert_int_equal(count_articles(house), 2);
}

#define HOUSE_TEST(sentence, function) TEST_WITH(sentence, function, set_up, tear_down)

int main(int count, char **arguments)
{
	if (count == 2 && strcmp(arguments[1], "--worker") == 0)
		return worker_main(true);
	const struct CMUnitTest tests[] = {
		HOUSE_TEST("a feed is subscribed with its articles",
			a_feed_is_subscribed_with_its_articles),
		HOUSE_TEST("a page leads to the feed it names", a_page_leads_to_the_feed_it_names),
		HOUSE_TEST("an address without a feed is one sentence",
			an_address_without_a_feed_is_one_sentence),
		HOUSE_TEST("an unchanged feed is told apart", an_unchanged_feed_is_told_apart),
		HOUSE_TEST("an article is read as blocks", an_article_is_read_as_blocks),
		HOUSE_TEST("a mark is written", a_mark_is_written),
		HOUSE_TEST("a worker that hangs costs one document",
			a_worker_that_hangs_costs_one_document),
		HOUSE_TEST("a killed worker is replaced", a_killed_worker_is_replaced),
		HOUSE_TEST("a stop in the middle keeps what was marked",
			a_stop_in_the_middle_keeps_what_was_marked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
