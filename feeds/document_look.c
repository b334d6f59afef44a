#include "feeds/document_look.h"

#include <string.h>

static const struct style_rule {
	enum html_tag tag;
	uint16_t style;
} style_rules[] = {
	{HTML_B, SPAN_BOLD},
	{HTML_STRONG, SPAN_BOLD},
	{HTML_I, SPAN_ITALIC},
	{HTML_EM, SPAN_ITALIC},
	{HTML_CITE, SPAN_ITALIC},
	{HTML_DFN, SPAN_ITALIC},
	{HTML_VAR, SPAN_ITALIC},
	{HTML_CODE, SPAN_CODE},
	{HTML_KBD, SPAN_CODE},
	{HTML_SAMP, SPAN_CODE},
	{HTML_TT, SPAN_CODE},
	{HTML_S, SPAN_STRIKE},
	{HTML_STRIKE, SPAN_STRIKE},
	{HTML_DEL, SPAN_STRIKE},
	{HTML_U, SPAN_UNDERLINE},
	{HTML_INS, SPAN_UNDERLINE},
	{HTML_SUP, SPAN_SUPERSCRIPT},
	{HTML_SUB, SPAN_SUBSCRIPT},
	{HTML_MARK, SPAN_MARK},
	{HTML_RT, SPAN_RUBY},
};

uint16_t look_style(enum html_tag tag)
{
	for (size_t i = 0; i < sizeof style_rules / sizeof style_rules[0]; i++)
		if (style_rules[i].tag == tag)
			return style_rules[i].style;
	return 0;
}

bool look_has_class(const struct html_node *node, const char *word)
{
	struct foreign classes = html_attribute(node, "class");
	return classes.len > 0 && memmem(classes.utf8, classes.len, word, strlen(word));
}

bool look_is_verse(const struct html_node *node)
{
	static const char *const words[] = {"poem", "verse", "stanza", "poetry", "lyrics"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (look_has_class(node, words[i]))
			return true;
	return node->tag == HTML_ADDRESS;
}

enum { LINES_LEAST = 4, LINE_LENGTH = 72, LINE_NODES = 12 };

static bool is_blank(struct foreign text)
{
	text = foreign_trim(text);
	return text.len == 0 || foreign_equal(text, FOREIGN("\xC2\xA0"));
}

static size_t characters(struct foreign text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.len; i++)
		count += ((unsigned char)text.utf8[i] & 0xC0) != 0x80;
	return count;
}

/* Of a <div> that may be a line; more than LINE_LENGTH when it is none. */
static size_t line_length(const struct html_node *line)
{
	size_t length = 0;
	if (line->tag != HTML_DIV || line->end - line > LINE_NODES)
		return LINE_LENGTH + 1;
	for (const struct html_node *one = line + 1; one < line->end; one++) {
		if (one->tag != HTML_TEXT &&
			(html_is_block(one) || one->tag == HTML_IMG || one->tag == HTML_A))
			return LINE_LENGTH + 1;
		length += one->tag == HTML_TEXT && !is_blank(one->text) ? characters(one->text) : 0;
	}
	return length;
}

bool look_holds_lines(const struct html_node *node)
{
	size_t lines = 0;
	for (const struct html_node *one = node + 1; one < node->end; one = one->end) {
		if (one->tag == HTML_BR || (one->tag == HTML_TEXT && is_blank(one->text)))
			continue;
		size_t length = line_length(one);
		if (length > LINE_LENGTH)
			return false;
		lines += length > 0;
	}
	return lines >= LINES_LEAST;
}

struct foreign look_code_language(const struct html_node *node)
{
	static const char *const prefixes[] = {
		"language-", "lang-", "highlight-source-", "brush: ", "brush:"};
	struct foreign classes = html_attribute(node, "class");
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		size_t prefix = strlen(prefixes[i]);
		const char *found = memmem(classes.utf8, classes.len, prefixes[i], prefix);
		if (!found)
			continue;
		struct foreign rest = {
			found + prefix, classes.len - (size_t)(found + prefix - classes.utf8)};
		size_t len = 0;
		while (len < rest.len && !strchr(" ;,\t\n", rest.utf8[len]))
			len++;
		return (struct foreign){rest.utf8, len};
	}
	return html_attribute(node, "data-lang");
}

void look_take_attributes(struct look *look, const struct html_node *node)
{
	struct foreign direction = html_attribute(node, "dir");
	if (direction.len > 0) {
		look->has_direction =
			!foreign_equal_ignoring_ascii_case(direction, FOREIGN("auto"));
		look->is_right_to_left =
			foreign_equal_ignoring_ascii_case(direction, FOREIGN("rtl"));
	}
	struct foreign language = html_attribute(node, "lang");
	if (language.len > 0)
		look->language = language;
}
