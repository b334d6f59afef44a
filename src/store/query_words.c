/* Words of a query: asked of the search index, and looked for in the texts of
 * what it does not have yet. */
#include "src/store/index_words.h"
#include "src/store/query_builder.h"
#include "src/store/query_sql.h"
#include "src/store/texts.h"

int64_t index_frontier(struct database *database)
{
	return database_integer(database, "SELECT value FROM vals WHERE name = 'indexed-until'",
		NO_VALUES, 0, NULL);
}

/* So many texts are looked through as quickly as the index answers. */
#define LITTLE_BEHIND 2000

enum behind index_behind(struct database *database, int64_t frontier)
{
	int64_t count = database_integer(database,
		"SELECT (SELECT count(*) FROM (SELECT 1 FROM articles WHERE id > ?1 LIMIT ?2))"
		" + (SELECT count(*) FROM (SELECT 1 FROM reindex WHERE is_waiting LIMIT ?2))",
		VALUES(of_integer(frontier), of_integer(LITTLE_BEHIND + 1)), 0, NULL);
	return count == 0 ? BEHIND_NOTHING : count <= LITTLE_BEHIND ? BEHIND_A_LITTLE : BEHIND_FAR;
}

enum behind builder_index_behind(struct builder *builder)
{
	struct database *database = reader_database(builder->reader);
	if (builder->frontier >= 0)
		return builder->behind;
	builder->frontier = index_frontier(database);
	builder->behind = index_behind(database, builder->frontier);
	return builder->behind;
}

/* ---- looked through ---- */

/* The whole text only where there is one: 8 = ARTICLE_HAS_FULLTEXT. */
#define WORDS_MATCH(row)                        \
	"words_match(?, " row ".title, " row    \
	".author, " TEXT_SQL(row, "0") ", CASE" \
				       " WHEN " row ".flags & 8 THEN " TEXT_SQL(row, "1") " END)"
#define TITLE_MATCHES(row) "words_match(?, " row ".title, '', '', '')"

static bool is_of_titles(const struct node *node)
{
	if (node->kind == NODE_TEXT)
		return node->place == PLACE_TITLE;
	return is_of_titles(node->left) && (node->kind == NODE_NOT || is_of_titles(node->right));
}

void builder_put_look(struct builder *builder, const struct node *node)
{
	builder_put(builder, is_of_titles(node) ? TITLE_MATCHES("a") : WORDS_MATCH("a"));
	builder_bind(builder, of_tree(node));
}

static int64_t newest_id(struct builder *builder)
{
	return database_integer(reader_database(builder->reader), "SELECT max(id) FROM articles",
		NO_VALUES, 0, NULL);
}

/* A beginning that most articles have costs the index seconds; the newest texts
 * show quickly whether it is one of those. */
void builder_put_scan(struct builder *builder, const struct node *node)
{
	builder_put(builder, "(a.id > ? AND ");
	builder_bind(builder, of_integer(newest_id(builder) - (int64_t)builder->scan_newest));
	builder_put_look(builder, node);
	builder_put(builder, ")");
}

static void put_not_indexed(struct builder *builder, const struct node *node)
{
	builder_put(builder, " OR ((a.id > ? OR a.id IN (SELECT article_id FROM reindex WHERE "
			     "is_waiting)) AND ");
	builder_bind(builder, of_integer(builder->frontier));
	builder_put_look(builder, node);
	builder_put(builder, ")");
}

/* ---- the newest that the index has ---- */

struct asked {
	struct foreign match;
	const struct node *node;
	bool is_exact;
	bool is_title; /* all of it is looked for in titles */
};

/* The newest rows of the index above `above` and up to `until`.  The number in the SQL
 * is INDEX_ARTICLE_MASK. */
static void put_newest(
	struct builder *builder, const struct asked *asked, int64_t above, int64_t until)
{
	builder_put(builder, asked->is_exact
				     ? "a.id IN (SELECT rowid & 1099511627775 FROM words_index"
				     : "a.id IN (SELECT b.id FROM words_index CROSS JOIN articles b"
				       " ON b.id = words_index.rowid & 1099511627775");
	builder_put(builder, " WHERE words_index MATCH ? AND words_index.rowid > ?"
			     " AND words_index.rowid <= ?");
	builder_bind(builder, of_text(asked->match));
	builder_bind(builder, of_integer(above));
	builder_bind(builder, of_integer(until));
	if (!asked->is_exact) {
		builder_put(builder,
			asked->is_title ? " AND " TITLE_MATCHES("b") : " AND " WORDS_MATCH("b"));
		builder_bind(builder, of_tree(asked->node));
	}
	builder_put(builder, " ORDER BY words_index.rowid DESC LIMIT ?)");
	size_t most = asked->is_exact ? builder->newest : builder->newest_checked;
	builder_bind(builder, of_integer((int64_t)most));
}

static bool leaves_out(const struct node *node)
{
	if (node->kind == NODE_TEXT)
		return false;
	return node->kind == NODE_NOT || leaves_out(node->left) || leaves_out(node->right);
}

static bool has_editions(struct builder *builder)
{
	return database_integer(reader_database(builder->reader),
		       "SELECT EXISTS (SELECT 1 FROM reindex)", NO_VALUES, 0, NULL) != 0;
}

/* Titles rank first, so older ones are candidates too; how far back is bounded,
 * because a word of many texts and few titles is met in every text. */
#define TITLES_SPAN 100000

static void put_newest_words(struct builder *builder, struct asked asked)
{
	put_newest(builder, &asked, -1, INDEX_ARTICLE_MASK);
	if (has_editions(builder)) {
		builder_put(builder, " OR ");
		put_newest(builder, &asked, INDEX_ARTICLE_MASK, INT64_MAX);
	}
	if (leaves_out(asked.node))
		return;
	struct buffer expression = {0};
	index_words_match(&expression, asked.node, true);
	builder_own(builder, expression);
	asked.match = (struct foreign){expression.data, expression.len};
	asked.is_title = true;
	builder_put(builder, " OR ");
	put_newest(builder, &asked, newest_id(builder) - TITLES_SPAN, INT64_MAX);
}

/* What the index does not have yet, as further rows of what it answers. */
static void put_a_little(struct builder *builder, const struct asked *asked)
{
	static const char *const SOURCES[] = {
		" UNION ALL SELECT b.id FROM articles b WHERE b.id > ?",
		" UNION ALL SELECT b.id FROM reindex CROSS JOIN articles b"
		" ON b.id = article_id WHERE is_waiting AND b.id <= ?"};
	for (size_t i = 0; i < sizeof SOURCES / sizeof *SOURCES; i++) {
		builder_put(builder, SOURCES[i]);
		builder_bind(builder, of_integer(builder->frontier));
		if (!asked->is_exact)
			continue;
		builder_put(builder, " AND " WORDS_MATCH("b"));
		builder_bind(builder, of_tree(asked->node));
	}
}

/* All that the index has. */
static void put_all_words(struct builder *builder, const struct asked *asked)
{
	builder_put(builder, builder->walks ? "(+a.id IN (" : "(a.id IN (");
	builder_put(builder, "SELECT rowid & 1099511627775 FROM words_index"
			     " WHERE words_index MATCH ?");
	builder_bind(builder, of_text(asked->match));
	if (builder_index_behind(builder) == BEHIND_A_LITTLE)
		put_a_little(builder, asked);
	builder_put(builder, ")");
	if (!asked->is_exact) {
		builder_put(builder, " AND ");
		builder_put_look(builder, asked->node);
	}
	builder_put(builder, ")");
}

/* Of an article that has changed the index also has the row of before, and what that is
 * without may have come since. */
static void put_if_unchanged(struct builder *builder, const struct asked *asked)
{
	if (!asked->is_exact || !leaves_out(asked->node) || !has_editions(builder))
		return;
	builder_put(builder, " AND (a.id NOT IN (SELECT article_id FROM reindex) OR ");
	builder_put_look(builder, asked->node);
	builder_put(builder, ")");
}

/* What the index does not have yet is looked through, too: words_match() gets the
 * tree itself. */
void builder_put_words(struct builder *builder, const struct node *node)
{
	struct buffer expression = {0};
	bool is_exact = index_words_match(&expression, node, false);
	builder_own(builder, expression);
	struct asked asked = {{expression.data, expression.len}, node, is_exact, false};
	enum behind behind = builder_index_behind(builder);
	builder_put(builder, "((");
	if (builder->newest > 0)
		put_newest_words(builder, asked);
	else
		put_all_words(builder, &asked);
	if (behind == BEHIND_FAR || (behind == BEHIND_A_LITTLE && builder->newest > 0))
		put_not_indexed(builder, node);
	builder_put(builder, ")");
	put_if_unchanged(builder, &asked);
	builder_put(builder, ")");
}
