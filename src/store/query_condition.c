/* Tree → the condition that an article of the query fulfils, as SQL. */
#include <string.h>

#include "src/base/array.h"
#include "src/store/query_builder.h"

void builder_put(struct builder *builder, const char *sql)
{
	buffer_append_string(&builder->sql, sql);
}

void builder_bind(struct builder *builder, struct value value)
{
	ARRAY_PUSH(builder->values, builder->count, builder->capacity) = value;
}

void builder_own(struct builder *builder, struct buffer text)
{
	ARRAY_PUSH(builder->owned, builder->owned_count, builder->owned_capacity) = text;
}

/* ---- fields ---- */

static const char *const FIELD_SQL[] = {
	[FIELD_FEED] = "a.feed_id IN (SELECT id FROM feeds WHERE id = CAST(? AS INTEGER) OR"
		       " has_words(CASE WHEN own_title <> '' THEN own_title ELSE title END, ?))",
	[FIELD_FOLDER] = "a.feed_id IN (WITH RECURSIVE tree (id) AS (SELECT id FROM folders WHERE"
			 " removed_at = 0 AND (id = CAST(? AS INTEGER) OR has_words(name, ?)) UNION"
			 " SELECT folders.id FROM folders JOIN tree ON parent_id = tree.id)"
			 " SELECT id FROM feeds WHERE folder_id IN tree)",
	[FIELD_TAG] = "(a.id IN (SELECT article_id FROM tags WHERE tag = ? COLLATE NOCASE) OR"
		      " a.feed_id IN (SELECT id FROM feeds WHERE options <> '{}' AND"
		      " json_valid(options) AND instr(' ' || lower(json_extract(options,"
		      " '$.tags')) || ' ', ' ' || lower(?) || ' ') > 0))",
	[FIELD_URL] = "instr(lower(a.url), lower(?)) > 0",
	[FIELD_LANG] = "(is_in_language(a.language, ?) OR (a.language = '' AND a.feed_id IN"
		       " (SELECT id FROM feeds WHERE is_in_language(language, ?))))",
	[FIELD_FAILED] = "a.feed_id IN (SELECT feed_id FROM health WHERE state IN (2, 3))",
};

static void put_field(struct builder *builder, const struct node *node)
{
	const char *sql = FIELD_SQL[node->field];
	builder_put(builder, sql);
	for (const char *at = sql; (at = strchr(at, '?')); at++)
		builder_bind(builder, of_text(node->text));
}

static void put_date(struct builder *builder, const struct node *node)
{
	builder_put(builder, "(");
	if (node->from != INT64_MIN) {
		builder_put(builder, "a.date >= ?");
		builder_bind(builder, of_integer(node->from));
	}
	if (node->to != INT64_MAX) {
		builder_put(builder, node->from != INT64_MIN ? " AND a.date < ?" : "a.date < ?");
		builder_bind(builder, of_integer(node->to));
	}
	builder_put(builder, ")");
}

void builder_put_ids(struct builder *builder, const int64_t *ids, size_t count)
{
	builder_put(builder, "a.id IN (");
	for (size_t i = 0; i < count; i++) {
		buffer_printf(&builder->sql, i > 0 ? ",%lld" : "%lld", (long long)ids[i]);
	}
	builder_put(builder, ")");
}

/* The usual flags are written as their partial index has them. */
void builder_put_flags(struct builder *builder, uint32_t mask, uint32_t wanted)
{
	if (mask == ARTICLE_READ && wanted == 0)
		builder_put(builder, "a.flags & 225 = 0");
	else if (mask == ARTICLE_BOOKMARKED && wanted == ARTICLE_BOOKMARKED)
		builder_put(builder, "a.flags & 226 = 2");
	else if (mask == 0)
		builder_put(builder, "1");
	else
		buffer_printf(&builder->sql, "a.flags & %u = %u", mask, wanted);
}

void builder_put_node(struct builder *builder, const struct node *node)
{
	if (node->kind != NODE_FLAGS && node_is_text(node)) {
		if (builder->looks)
			builder_put_look(builder, node);
		else if (builder->scan_newest > 0)
			builder_put_scan(builder, node);
		else
			builder_put_words(builder, node);
		return;
	}
	switch (node->kind) {
	case NODE_AND:
	case NODE_OR:
		builder_put(builder, node->kind == NODE_OR ? "(" : "");
		builder_put_node(builder, node->left);
		builder_put(builder, node->kind == NODE_OR ? " OR " : " AND ");
		builder_put_node(builder, node->right);
		builder_put(builder, node->kind == NODE_OR ? ")" : "");
		break;
	case NODE_NOT:
		builder_put(builder, "NOT (");
		builder_put_node(builder, node->left);
		builder_put(builder, ")");
		break;
	case NODE_FIELD:
		put_field(builder, node);
		break;
	case NODE_FLAGS:
		builder_put_flags(builder, node->mask, node->wanted);
		break;
	case NODE_DATE:
		put_date(builder, node);
		break;
	case NODE_IDS:
		builder_put_ids(builder, node->ids, node->ids_count);
		break;
	case NODE_TEXT:
	case NODE_ORDER:
		break;
	}
}
