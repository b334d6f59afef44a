/* Searches while other programs write: one brings articles and their pages, one makes the index
 * and makes it anew.  What was acknowledged before a search began is found. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/store/index_waste.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

enum { AT_ONCE = 10, MOST = 1000, ROUNDS = 30, KINDS = 7 };

/* Articles 1 to `brought` are in the store, and 1 to `whole` have their page. */
struct progress {
	int64_t brought, whole;
};

static uint32_t random_state;

static uint32_t draw(uint32_t below)
{
	random_state = random_state * 1664525 + 1013904223;
	return (random_state >> 16) % below;
}

static void bring_some(struct world *world, int64_t feed, int64_t first)
{
	struct article articles[AT_ONCE];
	for (int i = 0; i < AT_ONCE; i++) {
		long long id = (long long)first + i;
		char *url = arena_printf(world->arena, "https://example.org/%lld", id);
		/* The last of a document gets the lowest id. */
		articles[AT_ONCE - 1 - i] = world_article(url, url, "Story",
			arena_printf(world->arena,
				"<p>common w%lld kind%lld alpha%lld beta%lld</p>", id, id % KINDS,
				id, id));
	}
	world_update(world, feed, articles, AT_ONCE, NOW);
}

static void fetch_page(struct world *world, int64_t id)
{
	char *html = arena_printf(world->arena, "<p>a page, page%lld</p>", (long long)id);
	assert_works(world, store_keep_fulltext(world->writer, id, text(html), &world->error));
}

/* In another process. */
static void bring(struct world *world, int64_t feed, int pipe)
{
	struct progress done = {0};
	pid_t parent = getppid();
	world_open(world);
	while (getppid() == parent) {
		if (done.brought < MOST && draw(3) > 0) {
			bring_some(world, feed, done.brought + 1);
			done.brought += AT_ONCE;
		} else if (done.whole < done.brought) {
			fetch_page(world, ++done.whole);
		}
		if (write(pipe, &done, sizeof done) != sizeof done)
			_exit(1);
		arena_reset(world->arena);
		clock_sleep_ms((int)draw(4));
	}
	_exit(1);
}

static void make_index(struct world *world)
{
	pid_t parent = getppid();
	world_open(world);
	while (getppid() == parent) {
		store_index_some(world->writer, 1 + (int)draw(5), NULL);
		if (draw(40) == 0)
			index_begin_anew(world->writer, NULL);
		clock_sleep_ms((int)draw(3));
	}
	_exit(1);
}

/* The newest of what has been told; `pipe` does not block. */
static void hear(struct progress *done, int pipe)
{
	struct progress told;
	while (read(pipe, &told, sizeof told) == sizeof told)
		*done = told;
}

/* ---- what is found ---- */

static void find_one(struct world *world, const char *format, int64_t id)
{
	char *query = arena_printf(world->arena, format, (long long)id, (long long)id);
	size_t count;
	int64_t *ids = world_ids(world, query, &count);
	if (count != 1 || ids[0] != id)
		fail_msg("%s finds %zu", query, count);
}

static void search_one(struct world *world, int64_t id)
{
	struct search_hits hits;
	char *query = arena_printf(world->arena, "w%lld", (long long)id);
	assert_works(world, store_search(&hits, world->arena, world->reader,
				    world_query(world, query), 10, &world->error));
	if (hits.count != 1 || hits.items[0].row.id != id)
		fail_msg("search %s finds %zu", query, hits.count);
}

static int64_t of_kind(int64_t brought, int64_t kind)
{
	return brought / KINDS + (brought % KINDS >= kind && kind > 0);
}

/* All of what was there before, and nothing that came after. */
static void find_many(struct world *world, struct progress *done, int pipe)
{
	int64_t before = done->brought, kind = draw(KINDS);
	int64_t common = world_count(world, "common");
	int64_t without =
		world_count(world, arena_printf(world->arena, "common -kind%lld", (long long)kind));
	size_t listed;
	world_ids(world, "comm*", &listed);
	hear(done, pipe);
	int64_t after = done->brought + AT_ONCE;
	assert_in_range(common, before, after);
	assert_in_range(listed, before, after);
	assert_in_range(without, before - of_kind(before, kind), after - of_kind(after, kind));
}

static void found_while_others_write(void **state)
{
	(void)state;
	int ends[2];
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	world_close(&world);
	assert_int_equal(pipe(ends), 0);
	fflush(stdout);
	pid_t bringer = fork();
	if (bringer == 0)
		bring(&world, feed, ends[1]);
	pid_t indexer = fork();
	if (indexer == 0)
		make_index(&world);
	close(ends[1]);
	struct progress done = {0};
	assert_int_equal(read(ends[0], &done, sizeof done), sizeof done);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	world_open(&world);
	int rounds = getenv("STEPPE_LONG") ? ROUNDS * 20 : ROUNDS;
	for (int round = 0; round < rounds; round++) {
		hear(&done, ends[0]);
		find_many(&world, &done, ends[0]);
		for (int i = 0; i < 4 && done.brought > 0; i++) {
			int64_t id = 1 + (int64_t)draw((uint32_t)done.brought);
			find_one(&world, "w%lld", id);
			find_one(&world, "\"alpha%lld beta%lld\"", id);
			search_one(&world, id);
			if (done.whole > 0)
				find_one(&world, "page%lld",
					1 + (int64_t)draw((uint32_t)done.whole));
		}
		arena_reset(world.arena);
	}
	kill(bringer, SIGKILL);
	kill(indexer, SIGKILL);
	waitpid(bringer, NULL, 0);
	waitpid(indexer, NULL, 0);
	close(ends[0]);
	world_done(&world);
}

TEST_MAIN(TEST(
	"what was there before a search is found while others write", found_while_others_write))
