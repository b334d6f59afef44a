/* Stores that earlier versions of the program wrote: files of their own, made by the
 * program of their time (tests/store/versions: vN.db.gz is schema version N). */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zlib.h>

#include "src/store/schema.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

enum { OLDEST = 1, ARTICLES = 12 };

static gzFile sample_open(int version)
{
	char name[512];
	snprintf(name, sizeof name, "%s/tests/store/versions/v%d.db.gz", getenv("SRCDIR"), version);
	return gzopen(name, "rb");
}

static void unpack(const char *path, gzFile file)
{
	static char bytes[4 << 20];
	int size = gzread(file, bytes, sizeof bytes);
	gzclose(file);
	assert_true(size > 0 && size < (int)sizeof bytes);
	int fd = open(path, O_RDWR | O_TRUNC);
	assert_int_equal(write(fd, bytes, (size_t)size), size);
	close(fd);
}

/* As the program of then was told: read 3 and 4, bookmark 5 with a tag and a note. */
static void assert_all_there(struct world *world)
{
	assert_int_equal(world_count(world, "feed:astana"), ARTICLES);
	assert_int_equal(world_count(world, "is:read"), 2);
	assert_int_equal(world_count(world, "id:3 is:read"), 1);
	assert_int_equal(world_count(world, "is:bookmarked id:5 tag:city"), 1);
	struct stored_article article = world_read(world, 5);
	assert_text(article.note, "a note");
	assert_text(article.folder, "");
	assert_true(foreign_starts_with(article.row.title, text("Story ")));
	for (int64_t id = 1; id <= ARTICLES; id++) {
		article = world_read(world, id);
		assert_true(foreign_starts_with(article.content_html, text("<p>Article ")));
		assert_true(article.guid.len >= 2);
	}
	assert_int_equal(world_count(world, "қазақстан feed:astana"), ARTICLES);
	assert_int_equal(world_count(world, "\"rail line\" feed:astana"), ARTICLES);
	assert_int_equal(world_count(world, "\"line rail\" feed:astana"), 0);
	assert_int_equal(world_count(world, "title:\"metro line\""), ARTICLES);
	assert_int_equal(world_count(world, "алмат* feed:astana"), 0);
}

static void ignore_line(void *context, const char *line)
{
	(void)context;
	assert_null(strstr(line, "row"));
}

static void read_by_todays_program(void **state)
{
	(void)state;
	for (int version = OLDEST; version <= schema_newest_version(); version++) {
		struct world world;
		gzFile sample = sample_open(version);
		if (sample == NULL)
			continue;
		world_init(&world);
		world_close(&world);
		unpack(world.path, sample);
		world_open(&world);
		assert_all_there(&world);
		store_index_some(world.writer, 1, &world.error);
		assert_all_there(&world);
		while (store_index_some(world.writer, 1000, &world.error))
			;
		assert_all_there(&world);
		int64_t id = 7;
		assert_int_equal(store_mark_ids(world.writer, MARK_READ, &id, 1, NULL), 1);
		struct undone undone;
		assert_works(&world, store_undo(world.writer, &undone, &world.error));
		assert_works(
			&world, store_check(world.writer, NULL, ignore_line, NULL, &world.error));
		world_restart(&world);
		assert_all_there(&world);
		world_done(&world);
	}
}

/* Once a step is taken, only an old commit can write the store it starts from. */
static void each_has_a_sample(void **state)
{
	(void)state;
	for (int version = OLDEST; version < schema_newest_version(); version++) {
		gzFile sample = sample_open(version);
		if (sample == NULL)
			fail_msg("v%d.db.gz is missing: tests/store/versions/README.md", version);
		gzclose(sample);
	}
}

/* The first page gone: what is saved has fewer columns than today's tables. */
static void saved_by_todays_program(void **state)
{
	(void)state;
	static const char zeros[100];
	for (int version = OLDEST; version <= schema_newest_version(); version++) {
		struct world world;
		char aside[320];
		gzFile sample = sample_open(version);
		if (sample == NULL)
			continue;
		world_init(&world);
		world_close(&world);
		unpack(world.path, sample);
		int fd = open(world.path, O_RDWR);
		assert_int_equal(pwrite(fd, zeros, sizeof zeros, 0), sizeof zeros);
		close(fd);
		world_open(&world);
		assert_all_there(&world);
		snprintf(aside, sizeof aside, "%s.corrupt-%lld", world.path, (long long)NOW);
		assert_int_equal(unlink(aside), 0);
		world_done(&world);
	}
}

TEST_MAIN(TEST("and is saved where the file is damaged", saved_by_todays_program),
	TEST("what any earlier version wrote is all there", read_by_todays_program),
	TEST("every version before today's has a sample", each_has_a_sample))
