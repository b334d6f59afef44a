/* Files that are newer, foreign or damaged. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
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
	assert_int_equal(world_count(&world, ""), 1);
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
	assert_works(world, store_check(world->writer, NULL, ignore_line, NULL, &world->error));
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

/* ---- what a person made ---- */

#define STORE_PAGE 16384

static void fill_with_work(struct world *world)
{
	fill_many(world);
	world_open(world);
	int64_t id = 7;
	struct foreign tag = text("kept");
	assert_works(world, store_move_feed(world->writer, 1, text("Kazakhstan/City"),
				    STORE_AT_THE_END, &world->error));
	assert_int_equal(store_mark_ids(world->writer, MARK_BOOKMARK, &id, 1, &world->error), 1);
	assert_works(world, store_tag(world->writer, &id, 1, &tag, 1, NULL, 0, &world->error));
	assert_works(world, store_note(world->writer, id, text("why"), &world->error));
	assert_works(world, store_set_smart_folders(world->writer, FOREIGN("Rail\ttitle:rail\n"),
				    "kept Rail", &world->error));
	assert_works(world, store_check(world->writer, NULL, ignore_line, NULL, &world->error));
	world_close(world);
}

static void assert_work_is_there(struct world *world)
{
	struct foreign smart;
	struct subscriptions all;
	world_open(world);
	assert_int_equal(world_count(world, "folder:city"), ARTICLES);
	assert_int_equal(world_count(world, "is:bookmarked tag:kept id:7"), 1);
	struct stored_article article = world_read(world, 7);
	assert_text(article.note, "why");
	assert_true(article.content_html.len > 1000);
	assert_works(world, store_subscriptions(&all, world->arena, world->reader, &world->error));
	assert_int_equal(all.folders_count, 2);
	assert_works(world, store_get_value(&smart, world->arena, world->reader, "smart-folders",
				    &world->error));
	assert_text(smart, "Rail\ttitle:rail\n");
	/* The index was made anew, and finds them. */
	assert_works(world, store_check(world->writer, NULL, ignore_line, NULL, &world->error));
	assert_int_equal(world_count(world, "steppe"), ARTICLES);
	world_close(world);
}

static void remove_aside(struct world *world)
{
	char aside[320];
	snprintf(aside, sizeof aside, "%s.corrupt-%lld", world->path, (long long)NOW);
	assert_int_equal(unlink(aside), 0);
}

static void write_at(const char *path, off_t offset, const void *bytes, size_t size)
{
	int fd = open(path, O_RDWR);
	assert_int_equal(pwrite(fd, bytes, size, offset), size);
	close(fd);
}

/* The page that says where each table begins, some of it or all. */
static void first_page(void **state)
{
	(void)state;
	static const char zeros[STORE_PAGE];
	static const size_t sizes[] = {16, 100, 8192, STORE_PAGE};
	struct world world;
	fill_with_work(&world);
	char sound[320];
	snprintf(sound, sizeof sound, "%s.sound", world.path);
	copy_file(world.path, sound);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		copy_file(sound, world.path);
		write_at(world.path, 0, zeros, sizes[i]);
		assert_work_is_there(&world);
		remove_aside(&world);
	}
	unlink(sound);
	world_open(&world);
	world_done(&world);
}

/* The end of the file is gone, as after a copy to a full disk. */
static void cut_short(void **state)
{
	(void)state;
	struct world world;
	struct stat status;
	fill_with_work(&world);
	assert_int_equal(stat(world.path, &status), 0);
	assert_int_equal(truncate(world.path, status.st_size - STORE_PAGE), 0);
	world_open(&world);
	assert_true(world_count(&world, "") >= ARTICLES / 2);
	remove_aside(&world);
	world_done(&world);
}

static void link_stays(void **state)
{
	(void)state;
	static const char zeros[100];
	struct world world;
	char real[320];
	struct stat status;
	fill_with_work(&world);
	snprintf(real, sizeof real, "%s.real", world.path);
	assert_int_equal(rename(world.path, real), 0);
	assert_int_equal(symlink(real, world.path), 0);
	write_at(world.path, 0, zeros, sizeof zeros);
	assert_work_is_there(&world);
	assert_int_equal(lstat(world.path, &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	char aside[340];
	snprintf(aside, sizeof aside, "%s.corrupt-%lld", real, (long long)NOW);
	assert_int_equal(unlink(aside), 0);
	assert_int_equal(unlink(real), 0);
	world_open(&world);
	assert_int_equal(unlink(real), 0);
	world_done(&world);
}

/* Where there is no room for what is saved the damaged file stays where it is. */
static void full_disk(void **state)
{
	(void)state;
	static const char zeros[100];
	struct world world;
	struct error error = {0};
	struct stat before;
	struct stat after;
	fill_with_work(&world);
	write_at(world.path, 0, zeros, sizeof zeros);
	assert_int_equal(stat(world.path, &before), 0);
	struct rlimit usual;
	getrlimit(RLIMIT_FSIZE, &usual);
	struct rlimit small = {2 * STORE_PAGE, usual.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	assert_null(store_writer_open(world.path, NULL, &error));
	setrlimit(RLIMIT_FSIZE, &usual);
	assert_int_equal(error.kind, ERROR_DISK);
	assert_int_equal(stat(world.path, &after), 0);
	assert_true(before.st_ino == after.st_ino && before.st_size == after.st_size);
	assert_work_is_there(&world);
	remove_aside(&world);
	world_open(&world);
	world_done(&world);
}

/* As by `check` of another process, or by a person who puts a backup back. */
static void replaced_is_not_written(void **state)
{
	(void)state;
	struct world world;
	struct error error = {0};
	char old[320];
	int64_t id = 8;
	fill_with_work(&world);
	world_open(&world);
	snprintf(old, sizeof old, "%s.old", world.path);
	copy_file(world.path, old);
	assert_int_equal(rename(old, world.path), 0);
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, &id, 1, &error), -1);
	assert_int_equal(error.kind, ERROR_STORE);
	world_restart(&world);
	assert_int_equal(store_mark_ids(world.writer, MARK_READ, &id, 1, &world.error), 1);
	world_done(&world);
}

/* Of processes that meet the damage together one saves. */
static void many_at_once(void **state)
{
	(void)state;
	enum { PROCESSES = 6 };
	static const char zeros[100];
	struct world world;
	pid_t children[PROCESSES];
	fill_with_work(&world);
	write_at(world.path, 0, zeros, sizeof zeros);
	for (int i = 0; i < PROCESSES; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		struct store_writer *writer = store_writer_open(world.path, NULL, NULL);
		store_writer_close(writer);
		_exit(writer ? 0 : 1);
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	assert_work_is_there(&world);
	remove_aside(&world);
	world_open(&world);
	world_done(&world); /* removes the folder: nothing else was left in it */
	assert_int_equal(access(world.folder, F_OK), -1);
}

TEST_MAIN(TEST("a store without its first page is saved whole", first_page),
	TEST("what is left of a store that was cut short is saved", cut_short),
	TEST("a link to the store stays one", link_stays),
	TEST("without room for what is saved the damaged file stays", full_disk),
	TEST("what is written to a file that was replaced is refused", replaced_is_not_written),
	TEST("of many that meet the damage one saves", many_at_once),
	TEST("what can be read is saved wherever the damage is", damage_matrix),
	TEST("a newer store is refused and not touched", newer_refused),
	TEST("a damaged store is set aside and a new one made", damaged_is_salvaged))
