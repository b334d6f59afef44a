#include "feeds/field_markup.h"

#include <string.h>

#include "feeds/html_filter.h"
#include "feeds/references.h"
#include "feeds/xml_fields.h"
#include "src/base/buffer.h"
#include "src/base/url.h"

struct writer {
	const struct field_reader *reader;
	struct arena *scratch; /* of one attribute */
	struct buffer out;
	bool text_is_html;
};

static const char *local_name(const char *name)
{
	const char *colon = strrchr(name, ':');
	return colon ? colon + 1 : name;
}

static bool is_address(const char *attribute)
{
	static const char *const names[] = {
		"href", "src", "cite", "poster", "longdesc", "data", "action"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(attribute, names[i]) == 0)
			return true;
	return false;
}

/* What the addresses in an element resolve against. */
struct markup_base {
	struct foreign url;
	bool is_own; /* set inside the field: nobody outside will know it */
};

static void write_attributes(
	struct writer *writer, const struct xml_node *node, struct markup_base base)
{
	for (size_t i = 0; i < node->attributes_count; i++) {
		const struct xml_attribute *attribute = &node->attributes[i];
		if (strchr(attribute->name, ':'))
			continue;
		struct foreign value = attribute->value;
		if (base.is_own && is_address(attribute->name))
			value = url_resolve(writer->scratch, base.url, value);
		buffer_append_char(&writer->out, ' ');
		buffer_append_string(&writer->out, attribute->name);
		buffer_append_string(&writer->out, "=\"");
		references_escape(&writer->out, value);
		buffer_append_char(&writer->out, '"');
		if (base.is_own)
			arena_reset(writer->scratch);
	}
}

static void write_text(struct writer *writer, struct foreign text)
{
	text = foreign_cut(text, HTML_LIMIT);
	if (writer->text_is_html)
		buffer_append(&writer->out, text.utf8, text.len);
	else
		references_escape(&writer->out, text);
}

static struct markup_base base_inside(
	const struct writer *writer, const struct xml_node *node, struct markup_base around)
{
	struct foreign own = xml_attribute(node, "xml:base");
	if (own.len == 0)
		return around;
	struct foreign url = url_resolve(writer->reader->arena, around.url, own);
	return url.len > 0 ? (struct markup_base){url, true} : around;
}

/* Depth is bounded by XML_DEPTH_LIMIT; who reads HTML stops at HTML_LIMIT. */
static void write_children(
	struct writer *writer, const struct xml_node *node, struct markup_base base)
{
	for (const struct xml_node *child = node->first_child; child; child = child->next) {
		if (writer->out.len > HTML_LIMIT)
			return;
		if (!child->name) {
			write_text(writer, child->text);
			continue;
		}
		struct markup_base inner = base_inside(writer, child, base);
		const char *name = local_name(child->name);
		buffer_append_char(&writer->out, '<');
		buffer_append_string(&writer->out, name);
		write_attributes(writer, child, inner);
		buffer_append_char(&writer->out, '>');
		write_children(writer, child, inner);
		if (!(xml_field_traits((struct foreign){name, strlen(name)}) & XML_FIELD_VOID)) {
			buffer_append_string(&writer->out, "</");
			buffer_append_string(&writer->out, name);
			buffer_append_char(&writer->out, '>');
		}
	}
}

/* The only thing in `node` is a <div>. */
static const struct xml_node *wrapping_div(const struct xml_node *node)
{
	const struct xml_node *div = NULL;
	for (const struct xml_node *child = node->first_child; child; child = child->next) {
		if (!child->name && foreign_trim(child->text).len == 0)
			continue;
		if (div || !child->name || strcmp(local_name(child->name), "div") != 0)
			return NULL;
		div = child;
	}
	return div;
}

struct foreign field_markup(
	const struct field_reader *reader, const struct xml_node *node, bool text_is_html)
{
	struct writer writer = {
		.reader = reader, .text_is_html = text_is_html, .scratch = arena_new()};
	const struct xml_node *div = wrapping_div(node);
	struct markup_base base = {field_base(reader, node), false};
	if (div)
		base = base_inside(&writer, div, base);
	write_children(&writer, div ? div : node, base);
	arena_free(writer.scratch);
	struct foreign text = {writer.out.data ? writer.out.data : "", writer.out.len};
	if (writer.out.len > 0)
		arena_adopt(reader->arena, buffer_take(&writer.out));
	return foreign_trim(text);
}
