#include <string.h>

#include "feeds/document_builder.h"

/* What ends a sentence does not belong to the address before it. */
static struct foreign trim_address(struct foreign address)
{
	while (address.len > 0 && strchr(".,;:!?)]}>'\"", address.utf8[address.len - 1]))
		address.len--;
	return address;
}

static const char *find_address(const char *at, const char *end)
{
	for (; (at = memchr(at, 'h', (size_t)(end - at))); at++) {
		size_t left = (size_t)(end - at);
		if ((left > 8 && memcmp(at, "https://", 8) == 0) ||
			(left > 7 && memcmp(at, "http://", 7) == 0))
			return at;
	}
	return NULL;
}

static void add_line(struct builder *builder, struct foreign line)
{
	const char *at = line.utf8, *end = line.utf8 + line.len;
	for (const char *found; (found = find_address(at, end));) {
		builder_text(builder, (struct foreign){at, (size_t)(found - at)});
		size_t len = 0;
		while (found + len < end && !strchr(" \t\r<>\"", found[len]))
			len++;
		struct foreign address = trim_address((struct foreign){found, len});
		builder->look.link =
			document_links_add(&builder->links, foreign_copy(builder->arena, address));
		builder_text(builder, address);
		builder->look.link = -1;
		at = found + address.len;
	}
	builder_text(builder, (struct foreign){at, (size_t)(end - at)});
}

void document_from_text(struct document *out, struct arena *arena, struct foreign text)
{
	struct builder builder;
	builder_start(&builder, arena, (struct foreign){"", 0});
	const char *at = text.utf8, *end = text.utf8 + text.len;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		struct foreign line = {at, (size_t)((newline ? newline : end) - at)};
		if (foreign_trim(line).len == 0) {
			builder_end_block(&builder);
		} else {
			add_line(&builder, line);
			builder_break(&builder);
		}
		at += line.len + 1;
	}
	builder_finish(&builder, out);
}
