/* One article whole. */
#include <string.h>

#include "src/base/array.h"
#include "src/base/words.h"
#include "src/store/query_sql.h"
#include "src/store/rows.h"
#include "src/store/texts.h"
#include "src/store/write_articles.h"

/* "A/B": the path of the folder that feed f is in, by the names of all above it. */
#define FOLDER_PATH                                                                         \
	"(WITH RECURSIVE above (parent_id, path, depth) AS ("                               \
	" SELECT parent_id, name, 1 FROM folders WHERE id = f.folder_id AND removed_at = 0" \
	" UNION ALL SELECT d.parent_id, d.name || '/' || path, depth + 1 FROM above"        \
	" JOIN folders d ON d.id = above.parent_id WHERE d.removed_at = 0 AND depth < 100)" \
	" SELECT path FROM above ORDER BY depth DESC LIMIT 1)"

static bool read_row(struct stored_article *out, struct arena *arena, struct database *database,
	int64_t id, struct error *error)
{
	struct statement *statement = statement_start(database,
		"SELECT " ROW_COLUMNS ", a.language, a.first_seen, coalesce(" FOLDER_PATH ", ''),"
		" coalesce(n.note, ''), coalesce(p.position, 0), p.shows_fulltext,"
		" coalesce((SELECT group_concat(rule, ', ') FROM ruled WHERE article_id = a.id), "
		"'')"
		" FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id"
		" LEFT JOIN notes n ON n.article_id = a.id"
		" LEFT JOIN places p ON p.article_id = a.id WHERE a.id = ?1",
		VALUES(of_integer(id)), error);
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW) {
		out->rule = statement_text(statement, 14, arena);
		out->row = row_read(statement, arena);
		out->language = statement_text(statement, 8, arena);
		out->first_seen = statement_integer(statement, 9);
		out->folder = statement_text(statement, 10, arena);
		out->note = statement_text(statement, 11, arena);
		out->reading_position = statement_integer(statement, 12);
		bool has_chosen = sqlite3_column_type(statement->handle, 13) != SQLITE_NULL;
		out->shows_fulltext = has_chosen ? statement_integer(statement, 13) != 0
						 : (out->row.flags & ARTICLE_HAS_FULLTEXT) != 0;
	}
	statement_end(statement);
	if (step == STEP_DONE)
		error_set(error, ERROR_NOT_FOUND, _("there is no article %lld"), (long long)id);
	return step == STEP_ROW;
}

/* The first column of each row. */
static bool read_texts(struct foreign_list *out, struct arena *arena, struct statement *statement,
	struct error *error)
{
	if (!statement)
		return false;
	size_t capacity = 0;
	struct foreign *items = NULL;
	enum step step;
	while ((step = statement_step(statement, error)) == STEP_ROW)
		ARRAY_PUSH(items, out->count, capacity) = statement_text(statement, 0, arena);
	statement_end(statement);
	arena_adopt(arena, items);
	out->items = items;
	return step == STEP_DONE;
}

static bool read_tags(struct foreign_list *out, struct arena *arena, struct database *database,
	int64_t id, struct error *error)
{
	return read_texts(out, arena,
		statement_start(database, "SELECT tag FROM tags WHERE article_id = ?1 ORDER BY tag",
			VALUES(of_integer(id)), error),
		error);
}

bool store_remarks(struct remarks *out, struct arena *arena, struct store_reader *reader,
	int64_t id, struct error *error)
{
	struct database *database = reader_database(reader);
	*out = (struct remarks){0};
	return read_tags(&out->tags, arena, database, id, error) &&
	       database_text(&out->note, arena, database,
		       "SELECT note FROM notes WHERE article_id = ?1", VALUES(of_integer(id)),
		       error);
}

/* By the same link; one that only leads to the outlet's home tells nothing. */
static bool read_also_in(struct foreign_list *out, struct arena *arena, struct database *database,
	int64_t id, struct error *error)
{
	return read_texts(out, arena,
		statement_start(database,
			"SELECT DISTINCT " FEED_NAME
			" FROM feeds f WHERE f.removed_at = 0 AND f.id IN ("
			"  SELECT twin.feed_id FROM articles one JOIN articles twin ON"
			"  twin.link_hash = one.link_hash AND twin.link_hash <> 0"
			"  AND twin.feed_id <> one.feed_id WHERE one.id = ?1"
			"  AND twin.flags & 224 = 0"
			"  AND " NAMES_ONE("one.link_hash", "one.feed_id") "  AND " NAMES_ONE(
				"twin.link_hash", "twin.feed_id") "  LIMIT 20) ORDER BY 1",
			VALUES(of_integer(id)), error),
		error);
}

bool store_article(struct stored_article *out, struct arena *arena, struct store_reader *reader,
	int64_t id, struct error *error)
{
	*out = (struct stored_article){0};
	struct database *database = reader_database(reader);
	struct bytes details;
	if (!read_row(out, arena, database, id, error) ||
		!read_tags(&out->tags, arena, database, id, error) ||
		!read_also_in(&out->also_in, arena, database, id, error) ||
		!texts_read(&out->content_html, &details, arena, database, id, TEXT_CONTENT, error))
		return false;
	details_unpack(out, arena, details);
	if (out->row.flags & ARTICLE_HAS_FULLTEXT &&
		!texts_read(&out->fulltext_html, NULL, arena, database, id, TEXT_FULLTEXT, error))
		return false;
	if (!(out->row.flags & ARTICLE_UPDATED))
		return true;
	out->has_old_page = out->fulltext_html.len > 0 && page_is_old(reader, id);
	return texts_read(&out->previous_html, NULL, arena, database, id, TEXT_PREVIOUS, error) &&
	       texts_read(&out->previous_fulltext_html, NULL, arena, database, id,
		       TEXT_PREVIOUS_FULLTEXT, error);
}

bool store_complete(struct foreign_list *out, struct arena *arena, struct store_reader *reader,
	const char *what, struct foreign start, struct error *error)
{
	*out = (struct foreign_list){0};
	const char *sql =
		strcmp(what, "feed") == 0
			? "SELECT DISTINCT CASE WHEN own_title <> '' THEN own_title ELSE title END "
			  "AS"
			  " name FROM feeds WHERE removed_at = 0 AND has_start(name, ?1)"
			  " ORDER BY name LIMIT 100"
		: strcmp(what, "folder") == 0
			? "SELECT DISTINCT name FROM folders WHERE removed_at = 0"
			  " AND has_start(name, ?1) ORDER BY name LIMIT 100"
			: "SELECT tag FROM (SELECT tag FROM tags UNION SELECT value FROM feeds,"
			  " json_each('[' || replace(json_quote(json_extract(options, '$.tags')),"
			  " ' ', '\",\"') || ']') WHERE removed_at = 0 AND options <> '{}' AND"
			  " json_valid(options) AND json_extract(options, '$.tags') <> '')"
			  " WHERE has_start(tag, ?1) ORDER BY tag LIMIT 100";
	return read_texts(out, arena,
		statement_start(reader_database(reader), sql, VALUES(of_text(start)), error),
		error);
}
