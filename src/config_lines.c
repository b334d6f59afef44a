#include "src/config_lines.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool is_word_char(char byte)
{
	return isalnum((unsigned char)byte) || byte == '_' || byte == '-';
}

static const char *find_word(const char *line, size_t len, const char *word)
{
	size_t word_len = strlen(word);
	for (size_t i = 0; word_len > 0 && i + word_len <= len; i++) {
		if (memcmp(line + i, word, word_len) != 0)
			continue;
		bool starts = i == 0 || !is_word_char(line[i - 1]);
		bool ends = i + word_len == len || !is_word_char(line[i + word_len]);
		if (starts && ends)
			return line + i;
	}
	return NULL;
}

/* The first line from `from` on that has both words; 0 = none. */
static int line_with(const char *text, int from, const char *word, const char *second)
{
	int number = 1;
	for (const char *line = text; *line != '\0'; number++) {
		size_t len = strcspn(line, "\n");
		if (number >= from && find_word(line, len, word) != NULL &&
			(second[0] == '\0' || find_word(line, len, second) != NULL))
			return number;
		line += len + (line[len] == '\n');
	}
	return 0;
}

/* The first line from `from` on where the name stands left of a sign; 0 = none. */
static int line_that_sets(const char *text, int from, const char *name)
{
	int number = 1;
	for (const char *line = text; *line != '\0'; number++) {
		size_t len = strcspn(line, "\n");
		const char *found = number >= from ? find_word(line, len, name) : NULL;
		const char *sign = found == NULL ? NULL : found + strlen(name);
		if (sign != NULL && sign[strspn(sign, "\"' \t")] == '=')
			return number;
		line += len + (line[len] == '\n');
	}
	return 0;
}

int config_line_of(const char *text, const char *section, const char *title, const char *name)
{
	int from = 1;
	if (section[0] != '\0')
		from = line_with(text, 1, section, title);
	int line = line_that_sets(text, from, name);
	return line != 0 ? line : from;
}

int config_line_with(const char *text, const char *word, const char *second)
{
	return line_with(text, 1, word, second);
}

/* '#' a comment to the end of the line, '*' one to its sign, a quotation mark, or nothing.
 * Inside a word the signs of comments are letters: "https://outlet.example/#news". */
static char what_begins(const char *text, const char *at)
{
	bool is_in_word = at > text && strchr(" \t\r\n={}(),+", at[-1]) == NULL;
	if (at[0] == '"' || at[0] == '\'')
		return at[0];
	if (is_in_word)
		return '\0';
	if (at[0] == '#' || (at[0] == '/' && at[1] == '/'))
		return '#';
	return at[0] == '/' && at[1] == '*' ? '*' : '\0';
}

/* The text behind the comment or the quotation that begins at `text`; NULL: it has no end. */
static const char *behind(const char *text, char kind)
{
	if (kind == '#')
		return text + strcspn(text, "\n");
	if (kind == '*') {
		const char *end = strstr(text + 2, "*/");
		return end == NULL ? NULL : end + 2;
	}
	for (text++; *text != '\0'; text++) {
		if (*text == kind)
			return text + 1;
		if (*text == '\\' && text[1] != '\0')
			text++;
	}
	return NULL;
}

static int line_at(const char *text, const char *at)
{
	int line = 1;
	for (; text < at; text++)
		line += *text == '\n';
	return line;
}

int config_line_of_open(const char *text)
{
	for (const char *at = text; *at != '\0';) {
		char kind = what_begins(text, at);
		const char *next = kind == '\0' ? at + 1 : behind(at, kind);
		if (next == NULL)
			return line_at(text, at);
		at = next;
	}
	return 0;
}

void config_drop_comments(char *text)
{
	for (char *at = text; *at != '\0';) {
		char kind = what_begins(text, at);
		const char *next = kind == '\0' ? at + 1 : behind(at, kind);
		if (next == NULL)
			return;
		for (; at < next; at++)
			if ((kind == '#' || kind == '*') && *at != '\n')
				*at = ' ';
	}
}

int config_last_line(const char *text)
{
	const char *end = text + strlen(text);
	while (end > text && strchr(" \t\r\n", end[-1]) != NULL)
		end--;
	return line_at(text, end);
}
