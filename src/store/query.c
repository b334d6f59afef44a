/* Lexer and parser of the query language (steppe-query(7)).
 *
 *     query  = any
 *     any    = all { "OR" all }
 *     all    = term { term }
 *     term   = "-" term | "(" any ")" | field ":" value | value
 *     value  = "\"" text "\"" | word [ "*" ] */
#include "src/store/query.h"

#include <string.h>

#include "src/base/words.h"
#include "src/store/query_parser.h"

static int column_of(const struct parser *parser, size_t offset)
{
	int column = 1;
	for (size_t i = 0; i < offset && i < parser->text.len; i++)
		column += ((unsigned char)parser->text.utf8[i] & 0xC0) != 0x80;
	return column;
}

struct node *query_fail(struct parser *parser, size_t offset, const char *what)
{
	error_set(parser->error, ERROR_USAGE, _("column %d: %s"), column_of(parser, offset), what);
	return NULL;
}

struct node *node_new(struct parser *parser, enum node_kind kind)
{
	struct node *node = arena_alloc(parser->arena, sizeof *node);
	node->kind = kind;
	return node;
}

static struct node *join(
	struct parser *parser, enum node_kind kind, struct node *left, struct node *right)
{
	if (!left || !right)
		return left ? left : right;
	struct node *node = node_new(parser, kind);
	node->left = left;
	node->right = right;
	return node;
}

bool node_is_text(const struct node *node)
{
	switch (node->kind) {
	case NODE_TEXT:
		return true;
	case NODE_OR:
		return node_is_text(node->left) && node_is_text(node->right);
	case NODE_AND:
		/* FTS5 has "a NOT b", but no NOT that stands alone. */
		return node_is_text(node->left) &&
		       node_is_text(
			       node->right->kind == NODE_NOT ? node->right->left : node->right);
	default:
		return false;
	}
}

bool query_has_order(const struct query *query)
{
	return query && query->order_count > 0 && query->order[0] != SORT_RANK;
}

static char peek(const struct parser *parser)
{
	return parser->at < parser->text.len ? parser->text.utf8[parser->at] : '\0';
}

static void skip_blanks(struct parser *parser)
{
	while (parser->at < parser->text.len && strchr(" \t\r\n", peek(parser)))
		parser->at++;
}

static bool ends_word(char byte)
{
	return byte == '\0' || strchr(" \t\r\n()\"", byte) != NULL;
}

static bool read_quoted(struct parser *parser, struct value_token *token)
{
	size_t start = ++parser->at;
	const char *end = memchr(parser->text.utf8 + start, '"', parser->text.len - start);
	if (!end) {
		query_fail(parser, start - 1, _("this quotation mark has no partner"));
		return false;
	}
	token->text = (struct foreign){
		parser->text.utf8 + start, (size_t)(end - (parser->text.utf8 + start))};
	token->is_quoted = true;
	parser->at = start + token->text.len + 1;
	return true;
}

static bool read_value(struct parser *parser, struct value_token *token)
{
	*token = (struct value_token){.start = parser->at};
	if (peek(parser) == '"')
		return read_quoted(parser, token);
	size_t start = parser->at;
	while (!ends_word(peek(parser)))
		parser->at++;
	token->text = (struct foreign){parser->text.utf8 + start, parser->at - start};
	return true;
}

/* The rule named before a colon here; moves behind the colon. */
static const struct field_rule *read_field(struct parser *parser)
{
	const char *at = parser->text.utf8 + parser->at;
	size_t left = parser->text.len - parser->at;
	for (const struct field_rule *rule = QUERY_FIELDS; rule->name; rule++) {
		size_t len = strlen(rule->name);
		if (left <= len || at[len] != ':' || memcmp(at, rule->name, len) != 0)
			continue;
		parser->at += len + 1;
		return rule;
	}
	return NULL;
}

/* ---- structure ---- */

static struct node *read_any(struct parser *parser);

static struct node *read_group(struct parser *parser)
{
	size_t start = parser->at++;
	struct node *node = read_any(parser);
	if (!node)
		return NULL;
	skip_blanks(parser);
	if (peek(parser) != ')')
		return query_fail(parser, start, _("this parenthesis has no partner"));
	parser->at++;
	return node;
}

/* "colour:red" is a mistake, "12:30", "https://…" and the "talks:" of a headline are words. */
static bool is_unknown_field(struct foreign word)
{
	size_t len = 0;
	while (len < word.len && word.utf8[len] >= 'a' && word.utf8[len] <= 'z')
		len++;
	return len > 0 && len + 1 < word.len && word.utf8[len] == ':' && word.utf8[len + 1] != '/';
}

static struct node *read_leaf(struct parser *parser)
{
	size_t start = parser->at;
	if (++parser->terms > QUERY_TERMS_LIMIT)
		return query_fail(parser, start, _("too many terms"));
	const struct field_rule *rule = read_field(parser);
	struct value_token token;
	if (!read_value(parser, &token))
		return NULL;
	token.start = start;
	if (token.text.len == 0)
		return query_fail(parser, parser->at, _("something is missing here"));
	if (rule)
		return rule->read(parser, &token);
	if (!token.is_quoted && is_unknown_field(token.text))
		return query_fail(parser, start,
			_("there is no such field; there are title author feed folder tag url lang "
			  "id is has since until after before sort"));
	return query_words(parser, &token);
}

static struct node *read_term(struct parser *parser)
{
	if (++parser->depth > QUERY_DEPTH_LIMIT)
		return query_fail(parser, parser->at, _("nested too deep"));
	struct node *node;
	if (peek(parser) == '-') {
		parser->at++;
		parser->negations++;
		struct node *inner = read_term(parser);
		parser->negations--;
		node = inner ? node_new(parser, NODE_NOT) : NULL;
		if (node)
			node->left = inner;
	} else {
		node = peek(parser) == '(' ? read_group(parser) : read_leaf(parser);
	}
	parser->depth--;
	return node;
}

static bool at_word(const struct parser *parser, const char *word)
{
	size_t len = strlen(word);
	size_t left = parser->text.len - parser->at;
	return left >= len && memcmp(parser->text.utf8 + parser->at, word, len) == 0 &&
	       (left == len || ends_word(parser->text.utf8[parser->at + len]));
}

/* Words come together, those left out behind them, all else after: what can be
 * asked of the search index is then one expression. */
struct parts {
	struct node *words, *not_words, *others;
};

static void add_part(struct parser *parser, struct parts *parts, struct node *node)
{
	if (node->kind == NODE_NOT && node_is_text(node->left))
		parts->not_words = join(parser, NODE_OR, parts->not_words, node->left);
	else if (node_is_text(node))
		parts->words = join(parser, NODE_AND, parts->words, node);
	else
		parts->others = join(parser, NODE_AND, parts->others, node);
}

static struct node *join_parts(struct parser *parser, struct parts *parts)
{
	struct node *without = NULL;
	if (parts->not_words) {
		without = node_new(parser, NODE_NOT);
		without->left = parts->not_words;
	}
	return join(parser, NODE_AND, join(parser, NODE_AND, parts->words, without), parts->others);
}

/* The dash or ampersand of a headline is nothing to search for; true when one stood here. */
static bool skip_sign(struct parser *parser)
{
	size_t end = parser->at;
	while (!ends_word(end < parser->text.len ? parser->text.utf8[end] : '\0'))
		end++;
	struct foreign word = {parser->text.utf8 + parser->at, end - parser->at};
	bool is_apart = end == parser->text.len || strchr("\"(", parser->text.utf8[end]) == NULL;
	if (word.len == 0 || !is_apart || query_has_words(word))
		return false;
	parser->at = end;
	return true;
}

static struct node *read_all(struct parser *parser)
{
	struct parts parts = {0};
	struct node *order = NULL;
	size_t sign = SIZE_MAX;
	for (;;) {
		skip_blanks(parser);
		size_t start = parser->at;
		if (skip_sign(parser)) {
			sign = start;
			continue;
		}
		if (parser->at >= parser->text.len || peek(parser) == ')' || at_word(parser, "OR"))
			break;
		if (at_word(parser, "AND")) {
			parser->at += strlen("AND");
			continue;
		}
		struct node *node = read_term(parser);
		if (!node)
			return NULL;
		if (node->kind == NODE_ORDER)
			order = node;
		else
			add_part(parser, &parts, node);
	}
	struct node *node = join_parts(parser, &parts);
	if (node == NULL)
		node = order;
	if (node == NULL && sign != SIZE_MAX)
		return query_fail(parser, sign, _("there is no letter or digit to search for"));
	return node ? node : query_fail(parser, parser->at, _("something is missing here"));
}

/* One side of OR.  An order alone is none: everything would fit it. */
static struct node *read_side(struct parser *parser)
{
	skip_blanks(parser);
	size_t start = parser->at;
	struct node *node = read_all(parser);
	if (node == NULL || node->kind != NODE_ORDER)
		return node;
	return query_fail(parser, start, _("sort: stands outside of parentheses, OR and -"));
}

static struct node *read_any(struct parser *parser)
{
	skip_blanks(parser);
	size_t start = parser->at;
	struct node *node = read_all(parser);
	if (node && node->kind == NODE_ORDER && at_word(parser, "OR"))
		return query_fail(
			parser, start, _("sort: stands outside of parentheses, OR and -"));
	while (node && at_word(parser, "OR")) {
		parser->at += strlen("OR");
		struct node *right = read_side(parser);
		node = right ? join(parser, NODE_OR, node, right) : NULL;
	}
	return node;
}

struct query *query_parse(
	struct arena *arena, struct foreign text, int64_t now, struct error *error)
{
	struct query *query = arena_alloc(arena, sizeof *query);
	struct parser parser = {
		.arena = arena, .text = text, .now = now, .query = query, .error = error};
	if (text.len > QUERY_BYTES_LIMIT) {
		error_set(error, ERROR_USAGE, _("this query is longer than %d characters"),
			QUERY_BYTES_LIMIT);
		return NULL;
	}
	parser.text = foreign_copy(arena, text);
	skip_blanks(&parser);
	if (parser.at == text.len)
		return query;
	query->root = read_any(&parser);
	if (!query->root)
		return NULL;
	if (query->root->kind == NODE_ORDER)
		query->root = NULL;
	if (parser.at < text.len) {
		query_fail(&parser, parser.at, _("this parenthesis was never opened"));
		return NULL;
	}
	return query;
}

const struct query *query_both(
	struct arena *arena, const struct query *one, const struct query *other)
{
	if (one == NULL || other == NULL)
		return one == NULL ? other : one;
	struct query *both = arena_alloc(arena, sizeof *both);
	*both = other->order_count > 0 ? *other : *one;
	both->root = one->root == NULL ? other->root : one->root;
	if (one->root != NULL && other->root != NULL) {
		both->root = arena_alloc(arena, sizeof *both->root);
		*both->root =
			(struct node){.kind = NODE_AND, .left = one->root, .right = other->root};
	}
	return both;
}
