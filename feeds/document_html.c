#include "feeds/document.h"

#include <stdlib.h>
#include <string.h>

#include "feeds/document_builder.h"
#include "feeds/document_look.h"
#include "feeds/document_table.h"
#include "feeds/html.h"
#include "feeds/html_image.h"
#include "src/base/array.h"
#include "src/base/url.h"

/* The look before an element, to come back to when it ends. */
struct saved {
	const struct html_node *node;
	struct look look;
};

struct list {
	int32_t next_number;
	int32_t step;
};

struct reader {
	struct builder builder;
	struct saved *saved;
	size_t saved_count, saved_capacity;
	struct list *lists; /* the open ones, outermost first */
	size_t lists_count, lists_capacity;
	const struct html_node *table; /* the data table we are in, or NULL */
};

/* ---- inline elements ---- */

static void read_link(struct reader *reader, const struct html_node *node)
{
	struct builder *builder = &reader->builder;
	struct foreign address = foreign_trim(html_attribute(node, "href"));
	if (address.len == 0 || address.utf8[0] == '#')
		return;
	struct foreign url = url_resolve(builder->arena, builder->base_url, address);
	if (url.len > 0)
		builder->look.link = document_links_add(&builder->links, url);
}

static void read_image(struct reader *reader, const struct html_node *node)
{
	struct builder *builder = &reader->builder;
	struct image image = {
		.url = html_image_url(builder->arena, node, builder->base_url),
		.alt = foreign_copy(builder->arena,
			foreign_collapse(builder->arena, html_attribute(node, "alt"))),
		.width = html_image_size(node, "width"),
		.height = html_image_size(node, "height"),
	};
	if (look_has_class(node, "emoji") || look_has_class(node, "smiley"))
		builder_text(builder, image.alt);
	else if (image.url.len > 0 || image.alt.len > 0)
		builder_image(builder, &image);
}

/* A film or sound cannot be shown, but its address can be opened. */
static void read_media(struct reader *reader, const struct html_node *node)
{
	struct builder *builder = &reader->builder;
	struct foreign address = html_attribute(node, "src");
	const struct html_node *source = address.len == 0 ? html_find(node, HTML_SOURCE) : NULL;
	if (source)
		address = html_attribute(source, "src");
	struct foreign url = address.len > 0
				     ? url_resolve(builder->arena, builder->base_url, address)
				     : (struct foreign){"", 0};
	if (url.len == 0 || !foreign_starts_with(url, FOREIGN("http")))
		return;
	builder_end_block(builder);
	int32_t outer = builder->look.link;
	builder->look.link = document_links_add(&builder->links, url);
	builder_text(builder, url);
	builder->look.link = outer;
	builder_end_block(builder);
}

/* ---- lists ---- */

static int32_t number_attribute(const struct html_node *node, const char *name, int32_t otherwise)
{
	struct foreign value = foreign_trim(html_attribute(node, name));
	char digits[12];
	if (value.len == 0 || value.len >= sizeof digits ||
		strspn(value.utf8, "-0123456789") < value.len)
		return otherwise;
	memcpy(digits, value.utf8, value.len);
	digits[value.len] = '\0';
	return (int32_t)strtol(digits, NULL, 10);
}

static void start_list(struct reader *reader, const struct html_node *node)
{
	struct look *look = &reader->builder.look;
	struct list list = {.next_number = number_attribute(node, "start", 1), .step = 1};
	if (node->tag == HTML_OL && html_has_attribute(node, "reversed"))
		list.step = -1;
	ARRAY_PUSH(reader->lists, reader->lists_count, reader->lists_capacity) = list;
	look->is_ordered = node->tag == HTML_OL;
	look->list_depth += look->list_depth < UINT8_MAX;
}

static void start_item(struct reader *reader, const struct html_node *node)
{
	if (reader->lists_count == 0)
		return;
	struct list *list = &reader->lists[reader->lists_count - 1];
	int32_t number = number_attribute(node, "value", list->next_number);
	reader->builder.starts_item = true;
	reader->builder.item_number = number;
	list->next_number = (int32_t)((uint32_t)number + (uint32_t)list->step);
}

static bool is_list(enum html_tag tag)
{
	return tag == HTML_UL || tag == HTML_OL || tag == HTML_MENU || tag == HTML_DIR;
}

/* ---- block elements ---- */

static void set_kind(struct look *look, enum block_kind kind)
{
	look->kind = kind;
	look->level = 0;
}

static void start_code(struct look *look, const struct html_node *node)
{
	look->is_preformatted = true;
	if (look_is_verse(node)) {
		look->is_verse = true;
		return;
	}
	set_kind(look, BLOCK_CODE);
	const struct html_node *inner = html_find(node, HTML_CODE);
	struct foreign language = look_code_language(node);
	if (language.len == 0 && inner)
		language = look_code_language(inner);
	look->language = language;
}

static void begin_line(struct builder *builder)
{
	const struct buffer *text = &builder->text;
	if (text->len > 0 && text->data[text->len - 1] != '\n')
		builder_break(builder);
}

static void enter_block(struct reader *reader, const struct html_node *node)
{
	struct look *look = &reader->builder.look;
	look->is_line = look->holds_lines;
	if (look->is_line) {
		look->holds_lines = false;
		begin_line(&reader->builder);
		return;
	}
	builder_end_block(&reader->builder);
	look->holds_lines = node->tag == HTML_DIV && look_holds_lines(node);
	look->is_verse = look->is_verse || look_is_verse(node);
	switch (node->tag) {
	case HTML_H1:
	case HTML_H2:
	case HTML_H3:
	case HTML_H4:
	case HTML_H5:
	case HTML_H6:
		look->kind = BLOCK_HEADING;
		look->level = (uint8_t)(1 + node->tag - HTML_H1);
		break;
	case HTML_PRE:
	case HTML_LISTING:
	case HTML_XMP:
		start_code(look, node);
		break;
	case HTML_BLOCKQUOTE:
		look->quote_depth += look->quote_depth < UINT8_MAX;
		break;
	case HTML_FIGCAPTION:
	case HTML_CAPTION:
		set_kind(look, BLOCK_CAPTION);
		break;
	case HTML_DT:
		set_kind(look, BLOCK_TERM);
		break;
	case HTML_DD:
		set_kind(look, BLOCK_DETAIL);
		break;
	case HTML_LI:
		start_item(reader, node);
		break;
	case HTML_HR:
		builder_rule(&reader->builder);
		break;
	default:
		if (is_list(node->tag))
			start_list(reader, node);
		else if (look_has_class(node, "wp-caption-text"))
			set_kind(look, BLOCK_CAPTION);
		break;
	}
}

static void leave_block(struct reader *reader, const struct html_node *node)
{
	if (reader->builder.look.is_line)
		return;
	builder_end_block(&reader->builder);
	if (is_list(node->tag) && reader->lists_count > 0)
		reader->lists_count--;
	if (node->tag == HTML_LI)
		reader->builder.starts_item = false;
}

/* ---- tables ---- */

static bool is_cell(const struct reader *reader, const struct html_node *node)
{
	return reader->table && (node->tag == HTML_TD || node->tag == HTML_TH);
}

static void enter_table_part(struct reader *reader, const struct html_node *node)
{
	if (node->tag == HTML_TABLE && !reader->table && document_table_is_data(node)) {
		reader->table = node;
		builder_start_table(&reader->builder);
	} else if (reader->table && node->tag == HTML_TR) {
		builder_start_row(&reader->builder);
	} else if (is_cell(reader, node)) {
		builder_start_cell(&reader->builder);
	}
}

static void leave_table_part(struct reader *reader, const struct html_node *node)
{
	if (node == reader->table) {
		reader->table = NULL;
		builder_end_table(&reader->builder);
	} else if (is_cell(reader, node)) {
		builder_end_cell(&reader->builder, node->tag == HTML_TH,
			number_attribute(node, "colspan", 1), number_attribute(node, "rowspan", 1));
	}
}

/* ---- the walk ---- */

static void enter(struct reader *reader, const struct html_node *node)
{
	struct builder *builder = &reader->builder;
	if (node->tag == HTML_TEXT) {
		builder_text(builder, node->text);
		return;
	}
	struct saved saved = {node, builder->look};
	ARRAY_PUSH(reader->saved, reader->saved_count, reader->saved_capacity) = saved;
	look_take_attributes(&builder->look, node);
	if (html_is_block(node)) {
		enter_block(reader, node);
		enter_table_part(reader, node);
		return;
	}
	builder->look.style |= look_style(node->tag);
	if (node->tag == HTML_BR)
		builder_break(builder);
	else if (node->tag == HTML_A)
		read_link(reader, node);
	else if (node->tag == HTML_IMG)
		read_image(reader, node);
	else if (node->tag == HTML_Q)
		builder_text(builder, FOREIGN("“"));
}

static void leave(struct reader *reader, const struct html_node *node)
{
	if (node->tag == HTML_TEXT)
		return;
	if (node->tag == HTML_Q)
		builder_text(&reader->builder, FOREIGN("”"));
	if (is_cell(reader, node) || node == reader->table)
		leave_table_part(reader, node);
	if (html_is_block(node))
		leave_block(reader, node);
	reader->builder.look = reader->saved[--reader->saved_count].look;
}

static bool is_media(enum html_tag tag)
{
	return tag == HTML_IFRAME || tag == HTML_VIDEO || tag == HTML_AUDIO || tag == HTML_EMBED;
}

static bool is_passed_over(struct reader *reader, const struct html_node *node)
{
	if (is_media(node->tag)) {
		read_media(reader, node);
		return true;
	}
	return !html_is_shown(node) || node->tag == HTML_RP ||
	       (node->tag == HTML_NOSCRIPT && html_noscript_is_idle(node));
}

static void read_tree(struct reader *reader, const struct html_node *root)
{
	struct html_walk walk;
	const struct html_node *passed_over = NULL;
	enum html_step step;
	html_walk_start(&walk, root);
	while ((step = html_walk_next(&walk)) != HTML_DONE) {
		if (step == HTML_LEAVE && walk.node != passed_over) {
			leave(reader, walk.node);
		} else if (step == HTML_ENTER && is_passed_over(reader, walk.node)) {
			passed_over = walk.node;
			html_walk_skip(&walk);
		} else if (step == HTML_ENTER) {
			enter(reader, walk.node);
		}
	}
}

bool document_from_html(struct document *out, struct arena *arena, struct foreign html,
	struct foreign base_url, struct error *error)
{
	struct arena *scratch = arena_new();
	struct html_tree tree;
	*out = (struct document){0};
	if (!html_parse(&tree, scratch, html, HTML_FRAGMENT, error)) {
		arena_free(scratch);
		return false;
	}
	struct reader reader = {0};
	builder_start(&reader.builder, arena, html_base_url(arena, &tree, base_url));
	read_tree(&reader, tree.nodes);
	builder_finish(&reader.builder, out);
	for (size_t i = 0; i < out->blocks_count; i++)
		out->blocks[i].language = foreign_copy(arena, out->blocks[i].language);
	free(reader.saved);
	free(reader.lists);
	arena_free(scratch);
	return true;
}
