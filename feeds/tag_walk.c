#include "feeds/tag_walk.h"

#include <string.h>
#include <strings.h>

#include "feeds/markup.h"

struct tag_walk tag_walk_over(struct foreign text)
{
	return (struct tag_walk){.after = text.utf8, .end = text.utf8 + text.len};
}

bool tag_walk_next(struct tag_walk *walk)
{
	for (const char *at = walk->after; at < walk->end; at++) {
		at = memchr(at, '<', (size_t)(walk->end - at));
		if (!at)
			return false;
		size_t len = markup_is_tag(at, walk->end) ? markup_tag_length(at, walk->end) : 0;
		if (len == 0)
			continue;
		walk->tag = at;
		walk->after = at + len;
		return true;
	}
	return false;
}

struct foreign tag_walk_attribute(const struct tag_walk *walk, const char *name)
{
	const char *at = walk->tag + 1;
	struct markup_attribute one;
	while (markup_next_attribute(&one, &at, walk->after))
		if (one.name.len == strlen(name) &&
			strncasecmp(one.name.utf8, name, one.name.len) == 0)
			return one.value;
	return FOREIGN("");
}

bool tag_walk_has_word(struct foreign words, const char *word)
{
	size_t len = strlen(word);
	for (size_t start = 0; start + len <= words.len; start++) {
		size_t stop = start;
		while (stop < words.len && words.utf8[stop] != ' ')
			stop++;
		if (stop - start == len && memcmp(words.utf8 + start, word, len) == 0)
			return true;
		start = stop;
	}
	return false;
}

struct foreign tag_walk_inside(struct tag_walk *walk)
{
	const char *start = walk->after;
	struct foreign name = markup_tag_name(walk->tag, walk->end);
	int depth = 1;
	while (tag_walk_next(walk)) {
		struct foreign one = markup_tag_name(walk->tag, walk->end);
		if (!foreign_equal_ignoring_ascii_case(one, name))
			continue;
		depth += walk->tag[1] == '/' ? -1 : 1;
		if (depth == 0)
			return (struct foreign){start, (size_t)(walk->tag - start)};
	}
	walk->after = walk->end;
	return (struct foreign){start, (size_t)(walk->end - start)};
}
