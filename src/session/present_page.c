/* A document as safe text, block by block. */
#include "src/session/present.h"

#include "src/base/hash.h"
#include "src/base/url.h"

static const enum page_block_kind page_kind[] = {
	[BLOCK_PARAGRAPH] = PAGE_PARAGRAPH,
	[BLOCK_HEADING] = PAGE_HEADING,
	[BLOCK_CODE] = PAGE_PREFORMATTED,
	[BLOCK_RULE] = PAGE_RULE,
	[BLOCK_FIGURE] = PAGE_FIGURE,
	[BLOCK_CAPTION] = PAGE_CAPTION,
	[BLOCK_TERM] = PAGE_TERM,
	[BLOCK_DETAIL] = PAGE_DETAIL,
	[BLOCK_TABLE] = PAGE_TABLE,
};

static const struct {
	uint16_t span, page;
} styles[] = {
	{SPAN_BOLD, PAGE_BOLD},
	{SPAN_ITALIC, PAGE_ITALIC},
	{SPAN_CODE, PAGE_CODE},
	{SPAN_STRIKE, PAGE_STRIKE},
	{SPAN_UNDERLINE, PAGE_UNDERLINE},
	{SPAN_SUPERSCRIPT, PAGE_SUPERSCRIPT},
	{SPAN_SUBSCRIPT, PAGE_SUBSCRIPT},
	{SPAN_MARK, PAGE_MARK},
	{SPAN_IMAGE, PAGE_IMAGE},
	{SPAN_RUBY, PAGE_RUBY},
};

static uint16_t page_style_of(uint16_t span_style)
{
	uint16_t style = 0;
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (span_style & styles[i].span)
			style |= styles[i].page;
	return style;
}

static struct page_span *spans_present(
	struct arena *arena, const struct span *spans, size_t count, uint64_t *hash)
{
	struct page_span *out = arena_array(arena, count, sizeof *out);
	for (size_t i = 0; i < count; i++) {
		out[i] = (struct page_span){
			.text = present_lines(arena, spans[i].text),
			.style = page_style_of(spans[i].style),
			.link = spans[i].link,
		};
		*hash = *hash * 31 + hash_bytes(out[i].text.utf8, out[i].text.len);
	}
	return out;
}

static void row_present(
	struct page_row *out, struct arena *arena, const struct table_row *row, uint64_t *hash)
{
	out->cells = arena_array(arena, row->cells_count, sizeof *out->cells);
	out->cells_count = row->cells_count;
	for (size_t i = 0; i < row->cells_count; i++) {
		const struct table_cell *cell = &row->cells[i];
		out->cells[i] = (struct page_cell){
			.spans = spans_present(arena, cell->spans, cell->spans_count, hash),
			.spans_count = cell->spans_count,
			.is_header = cell->is_header,
			.columns = cell->columns,
			.rows = cell->rows,
		};
	}
}

static void table_present(struct page_block *out, struct arena *arena, const struct table *table)
{
	out->rows = arena_array(arena, table->rows_count, sizeof *out->rows);
	out->rows_count = table->rows_count;
	for (size_t i = 0; i < table->rows_count; i++)
		row_present(&out->rows[i], arena, &table->rows[i], &out->hash);
}

static void block_present(struct page_block *out, struct arena *arena, const struct block *block)
{
	*out = (struct page_block){
		.kind = page_kind[block->kind],
		.level = block->level,
		.quote_depth = block->quote_depth,
		.list_depth = block->list_depth,
		.starts_item = block->starts_item,
		.is_ordered = block->is_ordered,
		.is_verse = block->is_verse,
		.is_right_to_left = block->is_right_to_left,
		.item_number = block->item_number,
		.spans_count = block->spans_count,
	};
	out->spans = spans_present(arena, block->spans, block->spans_count, &out->hash);
	if (block->table != NULL)
		table_present(out, arena, block->table);
}

void present_page(struct page *out, struct arena *arena, const struct document *document)
{
	*out = (struct page){
		.blocks = arena_array(arena, document->blocks_count, sizeof *out->blocks),
		.blocks_count = document->blocks_count,
		.links = arena_array(arena, document->links_count, sizeof *out->links),
		.links_count = document->links_count,
		.words = document->words,
	};
	for (size_t i = 0; i < document->blocks_count; i++)
		block_present(&out->blocks[i], arena, &document->blocks[i]);
	for (size_t i = 0; i < document->links_count; i++)
		out->links[i] = present_line(arena, url_for_display(arena, document->links[i]));
}
