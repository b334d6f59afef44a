/* [mxml] XML as a small tree in an arena.  The only file that knows Mini-XML is
 * xml.c.  It is given text that xml_repair.h made fit: valid UTF-8, balanced
 * tags, names in lower case with their namespace's usual prefix, no document
 * type, no unknown references, few attributes, shallow. */
#ifndef STEPPE_FEEDS_XML_H
#define STEPPE_FEEDS_XML_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

struct xml_attribute {
	const char *name;
	struct foreign value;
};

/* An element (name is set) or a text (name is NULL). */
struct xml_node {
	const char *name;
	struct foreign text;
	bool is_lasting; /* the text does not live in the tree's arena but longer */
	struct xml_attribute *attributes;
	size_t attributes_count;
	struct xml_node *parent;
	struct xml_node *first_child;
	struct xml_node *last_child;
	struct xml_node *next;
};

/* A text that was cut out of what Mini-XML reads. */
struct xml_cut {
	struct foreign text;
	bool is_lasting;
	size_t tags_before; /* start and end tags */
};

/* The tree of `tags`, with `cuts` where they belong: its root element, or NULL with
 * ERROR_FORMAT.  There is no text in it but theirs. */
struct xml_node *xml_read(struct arena *arena, const char *tags, const struct xml_cut *cuts,
	size_t cuts_count, struct error *error);

/* Empty when `node` is NULL or has no such attribute. */
struct foreign xml_attribute(const struct xml_node *node, const char *name);
bool xml_has_attribute(const struct xml_node *node, const char *name);
/* The first child element of that name, or NULL. */
struct xml_node *xml_child(const struct xml_node *node, const char *name);
bool xml_is(const struct xml_node *node, const char *name);
bool xml_has_elements(const struct xml_node *node);
/* The texts directly inside `node`, joined; lasts as long as `arena`. */
struct foreign xml_text(struct arena *arena, const struct xml_node *node);

/* The node after `node` when the tree under `top` is walked in document order. */
struct xml_node *xml_next(const struct xml_node *node, const struct xml_node *top);

#endif
