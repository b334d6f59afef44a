/* Blocks of a page -> lines: what stands before them and between them. */
#include "ui/wrap.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/array.h"
#include "ui/wrap_lines.h"

enum { DETAIL_COLUMNS = 4, CODE_COLUMNS = 2, QUOTE_COLUMNS = 2, TAB_COLUMNS = 8 };

/* ---- margins ---- */

static int depth_of(const struct page_block *block)
{
	return block->list_depth < WRAP_DEPTH_LIMIT ? block->list_depth : WRAP_DEPTH_LIMIT;
}

static struct safe item_sign(const struct wrapper *wrapper, const struct page_block *block)
{
	const struct safe signs[] = {SAFE("•"), SAFE("◦"), SAFE("▪")};
	if (!block->is_ordered)
		return wrap_sign(wrapper, signs[(block->list_depth + 2) % 3], SAFE("*"));
	struct safe parts[] = {safe_number(wrapper->out->arena, block->item_number), SAFE(".")};
	return safe_join(wrapper->out->arena, parts, 2);
}

/* Quotes and lists take half of the width at the most. */
static struct wrap_margin margin_of(struct wrapper *wrapper, const struct page_block *block)
{
	int depth = depth_of(block), most = wrapper->settings->columns / 2;
	if (depth > 0 && block->starts_item)
		wrapper->item_columns[depth] = safe_columns(item_sign(wrapper, block)) + 1;
	int text = block->quote_depth * QUOTE_COLUMNS;
	for (int i = 1; i <= depth; i++)
		text += wrapper->item_columns[i] > 0 ? wrapper->item_columns[i] : 2;
	int marker = text - (depth > 0 ? wrapper->item_columns[depth] : 0);
	if (block->kind == PAGE_DETAIL)
		text += DETAIL_COLUMNS;
	if (block->kind == PAGE_PREFORMATTED && !block->is_verse)
		text += CODE_COLUMNS;
	if (text > most) {
		marker -= text - most;
		text = most;
	}
	marker = marker > 0 ? marker : 0;
	bool has_sign = depth > 0 && block->starts_item;
	int sign_end = has_sign ? marker + wrapper->item_columns[depth] : 0;
	return (struct wrap_margin){text > sign_end ? text : sign_end, marker};
}

/* ---- one block ---- */

static enum wrap_role role_of(const struct page_block *block)
{
	static const enum wrap_role ROLES[] = {
		[PAGE_HEADING] = WRAP_HEADING,
		[PAGE_PREFORMATTED] = WRAP_CODE,
		[PAGE_FIGURE] = WRAP_CAPTION,
		[PAGE_CAPTION] = WRAP_CAPTION,
		[PAGE_TERM] = WRAP_HEADING,
		[PAGE_TABLE] = WRAP_TEXT,
	};
	if (block->kind == PAGE_PREFORMATTED && block->is_verse)
		return WRAP_TEXT;
	enum wrap_role role = ROLES[block->kind];
	return role == WRAP_TEXT && block->quote_depth > 0 ? WRAP_QUOTE : role;
}

/* Tabs stand for blanks up to the next multiple of eight columns of the line. */
static struct safe expand_tabs(struct arena *arena, struct safe text)
{
	if (text.len == 0 || !memchr(text.utf8, '\t', text.len))
		return text;
	struct safe *parts = NULL;
	size_t count = 0, capacity = 0, start = 0;
	int column = 0;
	for (size_t i = 0; i < text.len; i++) {
		bool is_tab = text.utf8[i] == '\t', is_newline = text.utf8[i] == '\n';
		if (!is_tab && !is_newline)
			continue;
		struct safe before = safe_part(text, start, i - start + (is_newline ? 1 : 0));
		ARRAY_PUSH(parts, count, capacity) = before;
		column += safe_columns(before);
		int blanks = TAB_COLUMNS - column % TAB_COLUMNS;
		if (is_tab)
			ARRAY_PUSH(parts, count, capacity) =
				safe_part(SAFE("        "), 0, (size_t)blanks);
		column = is_tab ? column + blanks : 0;
		start = i + 1;
	}
	ARRAY_PUSH(parts, count, capacity) = safe_part(text, start, text.len);
	struct safe joined = safe_join(arena, parts, count);
	free(parts);
	return joined;
}

static struct safe without_last_newlines(struct safe text)
{
	size_t len = text.len;
	while (len > 0 && text.utf8[len - 1] == '\n')
		len--;
	return safe_part(text, 0, len);
}

static void block_flow(struct flow *flow, struct wrapper *wrapper, const struct page_block *block)
{
	struct arena *arena = wrapper->out->arena;
	flow_begin(flow, arena);
	if (block->kind != PAGE_PREFORMATTED) {
		flow_add_spans(flow, block->spans, block->spans_count, role_of(block));
		flow_end(flow);
		return;
	}
	for (size_t i = 0; i < block->spans_count; i++) {
		struct page_span span = block->spans[i];
		span.text = expand_tabs(arena, span.text);
		if (i + 1 == block->spans_count)
			span.text = without_last_newlines(span.text);
		flow_add_spans(flow, &span, 1, role_of(block));
	}
	flow_end(flow);
}

static void put_line(struct wrapper *wrapper, const struct page_block *block,
	const struct flow *flow, const struct flow_line *part, int margin)
{
	int column = wrap_column(wrapper, block, margin, part->columns);
	struct wrap_line *line = &wrapper->out->lines[wrapper->out->lines_count - 1];
	line->text_column = column;
	line->is_right_to_left = block->is_right_to_left;
	wrap_line_flow(wrapper, flow, part, column);
	wrap_line_end(wrapper);
}

static void put_item_sign(struct wrapper *wrapper, const struct page_block *block, int margin)
{
	struct safe sign = item_sign(wrapper, block);
	wrap_line_sign(wrapper, wrap_column(wrapper, block, margin, safe_columns(sign)), sign,
		WRAP_MARKER);
}

static void put_text(struct wrapper *wrapper, const struct page_block *block)
{
	struct flow flow;
	block_flow(&flow, wrapper, block);
	struct wrap_margin margin = margin_of(wrapper, block);
	int columns = wrapper->settings->columns - margin.text;
	bool is_code = role_of(block) == WRAP_CODE;
	struct flow_lines lines = {0};
	if (is_code)
		flow_cut(&lines, &flow, columns, &wrapper->word);
	else
		flow_break(&lines, &flow, columns, &wrapper->word);
	for (size_t i = 0; i < lines.count; i++) {
		wrap_line_begin_part(wrapper, &lines.items[i]);
		wrap_quote_bars(wrapper, block);
		if (i == 0 && block->starts_item && block->list_depth > 0)
			put_item_sign(wrapper, block, margin.marker);
		if (is_code && i > 0 && lines.items[i - 1].is_soft)
			wrap_line_sign(wrapper, margin.text > 1 ? margin.text - 2 : 0,
				wrap_sign(wrapper, SAFE("↪"), SAFE("\\")), WRAP_MARKER);
		put_line(wrapper, block, &flow, &lines.items[i], margin.text);
	}
	free(lines.items);
}

static void put_rule(struct wrapper *wrapper, const struct page_block *block)
{
	int margin = margin_of(wrapper, block).text;
	int columns = (wrapper->settings->columns - margin) / 3;
	struct safe dash = wrap_sign(wrapper, SAFE("─"), SAFE("-"));
	wrap_line_begin(wrapper, wrapper->word);
	wrap_quote_bars(wrapper, block);
	for (int i = 0; i < columns || i < 1; i++)
		wrap_line_sign(wrapper, margin + columns + i, dash, WRAP_FRAME);
	wrap_line_end(wrapper);
}

/* ---- the whole page ---- */

/* Parts of one thing stand close: items of a list, a term and what it means. */
static bool stand_close(const struct page_block *above, const struct page_block *below)
{
	bool is_item = below->list_depth > 0 && above->list_depth > 0 && below->starts_item;
	return is_item || below->kind == PAGE_CAPTION || below->kind == PAGE_DETAIL ||
	       (above->kind == PAGE_TERM && below->kind == PAGE_TERM);
}

static void put_block(
	struct wrapper *wrapper, const struct page_block *block, const struct page_block *above)
{
	if (above && !stand_close(above, block))
		wrap_line_blank(wrapper);
	if (block->kind == PAGE_RULE)
		put_rule(wrapper, block);
	else if (block->kind == PAGE_TABLE)
		wrap_table(wrapper, block, margin_of(wrapper, block).text);
	else
		put_text(wrapper, block);
}

static void put_address(struct wrapper *wrapper, struct safe address, size_t number)
{
	struct arena *arena = wrapper->out->arena;
	struct safe parts[] = {SAFE("["), safe_number(arena, (long long)number + 1), SAFE("]")};
	struct safe sign = safe_join(arena, parts, 3);
	int margin = safe_columns(sign) + 1, most = wrapper->settings->columns / 2;
	struct flow flow;
	flow_begin(&flow, arena);
	flow_add(&flow, address, 0, (int32_t)number, WRAP_ADDRESS);
	flow_end(&flow);
	struct flow_lines lines = {0};
	/* An address is cut where the line ends, never at a hyphen of its own. */
	margin = margin < most ? margin : most;
	flow_cut(&lines, &flow, wrapper->settings->columns - margin, &wrapper->word);
	for (size_t i = 0; i < lines.count; i++) {
		wrap_line_begin_part(wrapper, &lines.items[i]);
		if (i == 0)
			wrap_line_sign(wrapper, 0, sign, WRAP_NOTE);
		wrap_line_flow(wrapper, &flow, &lines.items[i], margin);
		wrap_line_end(wrapper);
	}
	free(lines.items);
}

static void put_addresses(struct wrapper *wrapper, const struct page *page)
{
	if (page->links_count > 0)
		wrap_line_blank(wrapper);
	for (size_t i = 0; i < page->links_count; i++)
		put_address(wrapper, page->links[i], i);
}

struct wrapped *wrap_page(const struct page *page, const struct wrap_settings *settings)
{
	struct arena *arena = arena_new();
	struct wrapped *out = arena_alloc(arena, sizeof *out);
	out->arena = arena;
	out->links_count = page->links_count;
	out->link_lines = arena_array(arena, page->links_count + 1, sizeof *out->link_lines);
	for (size_t i = 0; i < page->links_count; i++)
		out->link_lines[i] = SIZE_MAX;
	struct wrap_settings limited = *settings;
	limited.columns = settings->columns > 4 ? settings->columns : 4;
	struct wrapper wrapper = {.out = out, .settings = &limited};
	for (size_t i = 0; i < page->blocks_count; i++)
		put_block(&wrapper, &page->blocks[i], i > 0 ? &page->blocks[i - 1] : NULL);
	if (settings->with_addresses)
		put_addresses(&wrapper, page);
	return out;
}

void wrapped_free(struct wrapped *wrapped)
{
	if (!wrapped)
		return;
	free(wrapped->lines);
	arena_free(wrapped->arena);
}
