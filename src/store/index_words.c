#include "src/store/index_words.h"

#include <string.h>

#include "src/base/hash.h"

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

/* `pair` are two words and the blank between them.  Kept in files: never change it. */
static void append_pair(struct buffer *out, struct foreign pair)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	uint64_t mark = hash_bytes(pair.utf8, pair.len) & ((1u << PAIR_BITS) - 1);
	buffer_append_char(out, '^');
	for (int shift = 10; shift >= 0; shift -= 5)
		buffer_append_char(out, digits[mark >> shift & 31]);
}

static struct foreign pair_of(struct foreign left, struct foreign right)
{
	return (struct foreign){left.utf8, (size_t)(right.utf8 + right.len - left.utf8)};
}

void index_words_append(struct buffer *out, struct foreign folded, enum text_place place)
{
	size_t at = 0;
	struct foreign before = {0};
	for (struct foreign word; (word = next_word(folded, &at)).len > 0; before = word) {
		buffer_append_char(out, ' ');
		buffer_append(out, word.utf8, word.len);
		if (place != PLACE_ANYWHERE) {
			buffer_append_char(out, ' ');
			buffer_append_string(out, PLACE_SIGNS[place]);
			buffer_append(out, word.utf8, word.len);
		}
		if (before.len > 0) {
			buffer_append_char(out, ' ');
			append_pair(out, pair_of(before, word));
		}
	}
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
	buffer_append_string(out, " AND \"");
	append_pair(out, pair);
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
