/* Marks, tags, notes: what a person thinks of an article.  One transaction and
 * one undoable change a call. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/words.h"
#include "src/store/ids.h"
#include "src/store/journal.h"
#include "src/store/names.h"
#include "src/store/query_sql.h"
#include "src/store/write_articles.h"

#define TAGS_LIMIT 100
#define NOTE_LIMIT (1u << 20)

struct mark_rule {
	uint32_t mask;
	bool is_on;
};

static const struct mark_rule RULES[] = {
	[MARK_READ] = {ARTICLE_READ, true},
	[MARK_UNREAD] = {ARTICLE_READ, false},
	[MARK_BOOKMARK] = {ARTICLE_BOOKMARKED, true},
	[MARK_UNBOOKMARK] = {ARTICLE_BOOKMARKED, false},
	[MARK_DELETE] = {ARTICLE_DELETED, true},
	[MARK_UNDELETE] = {ARTICLE_DELETED, false},
};

static const char *const ONE[] = {
	[MARK_READ] = N_("marked “%.*s” read"),
	[MARK_UNREAD] = N_("marked “%.*s” unread"),
	[MARK_BOOKMARK] = N_("bookmarked “%.*s”"),
	[MARK_UNBOOKMARK] = N_("took the bookmark off “%.*s”"),
	[MARK_DELETE] = N_("deleted “%.*s”"),
	[MARK_UNDELETE] = N_("brought back “%.*s”"),
};

static const char *of_several(enum mark mark, unsigned long n)
{
	switch (mark) {
	case MARK_READ:
		return ngettext("marked %lu article read", "marked %lu articles read", n);
	case MARK_UNREAD:
		return ngettext("marked %lu article unread", "marked %lu articles unread", n);
	case MARK_BOOKMARK:
		return ngettext("bookmarked %lu article", "bookmarked %lu articles", n);
	case MARK_UNBOOKMARK:
		return ngettext("took the bookmark off %lu article",
			"took the bookmark off %lu articles", n);
	case MARK_DELETE:
		return ngettext("deleted %lu article", "deleted %lu articles", n);
	case MARK_UNDELETE:
		return ngettext("brought back %lu article", "brought back %lu articles", n);
	}
	return "";
}

/* A single article by its title, several by their number. */
static void say(char what[240], struct store_writer *writer, enum mark mark, const int64_t *ids,
	size_t count)
{
	unsigned long n = count;
	struct foreign name = name_of_article(writer, count == 1 ? ids[0] : 0);
	if (count == 1)
		snprintf(what, 240, _(ONE[mark]), (int)name.len, name.utf8);
	else
		snprintf(what, 240, of_several(mark, n), n);
}

/* True when the article exists and the mark changes it. */
static bool would_change(
	struct database *database, const struct mark_rule *rule, int64_t id, struct error *error)
{
	int64_t flags = database_integer(database, "SELECT flags FROM articles WHERE id = ?1",
		VALUES(of_integer(id)), -1, error);
	return flags >= 0 && ((flags & rule->mask) != 0) != rule->is_on;
}

/* The same link in other feeds carries the same mark, unless all that a feed has leads to
 * it: then it says nothing of one article. */
static bool add_twins(struct id_list *ids, struct store_writer *writer,
	const struct mark_rule *rule, struct error *error)
{
	if (rule->mask == ARTICLE_DELETED || !marks_are_shared(writer))
		return true;
	size_t count = ids->count;
	for (size_t i = 0; i < count; i++)
		if (!ids_read(ids,
			    statement_start(writer_database(writer),
				    "SELECT twin.id FROM articles one JOIN articles twin ON"
				    " twin.link_hash = one.link_hash AND twin.link_hash <> 0"
				    " AND twin.feed_id <> one.feed_id WHERE one.id = ?1"
				    " AND (twin.flags & ?2 <> 0) <> ?3 AND twin.flags & 224 = 0"
				    " AND " NAMES_ONE("one.link_hash",
					    "one.feed_id") " AND " NAMES_ONE("twin.link_hash",
					    "twin.feed_id") " LIMIT 20",
				    VALUES(of_integer(ids->items[i]), of_integer(rule->mask),
					    of_integer(rule->is_on)),
				    error),
			    error))
			return false;
	return true;
}

static void drop_doubles(struct id_list *ids)
{
	if (ids->count < 2)
		return;
	ids_sort(ids);
	size_t kept = 1;
	for (size_t i = 1; i < ids->count; i++)
		if (ids->items[i] != ids->items[kept - 1])
			ids->items[kept++] = ids->items[i];
	ids->count = kept;
}

/* All of `ids` change by the rule; twins come along but are not counted. */
static int64_t mark_all(
	struct store_writer *writer, enum mark mark, struct id_list *ids, struct error *error)
{
	const struct mark_rule *rule = &RULES[mark];
	drop_doubles(ids);
	size_t count = ids->count;
	char what[240];
	say(what, writer, mark, ids->items, count);
	if (!add_twins(ids, writer, rule, error))
		return -1;
	drop_doubles(ids);
	journal_open(writer);
	bool is_good =
		journal_flags(writer, rule->mask, rule->is_on, ids->items, ids->count, error);
	is_good = journal_close(writer, what, error) && is_good;
	return is_good ? (int64_t)count : -1;
}

static int64_t finish(
	struct store_writer *writer, struct id_list *ids, int64_t marked, struct error *error)
{
	ids_done(ids);
	return write_end(writer, marked >= 0, error) ? marked : -1;
}

int64_t store_mark_ids(struct store_writer *writer, enum mark mark, const int64_t *ids,
	size_t count, struct error *error)
{
	if (!write_begin(writer, error))
		return -1;
	struct id_list changing = {0};
	for (size_t i = 0; i < count; i++)
		if (would_change(writer_database(writer), &RULES[mark], ids[i], error))
			ids_add(&changing, ids[i]);
	return finish(writer, &changing, mark_all(writer, mark, &changing, error), error);
}

/* All that the window shows and the mark would change. */
static int64_t mark_window(struct store_writer *writer, enum mark mark,
	const struct list_window *window, struct error *error)
{
	if (!write_begin(writer, error))
		return -1;
	const struct mark_rule *rule = &RULES[mark];
	struct query_shape shape = {.columns = "a.id",
		.wanted_mask = rule->mask,
		.wanted_flags = rule->is_on ? 0 : rule->mask,
		.includes_deleted = mark == MARK_UNDELETE};
	struct id_list ids = {0};
	bool is_read = ids_read(&ids, query_start(&writer->reader, window, &shape, error), error);
	return finish(writer, &ids, is_read ? mark_all(writer, mark, &ids, error) : -1, error);
}

int64_t store_mark_query(
	struct store_writer *writer, enum mark mark, const struct query *query, struct error *error)
{
	return mark_window(writer, mark, &(struct list_window){.query = query}, error);
}

int64_t store_mark_feed(
	struct store_writer *writer, enum mark mark, int64_t feed_id, struct error *error)
{
	return mark_window(writer, mark, &(struct list_window){.feed_id = feed_id}, error);
}

static bool list_has(const struct foreign *list, size_t count, struct foreign tag)
{
	for (size_t i = 0; i < count; i++)
		if (foreign_equal(list[i], tag))
			return true;
	return false;
}

/* One line without commas, which part tags in files of bookmarks: a folder "Food, Drink"
 * there becomes the tag "Food Drink".  Empty when it cannot be one. */
static struct foreign clean_tag(struct arena *arena, struct foreign tag)
{
	enum { TAG_BYTES = 100 };
	if (foreign_trim(tag).len > TAG_BYTES || foreign_holds(foreign_trim(tag), "\n"))
		return FOREIGN("");
	char *copy = foreign_string(arena, tag);
	for (char *at = copy; (at = strchr(at, ',')) != NULL;)
		*at = ' ';
	return foreign_collapse(arena, (struct foreign){copy, tag.len});
}

static int compare_tags(const void *a, const void *b)
{
	const struct foreign *left = a;
	const struct foreign *right = b;
	size_t len = left->len < right->len ? left->len : right->len;
	int order = memcmp(left->utf8, right->utf8, len);
	return order != 0 ? order : (left->len > right->len) - (left->len < right->len);
}

/* The article's tags with `add` and without `drop`, sorted as cell_read() has them. */
static struct foreign changed_tags(struct arena *arena, struct bytes before,
	const struct foreign *add, size_t add_count, const struct foreign *drop, size_t drop_count)
{
	struct foreign tags[TAGS_LIMIT];
	size_t count = 0;
	const char *end = before.data + before.len;
	for (const char *at = before.data; at < end && count < TAGS_LIMIT;) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		line_end = line_end ? line_end : end;
		struct foreign tag = {at, (size_t)(line_end - at)};
		if (!list_has(drop, drop_count, tag))
			tags[count++] = tag;
		at = line_end + 1;
	}
	for (size_t i = 0; i < add_count && count < TAGS_LIMIT; i++) {
		struct foreign tag = clean_tag(arena, add[i]);
		if (tag.len > 0 && !list_has(tags, count, tag))
			tags[count++] = tag;
	}
	qsort(tags, count, sizeof *tags, compare_tags);
	struct buffer lines = {0};
	for (size_t i = 0; i < count; i++)
		buffer_printf(&lines, "%s%.*s", i > 0 ? "\n" : "", (int)tags[i].len, tags[i].utf8);
	struct foreign text = {arena_copy(arena, lines.data, lines.len), lines.len};
	buffer_done(&lines);
	return text;
}

static bool has_article(struct database *database, int64_t id, struct error *error)
{
	return database_integer(database, "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?1)",
		       VALUES(of_integer(id)), 0, error) != 0;
}

bool store_tag(struct store_writer *writer, const int64_t *ids, size_t count,
	const struct foreign *add, size_t add_count, const struct foreign *drop, size_t drop_count,
	struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	char what[240];
	unsigned long n = count;
	struct foreign name = name_of_article(writer, count == 1 ? ids[0] : 0);
	if (count == 1)
		snprintf(what, sizeof what, _("tagged “%.*s”"), (int)name.len, name.utf8);
	else
		snprintf(what, sizeof what,
			ngettext("tagged %lu article", "tagged %lu articles", n), n);
	journal_open(writer);
	bool is_good = true;
	for (size_t i = 0; i < count && is_good; i++) {
		struct value before;
		if (!has_article(writer_database(writer), ids[i], error))
			continue;
		is_good = cell_read(&before, writer->scratch, writer_database(writer), CELL_TAGS,
				  ids[i], error) &&
			  journal_set(writer, CELL_TAGS, ids[i],
				  of_text(changed_tags(writer->scratch, before.bytes, add,
					  add_count, drop, drop_count)),
				  error);
	}
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

bool store_note(struct store_writer *writer, int64_t id, struct foreign text, struct error *error)
{
	if (text.len > NOTE_LIMIT)
		return error_set(error, ERROR_LIMIT, _("this note is longer than 1 MiB"));
	if (!write_begin(writer, error))
		return false;
	if (!has_article(writer_database(writer), id, error)) {
		write_refuse(writer);
		return error_set(
			error, ERROR_NOT_FOUND, "%s", _("there is no article with this number"));
	}
	char what[240];
	struct foreign name = name_of_article(writer, id);
	snprintf(what, sizeof what,
		text.len > 0 ? _("wrote a note on “%.*s”") : _("took the note off “%.*s”"),
		(int)name.len, name.utf8);
	journal_open(writer);
	bool is_good = journal_set(writer, CELL_NOTE, id, of_text(text), error);
	is_good = journal_close(writer, what, error) && is_good;
	return write_end(writer, is_good, error);
}

static bool keep_place(struct store_writer *writer, const char *sql, int64_t id, int64_t value,
	struct error *error)
{
	if (!write_begin(writer, error))
		return false;
	return write_end(writer,
		database_run(writer_database(writer), sql,
			VALUES(of_integer(id), of_integer(value)), error),
		error);
}

bool store_keep_position(
	struct store_writer *writer, int64_t id, int64_t position, struct error *error)
{
	return keep_place(writer,
		"INSERT INTO places (article_id, position) VALUES (?1, ?2)"
		" ON CONFLICT (article_id) DO UPDATE SET position = excluded.position",
		id, position, error);
}

bool store_show_fulltext(
	struct store_writer *writer, int64_t id, bool shows_fulltext, struct error *error)
{
	return keep_place(writer,
		"INSERT INTO places (article_id, shows_fulltext) VALUES (?1, ?2)"
		" ON CONFLICT (article_id) DO UPDATE SET shows_fulltext = excluded.shows_fulltext",
		id, shows_fulltext, error);
}
