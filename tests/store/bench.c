/* `make bench-store`: fills a store and times what a person waits for.
 *
 *     tests/store/bench [FEEDS [ARTICLES_A_FEED [BYTES [FOLDER]]]]
 *
 * Prints milliseconds (best of a few, each from a new connection where it says
 * start; where others use the machine, the processor's) and the file's size.  A folder that is
 * given keeps its store, and the next run with it only measures. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "src/base/buffer.h"
#include "src/base/hash.h"
#include "src/store/arrivals.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

#define ROUNDS 5

static double now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double cpu_ms(void)
{
	struct timespec used;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6;
}

/* Words by a rough Zipf law, so that some are in most articles and most in few. */
static const char *const SYLLABLES[] = {"al", "ma", "ty", "ka", "zakh", "stan", "me", "tro", "nur",
	"sul", "tan", "eco", "no", "my", "pre", "si", "dent", "tur", "ki", "re", "form", "gas",
	"oil", "rail", "road", "lake", "snow", "steppe", "horse", "city", "school", "law"};

static uint32_t random_state = 1;

static uint32_t next_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return random_state;
}

static void append_word(struct buffer *out)
{
	uint32_t rank = next_random() % 32768;
	rank = (rank * (uint64_t)rank >> 15) * (uint64_t)rank >> 15;
	do {
		buffer_append_string(out, SYLLABLES[rank % 32]);
		rank /= 32;
	} while (rank > 0);
}

static void append_words(struct buffer *out, size_t bytes)
{
	size_t end = out->len + bytes;
	for (int i = 0; out->len < end; i++) {
		if (i % 60 == 0)
			buffer_append_string(out, i > 0 ? "</p>\n<p>" : "<p>");
		append_word(out);
		buffer_append_char(out, ' ');
	}
}

static struct article make_article(struct arena *arena, int feed, int number, size_t bytes)
{
	struct buffer html = {0};
	append_words(&html, bytes);
	struct buffer title = {0};
	for (int i = 0; i < 9; i++) {
		append_word(&title);
		buffer_append_char(&title, ' ');
	}
	char *guid = arena_printf(arena, "https://outlet%d.example/?p=%d", feed, number);
	char *url = arena_printf(arena, "https://outlet%d.example/2022/04/%s-%d/", feed,
		SYLLABLES[number % 32], number);
	struct article article = {
		.id = text(guid),
		.url = text(url),
		.title = {arena_copy(arena, title.data, title.len), title.len},
		.content_html = {arena_copy(arena, html.data, html.len), html.len},
		.published = NOW - (int64_t)(next_random() % (365 * DAY)),
		.bytes_hash = hash_bytes(guid, strlen(guid)),
	};
	buffer_done(&html);
	buffer_done(&title);
	return article;
}

struct cost {
	double wall, cpu;
};

static void keep_feed(struct world *world, struct cost *cost, int feed_number, int64_t feed,
	int from, int count, size_t bytes, bool is_last)
{
	struct arena *arena = arena_new();
	struct article *articles = arena_array(arena, (size_t)count, sizeof *articles);
	uint64_t *hashes = arena_array(arena, (size_t)count, sizeof *hashes);
	for (int i = 0; i < count; i++) {
		articles[i] = make_article(arena, feed_number, from + i, bytes);
		hashes[i] = articles[i].bytes_hash;
	}
	struct feed document = {.title = text(arena_printf(arena, "Outlet %d", feed_number)),
		.articles = articles,
		.articles_count = (size_t)count,
		.item_hashes = hashes,
		.item_hashes_count = (size_t)count};
	struct update_result result = {.status = 200,
		.feed = &document,
		.replace_validators = true,
		.etag = {"\"abc\"", 5},
		.next_due = NOW + HOUR};
	double wall = now_ms();
	double cpu = cpu_ms();
	if (feed_number % 16 == 0)
		store_begin_batch(world->writer, NULL);
	assert_works(
		world, store_keep_update(world->writer, feed, &result, NOW, NULL, &world->error));
	if (feed_number % 16 == 15 || is_last)
		store_commit_batch(world->writer, NULL);
	cost->wall += now_ms() - wall;
	cost->cpu += cpu_ms() - cpu;
	arena_free(arena);
}

static void fill(struct world *world, const int64_t *feeds, int feeds_count, int from, int count,
	size_t bytes, const char *name)
{
	struct cost cost = {0};
	for (int i = 0; i < feeds_count; i++)
		keep_feed(world, &cost, i, feeds[i], from, count, bytes, i + 1 == feeds_count);
	printf("%-34s %8.0f ms wall %8.0f ms cpu\n", name, cost.wall, cost.cpu);
}

static void unchanged(struct world *world, const int64_t *feeds, int count)
{
	double wall = now_ms();
	double cpu = cpu_ms();
	store_begin_batch(world->writer, NULL);
	for (int i = 0; i < count; i++) {
		struct update_result result = {.status = 304, .next_due = NOW + HOUR};
		store_keep_update(world->writer, feeds[i], &result, NOW, NULL, NULL);
	}
	store_commit_batch(world->writer, NULL);
	printf("%-34s %8.1f ms wall %8.1f ms cpu\n", "every feed unchanged (304)", now_ms() - wall,
		cpu_ms() - cpu);
}

/* ---- what a person waits for ---- */

struct bench {
	struct world *world;
	const char *query;
	int64_t id;
	int64_t feed;
	int64_t folder;
};

typedef size_t measured(struct bench *bench);

static void measure(struct bench *bench, const char *name, measured *act)
{
	struct cost best = {1e9, 1e9};
	size_t result = 0;
	for (int i = 0; i < ROUNDS; i++) {
		struct cost start = {now_ms(), cpu_ms()};
		result = act(bench);
		struct cost took = {now_ms() - start.wall, cpu_ms() - start.cpu};
		best.wall = took.wall < best.wall ? took.wall : best.wall;
		best.cpu = took.cpu < best.cpu ? took.cpu : best.cpu;
		arena_reset(bench->world->arena);
	}
	printf("%-34s %8.2f ms wall %8.2f ms cpu   (%zu)\n", name, best.wall, best.cpu, result);
}

static size_t start_tree(struct bench *bench)
{
	struct world *world = bench->world;
	struct store_reader *reader = store_reader_open(world->path, &world->error);
	struct subscriptions all;
	assert_works(world, store_subscriptions(&all, world->arena, reader, &world->error));
	store_reader_close(reader);
	return all.feeds_count;
}

static size_t start_count(struct bench *bench)
{
	struct world *world = bench->world;
	struct store_reader *reader = store_reader_open(world->path, &world->error);
	int64_t count = store_count(reader, world_query(world, bench->query), &world->error);
	store_reader_close(reader);
	return (size_t)count;
}

static size_t window_of(struct bench *bench, struct list_window window)
{
	struct world *world = bench->world;
	struct article_rows rows;
	window.limit = 100;
	if (bench->query)
		window.query = world_query(world, bench->query);
	assert_works(world, store_list(&rows, world->arena, world->reader, &window, &world->error));
	return rows.total;
}

static size_t list_query(struct bench *bench)
{
	return window_of(bench, (struct list_window){0});
}

static size_t list_feed(struct bench *bench)
{
	return window_of(bench, (struct list_window){.feed_id = bench->feed});
}

static size_t list_feed_unread(struct bench *bench)
{
	return window_of(bench, (struct list_window){.feed_id = bench->feed, .unread_only = true});
}

static size_t list_folder(struct bench *bench)
{
	return window_of(
		bench, (struct list_window){.folder_id = bench->folder, .unread_only = true});
}

static size_t list_ids(struct bench *bench)
{
	int64_t *ids;
	size_t count;
	struct list_window window = {.limit = 10000};
	store_list_ids(&ids, &count, bench->world->arena, bench->world->reader, &window, NULL);
	return count;
}

static size_t open_article(struct bench *bench)
{
	bench->id = bench->id % 20000 + 1;
	return world_read(bench->world, bench->id).content_html.len;
}

static size_t mark_one(struct bench *bench)
{
	bench->id = bench->id % 20000 + 1;
	return (size_t)store_mark_ids(bench->world->writer, MARK_READ, &bench->id, 1, NULL);
}

static size_t search(struct bench *bench)
{
	struct world *world = bench->world;
	struct search_hits hits;
	assert_works(world, store_search(&hits, world->arena, world->reader,
				    world_query(world, bench->query), 50, &world->error));
	return hits.count;
}

static void measure_reading(struct world *world, int64_t feed, int64_t folder)
{
	struct bench bench = {.world = world, .feed = feed, .folder = folder};
	measure(&bench, "start: open and read the tree", start_tree);
	bench.query = "is:unread";
	measure(&bench, "start: count is:unread", start_count);
	measure(&bench, "list is:unread", list_query);
	bench.query = NULL;
	measure(&bench, "list everything", list_query);
	measure(&bench, "list of a feed", list_feed);
	measure(&bench, "list of a feed, unread", list_feed_unread);
	measure(&bench, "list of a folder, unread", list_folder);
	measure(&bench, "10 000 ids of everything", list_ids);
	bench.query = "is:bookmarked";
	measure(&bench, "list is:bookmarked", list_query);
	bench.query = "since:2d is:unread";
	measure(&bench, "list since:2d is:unread", list_query);
	bench.query = "almaty is:unread";
	measure(&bench, "list almaty is:unread", list_query);
	bench.id = 1;
	measure(&bench, "open an article", open_article);
	bench.id = 2;
	measure(&bench, "mark an article (fsync)", mark_one);
	static const char *const SEARCHES[] = {
		"al", "steppehorse", "al ma", "alma*", "s*", "\"al ma\"", "title:oil", "ka -al"};
	for (size_t i = 0; i < sizeof SEARCHES / sizeof *SEARCHES; i++) {
		char name[64];
		snprintf(name, sizeof name, "search %s", SEARCHES[i]);
		bench.query = SEARCHES[i];
		measure(&bench, name, search);
	}
}

static void print_size(struct world *world, const char *name)
{
	struct stat status;
	stat(world->path, &status);
	printf("%-34s %8.1f MB\n", name, (double)status.st_size / 1e6);
}

static void subscribe(struct world *world, int64_t *feeds, int count)
{
	store_begin_step(world->writer, "filled", NULL);
	for (int i = 0; i < count; i++) {
		char *url = arena_printf(world->arena, "https://outlet%d.example/feed", i);
		struct new_feed feed = {
			.url = text(url), .folder = text(i % 10 == 3 ? "Kazakhstan" : "")};
		feeds[i] = store_add_feed(world->writer, &feed, NULL, NULL);
	}
	store_end_step(world->writer, NULL);
}

static void index_all(struct world *world)
{
	double wall = now_ms();
	double cpu = cpu_ms();
	while (store_index_some(world->writer, 1000, &world->error))
		;
	printf("%-34s %8.0f ms wall %8.0f ms cpu\n", "index and deflate", now_ms() - wall,
		cpu_ms() - cpu);
}

/* As in life: what was fetched is indexed before the next hundred comes. */
static void fill_all(struct world *world, int feeds_count, int articles, size_t bytes)
{
	int64_t *feeds = calloc((size_t)feeds_count, sizeof *feeds);
	subscribe(world, feeds, feeds_count);
	printf("%d feeds, %d articles each, %zu bytes\n", feeds_count, articles, bytes);
	for (int from = 0; from < articles; from += 100) {
		int part = articles - from < 100 ? articles - from : 100;
		fill(world, feeds, feeds_count, from, part, bytes, "first fetch");
		index_all(world);
	}
	fill(world, feeds, feeds_count, articles, 2, bytes, "two new articles a feed");
	unchanged(world, feeds, feeds_count);
	index_all(world);
	world_restart(world);
	free(feeds);
}

/* The store of an earlier run in `folder`; false when there is none. */
static bool reopen(struct world *world, const char *folder)
{
	*world = (struct world){0};
	snprintf(world->path, sizeof world->path, "%s/steppe.db", folder);
	if (access(world->path, R_OK) != 0)
		return false;
	setenv("STEPPE_NOW", "1650000000", 1);
	world->arena = arena_new();
	world_open(world);
	return true;
}

/* Moves the store where the next run finds it. */
static void keep(struct world *world, const char *folder)
{
	char path[300];
	snprintf(path, sizeof path, "%s/steppe.db", folder);
	world_close(world);
	rename(world->path, path);
	arena_free(world->arena);
}

int main(int count, char **arguments)
{
	int feeds_count = count > 1 ? atoi(arguments[1]) : 500;
	int articles = count > 2 ? atoi(arguments[2]) : 40;
	size_t bytes = count > 3 ? (size_t)atoi(arguments[3]) : 4000;
	const char *folder = count > 4 ? arguments[4] : NULL;
	struct world world;
	if (!folder || !reopen(&world, folder)) {
		setenv("TMPDIR", folder ? folder : "/tmp", 1);
		world_init(&world);
		fill_all(&world, feeds_count, articles, bytes);
	}
	print_size(&world, "size");
	measure_reading(&world, 1, 1);
	if (!folder)
		world_done(&world);
	else
		keep(&world, folder);
	return 0;
}
