#include "tests/store/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "feeds/habits.h"
#include "src/base/hash.h"
#include "src/store/arrivals.h"

struct foreign text(const char *string)
{
	return string ? foreign_from_string(string) : (struct foreign){"", 0};
}

void world_open(struct world *world)
{
	char notice[240];
	world->writer = store_writer_open(world->path, notice, &world->error);
	assert_works(world, world->writer != NULL);
	world->reader = store_reader_open(world->path, &world->error);
	assert_works(world, world->reader != NULL);
}

void world_close(struct world *world)
{
	store_reader_close(world->reader);
	store_writer_close(world->writer);
}

void world_init(struct world *world)
{
	*world = (struct world){0};
	const char *parent = getenv("TMPDIR");
	snprintf(world->folder, sizeof world->folder, "%s/steppe-store-XXXXXX",
		parent && *parent ? parent : "/tmp");
	assert_non_null(mkdtemp(world->folder));
	snprintf(world->path, sizeof world->path, "%s/steppe.db", world->folder);
	setenv("STEPPE_NOW", "1650000000", 1);
	world->arena = arena_new();
	world_open(world);
}

void world_done(struct world *world)
{
	world_close(world);
	arena_free(world->arena);
	static const char *const ENDINGS[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++) {
		char name[300];
		snprintf(name, sizeof name, "%s%s", world->path, ENDINGS[i]);
		unlink(name);
	}
	rmdir(world->folder);
}

void world_restart(struct world *world)
{
	world_close(world);
	world_open(world);
}

int64_t world_add_feed(struct world *world, const char *url)
{
	struct new_feed feed = {.url = text(url)};
	int64_t id = store_add_feed(world->writer, &feed, NULL, &world->error);
	assert_works(world, id > 0);
	return id;
}

struct article world_article(const char *guid, const char *url, const char *title, const char *html)
{
	struct article article = {
		.id = text(guid),
		.url = text(url),
		.title = text(title),
		.content_html = text(html),
		.published = NOW - DAY,
	};
	article.bytes_hash = hash_bytes(article.id.utf8, article.id.len) ^
			     hash_bytes(article.title.utf8, article.title.len) * 3 ^
			     hash_bytes(article.url.utf8, article.url.len) * 5 ^
			     hash_bytes(article.content_html.utf8, article.content_html.len) * 7;
	return article;
}

struct update_counts world_update(
	struct world *world, int64_t feed_id, struct article *articles, size_t count, int64_t now)
{
	uint64_t hashes[1000];
	assert_true(count <= 1000);
	for (size_t i = 0; i < count; i++)
		hashes[i] = articles[i].bytes_hash;
	struct feed feed = {
		.title = text("The Astana Times"),
		.home_page_url = text("https://astanatimes.com/"),
		.articles = articles,
		.articles_count = count,
		.item_hashes = hashes,
		.item_hashes_count = count,
	};
	habits_learn_feed(&feed, world->arena);
	struct update_result result = {
		.status = 200, .feed = &feed, .replace_validators = true, .next_due = now + HOUR};
	struct update_counts counts;
	assert_works(world,
		store_keep_update(world->writer, feed_id, &result, now, &counts, &world->error));
	return counts;
}

struct query *world_query(struct world *world, const char *query)
{
	struct query *parsed = query_parse(world->arena, text(query), NOW, &world->error);
	assert_works(world, parsed != NULL);
	return parsed;
}

int64_t world_count(struct world *world, const char *query)
{
	int64_t count = store_count(world->reader, world_query(world, query), &world->error);
	assert_works(world, count >= 0);
	return count;
}

int64_t *world_ids(struct world *world, const char *query, size_t *count)
{
	int64_t *ids;
	struct list_window window = {.query = world_query(world, query)};
	assert_works(world,
		store_list_ids(&ids, count, world->arena, world->reader, &window, &world->error));
	return ids;
}

struct article_rows world_list(struct world *world, const char *query)
{
	struct article_rows rows;
	struct list_window window = {.query = world_query(world, query), .limit = 1000};
	assert_works(world, store_list(&rows, world->arena, world->reader, &window, &world->error));
	return rows;
}

struct stored_article world_read(struct world *world, int64_t id)
{
	struct stored_article article;
	assert_works(
		world, store_article(&article, world->arena, world->reader, id, &world->error));
	return article;
}
