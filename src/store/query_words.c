/* Words of a query: asked of the search index, and looked for in the texts of
 * what it does not have yet. */
#include "src/store/query_builder.h"
#include "src/store/query_sql.h"

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
	builder_own(builder, expression);
	builder_put(builder,
		" OR a.id IN (SELECT rowid >> 3 FROM words_index WHERE words_index MATCH ?"
		" AND rowid > ? ORDER BY rowid DESC LIMIT ?)");
	builder_bind(builder, of_text((struct foreign){expression.data, expression.len}));
	builder_bind(builder, of_integer((newest_id(builder) - TITLES_SPAN) * 8));
	builder_bind(builder, of_integer((int64_t)builder->newest));
}

/* A beginning that most articles have costs the index seconds; the newest texts
 * show quickly whether it is one of those. */
void builder_put_scan(struct builder *builder, const struct node *node)
{
	builder_put(builder,
		"(a.id > ? AND words_match(?, a.title, a.author,"
		" (SELECT text_of(packing, text) FROM texts WHERE texts.id = a.id * 4),"
		" (SELECT text_of(packing, text) FROM texts WHERE texts.id = a.id * 4 + 1)))");
	builder_bind(builder, of_integer(newest_id(builder) - (int64_t)builder->scan_newest));
	builder_bind(builder, of_tree(node));
}

/* Rows of the index are article * 8 + edition (index.c).  What it does not have
 * yet is looked through word by word: words_match() gets the tree itself. */
void builder_put_words(struct builder *builder, const struct node *node)
{
	struct buffer expression = {0};
	query_match_expression(&expression, node);
	builder_own(builder, expression);
	struct database *database = reader_database(builder->reader);
	if (builder->frontier < 0)
		builder->frontier = index_frontier(database);
	struct foreign match = {expression.data, expression.len};
	builder_put(
		builder, "(a.id IN (SELECT rowid >> 3 FROM words_index WHERE words_index MATCH ?");
	builder_bind(builder, of_text(match));
	if (builder->newest > 0) {
		builder_put(builder, " ORDER BY rowid DESC LIMIT ?");
		builder_bind(builder, of_integer((int64_t)builder->newest));
	}
	builder_put(builder, ")");
	if (builder->newest > 0 && !leaves_out(node))
		put_title_hits(builder, match);
	if (index_is_behind(database, builder->frontier)) {
		builder_put(builder,
			" OR ((a.id > ? OR a.id IN (SELECT article_id FROM reindex WHERE"
			" is_waiting)) AND words_match(?, a.title, a.author,"
			" (SELECT text FROM texts WHERE texts.id = a.id * 4 AND packing = 0),"
			" (SELECT text FROM texts WHERE texts.id = a.id * 4 + 1 AND packing = "
			"0)))");
		builder_bind(builder, of_integer(builder->frontier));
		builder_bind(builder, of_tree(node));
	}
	builder_put(builder, ")");
}
