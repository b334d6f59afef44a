#include "src/cli/import_lines.h"

#include <string.h>

struct foreign import_cut_line(struct foreign *text)
{
	const char *end = memchr(text->utf8, '\n', text->len);
	size_t len = end == NULL ? text->len : (size_t)(end - text->utf8);
	struct foreign line = {text->utf8, len};
	size_t step = len + (end != NULL);
	*text = (struct foreign){text->utf8 + step, text->len - step};
	return line;
}

bool import_next_word(struct arena *arena, struct foreign *line, struct import_word *word)
{
	*line = foreign_trim(*line);
	if (line->len == 0)
		return false;
	bool is_quoted = line->utf8[0] == '"';
	char *out = arena_alloc(arena, line->len + 1);
	size_t used = 0, at = is_quoted;
	for (; at < line->len; at++) {
		char byte = line->utf8[at];
		if (is_quoted ? byte == '"' : byte == ' ' || byte == '\t')
			break;
		if (is_quoted && byte == '\\' && at + 1 < line->len)
			byte = line->utf8[++at];
		out[used++] = byte;
	}
	at += is_quoted && at < line->len;
	*word = (struct import_word){{out, used}, is_quoted};
	*line = (struct foreign){line->utf8 + at, line->len - at};
	return true;
}

struct foreign import_more_tags(struct arena *arena, struct foreign tags, struct foreign tag)
{
	char *text = arena_printf(arena, "%.*s%s%.*s", (int)tags.len, tags.utf8,
		tags.len > 0 ? " " : "", (int)tag.len, tag.utf8);
	for (char *at = text + tags.len + (tags.len > 0); *at != '\0'; at++)
		*at = *at == ' ' || *at == '\t' ? '-' : *at;
	return foreign_from_string(text);
}
