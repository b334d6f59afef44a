#include "src/store/query_sql.h"

#include <stdlib.h>

#include "src/store/query_builder.h"

/* ---- the window ---- */

/* Folders: by each feed's index when that is little to sort, else along the
 * dates; the plus sign keeps SQLite from choosing otherwise. */
#define FOLDER_SORT_LIMIT 3000

static bool is_small_folder(struct store_reader *reader, int64_t folder_id)
{
	return database_integer(reader_database(reader),
		       "SELECT sum(total) FROM counts WHERE feed_id IN " FOLDER_TREE,
		       VALUES(of_integer(folder_id)), 0, NULL) <= FOLDER_SORT_LIMIT;
}

static void put_window(struct builder *builder, const struct list_window *window)
{
	if (window->feed_id != 0) {
		builder_put(builder, " AND a.feed_id = ?");
		builder_bind(builder, of_integer(window->feed_id));
	}
	if (window->folder_id != 0) {
		builder_put(builder, is_small_folder(builder->reader, window->folder_id)
					     ? " AND a.feed_id IN " FOLDER_TREE
					     : " AND +a.feed_id IN " FOLDER_TREE);
		builder_bind(builder, of_integer(window->folder_id));
	}
	if (!window->unread_only || window->keep_ids_count == 0)
		return;
	builder_put(builder, " AND (a.flags & 225 = 0 OR ");
	builder_put_ids(builder, window->keep_ids, window->keep_ids_count);
	builder_put(builder, ")");
}

/* builder_put_flags() spells these with the bits of what is not shown. */
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
	if (window->includes_hidden)
		return " WHERE a.flags & 192 = 0";
	return shape->includes_deleted ? " WHERE a.flags & 160 = 0" : " WHERE a.flags & 224 = 0";
}

bool query_is_led_by_words(const struct list_window *window)
{
	const struct node *root = window->query ? window->query->root : NULL;
	return root && (node_is_text(root) || (root->kind == NODE_AND && node_is_text(root->left)));
}

/* articles_glance has all that is asked of an article. */
static bool is_seen_at_a_glance(const struct node *node)
{
	switch (node->kind) {
	case NODE_AND:
	case NODE_OR:
		return is_seen_at_a_glance(node->left) && is_seen_at_a_glance(node->right);
	case NODE_NOT:
		return is_seen_at_a_glance(node->left);
	case NODE_FIELD:
		return node->field != FIELD_URL && node->field != FIELD_LANG;
	default:
		return true;
	}
}

/* Nothing that another table leads to: only words, flags and dates. */
static bool is_about_rows(const struct node *node)
{
	if (node->kind == NODE_AND || node->kind == NODE_OR)
		return is_about_rows(node->left) && is_about_rows(node->right);
	return node->kind == NODE_NOT ? is_about_rows(node->left)
				      : node->kind != NODE_FIELD && node->kind != NODE_IDS;
}

/* Texts lie in the file in the order of their ids.  Where all of them have to be looked through
 * and the list's own order does not matter, they are further rows of what the index answers,
 * however many there are. */
static void look_as_they_lie(
	struct builder *builder, const struct list_window *window, const struct query_shape *shape)
{
	if (builder_index_behind(builder) == BEHIND_FAR && (shape->is_dated || shape->is_count) &&
		window->feed_id == 0 && window->folder_id == 0 &&
		is_about_rows(window->query->root))
		builder->behind = BEHIND_A_LITTLE;
}

/* Each article that words find is looked up by its id: in articles_glance, where eight
 * times as many stand in a page.  SQLite takes the table for as good.  With OR, which what
 * is not indexed may be asked by, it would look at each entry instead. */
static void put_from(
	struct builder *builder, const struct list_window *window, const struct query_shape *shape)
{
	bool asks_little = (shape->is_ids || shape->is_dated || shape->is_count) &&
			   !shape->is_looked && !shape->is_walked &&
			   query_is_led_by_words(window) &&
			   is_seen_at_a_glance(window->query->root);
	if (asks_little)
		look_as_they_lie(builder, window, shape);
	builder_put(builder, " FROM articles a");
	if (shape->joins_feeds)
		builder_put(builder, " LEFT JOIN feeds f ON f.id = a.feed_id");
	else if (shape->above_id > 0)
		builder_put(builder, " NOT INDEXED");
	else if (asks_little && !query_order_has_title(window->query) &&
		 builder_index_behind(builder) != BEHIND_FAR)
		builder_put(builder, " INDEXED BY articles_glance");
}

static void put_where(
	struct builder *builder, const struct list_window *window, const struct query_shape *shape)
{
	builder_put(builder, which_rows(window, shape));
	put_window(builder, window);
	if (query_leaves_echoes_out(window))
		builder_put(builder, " AND a.id NOT IN (" ECHOES ")");
	if (shape->above_id > 0) {
		builder_put(builder, " AND a.id > ?");
		builder_bind(builder, of_integer(shape->above_id));
	}
	if (shape->newer_than != 0) {
		builder_put(builder, " AND a.date > ?");
		builder_bind(builder, of_integer(shape->newer_than));
	}
	if (shape->wanted_mask != 0) {
		builder_put(builder, " AND ");
		builder_put_flags(builder, shape->wanted_mask, shape->wanted_flags);
	}
	if (window->query && window->query->root) {
		builder_put(builder, " AND ");
		builder_put_node(builder, window->query->root);
	}
}

/* What stays in a list of unread is a few rows anywhere.  Asked for with OR, each
 * row of the table would be looked into; so the unread come along their index and
 * these are merged with them. */
static void put_unread_and_kept(
	struct builder *builder, const struct list_window *window, const struct query_shape *shape)
{
	struct list_window unread = *window, kept = *window;
	unread.keep_ids_count = kept.keep_ids_count = 0;
	kept.unread_only = false;
	const char *columns = shape->is_dated ? shape->columns : query_order_columns(window->query);
	builder_put(builder, "SELECT ");
	builder_put(builder, columns);
	put_from(builder, window, shape);
	put_where(builder, &unread, shape);
	builder_put(builder, " UNION ALL SELECT ");
	builder_put(builder, columns);
	builder_put(builder, " FROM articles a");
	put_where(builder, &kept, shape);
	builder_put(builder, " AND a.flags & 1 <> 0 AND ");
	builder_put_ids(builder, window->keep_ids, window->keep_ids_count);
	if (!shape->is_dated)
		builder_put_order(builder, window->query, true);
}

static void put_select(
	struct builder *builder, const struct list_window *window, const struct query_shape *shape)
{
	builder_put(builder, "SELECT ");
	builder_put(builder, shape->columns);
	put_from(builder, window, shape);
	put_where(builder, window, shape);
	if (shape->is_search && !query_has_order(window->query))
		builder_put(builder, " ORDER BY a.id DESC");
	else if (!shape->is_count && !shape->is_dated)
		builder_put_order(builder, window->query, false);
}

static void builder_done(struct builder *builder)
{
	for (size_t i = 0; i < builder->owned_count; i++)
		buffer_done(&builder->owned[i]);
	free(builder->owned);
	free(builder->values);
	buffer_done(&builder->sql);
}

/* Looking one answer of the index through takes as long as weighing ten. */
#define CHECKED_AT_LEAST 100

struct statement *query_start(struct store_reader *reader, const struct list_window *window,
	const struct query_shape *shape, struct error *error)
{
	/* How far the index is, and what it finds: both of one moment. */
	bool is_snapshot = reader->path != NULL && database_begin_snapshot(reader_database(reader));
	struct builder builder = {.reader = reader,
		.frontier = -1,
		.scan_newest = shape->scan_newest,
		.looks = shape->is_looked,
		.walks = shape->is_walked};
	bool is_words = window->query && window->query->root && !query_has_order(window->query) &&
			node_is_text(window->query->root);
	if (shape->is_search && is_words) {
		builder.newest = shape->limit / 2;
		builder.newest_checked =
			shape->shown > CHECKED_AT_LEAST ? shape->shown : CHECKED_AT_LEAST;
	}
	if ((shape->is_ids || shape->is_dated) && window->unread_only && window->keep_ids_count > 0)
		put_unread_and_kept(&builder, window, shape);
	else
		put_select(&builder, window, shape);
	if (shape->limit > 0 || shape->offset > 0) {
		builder_put(&builder, " LIMIT ? OFFSET ?");
		builder_bind(&builder, of_integer(shape->limit > 0 ? (int64_t)shape->limit : -1));
		builder_bind(&builder, of_integer((int64_t)shape->offset));
	}
	struct statement *statement = statement_start_once(reader_database(reader),
		builder.sql.data, (struct values){builder.values, builder.count}, error);
	builder_done(&builder);
	if (is_snapshot && statement)
		statement->snapshot = reader_database(reader);
	else if (is_snapshot)
		database_end_snapshot(reader_database(reader));
	return statement;
}
