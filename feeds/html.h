/* [gumbo] HTML as a tree in one arena, in document order: a neutral model that
 * knows nothing of Gumbo.  What would make Gumbo slow (deep nesting, thousands
 * of attributes) or is of no use to a reader (scripts, styles, comments) is
 * taken out before it runs, so parsing is linear and the tree is never deep. */
#ifndef STEPPE_FEEDS_HTML_H
#define STEPPE_FEEDS_HTML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "feeds/html_tags.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

#define HTML_INPUT_LIMIT (64u << 20) /* over it html_parse() fails */

struct html_attribute {
	struct foreign name; /* lower case */
	struct foreign value;
};

struct html_node {
	enum html_tag tag;
	uint32_t attributes_count;
	const struct html_attribute *attributes;
	struct foreign text;            /* of a text; an element's name in lower case */
	const struct html_node *parent; /* NULL at the root */
	const struct html_node
		*end; /* behind the last node inside: the next sibling, or further up */
};

enum html_shape { HTML_PAGE, HTML_FRAGMENT };

/* nodes[0] is the root (<html>), nodes[0].end is behind the last node.  The
 * children of `node` are node + 1, then each one's end, while before node->end. */
struct html_tree {
	const struct html_node *nodes;
	size_t count;
	bool is_cut; /* something was over a limit and left out */
};

/* `out` lives in `arena`.  Any text gives a tree; false only with ERROR_LIMIT. */
bool html_parse(struct html_tree *out, struct arena *arena, struct foreign html,
	enum html_shape shape, struct error *error);

static inline bool html_is_block(const struct html_node *node)
{
	return html_traits(node->tag) & HTML_IS_BLOCK;
}

/* The value of an attribute; empty when it is missing. */
struct foreign html_attribute(const struct html_node *node, const char *name);
bool html_has_attribute(const struct html_node *node, const char *name);
/* The first node inside `node` (itself included) with that tag, or NULL. */
const struct html_node *html_find(const struct html_node *node, enum html_tag tag);
/* All the text inside, white space collapsed; silent elements are left out. */
struct foreign html_text(struct arena *arena, const struct html_node *node);
/* False for what never shows: scripts, hidden elements, the source of a formula. */
bool html_is_shown(const struct html_node *node);
/* The address in <base href>, resolved against where the page lies. */
struct foreign html_base_url(struct arena *arena, const struct html_tree *tree, struct foreign url);

/* A walk over a subtree in document order that tells when elements end. */
enum html_step { HTML_ENTER, HTML_LEAVE, HTML_DONE };

struct html_walk {
	const struct html_node *root;
	const struct html_node *node; /* what was entered or left */
	const struct html_node *next;
	const struct html_node *open; /* innermost element that is not left yet */
};

void html_walk_start(struct html_walk *walk, const struct html_node *root);
/* Each element is entered and left, void ones and texts too. */
enum html_step html_walk_next(struct html_walk *walk);
/* After HTML_ENTER: do not go inside; the next step leaves the node. */
void html_walk_skip(struct html_walk *walk);

#endif
