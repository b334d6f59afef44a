/* Sound and film among what articles enclose, also in stores of older versions. */
#include "src/store/connection.h"
#include "src/store/upkeep.h"
#include "tests/store/world.h"

enum { KINDS = 8 };

static const struct kind {
	const char *url, *type;
	int64_t duration;
	bool is_silent;
} kinds[KINDS] = {
	{"https://example.org/a.mp3", "audio/mpeg", -1, false},
	{"https://example.org/b", "video/mp4", -1, false},
	{"https://example.org/c.jpg", "image/jpeg", -1, true},
	{"https://example.org/d.PNG?w=9", "", -1, true},
	{"https://example.org/e.Mp3?from=feed", "", -1, false},
	{"https://example.org/f", "", 1800, false},
	{"https://example.org/g.pdf", "application/pdf", -1, true},
	{"https://example.org/h.ogg", "application/octet-stream", -1, false},
};

static void fill(struct world *world)
{
	world_init(world);
	int64_t feed = world_add_feed(world, "https://example.org/feed");
	struct article articles[KINDS + 1];
	struct enclosure enclosures[KINDS];
	for (size_t i = 0; i < KINDS; i++) {
		enclosures[i] = (struct enclosure){.url = text(kinds[i].url),
			.mime_type = text(kinds[i].type),
			.size_bytes = -1,
			.duration_seconds = kinds[i].duration};
		articles[i] = world_article(kinds[i].url, NULL, "A title", "<p>words</p>");
		articles[i].enclosures = &enclosures[i];
		articles[i].enclosures_count = 1;
		articles[i].published = NOW - (int64_t)i;
	}
	articles[KINDS] = world_article("none", NULL, "Without", "<p>words</p>");
	articles[KINDS].published = NOW - KINDS;
	world_update(world, feed, articles, KINDS + 1, NOW);
}

static void assert_kinds(struct world *world)
{
	struct article_rows rows = world_list(world, "sort:-date");
	assert_int_equal(rows.count, KINDS + 1);
	for (size_t i = 0; i < KINDS; i++) {
		bool is_silent = (rows.items[i].flags & ARTICLE_IS_SILENT) != 0;
		if (is_silent != kinds[i].is_silent)
			fail_msg("%s is %s", kinds[i].url, is_silent ? "silent" : "a recording");
	}
	assert_int_equal(world_count(world, "has:enclosure"), KINDS);
}

static void told_on_arrival(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	assert_kinds(&world);
	world_done(&world);
}

static void told_in_older_stores(void **state)
{
	(void)state;
	struct world world;
	fill(&world);
	/* As a version that knew only of enclosures left it. */
	assert_works(&world,
		database_run(writer_database(world.writer),
			"UPDATE articles SET flags = flags & ~512", NO_VALUES, &world.error));
	while (store_sort_enclosures(world.writer, &world.error))
		;
	assert_int_equal(world.error.kind, ERROR_NONE);
	assert_kinds(&world);
	world_restart(&world);
	assert_false(store_sort_enclosures(world.writer, &world.error));
	assert_kinds(&world);
	world_done(&world);
}

TEST_MAIN(TEST("sound and film are told from pictures and papers", told_on_arrival),
	TEST("and so they are in the store of an older version", told_in_older_stores))
