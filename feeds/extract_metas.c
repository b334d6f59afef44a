#include "feeds/extract_metas.h"

#include <string.h>

#include "src/base/array.h"

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

struct foreign metas_small_text(struct arena *arena, const struct html_node *node)
{
	size_t length = 0;
	for (const struct html_node *one = node; one < node->end; one++)
		if (one - node > SMALL_NODES || (length += one->text.len) > SMALL_BYTES)
			return METAS_NOTHING;
	return html_text(arena, node);
}
