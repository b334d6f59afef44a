#include "feeds/xml_repair.h"

#include <string.h>
#include <strings.h>

#include "feeds/markup.h"
#include "feeds/references.h"
#include "feeds/xml_fields.h"

void xml_repair_done(struct xml_repair *repair)
{
	buffer_done(&repair->skeleton);
	xml_texts_done(&repair->texts);
}

void xml_repair_reset(struct xml_repair *repair)
{
	buffer_clear(&repair->skeleton);
	xml_texts_reset(&repair->texts);
	repair->tags = 0;
	repair->depth = 0;
	repair->markup_depth = 0;
	repair->unwritten = 0;
	repair->elements = 0;
	repair->attributes = 0;
	repair->root_is_closed = false;
}

/* The value of an attribute as it is meant, and escaped anew for Mini-XML. */
static void write_value(struct xml_repair *repair, struct foreign value)
{
	struct buffer *texts = &repair->texts.written;
	size_t start = texts->len;
	xml_text_write(texts, foreign_cut(value, XML_VALUE_LIMIT), false);
	if (texts->len == start)
		return;
	references_escape(
		&repair->skeleton, (struct foreign){texts->data + start, texts->len - start});
	texts->len = start;
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
	if (token->text.len <= XML_SHORT_LENGTH)
		xml_texts_add_short(&repair->texts, token->text, is_literal, repair->tags);
	else if (repair->elements++ >= XML_ELEMENTS_LIMIT)
		repair->damage |= XML_LEFT_OUT;
	else
		xml_texts_add_long(&repair->texts, token->text, is_literal, repair->tags);
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
	repair->tags++;
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
		write_value(repair, attribute.value);
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
static void close_unfinished(struct xml_repair *repair, unsigned traits)
{
	size_t keep = repair->depth;
	if (!(traits & (XML_FIELD_SURE | XML_FIELD_MAYBE)))
		return;
	while (keep > 1 && repair->open[keep - 1].traits & XML_FIELD_TEXT)
		keep--;
	for (size_t i = 1; traits & XML_FIELD_SURE && i < keep; i++)
		if (repair->open[i].traits & XML_FIELD_MARKUP)
			keep = i;
	if (keep < repair->depth)
		repair->damage |= XML_MISNESTED;
	while (repair->depth > keep)
		close_top(repair);
}

/* <p> inside <p>: HTML lets the end tag out. */
static void close_optional(struct xml_repair *repair, struct xml_name name)
{
	if (repair->markup_depth == 0 || repair->depth <= repair->markup_depth ||
		!(name.traits & XML_FIELD_OPTIONAL_END) ||
		!foreign_equal(open_name(repair, repair->depth - 1), name.canonical))
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
	struct xml_name name = xml_names_find(repair->names, token->name);
	close_unfinished(repair, name.traits);
	close_optional(repair, name);
	struct buffer *out = &repair->skeleton;
	buffer_append_char(out, '<');
	struct xml_open open = {.raw_name = token->name,
		.written_at = out->len,
		.written_len = name.canonical.len,
		.traits = name.traits,
		.bindings = bindings};
	buffer_append(out, name.canonical.utf8, name.canonical.len);
	write_attributes(repair, token->attributes);
	buffer_append_char(out, '>');
	repair->tags++;
	repair->elements++;
	repair->open_hashes[repair->depth] = name_hash(token->name);
	repair->open[repair->depth++] = open;
	if (repair->markup_depth == 0 && name.traits & XML_FIELD_MARKUP)
		repair->markup_depth = repair->depth;
	if (token->is_empty || name.traits & XML_FIELD_VOID)
		close_top(repair);
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

struct xml_node *xml_repair_read(
	struct xml_repair *repair, struct arena *tree, struct arena *lasting, struct error *error)
{
	while (repair->depth > 0) {
		repair->damage |= XML_MISNESTED;
		close_top(repair);
	}
	if (repair->skeleton.len == 0)
		return NULL;
	struct xml_cut *cuts = xml_texts_finish(&repair->texts, tree, lasting);
	return xml_read(tree, repair->skeleton.data, cuts, repair->texts.count, error);
}
