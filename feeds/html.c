#include "feeds/html.h"

#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/html_filter.h"
#include "src/base/buffer.h"
#include "src/base/url.h"
#include "src/base/words.h"

/* ---- Gumbo's tree → ours ---- */

static void *gumbo_alloc(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

static void gumbo_leave(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

static const GumboVector *gumbo_children(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE
		       ? &node->v.element.children
		       : NULL;
}

/* The next node in document order, without recursion. */
static const GumboNode *gumbo_next(const GumboNode *node, const GumboNode *root)
{
	const GumboVector *children = gumbo_children(node);
	if (children && children->length > 0)
		return children->data[0];
	while (node != root) {
		const GumboVector *siblings = gumbo_children(node->parent);
		size_t next = node->index_within_parent + 1;
		if (next < siblings->length)
			return siblings->data[next];
		node = node->parent;
	}
	return NULL;
}

static bool gumbo_is_text(const GumboNode *node)
{
	return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
	       node->type == GUMBO_NODE_CDATA;
}

static struct foreign copy_string(struct arena *arena, const char *string)
{
	size_t len = strlen(string);
	return (struct foreign){len > 0 ? arena_copy(arena, string, len) : "", len};
}

static void take_attributes(struct html_node *node, struct arena *arena, const GumboVector *from)
{
	if (from->length == 0)
		return;
	struct html_attribute *to = arena_array(arena, from->length, sizeof *to);
	for (size_t i = 0; i < from->length; i++) {
		const GumboAttribute *attribute = from->data[i];
		to[i].name = copy_string(arena, attribute->name);
		to[i].value = copy_string(arena, attribute->value);
	}
	node->attributes = to;
	node->attributes_count = (uint32_t)from->length;
}

static struct foreign lower_name(struct arena *arena, const GumboElement *element)
{
	GumboStringPiece name = element->original_tag;
	gumbo_tag_from_original_text(&name);
	if (!name.data)
		return FOREIGN("");
	char *lower = arena_copy(arena, name.data, name.length);
	for (size_t i = 0; i < name.length; i++)
		if (lower[i] >= 'A' && lower[i] <= 'Z')
			lower[i] |= 32;
	return (struct foreign){lower, name.length};
}

static void take_element(struct html_node *node, struct arena *arena, const GumboElement *element)
{
	const char *known = gumbo_normalized_tagname(element->tag);
	struct foreign name = {known, strlen(known)};
	if (element->tag == GUMBO_TAG_UNKNOWN)
		name = lower_name(arena, element);
	node->tag = html_tag_by_name(name);
	node->text = name;
	take_attributes(node, arena, &element->attributes);
}

static void take_node(struct html_node *node, struct arena *arena, const GumboNode *from)
{
	if (gumbo_is_text(from)) {
		node->tag = HTML_TEXT;
		node->text = copy_string(arena, from->v.text.text);
	} else {
		take_element(node, arena, &from->v.element);
	}
}

static bool is_taken(const GumboNode *node)
{
	return gumbo_children(node) || gumbo_is_text(node);
}

/* Closes every element that does not hold `next`; what remains open is its parent. */
static struct html_node *close_until(struct html_node *open, const GumboNode **gumbo_open,
	const GumboNode *parent, struct html_node *next)
{
	while (open && *gumbo_open != parent) {
		open->end = next;
		open = (struct html_node *)open->parent;
		*gumbo_open = (*gumbo_open)->parent;
	}
	return open;
}

static void take_tree(struct html_tree *out, struct arena *arena, const GumboNode *root)
{
	size_t count = 0;
	for (const GumboNode *node = root; node; node = gumbo_next(node, root))
		count += is_taken(node);
	struct html_node *nodes = arena_array(arena, count, sizeof *nodes);
	struct html_node *next = nodes, *open = NULL;
	const GumboNode *gumbo_open = NULL;
	for (const GumboNode *node = root; node; node = gumbo_next(node, root)) {
		if (!is_taken(node))
			continue;
		open = close_until(open, &gumbo_open, node->parent, next);
		take_node(next, arena, node);
		next->parent = open;
		next->end = next + 1;
		if (gumbo_children(node)) {
			open = next;
			gumbo_open = node;
		}
		next++;
	}
	for (; open; open = (struct html_node *)open->parent)
		open->end = next;
	out->nodes = nodes;
	out->count = count;
}

bool html_parse(struct html_tree *out, struct arena *arena, struct foreign html,
	enum html_shape shape, struct error *error)
{
	*out = (struct html_tree){0};
	if (html.len > HTML_INPUT_LIMIT)
		return error_set(error, ERROR_LIMIT, _("the page is larger than %u MiB"),
			HTML_INPUT_LIMIT >> 20);
	struct buffer filtered = {0};
	buffer_append(&filtered, "", 0);
	out->is_cut = html_filter(&filtered, html);
	struct arena *scratch = arena_new();
	GumboOptions options = kGumboDefaultOptions;
	options.allocator = gumbo_alloc;
	options.deallocator = gumbo_leave;
	options.userdata = scratch;
	/* Each error Gumbo keeps holds a copy of its stack: a deep page would take gigabytes. */
	options.max_errors = 0;
	if (shape == HTML_FRAGMENT)
		options.fragment_context = GUMBO_TAG_DIV;
	const GumboOutput *output = gumbo_parse_with_options(
		&options, filtered.data ? filtered.data : "", filtered.len);
	take_tree(out, arena, output->root);
	/* Never gumbo_destroy_output(): it recurses, and the arena has it all. */
	arena_free(scratch);
	buffer_done(&filtered);
	return true;
}

/* ---- looking at nodes ---- */

static const struct html_attribute *find_attribute(const struct html_node *node, const char *name)
{
	size_t len = strlen(name);
	for (uint32_t i = 0; i < node->attributes_count; i++) {
		struct foreign one = node->attributes[i].name;
		if (one.len == len && memcmp(one.utf8, name, len) == 0)
			return &node->attributes[i];
	}
	return NULL;
}

struct foreign html_attribute(const struct html_node *node, const char *name)
{
	const struct html_attribute *found = find_attribute(node, name);
	return found ? found->value : (struct foreign){"", 0};
}

bool html_has_attribute(const struct html_node *node, const char *name)
{
	return find_attribute(node, name);
}

const struct html_node *html_find(const struct html_node *node, enum html_tag tag)
{
	for (const struct html_node *one = node; one < node->end; one++)
		if (one->tag == tag)
			return one;
	return NULL;
}

struct foreign html_text(struct arena *arena, const struct html_node *node)
{
	struct buffer text = {0};
	for (const struct html_node *one = node; one < node->end;) {
		if (one->tag == HTML_TEXT)
			buffer_append(&text, one->text.utf8, one->text.len);
		else if (one->tag == HTML_BR || html_is_block(one))
			buffer_append_char(&text, ' ');
		bool is_silent = one != node && (html_traits(one->tag) & HTML_IS_SILENT);
		one = is_silent ? one->end : one + 1;
	}
	struct foreign all = {text.data ? text.data : "", text.len};
	struct foreign collapsed = foreign_copy(arena, foreign_collapse(arena, all));
	buffer_done(&text);
	return collapsed;
}

static bool is_hidden_by_style(struct foreign style)
{
	static const char *const hiding[] = {
		"display:none", "display: none", "visibility:hidden", "visibility: hidden"};
	for (size_t i = 0; style.len > 0 && i < sizeof hiding / sizeof hiding[0]; i++)
		if (memmem(style.utf8, style.len, hiding[i], strlen(hiding[i])))
			return true;
	return false;
}

bool html_is_shown(const struct html_node *node)
{
	if (html_traits(node->tag) & HTML_IS_SILENT)
		return false;
	if (node->tag == HTML_OTHER && (foreign_starts_with(node->text, FOREIGN("annotation")) ||
					       foreign_equal(node->text, FOREIGN("desc"))))
		return false;
	return node->attributes_count == 0 ||
	       (!html_has_attribute(node, "hidden") &&
		       !is_hidden_by_style(html_attribute(node, "style")));
}

struct foreign html_base_url(struct arena *arena, const struct html_tree *tree, struct foreign url)
{
	const struct html_node *base = tree->count > 0 ? html_find(tree->nodes, HTML_BASE) : NULL;
	struct foreign address = base ? html_attribute(base, "href") : (struct foreign){"", 0};
	if (address.len == 0)
		return url;
	struct foreign resolved = url_resolve(arena, url, address);
	return resolved.len > 0 ? resolved : url;
}

/* ---- walking ---- */

void html_walk_start(struct html_walk *walk, const struct html_node *root)
{
	*walk = (struct html_walk){.root = root, .next = root};
}

enum html_step html_walk_next(struct html_walk *walk)
{
	if (walk->open && (walk->next >= walk->open->end)) {
		walk->node = walk->open;
		walk->open = walk->open == walk->root ? NULL : walk->open->parent;
		return HTML_LEAVE;
	}
	if (walk->next >= walk->root->end)
		return HTML_DONE;
	walk->node = walk->open = walk->next++;
	return HTML_ENTER;
}

void html_walk_skip(struct html_walk *walk)
{
	walk->next = walk->node->end;
}
