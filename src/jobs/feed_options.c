#include "src/jobs/feed_options.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/json.h"

enum { HEADERS_LIMIT = 20 };

/* The text of a member, copied out of the JSON value. */
static struct foreign member_text(struct arena *arena, const struct json *object, const char *name)
{
	return foreign_copy(arena, json_text_of_any(json_member(object, name), arena));
}

static int64_t read_interval(struct arena *arena, struct foreign text)
{
	char *unit;
	long long number = strtoll(foreign_string(arena, text), &unit, 10);
	if (number <= 0 || number > INT32_MAX)
		return 0;
	return number * (*unit == 'm' ? 60 : *unit == 'h' ? 3600 : *unit == 'd' ? 86400 : 1);
}

static void read_headers(struct feed_options *out, struct arena *arena, struct foreign lines)
{
	struct foreign *headers = NULL;
	if (lines.len > 0)
		out->headers = headers = arena_array(arena, HEADERS_LIMIT, sizeof *headers);
	while (lines.len > 0 && out->headers_count < HEADERS_LIMIT) {
		const char *end = memchr(lines.utf8, '\n', lines.len);
		size_t len = end ? (size_t)(end - lines.utf8) : lines.len;
		struct foreign line = foreign_trim((struct foreign){lines.utf8, len});
		if (memchr(line.utf8, ':', line.len))
			headers[out->headers_count++] = line;
		len += end != NULL;
		lines = (struct foreign){lines.utf8 + len, lines.len - len};
	}
}

void feed_options_read(struct feed_options *out, struct arena *arena, struct foreign text)
{
	*out = (struct feed_options){0};
	struct json *object = text.len > 0 ? json_read(text, NULL) : NULL;
	if (!object)
		return;
	out->interval_seconds = read_interval(arena, member_text(arena, object, "interval"));
	out->user = member_text(arena, object, "user");
	out->password = member_text(arena, object, "password");
	out->password_command = member_text(arena, object, "password_command");
	out->proxy = member_text(arena, object, "proxy");
	read_headers(out, arena, member_text(arena, object, "headers"));
	json_release(object);
}
