#include "src/store/index_words.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/hash.h"
#include "src/base/memory.h"
#include "src/base/tokens.h"

#define WORDS_LIMIT 65536 /* of one article: three times those of "War and Peace" */
#define FOLDED_AT_ONCE 16384
#define PAIR_BITS 13
#define ROW_WORDS 16 /* so many words of a row are asked for; the rest is looked at */

static const char *const PLACE_SIGNS[] = {
	[PLACE_ANYWHERE] = "", [PLACE_TITLE] = "#", [PLACE_AUTHOR] = "@"};

/* The next word of folded text; empty at the end. */
static struct foreign next_word(struct foreign folded, size_t *at)
{
	while (*at < folded.len && folded.utf8[*at] == ' ')
		(*at)++;
	size_t start = *at;
	while (*at < folded.len && folded.utf8[*at] != ' ')
		(*at)++;
	return (struct foreign){folded.utf8 + start, *at - start};
}

#define MARK_DIGITS 3

/* `pair` are two words and the blank between them.  Kept in files: never change it. */
static void mark_of(char mark[MARK_DIGITS], struct foreign pair)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	uint64_t hash = hash_bytes(pair.utf8, pair.len) & ((1u << PAIR_BITS) - 1);
	for (int i = 0; i < MARK_DIGITS; i++)
		mark[i] = digits[hash >> (10 - 5 * i) & 31];
}

static struct foreign pair_of(struct foreign left, struct foreign right)
{
	return (struct foreign){left.utf8, (size_t)(right.utf8 + right.len - left.utf8)};
}

/* True the first time.  Of two words with the same hash, which chance does not bring about,
 * the index would have one. */
static bool note(struct index_words *out, uint64_t hash)
{
	size_t at = hash & (out->room - 1);
	for (; out->seen[at] != 0; at = (at + 1) & (out->room - 1))
		if (out->seen[at] == hash)
			return false;
	out->seen[at] = hash;
	out->count++;
	return true;
}

static void make_room(struct index_words *out)
{
	if (out->count * 2 < out->room)
		return;
	uint64_t *seen = out->seen;
	size_t room = out->room;
	out->room = room > 0 ? room * 2 : 2048;
	out->seen = memory_calloc(out->room, sizeof *out->seen);
	out->count = 0;
	for (size_t i = 0; i < room; i++)
		if (seen[i] != 0)
			note(out, seen[i]);
	free(seen);
}

static void add_word(struct index_words *out, const char *sign, struct foreign word)
{
	make_room(out);
	uint64_t hash = hash_bytes(word.utf8, word.len) + (unsigned char)sign[0];
	if (!note(out, hash != 0 ? hash : 1))
		return;
	out->is_full = out->is_full || out->count > WORDS_LIMIT;
	if (out->is_full)
		return;
	buffer_append_char(&out->words, ' ');
	buffer_append_string(&out->words, sign);
	buffer_append(&out->words, word.utf8, word.len);
}

static void add_folded(struct index_words *out, struct foreign folded, enum text_place place)
{
	size_t at = 0;
	struct foreign before = {0};
	for (struct foreign word; (word = next_word(folded, &at)).len > 0; before = word) {
		char mark[MARK_DIGITS];
		add_word(out, "", word);
		if (place != PLACE_ANYWHERE)
			add_word(out, PLACE_SIGNS[place], word);
		if (before.len == 0)
			continue;
		mark_of(mark, pair_of(before, word));
		add_word(out, "^", (struct foreign){mark, sizeof mark});
	}
}

/* The start of `text` up to where a word ends: before a blank, a kana or an ideograph. */
static struct foreign whole_words(struct foreign text)
{
	if (text.len <= FOLDED_AT_ONCE)
		return text;
	for (size_t len = FOLDED_AT_ONCE; len > 0; len--) {
		unsigned char byte = (unsigned char)text.utf8[len];
		if (byte == ' ' || (byte >= 0xE3 && byte <= 0xE9))
			return (struct foreign){text.utf8, len};
	}
	return foreign_cut(text, FOLDED_AT_ONCE);
}

/* Leaves " word " of the last one: the next piece goes on behind it. */
static void keep_last_word(struct buffer *folded)
{
	size_t start = folded->len - 1;
	while (start > 0 && folded->data[start - 1] != ' ')
		start--;
	start -= start > 0;
	folded->len -= start;
	memmove(folded->data, folded->data + start, folded->len);
}

void index_words_add(struct index_words *out, struct foreign text, enum text_place place)
{
	struct buffer folded = {0};
	while (text.len > 0 && !out->is_full) {
		struct foreign piece = whole_words(text);
		tokens_append(&folded, piece);
		add_folded(out, (struct foreign){folded.data, folded.len}, place);
		keep_last_word(&folded);
		text = (struct foreign){text.utf8 + piece.len, text.len - piece.len};
	}
	buffer_done(&folded);
}

void index_words_done(struct index_words *words)
{
	free(words->seen);
	buffer_done(&words->words);
	*words = (struct index_words){0};
}

/* ---- what is asked ---- */

static void put_word(struct buffer *out, const char *sign, struct foreign word, bool is_prefix)
{
	buffer_append_char(out, '"');
	buffer_append_string(out, sign);
	buffer_append(out, word.utf8, word.len); /* letters and digits only */
	buffer_append_string(out, is_prefix ? "\" *" : "\"");
}

static void put_pair(struct buffer *out, struct foreign pair)
{
	char mark[MARK_DIGITS];
	mark_of(mark, pair);
	buffer_append_string(out, " AND \"^");
	buffer_append(out, mark, sizeof mark);
	buffer_append_char(out, '"');
}

static bool put_row(struct buffer *out, const struct node *node, const char *sign)
{
	size_t at = 0;
	int count = 0;
	struct foreign before = {0};
	buffer_append_char(out, '(');
	for (struct foreign word; (word = next_word(node->text, &at)).len > 0; before = word) {
		if (count == ROW_WORDS)
			break;
		bool is_last = at + 1 >= node->text.len;
		bool is_prefix = node->is_prefix && is_last;
		buffer_append_string(out, count++ > 0 ? " AND " : "");
		put_word(out, sign, word, is_prefix);
		if (before.len > 0 && !is_prefix)
			put_pair(out, pair_of(before, word));
	}
	buffer_append_char(out, ')');
	return count == 1;
}

/* The left side goes without parentheses where it binds alike: FTS5's parser
 * has room for a hundred of them only. */
static bool put_side(struct buffer *out, const struct node *node, bool is_title, bool is_bare)
{
	buffer_append_string(out, is_bare ? "" : "(");
	bool is_exact = index_words_match(out, node, is_title);
	buffer_append_string(out, is_bare ? "" : ")");
	return is_exact;
}

static bool is_bare_left(const struct node *node)
{
	return node->left->kind == NODE_TEXT || node->left->kind == node->kind;
}

/* What may find more cannot be left out: then the left side alone is asked for. */
static bool put_without(struct buffer *out, const struct node *node, bool is_title)
{
	bool is_exact = put_side(out, node->left, is_title, is_bare_left(node));
	struct buffer right = {0};
	bool is_right_exact = index_words_match(&right, node->right->left, false);
	if (is_right_exact) {
		buffer_append_string(out, " NOT (");
		buffer_append(out, right.data, right.len);
		buffer_append_char(out, ')');
	}
	buffer_done(&right);
	return is_exact && is_right_exact;
}

bool index_words_match(struct buffer *out, const struct node *node, bool is_title)
{
	if (node->kind == NODE_TEXT)
		return put_row(out, node, PLACE_SIGNS[is_title ? PLACE_TITLE : node->place]);
	if (node->kind == NODE_AND && node->right->kind == NODE_NOT)
		return put_without(out, node, is_title);
	bool is_left_exact = put_side(out, node->left, is_title, is_bare_left(node));
	buffer_append_string(out, node->kind == NODE_OR ? " OR " : " AND ");
	bool is_right_exact = put_side(out, node->right, is_title, node->right->kind == NODE_TEXT);
	return is_left_exact && is_right_exact;
}
