#include "feeds/xml_repair.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feeds/markup.h"
#include "feeds/references.h"
#include "feeds/xml_fields.h"
#include "src/base/array.h"

static const char HOLE[] = "steppe:hole"; /* no name of a document gets this prefix */

void xml_repair_done(struct xml_repair *repair)
{
	buffer_done(&repair->skeleton);
	free(repair->holes);
	repair->holes = NULL;
}

void xml_repair_reset(struct xml_repair *repair)
{
	buffer_clear(&repair->skeleton);
	repair->holes_count = 0;
	repair->depth = 0;
	repair->markup_depth = 0;
	repair->unwritten = 0;
	repair->elements = 0;
	repair->attributes = 0;
	repair->root_is_closed = false;
}

/* Text of the document as text of the skeleton: references resolved once and
 * written anew, control characters left out (Mini-XML stops at them). */
static void write_text(struct buffer *out, struct foreign text, bool is_literal)
{
	for (size_t i = 0; i < text.len;) {
		struct reference reference = {{text.utf8[i]}, 1};
		size_t used = text.utf8[i] == '&' && !is_literal
				      ? reference_read(&reference, text.utf8 + i, text.len - i,
						REFERENCE_XML)
				      : 0;
		i += used > 0 ? used : 1;
		unsigned char byte = (unsigned char)reference.utf8[0];
		if (byte < ' ' && byte != '\n' && byte != '\t' && byte != '\r')
			continue;
		if (byte == '&' || byte == '<' || byte == '>' || byte == '"')
			references_escape(out, (struct foreign){reference.utf8, reference.len});
		else
			buffer_append(out, reference.utf8, reference.len);
	}
}

static bool is_blank(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!strchr(" \t\r\n", text.utf8[i]))
			return false;
	return true;
}

static void take_text(struct xml_repair *repair, const struct xml_token *token)
{
	bool is_literal = token->kind == XML_CDATA;
	if (repair->depth == 0 ||
		(repair->depth <= (repair->is_list ? 2 : 1) && is_blank(token->text)))
		return;
	if (token->text.len <= XML_HOLE_LENGTH) {
		write_text(&repair->skeleton, token->text, is_literal);
		return;
	}
	if (repair->elements++ >= XML_ELEMENTS_LIMIT) {
		repair->damage |= XML_LEFT_OUT;
		return;
	}
	buffer_printf(&repair->skeleton, "<%s n=\"%zu\"/>", HOLE, repair->holes_count);
	ARRAY_PUSH(repair->holes, repair->holes_count, repair->holes_capacity) =
		(struct xml_hole){.text = token->text, .is_literal = is_literal};
}

static struct foreign open_name(const struct xml_repair *repair, size_t index)
{
	const struct xml_open *open = &repair->open[index];
	return (struct foreign){repair->skeleton.data + open->written_at, open->written_len};
}

static void close_top(struct xml_repair *repair)
{
	const struct xml_open *top = &repair->open[--repair->depth];
	struct buffer *out = &repair->skeleton;
	char *to = buffer_reserve(out, top->written_len + 4);
	memcpy(to, "</", 2);
	memcpy(to + 2, out->data + top->written_at, top->written_len);
	memcpy(to + 2 + top->written_len, ">", 2);
	out->len += top->written_len + 3;
	xml_names_forget(repair->names, top->bindings);
	if (repair->depth < repair->markup_depth)
		repair->markup_depth = 0;
	repair->root_is_closed = repair->depth == 0;
}

/* Case does not matter. */
static uint32_t name_hash(struct foreign name)
{
	uint32_t hash = (uint32_t)name.len;
	for (size_t i = 0; i < name.len; i++)
		hash = hash * 31 + ((unsigned char)name.utf8[i] | 0x20u);
	return hash;
}

static bool is_open_as(
	const struct xml_repair *repair, size_t index, struct foreign name, uint32_t hash)
{
	return repair->open_hashes[index] == hash &&
	       foreign_equal_ignoring_ascii_case(repair->open[index].raw_name, name);
}

static void take_close(struct xml_repair *repair, const struct xml_token *token)
{
	if (repair->unwritten > 0) {
		repair->unwritten--;
		return;
	}
	size_t match = repair->depth;
	uint32_t hash = name_hash(token->name);
	while (match > 0 && !is_open_as(repair, match - 1, token->name, hash))
		match--;
	if (match != repair->depth)
		repair->damage |= XML_MISNESTED;
	if (match == 0)
		return;
	while (repair->depth >= match)
		close_top(repair);
}

struct attributes_writer {
	struct foreign names[XML_ATTRIBUTES_LIMIT];
	size_t count;
};

static bool was_written(const struct attributes_writer *writer, struct foreign name)
{
	for (size_t i = 0; i < writer->count; i++)
		if (foreign_equal_ignoring_ascii_case(writer->names[i], name))
			return true;
	return false;
}

static void pass_limit(struct xml_repair *repair, enum xml_limit limit)
{
	if (repair->markup_depth > 0)
		repair->damage |= XML_LEFT_OUT;
	else
		repair->limit = limit;
}

static void write_attributes(struct xml_repair *repair, struct foreign attributes)
{
	struct attributes_writer writer = {.count = 0};
	size_t found = 0; /* words without a value are a tag that was cut, not attributes */
	struct buffer *out = &repair->skeleton;
	struct markup_attribute attribute;
	const char *at = attributes.utf8, *end = at + attributes.len;
	while (markup_next_attribute(&attribute, &at, end)) {
		if (attribute.name.len > 4 && strncasecmp(attribute.name.utf8, "xmlns", 5) == 0)
			continue;
		found += attribute.has_value;
		if (attribute.name.len > XML_NAME_LIMIT)
			pass_limit(repair, XML_LIMIT_NAME);
		else if (found > XML_ATTRIBUTES_LIMIT)
			pass_limit(repair, XML_LIMIT_ATTRIBUTES);
		if (writer.count == XML_ATTRIBUTES_LIMIT || attribute.name.len > XML_NAME_LIMIT)
			continue;
		if (was_written(&writer, attribute.name))
			continue;
		if (repair->attributes++ >= XML_ALL_ATTRIBUTES_LIMIT) {
			repair->damage |= XML_LEFT_OUT;
			return;
		}
		writer.names[writer.count++] = attribute.name;
		buffer_append_char(out, ' ');
		xml_names_write_attribute(out, repair->names, attribute.name);
		buffer_append(out, "=\"", 2);
		write_text(out, attribute.value, false);
		buffer_append_char(out, '"');
	}
}

static void declare_namespaces(struct xml_repair *repair, struct foreign attributes)
{
	struct markup_attribute attribute;
	const char *at = attributes.utf8, *end = at + attributes.len;
	if (!memmem(attributes.utf8, attributes.len, "xmlns", 5))
		return;
	while (markup_next_attribute(&attribute, &at, end))
		xml_names_declare(repair->names, attribute.name, attribute.value);
}

/* A field that begins inside a field which cannot hold it shows that the end
 * tag of that one is missing. */
static void close_unfinished(struct xml_repair *repair, struct foreign name)
{
	size_t keep = repair->depth;
	enum xml_field_trait trait = xml_field_trait(name);
	if (trait == XML_FIELD_NONE)
		return;
	while (keep > 1 && xml_field_is_text(open_name(repair, keep - 1)))
		keep--;
	for (size_t i = 1; trait == XML_FIELD_SURE && i < keep; i++)
		if (xml_field_is_markup(open_name(repair, i)))
			keep = i;
	if (keep < repair->depth)
		repair->damage |= XML_MISNESTED;
	while (repair->depth > keep)
		close_top(repair);
}

/* <p> inside <p>: HTML lets the end tag out. */
static void close_optional(struct xml_repair *repair, struct foreign name)
{
	if (repair->markup_depth == 0 || repair->depth <= repair->markup_depth ||
		!xml_field_has_optional_end(name) ||
		!foreign_equal(open_name(repair, repair->depth - 1), name))
		return;
	repair->damage |= XML_MISNESTED;
	close_top(repair);
}

static bool is_over_limits(struct xml_repair *repair, const struct xml_token *token)
{
	if (repair->depth == XML_DEPTH_LIMIT)
		pass_limit(repair, XML_LIMIT_DEPTH);
	else if (token->name.len > XML_NAME_LIMIT)
		pass_limit(repair, XML_LIMIT_NAME);
	else if (repair->elements >= XML_ELEMENTS_LIMIT)
		repair->damage |= XML_LEFT_OUT;
	else
		return false;
	return true;
}

static void take_open(struct xml_repair *repair, const struct xml_token *token)
{
	if (repair->depth == 0 && repair->root_is_closed)
		return;
	if (repair->unwritten > 0 || is_over_limits(repair, token)) {
		repair->unwritten += !token->is_empty;
		return;
	}
	size_t bindings = repair->names->count;
	declare_namespaces(repair, token->attributes);
	struct buffer name = {0};
	xml_names_write_element(&name, repair->names, token->name);
	struct foreign canonical = {name.data, name.len};
	close_unfinished(repair, canonical);
	close_optional(repair, canonical);
	struct buffer *out = &repair->skeleton;
	buffer_append_char(out, '<');
	struct xml_open open = {.raw_name = token->name,
		.written_at = out->len,
		.written_len = name.len,
		.bindings = bindings};
	buffer_append(out, name.data, name.len);
	write_attributes(repair, token->attributes);
	buffer_append_char(out, '>');
	repair->elements++;
	repair->open_hashes[repair->depth] = name_hash(token->name);
	repair->open[repair->depth++] = open;
	if (repair->markup_depth == 0 && xml_field_is_markup(canonical))
		repair->markup_depth = repair->depth;
	if (token->is_empty || xml_field_is_void(canonical))
		close_top(repair);
	buffer_done(&name);
}

void xml_repair_take(struct xml_repair *repair, const struct xml_token *token)
{
	if (token->kind == XML_OPEN)
		take_open(repair, token);
	else if (token->kind == XML_CLOSE)
		take_close(repair, token);
	else if (token->kind != XML_ASIDE)
		take_text(repair, token);
}

/* Makes the element that stands for a long text the text itself. */
static void fill_hole(const struct xml_repair *repair, struct xml_node *node, struct arena *lasting)
{
	size_t index = strtoul(foreign_string(lasting, xml_attribute(node, "n")), NULL, 10);
	if (index >= repair->holes_count)
		return;
	const struct xml_hole *hole = &repair->holes[index];
	node->name = NULL;
	node->is_lasting = true;
	node->text = hole->is_literal ? hole->text
				      : references_resolve(lasting, hole->text, REFERENCE_XML);
}

struct xml_node *xml_repair_read(
	struct xml_repair *repair, struct arena *tree, struct arena *lasting, struct error *error)
{
	while (repair->depth > 0) {
		repair->damage |= XML_MISNESTED;
		close_top(repair);
	}
	if (repair->skeleton.len == 0)
		return NULL;
	struct xml_node *root = xml_read(tree, repair->skeleton.data, error);
	for (struct xml_node *node = root; node; node = xml_next(node, root))
		if (xml_is(node, HOLE))
			fill_hole(repair, node, lasting);
	return root;
}
