/* See place.h. */
#include "tests/session/place.h"

#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/base/hash.h"
#include "src/base/url.h"
#include "src/jobs/jobs.h"
#include "src/store/arrivals.h"
#include "src/store/query.h"

void place_init(struct place *place)
{
	*place = (struct place){0};
	setenv("STEPPE_NOW", "1649160000", 1);
	snprintf(place->folder, sizeof place->folder, "/tmp/steppe-session-XXXXXX");
	assert_non_null(mkdtemp(place->folder));
	snprintf(place->store_path, sizeof place->store_path, "%s/steppe.db", place->folder);
	struct error error = {0};
	place->writer = store_writer_open(place->store_path, NULL, &error);
	assert_non_null(place->writer);
}

static struct article article_of(
	struct arena *arena, const char *feed, const struct place_article *given)
{
	const char *url = arena_printf(arena, "https://%s.example/%s", feed, given->title);
	struct article article = {
		.id = foreign_from_string(url),
		.title = foreign_from_string(given->title),
		.published = NOON - given->hours_ago * 3600,
		.content_html = foreign_from_string(
			given->html != NULL ? given->html : "<p>One sentence of text.</p>"),
		.comments_count = -1,
		.duration_seconds = -1,
	};
	article.bytes_hash = hash_bytes(article.content_html.utf8, article.content_html.len);
	struct url parsed = {0};
	assert_true(url_parse(&parsed, arena, foreign_from_string(url), NULL));
	article.url = parsed.text;
	article.base_url = parsed.text;
	return article;
}

static void keep(struct place *place, int64_t feed_id, const char *title,
	const struct place_article *articles, size_t count)
{
	struct arena *arena = arena_new();
	struct feed feed = {.format = FEED_RSS_20, .title = foreign_from_string(title)};
	feed.articles = arena_array(arena, count, sizeof *feed.articles);
	feed.articles_count = count;
	for (size_t i = 0; i < count; i++)
		feed.articles[i] = article_of(arena, "outlet", &articles[i]);
	struct update_result result = {
		.status = 200, .feed = &feed, .state = FEED_OK, .next_due = NOON + 3600};
	struct update_counts counts = {0};
	struct error error = {0};
	assert_true(store_keep_update(place->writer, feed_id, &result, NOON, &counts, &error));
	assert_int_equal(counts.new_articles + counts.changed_articles, count);
	arena_free(arena);
}

int64_t place_add_feed(struct place *place, const char *title, const char *folder,
	const struct place_article *articles, size_t count)
{
	struct arena *arena = arena_new();
	const char *url = arena_printf(arena, "https://%zu.example/%zu.xml", strlen(title), count);
	struct new_feed feed = {
		.url = foreign_from_string(url), .folder = foreign_from_string(folder)};
	struct error error = {0};
	bool existed = false;
	int64_t id = store_add_feed(place->writer, &feed, &existed, &error);
	assert_true(id > 0);
	keep(place, id, title, articles, count);
	arena_free(arena);
	return id;
}

static bool feed_title(struct place *place, int64_t feed_id, char *out, size_t size)
{
	struct arena *arena = arena_new();
	struct subscriptions all = {0};
	bool found = false;
	assert_true(store_subscriptions(&all, arena, store_writer_reader(place->writer), NULL));
	for (size_t i = 0; i < all.feeds_count; i++) {
		if (all.feeds[i].id != feed_id)
			continue;
		snprintf(out, size, "%.*s", (int)all.feeds[i].title.len, all.feeds[i].title.utf8);
		found = true;
	}
	arena_free(arena);
	return found;
}

void place_update(
	struct place *place, int64_t feed_id, const struct place_article *articles, size_t count)
{
	char title[128];
	assert_true(feed_title(place, feed_id, title, sizeof title));
	keep(place, feed_id, title, articles, count);
}

void place_fill(struct place *place)
{
	static const struct place_article astana[] = {
		{"Metro Line Opens", 1, NULL},
		{"Ministers Meet", 2,
			"<h2>Start</h2><p>Read <a href='https://one.example/'>one</a> and "
			"<a href='https://two.example/'>two</a>.</p>"},
		{"Wheat Harvest", 30, NULL},
	};
	static const struct place_article kazinform[] = {
		{"Snow in Almaty", 3, NULL}, {"Rail to China", 28, NULL}};
	static const struct place_article habr[] = {
		{"Scheduler", 4, NULL}, {"Compiler", 26, NULL}, {"Kernel", 60, NULL}};
	place_add_feed(place, "The Astana Times", "Kazakhstan", astana, 3);
	place_add_feed(place, "Kazinform", "Kazakhstan", kazinform, 2);
	place_add_feed(place, "Habr", "", habr, 3);
}

void place_add_stories(struct place *place, size_t count)
{
	struct arena *arena = arena_new();
	struct place_article *articles = arena_array(arena, count, sizeof *articles);
	for (size_t i = 0; i < count; i++)
		articles[i] = (struct place_article){
			arena_printf(arena, "Story %zu", i), (int64_t)i, NULL};
	place_add_feed(place, "Chronicle", "", articles, count);
	arena_free(arena);
}

/* ---- threads ---- */

static void ring(void *bell)
{
	bell_ring(bell);
}

void place_start_jobs(struct place *place)
{
	assert_true(bell_init(&place->bell));
	const struct jobs_settings settings = {.store_path = place->store_path,
		.program = "/proc/self/exe",
		.fetch = {.user_agent = "Steppe/test"},
		.wake = ring,
		.wake_context = &place->bell};
	struct error error = {0};
	char notice[240];
	place->setup.jobs = jobs_start(&settings, notice, &error);
	assert_non_null(place->setup.jobs);
}

bool place_take_answers(struct place *place)
{
	enum { PATIENCE_MS = 20000 };
	struct pollfd source = {.fd = place->bell.read_fd, .events = POLLIN};
	if (poll(&source, 1, PATIENCE_MS) <= 0)
		return false;
	bell_clear(&place->bell);
	session_take_events(place->session);
	return true;
}

/* ---- the host ---- */

static void host_copy(void *context, struct safe text)
{
	struct place *place = context;
	snprintf(place->copied, sizeof place->copied, "%.*s", (int)text.len, text.utf8);
}

static int host_run(void *context, char *const argv[], struct bytes input, struct error *error)
{
	(void)error;
	struct place *place = context;
	size_t used = 0;
	for (size_t i = 0; argv[i] != NULL && used < sizeof place->started; i++)
		used += (size_t)snprintf(place->started + used, sizeof place->started - used,
			"%s%s", i > 0 ? " " : "", argv[i]);
	snprintf(place->given, sizeof place->given, "%.*s", (int)input.len,
		input.data != NULL ? input.data : "");
	return place->status;
}

static bool host_map(void *context, struct foreign view, struct foreign keys,
	struct foreign command, struct error *error)
{
	struct place *place = context;
	(void)error;
	snprintf(place->mapped, sizeof place->mapped, "%.*s|%.*s|%.*s", (int)view.len, view.utf8,
		(int)keys.len, keys.utf8, (int)command.len, command.utf8);
	return true;
}

void place_open(struct place *place)
{
	struct session_setup *setup = &place->setup;
	setup->store_path = place->store_path;
	setup->writer = place->writer;
	if (setup->options.width == 0)
		setup->options = options_default();
	setup->options.hints = false;
	snprintf(setup->options.browser, sizeof setup->options.browser, "w3m");
	setup->host = (struct session_host){
		.context = place, .run_in_terminal = host_run, .copy = host_copy, .map = host_map};
	struct error error = {0};
	place->session = session_new(setup, &error);
	assert_string_equal(error.sentence, "");
	assert_non_null(place->session);
	session_take_events(place->session);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status;
	(void)type;
	(void)walk;
	return remove(path);
}

void place_done(struct place *place)
{
	session_free(place->session);
	if (place->setup.jobs != NULL) {
		jobs_stop(place->setup.jobs);
		bell_done(&place->bell);
	}
	store_writer_close(place->writer);
	nftw(place->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

void press_times(struct place *place, const char *line, int count)
{
	session_run(place->session, line, count);
	session_take_events(place->session);
}

void press(struct place *place, const char *line)
{
	press_times(place, line, 0);
}

void rest_in(struct place *place)
{
	for (int left = session_timeout_ms(place->session); left < 500;
		left = session_timeout_ms(place->session)) {
		clock_sleep_ms(left);
		session_take_events(place->session);
		session_tick(place->session);
	}
	session_take_events(place->session);
}

void type(struct place *place, const char *text)
{
	char typed[256];
	for (size_t i = 0; i <= strlen(text); i++) {
		const struct prompt *prompt = &place->session->prompt;
		if (text[i] == '\0')
			break;
		int len = snprintf(typed, sizeof typed, "%.*s%c", (int)prompt->text.len,
			prompt->text.utf8, text[i]);
		session_prompt_change(
			place->session, (struct foreign){typed, (size_t)len}, (size_t)len);
	}
}

void lay_out(struct place *place, size_t lines, size_t height)
{
	static int64_t words[512];
	static size_t links[64], matches[64];
	for (size_t i = 0; i < lines && i < 512; i++)
		words[i] = (int64_t)i * 10;
	for (size_t i = 0; i < 64; i++) {
		links[i] = i * 5;
		matches[i] = i * 7;
	}
	const struct article_pane *article = &place->session->article;
	struct article_layout layout = {
		.serial = article->serial,
		.lines = lines,
		.height = height,
		.line_words = words,
		.link_lines = links,
		.links_count = article->page != NULL ? article->page->links_count : 0,
		.match_lines = matches,
		.matches_count = article->search.len > 0 ? 3 : 0,
	};
	session_set_layout(place->session, &layout);
}

int64_t store_counts(struct place *place, const char *query)
{
	struct arena *arena = arena_new();
	struct error error = {0};
	struct query *parsed = query_parse(arena, foreign_from_string(query), NOON, &error);
	assert_non_null(parsed);
	int64_t count = store_count(store_writer_reader(place->writer), parsed, &error);
	arena_free(arena);
	return count;
}
