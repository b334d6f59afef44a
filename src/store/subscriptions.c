/* Subscribing, unsubscribing, moving: each call one undoable change. */
#include <stdio.h>
#include <string.h>

#include "src/base/clock.h"
#include "src/base/words.h"
#include "src/store/folders.h"
#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/names.h"
#include "src/store/options.h"
#include "src/store/siblings.h"
#include "src/store/write_articles.h"

bool feed_insert(
	struct store_writer *writer, const struct new_feed *feed, int64_t *id, struct error *error)
{
	struct database *database = writer_database(writer);
	if (!database_run(database,
		    "INSERT INTO feeds (url, is_local, added_at, removed_at, home_page_url,"
		    " description) VALUES (?1, ?2, ?3, 1, ?4, ?5)",
		    VALUES(of_text(feed->url), of_integer(feed->is_local), of_integer(clock_now()),
			    of_text(feed->home_page_url), of_text(feed->description)),
		    error))
		return false;
	*id = database_last_id(database);
	return database_run(database, "INSERT INTO health (feed_id) VALUES (?1)",
		       VALUES(of_integer(*id)), error) &&
	       database_run(database, "INSERT INTO counts (feed_id) VALUES (?1)",
		       VALUES(of_integer(*id)), error);
}

/* All but the bookmarked go out of sight with their feed, and come back with it. */
static bool show_articles(
	struct store_writer *writer, int64_t feed_id, bool is_shown, struct error *error)
{
	struct id_list ids = {0};
	bool is_good = ids_read(&ids,
			       statement_start(writer_database(writer),
				       is_shown ? "SELECT id FROM articles WHERE feed_id = ?1 AND "
						  "flags & 1152 = 128"
						: "SELECT id FROM articles WHERE feed_id = ?1"
						  " AND flags & 130 = 0",
				       VALUES(of_integer(feed_id)), error),
			       error) &&
		       journal_flags(writer, ARTICLE_GONE, !is_shown, ids.items, ids.count, error);
	ids_done(&ids);
	return is_good;
}

/* What the new feed says of its options; a name without a password takes the old one away. */
static bool keep_options(
	struct store_writer *writer, int64_t id, const struct new_feed *feed, struct error *error)
{
	const struct {
		struct foreign name, value;
		bool is_said;
	} said[] = {
		{FOREIGN("user"), feed->user, feed->user.len > 0},
		{FOREIGN("password"), feed->password, feed->user.len > 0},
		{FOREIGN("tags"), feed->tags, feed->tags.len > 0},
	};
	struct value before;
	struct database *database = writer_database(writer);
	if (feed->user.len == 0 && feed->tags.len == 0)
		return true;
	if (!cell_read(&before, writer->scratch, database, CELL_FEED_OPTIONS, id, error))
		return false;
	struct foreign options = {before.bytes.data, before.bytes.len};
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (said[i].is_said && !options_with(&options, writer->scratch, database, options,
					       said[i].name, said[i].value, error))
			return false;
	return journal_set(writer, CELL_FEED_OPTIONS, id, of_text(options), error);
}

static bool set_in(
	struct store_writer *writer, int64_t id, const struct new_feed *feed, struct error *error)
{
	int64_t folder = folder_at(writer, feed->folder, error);
	if (folder < 0)
		return false;
	return siblings_place(writer, SIBLING_FEED, id, folder, STORE_AT_THE_END, error) &&
	       (feed->title.len == 0 ||
		       journal_set(writer, CELL_FEED_TITLE, id, of_text(feed->title), error)) &&
	       keep_options(writer, id, feed, error) &&
	       journal_set(writer, CELL_FEED_REMOVED, id, of_integer(0), error) &&
	       show_articles(writer, id, true, error);
}

/* Who adds a feed again with a name and a password wants them to be used. */
static int64_t add_again(
	struct store_writer *writer, int64_t id, const struct new_feed *feed, struct error *error)
{
	if (feed->user.len == 0) {
		write_refuse(writer);
		return id;
	}
	journal_open(writer);
	bool is_good = keep_options(writer, id, feed, error);
	char what[240];
	struct foreign name = name_of_feed(writer, id);
	snprintf(what, sizeof what, _("set name and password of %.*s"), (int)name.len, name.utf8);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error) ? id : 0;
}

/* A row that is no feed lets go of its address: another may get it. */
static struct foreign no_address(struct store_writer *writer, int64_t id)
{
	return foreign_from_string(
		arena_printf(writer->scratch, "steppe:removed/%lld", (long long)id));
}

/* Its address is a part of the change: when that is taken back it is free again. */
static bool make_row(
	struct store_writer *writer, const struct new_feed *feed, int64_t *id, struct error *error)
{
	struct new_feed row = *feed;
	row.url = no_address(
		writer, database_integer(writer_database(writer),
				"SELECT ifnull(max(id), 0) + 1 FROM feeds", NO_VALUES, 0, NULL));
	return feed_insert(writer, &row, id, error) &&
	       journal_set(writer, CELL_FEED_URL, *id, of_text(feed->url), error);
}

int64_t store_add_feed(struct store_writer *writer, const struct new_feed *feed, bool *existed,
	struct error *error)
{
	if (existed)
		*existed = false;
	if (!write_begin(writer, error))
		return 0;
	struct database *database = writer_database(writer);
	struct error trouble = {0};
	int64_t id = database_integer(database,
		"SELECT CASE WHEN removed_at = 0 THEN id ELSE -id END FROM feeds WHERE url = ?1",
		VALUES(of_text(feed->url)), 0, &trouble);
	if (id > 0) {
		if (existed)
			*existed = true;
		return add_again(writer, id, feed, error);
	}
	bool is_good = trouble.kind == ERROR_NONE;
	if (!is_good && error)
		*error = trouble;
	journal_open(writer);
	id = -id;
	writer->records_nothing = feed->is_given;
	is_good = is_good && (id != 0 || make_row(writer, feed, &id, error)) &&
		  set_in(writer, id, feed, error);
	writer->records_nothing = false;
	char what[240];
	struct foreign name = name_short(writer, feed->title.len > 0 ? feed->title : feed->url);
	snprintf(what, sizeof what, _("subscribed to %.*s"), (int)name.len, name.utf8);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error) ? id : 0;
}

static bool remove_one(struct store_writer *writer, int64_t id, struct error *error)
{
	return journal_set(writer, CELL_FEED_REMOVED, id, of_integer(clock_now()), error) &&
	       show_articles(writer, id, false, error);
}

bool store_remove_feeds(
	struct store_writer *writer, const int64_t *feed_ids, size_t count, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign name = name_of_feed(writer, count > 0 ? feed_ids[0] : 0);
	if (count == 1)
		snprintf(what, sizeof what, _("unsubscribed from %.*s"), (int)name.len, name.utf8);
	else
		snprintf(what, sizeof what, _("unsubscribed from %zu feeds"), count);
	journal_open(writer);
	bool is_good = true;
	for (size_t i = 0; i < count && is_good; i++)
		is_good = remove_one(writer, feed_ids[i], error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

/* One cell, one change. */
static bool change_cell(struct store_writer *writer, enum cell cell, int64_t id, struct value value,
	const char *what, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	journal_open(writer);
	bool is_good = journal_set(writer, cell, id, value, error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

bool store_rename_feed(
	struct store_writer *writer, int64_t feed_id, struct foreign title, struct error *error)
{
	char what[240];
	struct foreign before = name_of_feed(writer, feed_id), after = name_short(writer, title);
	if (after.len > 0)
		snprintf(what, sizeof what, _("renamed %.*s to %.*s"), (int)before.len, before.utf8,
			(int)after.len, after.utf8);
	else
		snprintf(what, sizeof what, _("took the own title off %.*s"), (int)before.len,
			before.utf8);
	return change_cell(writer, CELL_FEED_TITLE, feed_id, of_text(title), what, error);
}

bool store_move_feed(struct store_writer *writer, int64_t feed_id, struct foreign folder,
	int64_t place, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign name = name_of_feed(writer, feed_id);
	snprintf(what, sizeof what, _("moved %.*s"), (int)name.len, name.utf8);
	journal_open(writer);
	int64_t id = folder_at(writer, folder, error);
	bool is_good = id >= 0 && siblings_place(writer, SIBLING_FEED, feed_id, id, place, error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

bool store_change_feed_url(
	struct store_writer *writer, int64_t feed_id, struct foreign url, struct error *error)
{
	int64_t other = database_integer(writer_database(writer),
		"SELECT CASE WHEN removed_at = 0 THEN id ELSE -id END FROM feeds"
		" WHERE url = ?1 AND id <> ?2",
		VALUES(of_text(url), of_integer(feed_id)), 0, error);
	if (other > 0)
		return error_set(error, ERROR_USAGE, _("another feed has this address already"));
	if (!write_begin(writer, error))
		return false;
	char what[240];
	struct foreign name = name_of_feed(writer, feed_id);
	snprintf(what, sizeof what, _("changed the address of %.*s"), (int)name.len, name.utf8);
	journal_open(writer);
	bool is_good = other == 0 || journal_set(writer, CELL_FEED_URL, -other,
					     of_text(no_address(writer, -other)), error);
	is_good = is_good && journal_set(writer, CELL_FEED_URL, feed_id, of_text(url), error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

/* What stood in the way before says nothing about what is tried next. */
#define ASK_AGAIN \
	"next_due = 0, state = ?2, failures = 0, failing_since = 0, error = '', error_kind = 0"

/* A feed that waits for a person (a password, a proxy) waits no longer; another
 * pace counts from the last try on. */
static bool follow_option(
	struct store_writer *writer, int64_t feed_id, struct foreign name, struct error *error)
{
	struct database *database = writer_database(writer);
	if (foreign_equal(name, FOREIGN("interval")))
		return database_run(database,
			"UPDATE health SET next_due = min(next_due, last_try + 3600)"
			" WHERE feed_id = ?1 AND state = ?2",
			VALUES(of_integer(feed_id), of_integer(FEED_OK)), error);
	return database_run(database,
		"UPDATE health SET " ASK_AGAIN " WHERE feed_id = ?1 AND next_due = ?3",
		VALUES(of_integer(feed_id), of_integer(FEED_NEVER_FETCHED),
			of_integer(FEED_NEVER_DUE)),
		error);
}

bool store_set_feed_option(struct store_writer *writer, int64_t feed_id, struct foreign name,
	struct foreign value, struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	struct value before;
	struct foreign after;
	struct database *database = writer_database(writer);
	bool is_good =
		cell_read(&before, writer->scratch, database, CELL_FEED_OPTIONS, feed_id, error);
	struct foreign options = {before.bytes.data, before.bytes.len};
	if (options.len == 0)
		options = FOREIGN("{}");
	char what[240];
	struct foreign feed = name_of_feed(writer, feed_id), option = name_short(writer, name);
	snprintf(what, sizeof what, _("set %.*s of %.*s"), (int)option.len, option.utf8,
		(int)feed.len, feed.utf8);
	is_good = is_good &&
		  options_with(&after, writer->scratch, database, options, name, value, error) &&
		  change_cell(writer, CELL_FEED_OPTIONS, feed_id, of_text(after), what, error) &&
		  follow_option(writer, feed_id, name, error);
	return write_end(writer, is_good, error);
}
