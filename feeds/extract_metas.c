#include "feeds/extract_metas.h"

#include <string.h>

#include "src/base/array.h"
#include "src/base/buffer.h"

enum { SMALL_NODES = 60, SMALL_BYTES = 4000 };

/* One property attribute may name several properties. */
static void add_keys(struct metas *metas, struct foreign keys, struct foreign content)
{
	const char *at = keys.utf8, *end = keys.utf8 + keys.len;
	while (at < end) {
		size_t len = 0;
		while (at + len < end && at[len] != ' ')
			len++;
		char *key = arena_copy(metas->arena, at, len);
		for (size_t i = 0; i < len; i++)
			key[i] = key[i] == '.'                    ? ':'
				 : key[i] >= 'A' && key[i] <= 'Z' ? key[i] | 32
								  : key[i];
		struct meta meta = {{key, len}, content};
		if (len > 0)
			ARRAY_PUSH(metas->items, metas->count, metas->capacity) = meta;
		at += len + 1;
	}
}

void metas_read(struct metas *metas, const struct html_tree *tree)
{
	static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
	for (size_t i = 0; i < tree->count; i++) {
		const struct html_node *node = &tree->nodes[i];
		if (node->tag != HTML_META)
			continue;
		struct foreign content = foreign_trim(html_attribute(node, "content"));
		for (size_t j = 0; content.len > 0 && j < sizeof names / sizeof names[0]; j++)
			add_keys(metas, html_attribute(node, names[j]), content);
	}
	if (metas->items)
		arena_adopt(metas->arena, metas->items);
}

struct foreign metas_find(const struct metas *metas, const char *const *keys, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < metas->count; j++)
			if (metas->items[j].key.len == strlen(keys[i]) &&
				memcmp(metas->items[j].key.utf8, keys[i],
					metas->items[j].key.len) == 0)
				return metas->items[j].content;
	return METAS_NOTHING;
}

struct foreign metas_plain(struct arena *arena, struct foreign text)
{
	struct html_tree tree;
	bool is_plain = !memchr(text.utf8, '&', text.len) && !memchr(text.utf8, '<', text.len);
	if (is_plain || !html_parse(&tree, arena, text, HTML_FRAGMENT, NULL))
		return foreign_collapse(arena, text);
	return html_text(arena, tree.nodes);
}

static void append_line(struct buffer *out, struct arena *arena, struct foreign line)
{
	struct foreign plain = metas_plain(arena, line);
	if (plain.len > 0 && out->len > 0)
		buffer_append_char(out, '\n');
	buffer_append(out, plain.utf8, plain.len);
}

/* The length of a line break or of a tag that stands for one at `at`; 0 for all else. */
static size_t break_length(const char *at, const char *end)
{
	static const char *const tags[] = {"<p", "</p", "<br", "<div", "</div", "<li", "<h"};
	if (*at == '\n')
		return 1;
	const char *close = *at == '<' ? memchr(at, '>', (size_t)(end - at)) : NULL;
	for (size_t i = 0; close && i < sizeof tags / sizeof tags[0]; i++)
		if (foreign_starts_with(
			    (struct foreign){at, (size_t)(end - at)}, foreign_from_string(tags[i])))
			return (size_t)(close + 1 - at);
	return 0;
}

struct foreign metas_lines(struct arena *arena, struct foreign text)
{
	struct buffer out = {0};
	const char *start = text.utf8, *end = text.utf8 + text.len;
	for (const char *at = start; at < end;) {
		size_t len = break_length(at, end);
		if (len > 0) {
			append_line(&out, arena, (struct foreign){start, (size_t)(at - start)});
			start = at + len;
		}
		at += len > 0 ? len : 1;
	}
	append_line(&out, arena, (struct foreign){start, (size_t)(end - start)});
	struct foreign lines = {arena_copy(arena, out.data ? out.data : "", out.len), out.len};
	buffer_done(&out);
	return lines;
}

struct foreign metas_small_text(struct arena *arena, const struct html_node *node)
{
	size_t length = 0;
	for (const struct html_node *one = node; one < node->end; one++)
		if (one - node > SMALL_NODES || (length += one->text.len) > SMALL_BYTES)
			return METAS_NOTHING;
	return html_text(arena, node);
}
