/* Lexer and parser of the query language (steppe-query(7)).
 *
 *     query  = any
 *     any    = all { "OR" all }
 *     all    = term { term }
 *     term   = "-" term | "(" any ")" | field ":" value | value
 *     value  = "\"" text "\"" | word [ "*" ] */
#include "src/store/query.h"

#include <limits.h>
#include <string.h>

#include "src/base/tokens.h"
#include "src/base/words.h"
#include "src/store/query_tree.h"
#include "src/store/store.h"

struct parser {
	struct arena *arena;
	struct foreign text;
	size_t at;
	int terms;
	int depth;
	int nesting; /* inside parentheses, OR or "-": no sort: there */
	int64_t now;
	struct query *query;
	struct error *error;
};

static int column_of(const struct parser *parser, size_t offset)
{
	int column = 1;
	for (size_t i = 0; i < offset && i < parser->text.len; i++)
		column += ((unsigned char)parser->text.utf8[i] & 0xC0) != 0x80;
	return column;
}

static struct node *fail(struct parser *parser, size_t offset, const char *what)
{
	error_set(parser->error, ERROR_USAGE, _("column %d: %s"), column_of(parser, offset), what);
	return NULL;
}

static struct node *node_new(struct parser *parser, enum node_kind kind)
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

struct value_token {
	struct foreign text;
	size_t start;
	bool is_quoted;
};

static bool read_quoted(struct parser *parser, struct value_token *token)
{
	size_t start = ++parser->at;
	const char *end = memchr(parser->text.utf8 + start, '"', parser->text.len - start);
	if (!end) {
		fail(parser, start - 1, _("this quotation mark has no partner"));
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

/* ---- what stands behind a field's colon ---- */

static struct node *text_node(
	struct parser *parser, const struct value_token *token, enum text_place place)
{
	struct foreign text = token->text;
	struct node *node = node_new(parser, NODE_TEXT);
	node->place = place;
	node->is_prefix = !token->is_quoted && text.len > 1 && text.utf8[text.len - 1] == '*';
	struct buffer folded = {0};
	tokens_append(&folded, text);
	node->text =
		(struct foreign){arena_copy(parser->arena, folded.data, folded.len), folded.len};
	buffer_done(&folded);
	if (node->text.len <= 1)
		return fail(parser, token->start, _("there is no letter or digit to search for"));
	return node;
}

static struct node *title_node(struct parser *parser, const struct value_token *token)
{
	return text_node(parser, token, PLACE_TITLE);
}

static struct node *author_node(struct parser *parser, const struct value_token *token)
{
	return text_node(parser, token, PLACE_AUTHOR);
}

static struct node *field_node(
	struct parser *parser, const struct value_token *token, enum query_field field)
{
	struct node *node = node_new(parser, NODE_FIELD);
	node->field = field;
	node->text = token->text;
	return node;
}

static struct node *feed_node(struct parser *parser, const struct value_token *token)
{
	return field_node(parser, token, FIELD_FEED);
}

static struct node *folder_node(struct parser *parser, const struct value_token *token)
{
	return field_node(parser, token, FIELD_FOLDER);
}

static struct node *tag_node(struct parser *parser, const struct value_token *token)
{
	return field_node(parser, token, FIELD_TAG);
}

static struct node *url_node(struct parser *parser, const struct value_token *token)
{
	return field_node(parser, token, FIELD_URL);
}

static struct node *lang_node(struct parser *parser, const struct value_token *token)
{
	return field_node(parser, token, FIELD_LANG);
}

static struct node *id_node(struct parser *parser, const struct value_token *token)
{
	int64_t id = 0;
	for (size_t i = 0; i < token->text.len; i++) {
		char byte = token->text.utf8[i];
		if (byte < '0' || byte > '9' || i > 17)
			return fail(parser, token->start, _("id: wants a number"));
		id = id * 10 + (byte - '0');
	}
	struct node *node = node_new(parser, NODE_IDS);
	int64_t *ids = arena_array(parser->arena, 1, sizeof *ids);
	ids[0] = id;
	node->ids = ids;
	node->ids_count = 1;
	return node;
}

struct flag_word {
	const char *word;
	uint32_t mask, wanted;
};

static struct node *flag_node(struct parser *parser, const struct value_token *token,
	const struct flag_word *words, const char *allowed)
{
	for (; words->word; words++) {
		struct foreign word = {words->word, strlen(words->word)};
		if (!foreign_equal_ignoring_ascii_case(token->text, word))
			continue;
		if (words->mask == 0)
			return field_node(parser, token, FIELD_FAILED);
		struct node *node = node_new(parser, NODE_FLAGS);
		node->mask = words->mask;
		node->wanted = words->wanted;
		return node;
	}
	return fail(parser, token->start, allowed);
}

static struct node *is_node(struct parser *parser, const struct value_token *token)
{
	static const struct flag_word WORDS[] = {
		{"unread", ARTICLE_READ, 0},
		{"read", ARTICLE_READ, ARTICLE_READ},
		{"bookmarked", ARTICLE_BOOKMARKED, ARTICLE_BOOKMARKED},
		{"updated", ARTICLE_UPDATED, ARTICLE_UPDATED},
		{"failed", 0, 0},
		{NULL, 0, 0},
	};
	return flag_node(
		parser, token, WORDS, _("is: knows unread, read, bookmarked, updated and failed"));
}

static struct node *has_node(struct parser *parser, const struct value_token *token)
{
	static const struct flag_word WORDS[] = {
		{"fulltext", ARTICLE_HAS_FULLTEXT, ARTICLE_HAS_FULLTEXT},
		{"enclosure", ARTICLE_HAS_ENCLOSURE, ARTICLE_HAS_ENCLOSURE},
		{NULL, 0, 0},
	};
	return flag_node(parser, token, WORDS, _("has: knows fulltext and enclosure"));
}

static struct node *date_node(
	struct parser *parser, const struct value_token *token, bool is_lower, bool is_inclusive)
{
	int64_t from;
	int64_t to;
	if (!query_date(&from, &to, token->text, parser->now))
		return fail(parser, token->start, _("not a date: 2d, 3w, today or 2022-04-05"));
	struct node *node = node_new(parser, NODE_DATE);
	node->from = is_lower ? (is_inclusive ? from : to) : INT64_MIN;
	node->to = is_lower ? INT64_MAX : (is_inclusive ? to : from);
	return node;
}

static struct node *since_node(struct parser *parser, const struct value_token *token)
{
	return date_node(parser, token, true, true);
}

static struct node *after_node(struct parser *parser, const struct value_token *token)
{
	return date_node(parser, token, true, false);
}

static struct node *until_node(struct parser *parser, const struct value_token *token)
{
	return date_node(parser, token, false, true);
}

static struct node *before_node(struct parser *parser, const struct value_token *token)
{
	return date_node(parser, token, false, false);
}

/* An order is no condition: it leaves a node that everything matches. */
static struct node *sort_node(struct parser *parser, const struct value_token *token)
{
	static const struct {
		const char *word;
		enum sort_key key;
	} KEYS[] = {{"date", SORT_DATE_UP}, {"-date", SORT_DATE_DOWN}, {"feed", SORT_FEED},
		{"title", SORT_TITLE}, {"rank", SORT_RANK}};
	if (parser->nesting > 0)
		return fail(
			parser, token->start, _("sort: stands outside of parentheses, OR and -"));
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
		struct foreign word = {KEYS[i].word, strlen(KEYS[i].word)};
		if (!foreign_equal(token->text, word))
			continue;
		parser->query->sort = KEYS[i].key;
		parser->query->has_sort = true;
		return node_new(parser, NODE_FLAGS);
	}
	return fail(parser, token->start, _("sort: knows date, -date, feed, title and rank"));
}

struct field_rule {
	const char *name;
	struct node *(*read)(struct parser *parser, const struct value_token *token);
};

static const struct field_rule FIELDS[] = {
	{"title", title_node},
	{"author", author_node},
	{"feed", feed_node},
	{"folder", folder_node},
	{"tag", tag_node},
	{"url", url_node},
	{"lang", lang_node},
	{"id", id_node},
	{"is", is_node},
	{"has", has_node},
	{"since", since_node},
	{"until", until_node},
	{"after", after_node},
	{"before", before_node},
	{"sort", sort_node},
};

/* The rule named before a colon here; moves behind the colon. */
static const struct field_rule *read_field(struct parser *parser)
{
	const char *at = parser->text.utf8 + parser->at;
	size_t left = parser->text.len - parser->at;
	for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
		size_t len = strlen(FIELDS[i].name);
		if (left <= len || at[len] != ':' || memcmp(at, FIELDS[i].name, len) != 0)
			continue;
		parser->at += len + 1;
		return &FIELDS[i];
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
		return fail(parser, start, _("this parenthesis has no partner"));
	parser->at++;
	return node;
}

/* "colour:red" is a mistake, "12:30" and "https://…" are words. */
static bool is_unknown_field(struct foreign word)
{
	size_t len = 0;
	while (len < word.len && word.utf8[len] >= 'a' && word.utf8[len] <= 'z')
		len++;
	return len > 0 && len < word.len && word.utf8[len] == ':' &&
	       !(len + 1 < word.len && word.utf8[len + 1] == '/');
}

static struct node *read_leaf(struct parser *parser)
{
	size_t start = parser->at;
	if (++parser->terms > QUERY_TERMS_LIMIT)
		return fail(parser, start, _("too many terms"));
	const struct field_rule *rule = read_field(parser);
	struct value_token token;
	if (!read_value(parser, &token))
		return NULL;
	token.start = start;
	if (token.text.len == 0)
		return fail(parser, parser->at, _("something is missing here"));
	if (rule)
		return rule->read(parser, &token);
	if (!token.is_quoted && is_unknown_field(token.text))
		return fail(parser, start, _("there is no such field; see steppe-query(7)"));
	return text_node(parser, &token, PLACE_ANYWHERE);
}

static struct node *read_term(struct parser *parser)
{
	if (++parser->depth > QUERY_DEPTH_LIMIT)
		return fail(parser, parser->at, _("nested too deep"));
	struct node *node;
	if (peek(parser) == '-') {
		parser->at++;
		parser->nesting++;
		struct node *inner = read_term(parser);
		parser->nesting--;
		node = inner ? node_new(parser, NODE_NOT) : NULL;
		if (node)
			node->left = inner;
	} else if (peek(parser) == '(') {
		parser->nesting++;
		node = read_group(parser);
		parser->nesting--;
	} else {
		node = read_leaf(parser);
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

static struct node *read_all(struct parser *parser)
{
	struct parts parts = {0};
	for (;;) {
		skip_blanks(parser);
		if (parser->at >= parser->text.len || peek(parser) == ')' || at_word(parser, "OR"))
			break;
		if (at_word(parser, "AND")) {
			parser->at += strlen("AND");
			continue;
		}
		struct node *node = read_term(parser);
		if (!node)
			return NULL;
		add_part(parser, &parts, node);
	}
	struct node *node = join_parts(parser, &parts);
	return node ? node : fail(parser, parser->at, _("something is missing here"));
}

static struct node *read_any(struct parser *parser)
{
	struct node *node = read_all(parser);
	while (node && at_word(parser, "OR")) {
		parser->at += strlen("OR");
		parser->nesting++;
		struct node *right = read_all(parser);
		parser->nesting--;
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
	if (parser.at < text.len) {
		fail(&parser, parser.at, _("this parenthesis was never opened"));
		return NULL;
	}
	return query;
}

struct query *query_of_ids(struct arena *arena, const int64_t *ids, size_t count)
{
	struct query *query = arena_alloc(arena, sizeof *query);
	query->root = arena_alloc(arena, sizeof *query->root);
	query->root->kind = NODE_IDS;
	int64_t *copy = arena_array(arena, count, sizeof *copy);
	if (count > 0)
		memcpy(copy, ids, count * sizeof *ids);
	query->root->ids = copy;
	query->root->ids_count = count;
	return query;
}
