#include "src/store/functions.h"

#include <string.h>

#include "feeds/strip.h"
#include "src/base/tokens.h"
#include "src/store/raw_words.h"
#include "src/store/texts.h"
#include "src/store/write_articles.h"

static bool contains(const struct buffer *folded, const struct node *node)
{
	/* Without its last blank a word matches every word that begins so. */
	size_t len = node->text.len - node->is_prefix;
	return folded->len > 0 && memmem(folded->data, folded->len, node->text.utf8, len) != NULL;
}

static bool text_matches(const struct node *node, const struct folded_article *article)
{
	if (node->place == PLACE_TITLE)
		return contains(&article->title, node);
	if (node->place == PLACE_AUTHOR)
		return contains(&article->author, node);
	return contains(&article->title, node) || contains(&article->author, node) ||
	       contains(&article->text, node);
}

bool words_match(const struct node *node, const struct folded_article *article)
{
	switch (node->kind) {
	case NODE_TEXT:
		return text_matches(node, article);
	case NODE_AND:
		return words_match(node->left, article) && words_match(node->right, article);
	case NODE_OR:
		return words_match(node->left, article) || words_match(node->right, article);
	case NODE_NOT:
		return !words_match(node->left, article);
	default:
		return false;
	}
}

static struct foreign argument(sqlite3_value *value, struct arena *arena)
{
	const void *data = sqlite3_value_blob(value);
	int len = sqlite3_value_bytes(value);
	if (!data || len <= 0)
		return (struct foreign){"", 0};
	return foreign_from_bytes(arena, (struct bytes){data, (size_t)len});
}

static struct bytes raw_of(sqlite3_value *value)
{
	const void *data = sqlite3_value_blob(value);
	int len = sqlite3_value_bytes(value);
	return (struct bytes){data ? data : "", data && len > 0 ? (size_t)len : 0};
}

static void free_words(void *words)
{
	raw_words_free(words);
}

/* A statement looks for the same in each row, so SQLite keeps it with the statement. */
static const struct raw_words *words_of(sqlite3_context *context, const struct node *node)
{
	struct raw_words *words = sqlite3_get_auxdata(context, 0);
	if (words)
		return words;
	words = raw_words_new(node);
	sqlite3_set_auxdata(context, 0, words, free_words);
	return words;
}

static void sql_words_match(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	const struct node *node = sqlite3_value_pointer(values[0], TREE_POINTER);
	struct raw_article raw = {
		raw_of(values[1]), raw_of(values[2]), raw_of(values[3]), raw_of(values[4])};
	if (!node || !raw_may_match(words_of(context, node), &raw)) {
		sqlite3_result_int(context, 0);
		return;
	}
	struct arena *arena = arena_new();
	struct folded_article article = {0};
	tokens_append(&article.title, argument(values[1], arena));
	tokens_append(&article.author, argument(values[2], arena));
	tokens_append(&article.text, strip_html(arena, argument(values[3], arena)));
	buffer_append_char(&article.text, '\n'); /* no words in a row from one to the other */
	tokens_append(&article.text, strip_html(arena, argument(values[4], arena)));
	sqlite3_result_int(context, words_match(node, &article));
	buffer_done(&article.title);
	buffer_done(&article.author);
	buffer_done(&article.text);
	arena_free(arena);
}

/* User data: not NULL when the words must stand at the start. */
static void sql_has_words(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	bool at_start = sqlite3_user_data(context) != NULL;
	struct arena *arena = arena_new();
	struct buffer text = {0};
	struct buffer words = {0};
	tokens_append(&text, argument(values[0], arena));
	tokens_append(&words, argument(values[1], arena));
	size_t len = words.len - 1;
	bool found = at_start ? text.len >= len && memcmp(text.data, words.data, len) == 0
			      : len > 0 && memmem(text.data, text.len, words.data, len) != NULL;
	sqlite3_result_int(context, found);
	buffer_done(&text);
	buffer_done(&words);
	arena_free(arena);
}

static char language_byte(char byte)
{
	return byte == '_' ? '-' : byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* RFC 4647, 3.3.1: "pt" is also pt-BR; outlets write pt_BR, too. */
static void sql_is_in_language(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	const char *language = (const char *)sqlite3_value_text(values[0]);
	const char *wanted = (const char *)sqlite3_value_text(values[1]);
	if (!language || !wanted || *wanted == '\0') {
		sqlite3_result_int(context, 0);
		return;
	}
	while (*wanted != '\0' && language_byte(*language) == language_byte(*wanted))
		language++, wanted++;
	bool ends = *language == '\0' || language_byte(*language) == '-';
	sqlite3_result_int(context, *wanted == '\0' && ends);
}

static void sql_link_hash(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	struct arena *arena = arena_new();
	sqlite3_result_int64(context, (int64_t)link_hash(arena, argument(values[0], arena)));
	arena_free(arena);
}

static void sql_look(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	struct arena *arena = arena_new();
	uint64_t look = look_hash(argument(values[0], arena), sqlite3_value_int64(values[1]));
	sqlite3_result_int64(context, (int64_t)look);
	arena_free(arena);
}

void functions_register(struct database *database)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
	sqlite3_create_function(
		database->handle, "has_words", 2, flags, NULL, sql_has_words, NULL, NULL);
	sqlite3_create_function(
		database->handle, "has_start", 2, flags, database, sql_has_words, NULL, NULL);
	sqlite3_create_function(
		database->handle, "words_match", 5, flags, NULL, sql_words_match, NULL, NULL);
	sqlite3_create_function(
		database->handle, "is_in_language", 2, flags, NULL, sql_is_in_language, NULL, NULL);
	sqlite3_create_function(
		database->handle, "link_hash", 1, flags, NULL, sql_link_hash, NULL, NULL);
	sqlite3_create_function(database->handle, "look", 2, flags, NULL, sql_look, NULL, NULL);
	texts_register(database);
}
