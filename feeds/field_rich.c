/* Text constructs: what is HTML, what is text, and how it is packed. */
#include <string.h>
#include <strings.h>

#include "feeds/field.h"
#include "feeds/field_markup.h"
#include "feeds/strip.h"

static bool is_type(struct foreign type, const char *name)
{
	return type.len == strlen(name) && strncasecmp(type.utf8, name, type.len) == 0;
}

static bool ends_with(struct foreign type, const char *end)
{
	size_t len = strlen(end);
	return type.len >= len && strncasecmp(type.utf8 + type.len - len, end, len) == 0;
}

static bool is_html_type(struct foreign type)
{
	return is_type(type, "html") || is_type(type, "text/html");
}

static bool is_markup_type(struct foreign type)
{
	return is_type(type, "xhtml") || ends_with(type, "+xml") || ends_with(type, "/xml");
}

/* "text/html" of " text/html; charset=utf-8". */
static struct foreign bare_type(struct foreign type)
{
	const char *parameters = type.len > 0 ? memchr(type.utf8, ';', type.len) : NULL;
	if (parameters)
		type.len = (size_t)(parameters - type.utf8);
	return foreign_trim(type);
}

static int base64_value(char byte)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *found = byte ? strchr(digits, byte) : NULL;
	return found ? (int)(found - digits) : -1;
}

/* What is no digit (line breaks, padding) is passed over. */
static struct foreign decode_base64(struct arena *arena, struct foreign text)
{
	char *out = arena_alloc(arena, text.len / 4 * 3 + 4);
	size_t used = 0;
	unsigned bits = 0, count = 0;
	for (size_t i = 0; i < text.len; i++) {
		int value = base64_value(text.utf8[i]);
		if (value < 0)
			continue;
		bits = bits << 6 | (unsigned)value;
		count += 6;
		if (count >= 8) {
			count -= 8;
			out[used++] = (char)(bits >> count & 0xFF);
		}
	}
	return foreign_from_bytes(arena, (struct bytes){out, used});
}

static bool is_packed(
	const struct field_reader *reader, const struct xml_node *node, struct foreign type)
{
	if (reader->is_atom_03 || is_type(xml_attribute(node, "mode"), "base64"))
		return is_type(xml_attribute(node, "mode"), "base64");
	const char *slash = type.len > 0 ? memchr(type.utf8, '/', type.len) : NULL;
	return slash && xml_is(node, "content") && strncasecmp(type.utf8, "text/", 5) != 0 &&
	       !is_markup_type(type);
}

/* Text of an Atom construct without elements in it: is it HTML? */
static bool is_escaped_html(
	const struct field_reader *reader, const struct xml_node *node, struct foreign type)
{
	if (is_html_type(type) || is_markup_type(type)) /* XHTML, escaped by mistake */
		return true;
	struct foreign mode = xml_attribute(node, "mode");
	return reader->is_atom_03 && type.len == 0 && is_type(mode, "escaped");
}

/* A CDATA section that was put into another, or escaped, is text of the text. */
static struct foreign without_cdata(struct foreign text)
{
	static const char start[] = "<![CDATA[", end[] = "]]>";
	enum { START = sizeof start - 1, END = sizeof end - 1 };
	if (!foreign_starts_with(text, FOREIGN("<![CDATA[")))
		return text;
	text = (struct foreign){text.utf8 + START, text.len - START};
	bool is_closed = text.len >= END && memcmp(text.utf8 + text.len - END, end, END) == 0;
	return foreign_trim((struct foreign){text.utf8, text.len - (is_closed ? END : 0)});
}

/* A picture or a recording is no text, even when it is all that the content says. */
static struct foreign unless_binary(struct foreign text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.utf8[i] < ' ' && !strchr("\t\n\r", text.utf8[i]))
			return (struct foreign){"", 0};
	return text;
}

struct rich_text field_rich(const struct field_reader *reader, const struct xml_node *node)
{
	struct rich_text rich = {.base = field_base(reader, node)};
	if (!node || !node->first_child)
		return rich;
	struct foreign type = bare_type(xml_attribute(node, "type"));
	bool is_atom = reader->kind == XML_ROOT_FEED || strncmp(node->name, "atom:", 5) == 0;
	if (xml_has_elements(node)) {
		rich.text = field_markup(reader, node, is_atom && is_html_type(type));
		rich.is_html = true;
		return rich;
	}
	rich.text = field_whole_text(reader, node);
	if (is_atom && is_packed(reader, node, type))
		rich.text = unless_binary(decode_base64(reader->arena, rich.text));
	rich.is_html = !is_atom || is_escaped_html(reader, node, type);
	if (rich.is_html)
		rich.text = without_cdata(rich.text);
	return rich;
}

struct foreign rich_plain(struct arena *arena, struct rich_text rich)
{
	struct foreign text = foreign_cut(rich.text, PLAIN_LIMIT);
	return rich.is_html ? strip_html(arena, text) : foreign_collapse(arena, text);
}

struct foreign field_plain(const struct field_reader *reader, const struct xml_node *node)
{
	return rich_plain(reader->arena, field_rich(reader, node));
}
