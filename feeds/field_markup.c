#include "feeds/field_markup.h"

#include <string.h>

#include "feeds/references.h"
#include "feeds/xml_fields.h"
#include "src/base/buffer.h"
#include "src/base/url.h"

struct writer {
	const struct field_reader *reader;
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

static void write_attributes(
	struct writer *writer, const struct xml_node *node, struct foreign base)
{
	for (size_t i = 0; i < node->attributes_count; i++) {
		const struct xml_attribute *attribute = &node->attributes[i];
		if (strchr(attribute->name, ':'))
			continue;
		struct foreign value = attribute->value;
		if (base.len > 0 && is_address(attribute->name))
			value = url_resolve(writer->reader->arena, base, value);
		buffer_append_char(&writer->out, ' ');
		buffer_append_string(&writer->out, attribute->name);
		buffer_append_string(&writer->out, "=\"");
		references_escape(&writer->out, value);
		buffer_append_char(&writer->out, '"');
	}
}

static void write_text(struct writer *writer, struct foreign text)
{
	if (writer->text_is_html)
		buffer_append(&writer->out, text.utf8, text.len);
	else
		references_escape(&writer->out, text);
}

/* `base` is empty until an xml:base inside the field sets one.  Depth is bounded
 * by XML_DEPTH_LIMIT. */
static void write_children(struct writer *writer, const struct xml_node *node, struct foreign base)
{
	for (const struct xml_node *child = node->first_child; child; child = child->next) {
		if (!child->name) {
			write_text(writer, child->text);
			continue;
		}
		struct foreign inner = xml_attribute(child, "xml:base").len > 0
					       ? field_base(writer->reader, child)
					       : base;
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
	struct writer writer = {.reader = reader, .text_is_html = text_is_html};
	const struct xml_node *div = wrapping_div(node);
	bool has_base = div && xml_attribute(div, "xml:base").len > 0;
	write_children(&writer, div ? div : node,
		has_base ? field_base(reader, div) : (struct foreign){"", 0});
	struct foreign text = {writer.out.data ? writer.out.data : "", writer.out.len};
	if (writer.out.len > 0)
		arena_adopt(reader->arena, buffer_take(&writer.out));
	return foreign_trim(text);
}
