#include "feeds/xml.h"
#include "src/base/words.h"

#include <mxml.h>
#include <string.h>

struct builder {
	struct arena *arena;
	struct xml_node *root;
	struct xml_node *inside;
	const struct xml_cut *cuts, *cuts_end; /* those that are not in the tree yet */
	size_t tags;
};

static void builder_add(struct builder *builder, struct xml_node *node)
{
	struct xml_node *parent = builder->inside;
	node->parent = parent;
	if (!parent) {
		if (!builder->root)
			builder->root = node;
		return;
	}
	if (parent->last_child)
		parent->last_child->next = node;
	else
		parent->first_child = node;
	parent->last_child = node;
}

static struct foreign copy_string(struct arena *arena, const char *string)
{
	size_t len = string ? strlen(string) : 0;
	return (struct foreign){arena_copy(arena, string ? string : "", len), len};
}

static void builder_open(struct builder *builder, mxml_node_t *element)
{
	struct xml_node *node = arena_alloc(builder->arena, sizeof *node);
	node->name = copy_string(builder->arena, mxmlGetElement(element)).utf8;
	node->attributes_count = (size_t)mxmlElementGetAttrCount(element);
	if (node->attributes_count > 0)
		node->attributes = arena_array(
			builder->arena, node->attributes_count, sizeof *node->attributes);
	for (size_t i = 0; i < node->attributes_count; i++) {
		const char *name = "";
		const char *value = mxmlElementGetAttrByIndex(element, (int)i, &name);
		node->attributes[i].name = copy_string(builder->arena, name).utf8;
		node->attributes[i].value = copy_string(builder->arena, value);
	}
	builder_add(builder, node);
	builder->inside = node;
}

static void builder_close(struct builder *builder)
{
	if (builder->inside)
		builder->inside = builder->inside->parent;
}

/* The texts that stand right behind the tag. */
static void builder_texts(struct builder *builder)
{
	builder->tags++;
	for (const struct xml_cut *cut = builder->cuts;
		cut < builder->cuts_end && cut->tags_before <= builder->tags; cut++) {
		builder->cuts = cut + 1;
		if (!builder->inside)
			continue;
		struct xml_node *node = arena_alloc(builder->arena, sizeof *node);
		node->text = cut->text;
		node->is_lasting = cut->is_lasting;
		builder_add(builder, node);
	}
}

#ifdef HAVE_MXML4

static bool take_event(void *context, mxml_node_t *node, mxml_sax_event_t event)
{
	if (event == MXML_SAX_EVENT_ELEMENT_OPEN)
		builder_open(context, node);
	else if (event == MXML_SAX_EVENT_ELEMENT_CLOSE)
		builder_close(context);
	else
		return true;
	builder_texts(context);
	return true;
}

static void take_error(void *context, const char *message)
{
	error_set(context, ERROR_FORMAT, "%s", message);
}

static void load(struct builder *builder, const char *tags, struct error *error)
{
	mxml_options_t *options = mxmlOptionsNew();
	mxmlOptionsSetTypeValue(options, MXML_TYPE_OPAQUE);
	mxmlOptionsSetErrorCallback(options, take_error, error);
	mxmlOptionsSetSAXCallback(options, take_event, builder);
	mxmlDelete(mxmlLoadString(NULL, options, tags));
	mxmlOptionsDelete(options);
}

#else

static void take_event(mxml_node_t *node, mxml_sax_event_t event, void *context)
{
	if (event == MXML_SAX_ELEMENT_OPEN)
		builder_open(context, node);
	else if (event == MXML_SAX_ELEMENT_CLOSE)
		builder_close(context);
	else
		return;
	builder_texts(context);
}

/* Without a callback of ours Mini-XML 3 writes its complaints to the terminal. */
static void drop_error(const char *message)
{
	(void)message;
}

static void load(struct builder *builder, const char *tags, struct error *error)
{
	mxmlSetErrorCallback(drop_error);
	mxml_node_t *rest =
		mxmlSAXLoadString(NULL, tags, MXML_OPAQUE_CALLBACK, take_event, builder);
	if (!rest)
		error_set(error, ERROR_FORMAT, _("the XML cannot be read"));
	mxmlDelete(rest);
}

#endif

struct xml_node *xml_read(struct arena *arena, const char *tags, const struct xml_cut *cuts,
	size_t cuts_count, struct error *error)
{
	struct builder builder = {.arena = arena, .cuts = cuts, .cuts_end = cuts + cuts_count};
	struct error why = {0};
	load(&builder, tags, &why);
	if (!builder.root) {
		if (why.kind == ERROR_NONE)
			error_set(&why, ERROR_FORMAT, _("there is no element in it"));
		if (error)
			*error = why;
	}
	return builder.root;
}

struct foreign xml_attribute(const struct xml_node *node, const char *name)
{
	for (size_t i = 0; node && i < node->attributes_count; i++)
		if (strcmp(node->attributes[i].name, name) == 0)
			return node->attributes[i].value;
	return (struct foreign){"", 0};
}

bool xml_has_attribute(const struct xml_node *node, const char *name)
{
	for (size_t i = 0; node && i < node->attributes_count; i++)
		if (strcmp(node->attributes[i].name, name) == 0)
			return true;
	return false;
}

bool xml_is(const struct xml_node *node, const char *name)
{
	return node && node->name && strcmp(node->name, name) == 0;
}

struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
	for (struct xml_node *child = node ? node->first_child : NULL; child; child = child->next)
		if (xml_is(child, name))
			return child;
	return NULL;
}

bool xml_has_elements(const struct xml_node *node)
{
	for (const struct xml_node *child = node->first_child; child; child = child->next)
		if (child->name)
			return true;
	return false;
}

struct foreign xml_text(struct arena *arena, const struct xml_node *node)
{
	size_t len = 0, texts = 0;
	const struct xml_node *only = NULL;
	for (const struct xml_node *at = node ? node->first_child : NULL; at; at = at->next) {
		if (at->name || at->text.len == 0)
			continue;
		len += at->text.len;
		only = at;
		texts++;
	}
	if (texts == 0)
		return (struct foreign){"", 0};
	if (texts == 1)
		return only->is_lasting ? only->text : foreign_copy(arena, only->text);
	char *joined = arena_alloc(arena, len + 1), *end = joined;
	for (const struct xml_node *at = node->first_child; at; at = at->next)
		if (!at->name && at->text.len > 0)
			end = mempcpy(end, at->text.utf8, at->text.len);
	return (struct foreign){joined, len};
}

struct xml_node *xml_next(const struct xml_node *node, const struct xml_node *top)
{
	if (node->first_child)
		return node->first_child;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}
