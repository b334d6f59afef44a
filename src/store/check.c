/* `steppe check`: looks the whole store through and sets right what is derived. */
#include <stdio.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/index_waste.h"
#include "src/store/journal.h"
#include "src/store/query_sql.h"
#include "src/store/upkeep.h"
#include "src/store/write_articles.h"

/* More of what is gone, for a hundred articles, is not kept in the search index. */
#define WASTE_PERCENT 50

typedef void say_line(void *context, const char *line);

struct checker {
	struct store_writer *writer;
	say_line *say;
	void *context;
	struct error *error;
};

static void say_count(struct checker *checker, const char *format, int64_t count)
{
	char line[240];
	snprintf(line, sizeof line, format, (long long)count);
	checker->say(checker->context, line);
}

/* SQLite's own report; its lines are ours to hand on.  A file so damaged that
 * there is no report is not sound either. */
static bool is_sound(struct checker *checker)
{
	struct statement *statement = statement_start(
		writer_database(checker->writer), "PRAGMA integrity_check(20)", NO_VALUES, NULL);
	if (!statement)
		return false;
	bool is_sound = true;
	enum step step;
	while ((step = statement_step(statement, NULL)) == STEP_ROW) {
		struct foreign line = statement_text(statement, 0, checker->writer->scratch);
		if (foreign_equal(line, FOREIGN("ok")))
			continue;
		is_sound = false;
		char text[240];
		snprintf(text, sizeof text, "%.*s", (int)(line.len < 200 ? line.len : 200),
			line.utf8);
		checker->say(checker->context, text);
	}
	statement_end(statement);
	return is_sound && step == STEP_DONE;
}

static bool check_file(struct checker *checker)
{
	if (is_sound(checker)) {
		checker->say(checker->context, _("the file is sound"));
		return true;
	}
	char notice[240];
	if (!writer_salvage(checker->writer, notice, checker->error))
		return false;
	checker->say(checker->context, notice);
	return true;
}

struct repair {
	const char *sql;
	const char *said; /* with the number of rows; NULL = silent */
};

/* 30 days, as the undo journal: older removals cannot come back. */
static const struct repair REPAIRS[] = {
	{"INSERT OR IGNORE INTO counts (feed_id) SELECT id FROM feeds", NULL},
	{"INSERT OR IGNORE INTO health (feed_id) SELECT id FROM feeds", NULL},
	{"DELETE FROM changes WHERE at < ?1", NULL},
	{"DELETE FROM changed_cells WHERE change_id NOT IN (SELECT id FROM changes)", NULL},
	{"DELETE FROM articles WHERE flags & 2 = 0 AND feed_id IN"
	 " (SELECT id FROM feeds WHERE removed_at > 1 AND removed_at < ?1)"
	 " AND id NOT IN (SELECT article_id FROM notes)"
	 " AND id < (SELECT max(id) FROM articles)",
		N_("%lld articles of feeds removed long ago were erased")},
	/* Their subscription or import was taken back. */
	{"DELETE FROM articles WHERE flags & 224 <> 0 AND flags & 128 AND first_seen < ?1 AND"
	 " (flags & 1024 OR feed_id IN (SELECT id FROM feeds WHERE removed_at = 1))"
	 " AND id < (SELECT max(id) FROM articles)",
		NULL},
	{"DELETE FROM texts WHERE id / 4 NOT IN (SELECT id FROM articles)",
		N_("%lld texts without an article were erased")},
	{"DELETE FROM packed WHERE id / 4 NOT IN (SELECT id FROM articles)",
		N_("%lld texts without an article were erased")},
	{"DELETE FROM tags WHERE article_id NOT IN (SELECT id FROM articles)",
		N_("%lld tags without an article were erased")},
	{"DELETE FROM notes WHERE article_id NOT IN (SELECT id FROM articles)",
		N_("%lld notes without an article were erased")},
	{"DELETE FROM places WHERE article_id NOT IN (SELECT id FROM articles)", NULL},
	{"DELETE FROM ruled WHERE article_id NOT IN (SELECT id FROM articles)", NULL},
	{"DELETE FROM runs WHERE article_id NOT IN (SELECT id FROM articles)", NULL},
	{"DELETE FROM page_tries WHERE article_id NOT IN (SELECT id FROM articles)", NULL},
	{"DELETE FROM habits WHERE feed_id NOT IN"
	 " (SELECT id FROM feeds WHERE removed_at < 2 OR removed_at >= ?1)",
		NULL},
	{"UPDATE feeds SET folder_id = 0 WHERE folder_id <> 0 AND removed_at = 0 AND folder_id NOT "
	 "IN"
	 " (SELECT id FROM folders WHERE removed_at = 0)",
		N_("%lld feeds without a folder were moved to the top")},
	{"UPDATE counts SET (unread, total, bookmarks) = (SELECT"
	 " coalesce(sum(flags & 225 = 0), 0), coalesce(sum(flags & 224 = 0), 0),"
	 " coalesce(sum(flags & 226 = 2), 0) FROM articles WHERE articles.feed_id = counts.feed_id)"
	 " WHERE (unread, total, bookmarks) <> (SELECT"
	 " coalesce(sum(flags & 225 = 0), 0), coalesce(sum(flags & 224 = 0), 0),"
	 " coalesce(sum(flags & 226 = 2), 0) FROM articles WHERE articles.feed_id = "
	 "counts.feed_id)",
		N_("%lld counts were put right")},
};

static bool repair(struct checker *checker)
{
	struct store_writer *writer = checker->writer;
	struct database *database = writer_database(writer);
	int64_t long_ago = clock_now() - JOURNAL_DAYS * 86400;
	if (!write_begin(writer, checker->error))
		return false;
	bool is_good = true;
	for (size_t i = 0; i < sizeof REPAIRS / sizeof *REPAIRS && is_good; i++) {
		bool has_time = strstr(REPAIRS[i].sql, "?1") != NULL;
		is_good = database_run(database, REPAIRS[i].sql,
			has_time ? VALUES(of_integer(long_ago)) : NO_VALUES, checker->error);
		int64_t count = database_changes(database);
		if (is_good && count > 0 &&
			foreign_starts_with(foreign_from_string(REPAIRS[i].sql),
				FOREIGN("DELETE FROM articles")))
			is_good = index_waste_add(database, count, checker->error);
		if (is_good && count > 0 && REPAIRS[i].said)
			say_count(checker, _(REPAIRS[i].said), count);
	}
	return write_end(writer, is_good, checker->error);
}

static bool erase_deleted(struct checker *checker)
{
	int64_t count = retain_erase_deleted(checker->writer, checker->error);
	if (count > 0)
		say_count(checker, _("%lld articles deleted long ago were erased"), count);
	return count >= 0;
}

static bool retain(struct checker *checker, const struct retentions *keep)
{
	if (!keep)
		return true;
	int64_t count = store_retain(checker->writer, keep, clock_now(), INT64_MAX, checker->error);
	const struct retention *all = &keep->all;
	char line[240];
	if (all->days > 0 || all->articles > 0)
		snprintf(line, sizeof line,
			_("keep = %lld%s: %lld articles that were read are erased"),
			(long long)(all->days > 0 ? all->days : all->articles),
			all->days > 0 ? "d" : "", (long long)count);
	else
		snprintf(line, sizeof line, _("keep: %lld articles that were read are erased"),
			(long long)count);
	if (count > 0)
		checker->say(checker->context, line);
	return count >= 0;
}

static bool complete_index(struct checker *checker, struct error *error)
{
	struct error trouble = {0};
	while (store_index_some(checker->writer, 1000, &trouble))
		;
	if (trouble.kind == ERROR_NONE &&
		database_run(writer_database(checker->writer),
			"INSERT INTO words_index (words_index) VALUES ('optimize')", NO_VALUES,
			&trouble))
		return true;
	if (error)
		*error = trouble;
	return false;
}

/* SQLite's check knows the pages of the index, but not what they say. */
static bool check_index(struct checker *checker)
{
	bool is_wasteful = index_waste_percent(writer_database(checker->writer)) >= WASTE_PERCENT;
	if (!is_wasteful && complete_index(checker, NULL))
		return true;
	return index_begin_anew(checker->writer, checker->error) &&
	       complete_index(checker, checker->error);
}

static int64_t size_of(struct database *database)
{
	return database_integer(database, "PRAGMA page_count", NO_VALUES, 0, NULL) *
	       database_integer(database, "PRAGMA page_size", NO_VALUES, 0, NULL);
}

int64_t store_size(struct store_reader *reader)
{
	return size_of(reader_database(reader));
}

static void say_saved(const struct checker *checker, int64_t bytes)
{
	static const char *const units[] = {"KiB", "MiB", "GiB"};
	double size = (double)bytes / 1024;
	size_t unit = 0;
	for (; size >= 1024 && unit < 2; unit++)
		size /= 1024;
	char line[120];
	snprintf(line, sizeof line, _("the file is smaller by %.1f %s"), size, units[unit]);
	checker->say(checker->context, line);
}

bool store_check(struct store_writer *writer, const struct retentions *keep,
	void (*say)(void *context, const char *line), void *context, struct error *error)
{
	struct checker checker = {writer, say, context, error};
	struct database *database = writer_database(writer);
	if (!check_file(&checker))
		return false;
	if (writer->file.st_nlink > 1)
		say(context, _("the file has more than one name (hard links): what two of them are "
			       "opened by at once is damaged"));
	int64_t before = size_of(database);
	if (!retain(&checker, keep) || !repair(&checker) || !erase_deleted(&checker) ||
		!check_index(&checker) ||
		!database_script(database, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", error))
		return false;
	say(context, _("the search index is complete, the file compact"));
	int64_t saved = before - size_of(database);
	if (saved > 0)
		say_saved(&checker, saved);
	return true;
}
