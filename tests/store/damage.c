/* Files that are newer, foreign or damaged. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

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

TEST_MAIN(TEST("a newer store is refused and not touched", newer_refused),
	TEST("a damaged store is set aside and a new one made", damaged_is_salvaged))
