/* What stands behind a field's colon, one function a field (steppe-query(7)). */
#include <string.h>

#include "src/base/tokens.h"
#include "src/base/words.h"
#include "src/store/query.h"
#include "src/store/query_parser.h"
#include "src/store/store.h"

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
		return query_fail(
			parser, token->start, _("there is no letter or digit to search for"));
	return node;
}

bool query_has_words(struct foreign text)
{
	size_t offset = 0;
	return token_next(text, &offset).len > 0;
}

struct node *query_words(struct parser *parser, const struct value_token *token)
{
	return text_node(parser, token, PLACE_ANYWHERE);
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
			return query_fail(parser, token->start, _("id: wants a number"));
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
	return query_fail(parser, token->start, allowed);
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
		return query_fail(
			parser, token->start, _("not a date: 2d, 3w, today or 2022-04-05"));
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

static bool is_date_key(enum sort_key key)
{
	return key == SORT_DATE_UP || key == SORT_DATE_DOWN;
}

/* A key of a kind that stands there already would sort nothing. */
static void add_sort_key(struct query *query, enum sort_key key)
{
	for (size_t i = 0; i < query->order_count; i++)
		if (query->order[i] == key || (is_date_key(query->order[i]) && is_date_key(key)))
			return;
	query->order[query->order_count++] = key;
}

/* An order is no condition. */
static struct node *sort_node(struct parser *parser, const struct value_token *token)
{
	static const struct {
		const char *word;
		enum sort_key key;
	} KEYS[] = {{"date", SORT_DATE_UP}, {"-date", SORT_DATE_DOWN}, {"feed", SORT_FEED},
		{"title", SORT_TITLE}, {"rank", SORT_RANK}};
	if (parser->negations > 0)
		return query_fail(
			parser, token->start, _("sort: stands outside of parentheses, OR and -"));
	for (size_t i = 0; i < sizeof KEYS / sizeof *KEYS; i++) {
		struct foreign word = {KEYS[i].word, strlen(KEYS[i].word)};
		if (!foreign_equal(token->text, word))
			continue;
		add_sort_key(parser->query, KEYS[i].key);
		return node_new(parser, NODE_ORDER);
	}
	return query_fail(parser, token->start, _("sort: knows date, -date, feed, title and rank"));
}

const struct field_rule QUERY_FIELDS[] = {
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
	{NULL, NULL},
};

const char query_vocabulary[] =
	"title: author: feed: folder: tag: url: lang: id: is:unread is:read "
	"is:bookmarked is:updated is:failed has:fulltext has:enclosure since: "
	"until: after: before: sort:date sort:-date sort:feed sort:title sort:rank";
