#include "src/base/command_words.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

/* Writes the word at `at` to `out`, ended by NUL, and moves both behind it. */
static const char *take_word(const char *at, char **out)
{
	char quote = '\0';
	for (; *at != '\0' && (quote != '\0' || !is_blank(*at)); at++) {
		bool is_mark = quote == '\0' ? *at == '"' || *at == '\'' : *at == quote;
		if (is_mark) {
			quote = quote == '\0' ? *at : '\0';
			continue;
		}
		if (*at == '\\' && quote != '\'' && at[1] != '\0')
			at++;
		*(*out)++ = *at;
	}
	*(*out)++ = '\0';
	return at;
}

size_t command_words(char *words[COMMAND_WORDS_ROOM], struct arena *arena, const char *command)
{
	char *out = arena_alloc(arena, strlen(command) + 2);
	size_t count = 0;
	for (;;) {
		while (is_blank(*command))
			command++;
		if (*command == '\0' || count == COMMAND_WORDS_LIMIT)
			break;
		words[count++] = out;
		command = take_word(command, &out);
	}
	words[count] = NULL;
	return count;
}

bool command_is_there(struct arena *arena, const char *name)
{
	const char *path = getenv("PATH");
	if (strchr(name, '/') != NULL)
		return access(name, X_OK) == 0;
	for (path = path == NULL ? "/usr/bin:/bin" : path; *path != '\0' && name[0] != '\0';) {
		size_t len = strcspn(path, ":");
		const char *file = arena_printf(
			arena, "%.*s/%s", len == 0 ? 1 : (int)len, len == 0 ? "." : path, name);
		if (access(file, X_OK) == 0)
			return true;
		path += len + (path[len] == ':');
	}
	return false;
}
