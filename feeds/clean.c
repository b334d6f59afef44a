#include "feeds/clean.h"

#include <string.h>

#include "feeds/html_image.h"
#include "src/base/buffer.h"
#include "src/base/url.h"

enum value_kind {
	VALUE_TEXT,
	VALUE_ADDRESS,
	VALUE_NUMBER,
};

/* The attributes that may stay; HTML_OTHER stands for every element. */
static const struct attribute_rule {
	enum html_tag tag;
	const char *name;
	enum value_kind kind;
} attribute_rules[] = {
	{HTML_OTHER, "dir", VALUE_TEXT},
	{HTML_OTHER, "lang", VALUE_TEXT},
	{HTML_OTHER, "title", VALUE_TEXT},
	{HTML_OTHER, "id", VALUE_TEXT},
	{HTML_A, "href", VALUE_ADDRESS},
	{HTML_A, "name", VALUE_TEXT},
	{HTML_A, "hreflang", VALUE_TEXT},
	{HTML_A, "rel", VALUE_TEXT},
	{HTML_IMG, "alt", VALUE_TEXT},
	{HTML_IMG, "width", VALUE_NUMBER},
	{HTML_IMG, "height", VALUE_NUMBER},
	{HTML_BLOCKQUOTE, "cite", VALUE_ADDRESS},
	{HTML_Q, "cite", VALUE_ADDRESS},
	{HTML_DEL, "cite", VALUE_ADDRESS},
	{HTML_DEL, "datetime", VALUE_TEXT},
	{HTML_INS, "cite", VALUE_ADDRESS},
	{HTML_INS, "datetime", VALUE_TEXT},
	{HTML_TIME, "datetime", VALUE_TEXT},
	{HTML_OL, "start", VALUE_NUMBER},
	{HTML_OL, "type", VALUE_TEXT},
	{HTML_OL, "reversed", VALUE_TEXT},
	{HTML_LI, "value", VALUE_NUMBER},
	{HTML_TD, "colspan", VALUE_NUMBER},
	{HTML_TD, "rowspan", VALUE_NUMBER},
	{HTML_TH, "colspan", VALUE_NUMBER},
	{HTML_TH, "rowspan", VALUE_NUMBER},
	{HTML_TH, "scope", VALUE_TEXT},
	{HTML_COL, "span", VALUE_NUMBER},
	{HTML_COLGROUP, "span", VALUE_NUMBER},
	{HTML_CODE, "class", VALUE_TEXT}, /* "language-c" */
	{HTML_PRE, "class", VALUE_TEXT},
};

struct cleaner {
	struct arena *arena;
	struct buffer out;
	struct foreign base_url;
	const struct html_tree *tree;
	const uint8_t *marks;
};

static void write_escaped(struct buffer *out, struct foreign text, bool is_attribute)
{
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		char byte = text.utf8[i];
		if (byte != '&' && byte != '<' && byte != '>' && !(is_attribute && byte == '"'))
			continue;
		buffer_append(out, text.utf8 + from, i - from);
		buffer_append_string(out, byte == '&'   ? "&amp;"
					  : byte == '<' ? "&lt;"
					  : byte == '>' ? "&gt;"
							: "&quot;");
		from = i + 1;
	}
	buffer_append(out, text.utf8 + from, text.len - from);
}

static void write_attribute(struct buffer *out, const char *name, struct foreign value)
{
	buffer_append_char(out, ' ');
	buffer_append_string(out, name);
	buffer_append_string(out, "=\"");
	write_escaped(out, value, true);
	buffer_append_char(out, '"');
}

static bool is_number(struct foreign value)
{
	for (size_t i = 0; i < value.len; i++)
		if ((value.utf8[i] < '0' || value.utf8[i] > '9') && value.utf8[i] != '%' &&
			!(i == 0 && value.utf8[i] == '-'))
			return false;
	return value.len > 0 && value.len < 10;
}

static const struct attribute_rule *find_rule(enum html_tag tag, struct foreign name)
{
	for (size_t i = 0; i < sizeof attribute_rules / sizeof attribute_rules[0]; i++) {
		const struct attribute_rule *rule = &attribute_rules[i];
		if ((rule->tag == tag || rule->tag == HTML_OTHER) &&
			strlen(rule->name) == name.len &&
			memcmp(rule->name, name.utf8, name.len) == 0)
			return rule;
	}
	return NULL;
}

static void write_attributes(struct cleaner *cleaner, const struct html_node *node)
{
	for (uint32_t i = 0; i < node->attributes_count; i++) {
		const struct html_attribute *one = &node->attributes[i];
		const struct attribute_rule *rule = find_rule(node->tag, one->name);
		if (!rule || (rule->kind == VALUE_NUMBER && !is_number(one->value)))
			continue;
		struct foreign value = one->value;
		if (rule->kind == VALUE_ADDRESS && (value.len == 0 || value.utf8[0] != '#'))
			value = url_resolve(cleaner->arena, cleaner->base_url, value);
		if (rule->kind != VALUE_ADDRESS || value.len > 0)
			write_attribute(&cleaner->out, rule->name, value);
	}
}

static void write_image(struct cleaner *cleaner, const struct html_node *node)
{
	struct foreign url = html_image_url(cleaner->arena, node, cleaner->base_url);
	if (url.len == 0)
		return;
	buffer_append_string(&cleaner->out, "<img");
	write_attribute(&cleaner->out, "src", url);
	write_attributes(cleaner, node);
	buffer_append_char(&cleaner->out, '>');
}

static enum clean_mark mark_of(const struct cleaner *cleaner, const struct html_node *node)
{
	return cleaner->marks ? cleaner->marks[node - cleaner->tree->nodes] : CLEAN_KEEP;
}

/* The element's tag, or NULL when only its content is written. */
static const char *tag_to_write(const struct cleaner *cleaner, const struct html_node *node)
{
	static const char *const names[] = {[CLEAN_PARAGRAPH] = "p",
		[CLEAN_HEADING] = "h4",
		[CLEAN_FIGURE] = "figure",
		[CLEAN_CAPTION] = "figcaption"};
	enum clean_mark mark = mark_of(cleaner, node);
	if (mark >= CLEAN_PARAGRAPH)
		return names[mark];
	if (mark == CLEAN_UNWRAP || !(html_traits(node->tag) & HTML_IS_KEPT))
		return NULL;
	return html_tag_name(node->tag);
}

static bool is_left_out(const struct cleaner *cleaner, const struct html_node *node)
{
	if (mark_of(cleaner, node) == CLEAN_OMIT)
		return true;
	/* Content that came as a whole page has words of its own in its title. */
	if (node->tag == HTML_TITLE)
		return false;
	return !html_is_shown(node) || (node->tag == HTML_NOSCRIPT && html_noscript_is_idle(node));
}

static void enter(struct cleaner *cleaner, const struct html_node *node)
{
	if (node->tag == HTML_TEXT) {
		write_escaped(&cleaner->out, node->text, false);
		return;
	}
	if (node->tag == HTML_IMG) {
		write_image(cleaner, node);
		return;
	}
	const char *tag = tag_to_write(cleaner, node);
	if (!tag)
		return;
	buffer_append_char(&cleaner->out, '<');
	buffer_append_string(&cleaner->out, tag);
	if (mark_of(cleaner, node) != CLEAN_HEADING)
		write_attributes(cleaner, node);
	buffer_append_char(&cleaner->out, '>');
}

static void leave(struct cleaner *cleaner, const struct html_node *node)
{
	bool has_end = node->tag != HTML_TEXT && !(html_traits(node->tag) & HTML_IS_VOID);
	const char *tag = has_end ? tag_to_write(cleaner, node) : NULL;
	if (!tag)
		return;
	buffer_append_string(&cleaner->out, "</");
	buffer_append_string(&cleaner->out, tag);
	buffer_append_char(&cleaner->out, '>');
}

struct foreign clean_tree(struct arena *arena, const struct html_tree *tree,
	const struct html_node *root, const uint8_t *marks, struct foreign base_url)
{
	struct cleaner cleaner = {
		.arena = arena, .base_url = base_url, .tree = tree, .marks = marks};
	struct html_walk walk;
	html_walk_start(&walk, root);
	enum html_step step;
	const struct html_node *left_out = NULL;
	while ((step = html_walk_next(&walk)) != HTML_DONE) {
		if (walk.node == root)
			continue;
		if (step == HTML_ENTER && is_left_out(&cleaner, walk.node)) {
			left_out = walk.node;
			html_walk_skip(&walk);
		} else if (step == HTML_ENTER) {
			enter(&cleaner, walk.node);
		} else if (walk.node != left_out) {
			leave(&cleaner, walk.node);
		}
	}
	if (cleaner.out.len == 0)
		return (struct foreign){"", 0};
	struct foreign text = {cleaner.out.data, cleaner.out.len};
	arena_adopt(arena, buffer_take(&cleaner.out));
	return text;
}

struct foreign clean_html(struct arena *arena, struct foreign html, struct foreign base_url)
{
	struct arena *scratch = arena_new();
	struct html_tree tree;
	struct foreign clean = {"", 0};
	if (html_parse(&tree, scratch, html, HTML_FRAGMENT, NULL))
		clean = clean_tree(arena, &tree, tree.nodes, NULL, base_url);
	arena_free(scratch);
	return foreign_trim(clean);
}
