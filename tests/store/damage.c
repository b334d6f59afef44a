/* Files that are newer, foreign or damaged. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "src/base/buffer.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

static void newer_refused(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	world_close(&world);
	int fd = open(world.path, O_RDWR);
	assert_int_equal(pwrite(fd, "\0\0\3\xE7", 4, 60), 4);
	close(fd);
	struct error error = {0};
	assert_null(store_writer_open(world.path, NULL, &error));
	assert_int_equal(error.kind, ERROR_NEWER);
	assert_null(store_reader_open(world.path, &error));
	world.writer = NULL;
	world.reader = NULL;
	world_done(&world);
}

static void damaged_is_salvaged(void **state)
{
	(void)state;
	struct world world;
	world_init(&world);
	int64_t feed = world_add_feed(&world, "https://example.org/feed");
	struct article article = world_article("1", "https://example.org/a", "T", "<p>x</p>");
	world_update(&world, feed, &article, 1, NOW);
	world_close(&world);
	int fd = open(world.path, O_RDWR);
	char noise[4096];
	memset(noise, 0x5A, sizeof noise);
	assert_int_equal(pwrite(fd, noise, sizeof noise, 0), sizeof noise);
	close(fd);
	char notice[240];
	world.writer = store_writer_open(world.path, notice, &world.error);
	assert_works(&world, world.writer != NULL);
	assert_true(notice[0] != '\0');
	world.reader = store_reader_open(world.path, &world.error);
	assert_int_equal(world_count(&world, ""), 0);
	char aside[320];
	snprintf(aside, sizeof aside, "%s.corrupt-%lld", world.path, (long long)NOW);
	assert_int_equal(unlink(aside), 0);
	world_done(&world);
}

#define ARTICLES 200

static void fill_many(struct world *world)
{
	world_init(world);
	int64_t feed = world_add_feed(world, "https://example.org/feed");
	struct article articles[ARTICLES];
	struct buffer html = {0};
	for (int i = 0; i < 150; i++)
		buffer_append_string(&html, "<p>steppe</p>");
	buffer_append_char(&html, '\0');
	for (int i = 0; i < ARTICLES; i++) {
		char *url = arena_printf(world->arena, "https://example.org/%d", i);
		articles[i] = world_article(url, url, url, html.data);
	}
	world_update(world, feed, articles, ARTICLES, NOW);
	buffer_done(&html);
	world_close(world);
}

static void overwrite(const char *path, off_t offset)
{
	int fd = open(path, O_RDWR);
	unsigned char noise[64];
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (unsigned char)(offset / 7 + (off_t)i * 37);
	assert_int_equal(pwrite(fd, noise, sizeof noise, offset), sizeof noise);
	close(fd);
}

static void ignore_line(void *context, const char *line)
{
	(void)context;
	(void)line;
}

static void read_all(struct world *world)
{
	for (int64_t id = 1; id <= ARTICLES; id++) {
		struct stored_article article;
		struct error error = {0};
		store_article(&article, world->arena, world->reader, id, &error);
	}
}

/* How many articles are there after the damage and `steppe check`. */
static int64_t articles_after_check(struct world *world)
{
	char notice[240];
	world->writer = store_writer_open(world->path, notice, &world->error);
	assert_works(world, world->writer != NULL);
	world->reader = store_reader_open(world->path, &world->error);
	assert_works(world, world->reader != NULL);
	read_all(world);
	store_reader_close(world->reader);
	assert_works(world, store_check(world->writer, ignore_line, NULL, &world->error));
	world->reader = store_reader_open(world->path, &world->error);
	assert_works(world, world->reader != NULL);
	int64_t count = world_count(world, "");
	world_close(world);
	return count;
}

/* A copy of the sound file, so that each place is damaged alone. */
static void copy_file(const char *from, const char *to)
{
	static char bytes[4 << 20];
	int fd = open(from, O_RDONLY);
	ssize_t size = read(fd, bytes, sizeof bytes);
	close(fd);
	assert_true(size > 0 && size < (ssize_t)sizeof bytes);
	fd = open(to, O_RDWR | O_CREAT | O_TRUNC, 0600);
	assert_int_equal(write(fd, bytes, (size_t)size), size);
	close(fd);
}

static void damage_matrix(void **state)
{
	(void)state;
	struct world world;
	fill_many(&world);
	char sound[320];
	char aside[320];
	snprintf(sound, sizeof sound, "%s.sound", world.path);
	snprintf(aside, sizeof aside, "%s.corrupt-%lld", world.path, (long long)NOW);
	copy_file(world.path, sound);
	struct stat status;
	assert_int_equal(stat(sound, &status), 0);
	int64_t kept = 0;
	int64_t places = 0;
	for (off_t offset = 3; offset + 64 < status.st_size; offset += 8192 + 517) {
		copy_file(sound, world.path);
		overwrite(world.path, offset);
		kept += articles_after_check(&world);
		places++;
		unlink(aside);
	}
	printf("# %lld of %lld articles kept\n", (long long)kept, (long long)places * ARTICLES);
	assert_true(kept >= places * ARTICLES * 9 / 10);
	unlink(sound);
	unlink(world.path);
	arena_free(world.arena);
	rmdir(world.folder);
}

TEST_MAIN(TEST("what can be read is saved wherever the damage is", damage_matrix),
	TEST("a newer store is refused and not touched", newer_refused),
	TEST("a damaged store is set aside and a new one made", damaged_is_salvaged))
