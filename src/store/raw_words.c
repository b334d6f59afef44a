#include "src/store/raw_words.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct wanted {
	struct foreign word; /* small ASCII letters and digits */
	bool is_prefix;
};

static inline bool is_letter(char byte)
{
	char small = (char)(byte | 0x20);
	return (small >= 'a' && small <= 'z') || (byte >= '0' && byte <= '9');
}

/* Latin letters with diacritics, and diacritics by themselves: U+00C0 to U+024F, U+0300
 * to U+036F, U+1E00 to U+1EFF, and the signs of Kelvin and Ångström. */
static bool may_fold(const char *at, const char *end)
{
	unsigned char lead = (unsigned char)at[0];
	unsigned char next = end - at > 1 ? (unsigned char)at[1] : 0;
	return (lead >= 0xC3 && lead <= 0xC9) || lead == 0xCC || lead == 0xCD ||
	       (lead == 0xE1 && next >= 0xB8 && next <= 0xBB) || (lead == 0xE2 && next == 0x84);
}

static bool is_sign_number(long number)
{
	return (number > 31 && number < 48) || (number > 159 && number < 170) ||
	       (number > 0x1FFF && number < 0x2061) || (number > 0x209F && number < 0x20D0) ||
	       (number > 0x218F && number < 0x2C00);
}

/* A reference to what is no letter, as far as outlets write it often. */
static bool is_sign(const char *name, size_t len)
{
	static const char *const names[] = {"amp", "lt", "gt", "quot", "nbsp", "apos", "rsquo",
		"lsquo", "rdquo", "ldquo", "sbquo", "bdquo", "laquo", "raquo", "lsaquo", "rsaquo",
		"ndash", "mdash", "hellip", "bull", "middot", "copy", "reg", "trade", "deg", "euro",
		"pound", "cent", "yen", "sect", "para", "times", "shy", "thinsp", "ensp", "emsp"};
	if (len > 1 && name[0] == '#') {
		bool is_hex = name[1] == 'x' || name[1] == 'X';
		return is_sign_number(strtol(name + 1 + is_hex, NULL, is_hex ? 16 : 10));
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == len && memcmp(name, names[i], len) == 0)
			return true;
	return false;
}

/* A run that is the word; or that begins it where a tag or a reference stands in it. */
static bool run_may_be(
	const struct wanted *wanted, const char *run, size_t len, const char *next, const char *end)
{
	size_t same = len < wanted->word.len ? len : wanted->word.len;
	if ((run[0] | 0x20) != (wanted->word.utf8[0] | 0x20) ||
		strncasecmp(run, wanted->word.utf8, same) != 0)
		return false;
	if (len >= wanted->word.len && (len == wanted->word.len || wanted->is_prefix))
		return true;
	return len < wanted->word.len && next < end && (*next == '<' || *next == '&');
}

/* A reference may be the letter that the word begins with: &eacute;t&eacute; is "ete".
 * What has begun before it is seen in its run. */
static bool may_begin(const struct wanted *wanted, const char *at, const char *end)
{
	char name[16] = "";
	size_t len = 0;
	for (at++; at < end && len + 1 < sizeof name && (is_letter(*at) || *at == '#'); at++)
		name[len++] = *at;
	if (len == 0 || is_sign(name, len))
		return false;
	if (at == end || *at != ';' || name[0] == '#')
		return true;
	const char *run = ++at;
	while (at < end && is_letter(*at))
		at++;
	if (at == run)
		return wanted->word.len == 1 || (at < end && (*at == '&' || *at == '<'));
	struct wanted rest = *wanted;
	rest.word = (struct foreign){rest.word.utf8 + 1, rest.word.len - 1};
	return rest.word.len == 0 || run_may_be(&rest, run, (size_t)(at - run), at, end);
}

static bool word_may_be_in(const struct wanted *wanted, struct bytes raw)
{
	const char *end = raw.data + raw.len;
	for (const char *at = raw.data; at < end;) {
		const char *run = at;
		while (at < end && is_letter(*at))
			at++;
		if (at > run && run_may_be(wanted, run, (size_t)(at - run), at, end))
			return true;
		for (; at < end && !is_letter(*at); at++) {
			if ((unsigned char)*at >= 0x80 ? may_fold(at, end)
						       : *at == '&' && may_begin(wanted, at, end))
				return true;
		}
	}
	return false;
}

static bool word_may_match(
	const struct node *node, const struct wanted *wanted, const struct raw_article *article)
{
	for (size_t i = 0; i < wanted->word.len; i++)
		if (!is_letter(wanted->word.utf8[i]))
			return true;
	if (node->place == PLACE_TITLE)
		return word_may_be_in(wanted, article->title);
	if (node->place == PLACE_AUTHOR)
		return word_may_be_in(wanted, article->author);
	return word_may_be_in(wanted, article->title) || word_may_be_in(wanted, article->author) ||
	       word_may_be_in(wanted, article->content) || word_may_be_in(wanted, article->whole);
}

/* Each word of " word word ". */
static bool text_may_match(const struct node *node, const struct raw_article *article)
{
	const char *end = node->text.utf8 + node->text.len;
	for (const char *at = node->text.utf8; at < end;) {
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		const char *stop = blank ? blank : end;
		struct wanted wanted = {
			{at, (size_t)(stop - at)}, node->is_prefix && end - stop <= 1};
		if (stop > at && !word_may_match(node, &wanted, article))
			return false;
		at = stop + 1;
	}
	return true;
}

bool raw_may_match(const struct node *node, const struct raw_article *article)
{
	switch (node->kind) {
	case NODE_TEXT:
		return text_may_match(node, article);
	case NODE_AND:
		return raw_may_match(node->left, article) && raw_may_match(node->right, article);
	case NODE_OR:
		return raw_may_match(node->left, article) || raw_may_match(node->right, article);
	default:
		return true;
	}
}
