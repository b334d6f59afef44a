#include "src/suggest.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define NAME_LIMIT 32 /* no name of ours is longer */

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static char small(char letter)
{
	return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

static bool change_places(const char *a, const char *b)
{
	return small(a[0]) == small(b[1]) && small(a[1]) == small(b[0]);
}

/* Levenshtein's, where neighbours that changed places count once. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t table[NAME_LIMIT + 1][NAME_LIMIT + 1] = {{0}};
	for (size_t i = 1; i <= a_len; i++)
		table[i][0] = i;
	for (size_t j = 1; j <= b_len; j++)
		table[0][j] = j;
	for (size_t i = 1; i <= a_len; i++)
		for (size_t j = 1; j <= b_len; j++) {
			size_t changed = table[i - 1][j - 1] + (small(a[i - 1]) != small(b[j - 1]));
			size_t one_less = least(table[i - 1][j], table[i][j - 1]) + 1;
			table[i][j] = least(changed, one_less);
			if (i > 1 && j > 1 && change_places(a + i - 2, b + j - 2))
				table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
		}
	return table[a_len][b_len];
}

struct suggestion suggest_for(const char *typed, size_t typed_len)
{
	/* One mistake in three letters; a third of a word is another word. */
	return (struct suggestion){typed, typed_len, NULL, typed_len / 3 + 1};
}

void suggest(struct suggestion *suggestion, const char *name)
{
	size_t len = suggestion->typed_len, name_len = strlen(name);
	if (len < 2 || len > NAME_LIMIT || name_len > NAME_LIMIT)
		return;
	bool is_beginning = strncasecmp(suggestion->typed, name, len) == 0;
	size_t far = is_beginning ? 0 : distance(suggestion->typed, len, name, name_len);
	if (far >= suggestion->distance)
		return;
	suggestion->best = name;
	suggestion->distance = far;
}
