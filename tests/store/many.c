/* Several programs at once, and programs that die: nothing acknowledged is lost. */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "src/base/clock.h"
#include "src/store/arrivals.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

#define WRITERS 4
#define ARTICLES 40

static int64_t fill(struct world *world)
{
	world_init(world);
	int64_t feed = world_add_feed(world, "https://example.org/feed");
	struct article articles[ARTICLES];
	for (int i = 0; i < ARTICLES; i++) {
		char *guid = arena_printf(world->arena, "guid-%d", i);
		char *url = arena_printf(world->arena, "https://example.org/%d", i);
		articles[i] = world_article(guid, url, guid, "<p>text</p>");
	}
	world_update(world, feed, articles, ARTICLES, NOW);
	return feed;
}

/* Marks its share of the articles, one transaction each; ends with 0 when all worked. */
static void write_in_child(const char *path, int number)
{
	struct error error = {0};
	struct store_writer *writer = store_writer_open(path, NULL, &error);
	bool is_good = writer != NULL;
	for (int64_t id = number + 1; is_good && id <= ARTICLES; id += WRITERS)
		is_good = store_mark_ids(writer, MARK_READ, &id, 1, &error) == 1;
	if (!is_good)
		fprintf(stderr, "%s\n", error.sentence);
	store_writer_close(writer);
	_exit(!is_good);
}

/* As an update does: batch after batch, and hardly a pause between them. */
static void update_in_child(const char *path, atomic_int *begun)
{
	struct store_writer *writer = store_writer_open(path, NULL, NULL);
	int64_t id = 1;
	while (writer && store_begin_batch(writer, NULL)) {
		store_mark_ids(writer, MARK_BOOKMARK, &id, 1, NULL);
		(*begun)++;
		clock_sleep_ms(140);
		store_commit_batch(writer, NULL);
		clock_sleep_ms(3);
	}
	_exit(1);
}

static void a_change_has_its_turn_between_batches(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	atomic_int *begun = mmap(
		NULL, sizeof *begun, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_ptr_not_equal(begun, MAP_FAILED);
	pid_t child = fork();
	if (child == 0)
		update_in_child(world.path, begun);
	int missed = 0;
	for (int64_t id = 1; id <= 10; id++) {
		int now = *begun;
		while (*begun == now)
			clock_sleep_ms(1);
		now = *begun;
		assert_int_equal(store_mark_ids(world.writer, MARK_READ, &id, 1, &world.error), 1);
		missed += *begun - now;
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	munmap(begun, sizeof *begun);
	/* A busy machine may let a change miss its turn a few times. */
	assert_in_range(missed, 0, 40);
	world_done(&world);
}

static void writers_at_once(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	int64_t version = store_data_version(world.reader);
	for (int i = 0; i < WRITERS; i++)
		if (fork() == 0)
			write_in_child(world.path, i);
	int status;
	for (int i = 0; i < WRITERS; i++) {
		wait(&status);
		assert_int_equal(status, 0);
	}
	assert_int_equal(world_count(&world, "is:unread"), 0);
	assert_int_not_equal(store_data_version(world.reader), version);
	world_done(&world);
}

/* Toggles article 1 for ever and tells each acknowledged state through the pipe. */
static void toggle_in_child(const char *path, int pipe)
{
	struct store_writer *writer = store_writer_open(path, NULL, NULL);
	int64_t id = 1;
	for (char is_read = 1; writer; is_read = !is_read) {
		if (store_mark_ids(writer, is_read ? MARK_READ : MARK_UNREAD, &id, 1, NULL) < 0)
			break;
		if (write(pipe, &is_read, 1) != 1)
			break;
	}
	_exit(1);
}

static void ignore_line(void *context, const char *line)
{
	(void)context;
	(void)line;
}

static void killed_at_any_moment(void **state)
{
	(void)state;
	const char *wanted = getenv("STEPPE_KILLS");
	int rounds = wanted ? atoi(wanted) : getenv("STEPPE_LONG") ? 1000 : 30;
	struct world world;
	fill(&world);
	for (int round = 0; round < rounds; round++) {
		int64_t id = 1;
		store_mark_ids(world.writer, MARK_UNREAD, &id, 1, NULL);
		int ends[2];
		assert_int_equal(pipe(ends), 0);
		pid_t child = fork();
		if (child == 0)
			toggle_in_child(world.path, ends[1]);
		close(ends[1]);
		char last = 0;
		for (int heard = 0; heard <= round % 7; heard++)
			assert_int_equal(read(ends[0], &last, 1), 1);
		usleep((useconds_t)(round * 7919 % 3001)); /* at any moment of a write */
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		while (read(ends[0], &last, 1) == 1)
			;
		close(ends[0]);
		/* What was said is there; at most the one after it is there too. */
		world_restart(&world);
		struct undone undone;
		bool is_read = world_count(&world, "is:read") == 1;
		if (is_read != (last != 0))
			assert_works(&world, store_undo(world.writer, &undone, &world.error));
		assert_int_equal(world_count(&world, "is:read") == 1, last != 0);
	}
	assert_works(&world, store_check(world.writer, NULL, ignore_line, NULL, &world.error));
	assert_int_equal(world_count(&world, ""), ARTICLES);
	world_done(&world);
}

/* No file may grow beyond `bytes`; RLIM_INFINITY lifts it. */
static void limit_files(rlim_t bytes)
{
	struct rlimit limit;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void try_to_add(struct world *world, const char *url)
{
	struct new_feed feed = {.url = text(url)};
	store_add_feed(world->writer, &feed, NULL, &world->error);
}

static void full_disk_loses_nothing(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	int64_t first = 1;
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, &first, 1, &world.error), 1);
	char wal[300];
	snprintf(wal, sizeof wal, "%s-wal", world.path);
	struct stat status;
	assert_int_equal(stat(wal, &status), 0);
	signal(SIGXFSZ, SIG_IGN);
	limit_files((rlim_t)status.st_size);
	int64_t second = 2;
	struct error error = {0};
	int64_t marked = 1;
	/* Pages that are in the log already may be written over for a while. */
	for (int i = 0; i < 50 && marked >= 0; i++)
		marked = store_mark_ids(
			world.writer, i % 2 ? MARK_UNREAD : MARK_READ, &second, 1, &error);
	assert_int_equal(marked, -1);
	assert_int_equal(error.kind, ERROR_DISK);
	/* What failed inside a batch is told at its end, too. */
	error = (struct error){0};
	assert_works(&world, store_begin_batch(world.writer, &world.error));
	for (int i = 0; i < 50; i++)
		try_to_add(&world, arena_printf(world.arena, "https://x.example/%d", i));
	assert_false(store_commit_batch(world.writer, &error));
	assert_int_equal(error.kind, ERROR_DISK);
	int64_t read_before = world_count(&world, "is:read");
	limit_files(RLIM_INFINITY);
	int64_t third = 3;
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, &third, 1, &world.error), 1);
	assert_int_equal(world_count(&world, "is:read"), read_before + 1);
	assert_int_equal(world_count(&world, "id:1 is:read"), 1);
	assert_works(&world, store_check(world.writer, NULL, ignore_line, NULL, &world.error));
	assert_int_equal(world_count(&world, ""), ARTICLES);
	world_done(&world);
}

TEST_MAIN(TEST("a full disk loses nothing, and the store goes on when there is room",
		  full_disk_loses_nothing),
	TEST("a change has its turn between the batches of an update",
		a_change_has_its_turn_between_batches),
	TEST("writers of several processes lose nothing and meet no lock", writers_at_once),
	TEST("what was acknowledged survives kill -9", killed_at_any_moment))
