#include "src/store/query_sql.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"

/* SQL being written, and the values for its question marks in order. */
struct builder {
	struct store_reader *reader;
	struct buffer sql;
	struct value *values;
	size_t count, capacity;
	struct buffer *owned; /* memory that bound text looks into */
	size_t owned_count, owned_capacity;
	int64_t frontier;
	size_t newest; /* of the search index's answers; 0 = all */
	size_t scan_newest;
};

static void put(struct builder *builder, const char *sql)
{
	buffer_append_string(&builder->sql, sql);
}

static void bind(struct builder *builder, struct value value)
{
	ARRAY_PUSH(builder->values, builder->count, builder->capacity) = value;
}

/* ---- words ---- */

static void put_quoted(struct buffer *out, const struct node *node)
{
	static const char *const PLACES[] = {
		[PLACE_ANYWHERE] = "", [PLACE_TITLE] = "title : ", [PLACE_AUTHOR] = "author : "};
	struct foreign words = foreign_trim(node->text);
	buffer_append_string(out, PLACES[node->place]);
	buffer_append_char(out, '"');
	buffer_append(out, words.utf8, words.len); /* letters, digits and blanks only */
	buffer_append_string(out, node->is_prefix ? "\" *" : "\"");
}

/* The left side goes without parentheses where it binds alike: FTS5's parser
 * has room for a hundred of them only. */
static void put_side(struct buffer *out, const struct node *node, bool is_bare)
{
	buffer_append_string(out, is_bare ? "" : "(");
	query_match_expression(out, node);
	buffer_append_string(out, is_bare ? "" : ")");
}

void query_match_expression(struct buffer *out, const struct node *node)
{
	if (node->kind == NODE_TEXT) {
		put_quoted(out, node);
		return;
	}
	const struct node *left = node->left;
	bool is_without = node->kind == NODE_AND && node->right->kind == NODE_NOT;
	const struct node *right = is_without ? node->right->left : node->right;
	put_side(out, left, left->kind == NODE_TEXT || left->kind == node->kind);
	buffer_append_string(out, node->kind == NODE_OR ? " OR " : is_without ? " NOT " : " AND ");
	put_side(out, right, right->kind == NODE_TEXT);
}

int64_t index_frontier(struct database *database)
{
	return database_integer(database, "SELECT value FROM vals WHERE name = 'indexed-until'",
		NO_VALUES, 0, NULL);
}

static bool index_is_behind(struct database *database, int64_t frontier)
{
	return database_integer(database,
		       "SELECT EXISTS (SELECT 1 FROM articles WHERE id > ?1)"
		       " OR EXISTS (SELECT 1 FROM reindex WHERE is_waiting)",
		       VALUES(of_integer(frontier)), 0, NULL) != 0;
}

static bool leaves_out(const struct node *node)
{
	if (node->kind == NODE_TEXT)
		return false;
	return node->kind == NODE_NOT || leaves_out(node->left) || leaves_out(node->right);
}

/* Titles rank first, so older ones are candidates too; how far back is bounded,
 * because a word of many texts and few titles is met in every text. */
#define TITLES_SPAN 100000

static int64_t newest_id(struct builder *builder)
{
	return database_integer(reader_database(builder->reader), "SELECT max(id) FROM articles",
		NO_VALUES, 0, NULL);
}

static void put_title_hits(struct builder *builder, struct foreign match)
{
	struct buffer expression = {0};
	buffer_printf(&expression, "title : (%.*s)", (int)match.len, match.utf8);
	ARRAY_PUSH(builder->owned, builder->owned_count, builder->owned_capacity) = expression;
	put(builder, " OR a.id IN (SELECT rowid >> 3 FROM words_index WHERE words_index MATCH ?"
		     " AND rowid > ? ORDER BY rowid DESC LIMIT ?)");
	bind(builder, of_text((struct foreign){expression.data, expression.len}));
	bind(builder, of_integer((newest_id(builder) - TITLES_SPAN) * 8));
	bind(builder, of_integer((int64_t)builder->newest));
}

/* A beginning that most articles have costs the index seconds; the newest texts
 * show quickly whether it is one of those. */
static void put_scan(struct builder *builder, const struct node *node)
{
	put(builder, "(a.id > ? AND words_match(?, a.title, a.author,"
		     " (SELECT text_of(packing, text) FROM texts WHERE texts.id = a.id * 4),"
		     " (SELECT text_of(packing, text) FROM texts WHERE texts.id = a.id * 4 + 1)))");
	bind(builder, of_integer(newest_id(builder) - (int64_t)builder->scan_newest));
	bind(builder, of_tree(node));
}

/* Rows of the index are article * 8 + edition (index.c).  What it does not have
 * yet is looked through word by word: words_match() gets the tree itself. */
static void put_words(struct builder *builder, const struct node *node)
{
	struct buffer expression = {0};
	query_match_expression(&expression, node);
	ARRAY_PUSH(builder->owned, builder->owned_count, builder->owned_capacity) = expression;
	struct database *database = reader_database(builder->reader);
	if (builder->frontier < 0)
		builder->frontier = index_frontier(database);
	struct foreign match = {expression.data, expression.len};
	put(builder, "(a.id IN (SELECT rowid >> 3 FROM words_index WHERE words_index MATCH ?");
	bind(builder, of_text(match));
	if (builder->newest > 0) {
		put(builder, " ORDER BY rowid DESC LIMIT ?");
		bind(builder, of_integer((int64_t)builder->newest));
	}
	put(builder, ")");
	if (builder->newest > 0 && !leaves_out(node))
		put_title_hits(builder, match);
	if (index_is_behind(database, builder->frontier)) {
		put(builder, " OR ((a.id > ? OR a.id IN (SELECT article_id FROM reindex WHERE"
			     " is_waiting)) AND words_match(?, a.title, a.author,"
			     " (SELECT text FROM texts WHERE texts.id = a.id * 4 AND packing = 0),"
			     " (SELECT text FROM texts WHERE texts.id = a.id * 4 + 1 AND packing = "
			     "0)))");
		bind(builder, of_integer(builder->frontier));
		bind(builder, of_tree(node));
	}
	put(builder, ")");
}

/* ---- fields ---- */

static const char *const FIELD_SQL[] = {
	[FIELD_FEED] = "a.feed_id IN (SELECT id FROM feeds WHERE id = CAST(? AS INTEGER) OR"
		       " has_words(CASE WHEN own_title <> '' THEN own_title ELSE title END, ?))",
	[FIELD_FOLDER] = "a.feed_id IN (WITH RECURSIVE tree (id) AS (SELECT id FROM folders WHERE"
			 " removed_at = 0 AND (id = CAST(? AS INTEGER) OR has_words(name, ?)) UNION"
			 " SELECT folders.id FROM folders JOIN tree ON parent_id = tree.id)"
			 " SELECT id FROM feeds WHERE folder_id IN tree)",
	[FIELD_TAG] = "a.id IN (SELECT article_id FROM tags WHERE tag = ? COLLATE NOCASE)",
	[FIELD_URL] = "instr(lower(a.url), lower(?)) > 0",
	[FIELD_LANG] = "(a.language = ? COLLATE NOCASE OR a.language LIKE ? || '-%' OR"
		       " (a.language = '' AND a.feed_id IN (SELECT id FROM feeds WHERE"
		       " language = ? COLLATE NOCASE OR language LIKE ? || '-%')))",
	[FIELD_FAILED] = "a.feed_id IN (SELECT feed_id FROM health WHERE state IN (2, 3))",
};

static void put_field(struct builder *builder, const struct node *node)
{
	const char *sql = FIELD_SQL[node->field];
	put(builder, sql);
	for (const char *at = sql; (at = strchr(at, '?')); at++)
		bind(builder, of_text(node->text));
}

static void put_date(struct builder *builder, const struct node *node)
{
	put(builder, "(");
	if (node->from != INT64_MIN) {
		put(builder, "a.date >= ?");
		bind(builder, of_integer(node->from));
	}
	if (node->to != INT64_MAX) {
		put(builder, node->from != INT64_MIN ? " AND a.date < ?" : "a.date < ?");
		bind(builder, of_integer(node->to));
	}
	put(builder, ")");
}

static void put_ids(struct builder *builder, const int64_t *ids, size_t count)
{
	put(builder, "a.id IN (");
	for (size_t i = 0; i < count; i++) {
		buffer_printf(&builder->sql, i > 0 ? ",%lld" : "%lld", (long long)ids[i]);
	}
	put(builder, ")");
}

/* The usual flags are written as their partial index has them. */
static void put_flags(struct builder *builder, uint32_t mask, uint32_t wanted)
{
	if (mask == ARTICLE_READ && wanted == 0)
		put(builder, "a.flags & 225 = 0");
	else if (mask == ARTICLE_BOOKMARKED && wanted == ARTICLE_BOOKMARKED)
		put(builder, "a.flags & 226 = 2");
	else if (mask == 0)
		put(builder, "1");
	else
		buffer_printf(&builder->sql, "a.flags & %u = %u", mask, wanted);
}

static void put_node(struct builder *builder, const struct node *node)
{
	if (node->kind != NODE_FLAGS && node_is_text(node)) {
		if (builder->scan_newest > 0)
			put_scan(builder, node);
		else
			put_words(builder, node);
		return;
	}
	switch (node->kind) {
	case NODE_AND:
	case NODE_OR:
		put(builder, node->kind == NODE_OR ? "(" : "");
		put_node(builder, node->left);
		put(builder, node->kind == NODE_OR ? " OR " : " AND ");
		put_node(builder, node->right);
		put(builder, node->kind == NODE_OR ? ")" : "");
		break;
	case NODE_NOT:
		put(builder, "NOT (");
		put_node(builder, node->left);
		put(builder, ")");
		break;
	case NODE_FIELD:
		put_field(builder, node);
		break;
	case NODE_FLAGS:
		put_flags(builder, node->mask, node->wanted);
		break;
	case NODE_DATE:
		put_date(builder, node);
		break;
	case NODE_IDS:
		put_ids(builder, node->ids, node->ids_count);
		break;
	case NODE_TEXT:
		break;
	}
}

/* ---- the window ---- */

/* Folders: by each feed's index when that is little to sort, else along the
 * dates; the plus sign keeps SQLite from choosing otherwise. */
#define FOLDER_SORT_LIMIT 3000

#define FOLDER_TREE                                                                   \
	"(WITH RECURSIVE tree (id) AS (SELECT ? UNION SELECT folders.id FROM folders" \
	" JOIN tree ON parent_id = tree.id WHERE removed_at = 0)"                     \
	" SELECT id FROM feeds WHERE folder_id IN tree AND removed_at = 0)"

static bool is_small_folder(struct store_reader *reader, int64_t folder_id)
{
	return database_integer(reader_database(reader),
		       "SELECT sum(total) FROM counts WHERE feed_id IN " FOLDER_TREE,
		       VALUES(of_integer(folder_id)), 0, NULL) <= FOLDER_SORT_LIMIT;
}

static void put_window(struct builder *builder, const struct list_window *window)
{
	if (window->feed_id != 0) {
		put(builder, " AND a.feed_id = ?");
		bind(builder, of_integer(window->feed_id));
	}
	if (window->folder_id != 0) {
		put(builder, is_small_folder(builder->reader, window->folder_id)
				     ? " AND a.feed_id IN " FOLDER_TREE
				     : " AND +a.feed_id IN " FOLDER_TREE);
		bind(builder, of_integer(window->folder_id));
	}
	if (!window->unread_only || window->keep_ids_count == 0)
		return;
	put(builder, " AND (a.flags & 225 = 0 OR ");
	put_ids(builder, window->keep_ids, window->keep_ids_count);
	put(builder, ")");
}

static void put_order(struct builder *builder, const struct query *query)
{
	static const char *const ORDERS[] = {
		[SORT_DATE_DOWN] = " ORDER BY a.date DESC, a.id DESC",
		[SORT_DATE_UP] = " ORDER BY a.date, a.id",
		[SORT_FEED] = " ORDER BY a.feed_id, a.date DESC, a.id DESC",
		[SORT_TITLE] = " ORDER BY a.title COLLATE NOCASE, a.id DESC",
		[SORT_RANK] = " ORDER BY a.date DESC, a.id DESC",
	};
	put(builder, ORDERS[query ? query->sort : SORT_DATE_DOWN]);
}

/* put_flags() spells these with the bits of what is not shown. */
static bool asks_shown_only(const struct node *node)
{
	if (node == NULL || (node->kind != NODE_FLAGS && node->kind != NODE_AND))
		return false;
	if (node->kind == NODE_AND)
		return asks_shown_only(node->left) || asks_shown_only(node->right);
	return (node->mask == ARTICLE_READ && node->wanted == 0) ||
	       (node->mask == ARTICLE_BOOKMARKED && node->wanted == ARTICLE_BOOKMARKED);
}

/* What a partial index promises is not asked twice: SQLite would look into each
 * row of the table for the second answer. */
static const char *which_rows(const struct list_window *window, const struct query_shape *shape)
{
	if (window->unread_only && window->keep_ids_count == 0)
		return " WHERE a.flags & 225 = 0";
	if (window->query && asks_shown_only(window->query->root))
		return " WHERE 1";
	return shape->includes_deleted ? " WHERE a.flags & 160 = 0" : " WHERE a.flags & 224 = 0";
}

static void put_where(
	struct builder *builder, const struct list_window *window, const struct query_shape *shape)
{
	put(builder, which_rows(window, shape));
	put_window(builder, window);
	if (shape->wanted_mask != 0) {
		put(builder, " AND ");
		put_flags(builder, shape->wanted_mask, shape->wanted_flags);
	}
	if (window->query && window->query->root) {
		put(builder, " AND ");
		put_node(builder, window->query->root);
	}
}

static void builder_done(struct builder *builder)
{
	for (size_t i = 0; i < builder->owned_count; i++)
		buffer_done(&builder->owned[i]);
	free(builder->owned);
	free(builder->values);
	buffer_done(&builder->sql);
}

struct statement *query_start(struct store_reader *reader, const struct list_window *window,
	const struct query_shape *shape, struct error *error)
{
	struct builder builder = {
		.reader = reader, .frontier = -1, .scan_newest = shape->scan_newest};
	bool is_words = window->query && window->query->root && !window->query->has_sort &&
			node_is_text(window->query->root);
	if (shape->is_search && is_words)
		builder.newest = shape->limit / 2;
	put(&builder, "SELECT ");
	put(&builder, shape->columns);
	put(&builder, shape->joins_feeds ? " FROM articles a LEFT JOIN feeds f ON f.id = a.feed_id"
					 : " FROM articles a");
	put_where(&builder, window, shape);
	if (shape->is_search && !(window->query && window->query->has_sort))
		put(&builder, " ORDER BY a.id DESC");
	else if (!shape->is_count)
		put_order(&builder, window->query);
	if (shape->limit > 0 || shape->offset > 0) {
		put(&builder, " LIMIT ? OFFSET ?");
		bind(&builder, of_integer(shape->limit > 0 ? (int64_t)shape->limit : -1));
		bind(&builder, of_integer((int64_t)shape->offset));
	}
	struct statement *statement = statement_start_once(reader_database(reader),
		builder.sql.data, (struct values){builder.values, builder.count}, error);
	builder_done(&builder);
	return statement;
}
