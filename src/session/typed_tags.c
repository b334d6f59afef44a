#include "src/session/typed_tags.h"

#include <string.h>

bool typed_tag_take(struct typed_tag *tag, struct foreign text, size_t *at)
{
	while (*at < text.len && (text.utf8[*at] == ' ' || text.utf8[*at] == ','))
		++*at;
	if (*at == text.len)
		return false;
	bool has_sign = text.utf8[*at] == '+' || text.utf8[*at] == '-';
	tag->sign = has_sign ? text.utf8[(*at)++] : '\0';
	bool is_quoted = *at < text.len && text.utf8[*at] == '"';
	const char *ends = is_quoted ? "\"" : " ,";
	size_t start = *at += is_quoted;
	while (*at < text.len && strchr(ends, text.utf8[*at]) == NULL)
		++*at;
	tag->name = (struct foreign){text.utf8 + start, *at - start};
	*at += is_quoted && *at < text.len;
	return true;
}

struct foreign typed_tag_write(struct arena *arena, struct foreign name)
{
	if (!foreign_holds(name, " "))
		return name;
	const char *text = arena_printf(arena, "\"%.*s\"", (int)name.len, name.utf8);
	return (struct foreign){text, strlen(text)};
}
