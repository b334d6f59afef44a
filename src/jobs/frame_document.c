/* An article's blocks, an extracted page and the feeds a page names, across the pipe. */
#include <stddef.h>

#include "src/jobs/frame.h"

/* The least that one of each takes, for counts. */
enum {
	SPAN_SIZE = 4 + 3 * 8,
	CELL_SIZE = 4 * 8,
	ROW_SIZE = 8,
	BLOCK_SIZE = 4 + 11 * 8,
	IMAGE_SIZE = 2 * 4 + 2 * 8,
	LINK_SIZE = 3 * 4,
};

/* ---- writing ---- */

static void put_spans(struct frame_writer *frame, const struct span *spans, size_t count)
{
	frame_put_number(frame, (int64_t)count);
	for (size_t i = 0; i < count; i++) {
		frame_put_text(frame, spans[i].text);
		frame_put_number(frame, spans[i].style);
		frame_put_number(frame, spans[i].link);
		frame_put_number(frame, spans[i].image);
	}
}

static void put_row(struct frame_writer *frame, const struct table_row *row)
{
	frame_put_number(frame, (int64_t)row->cells_count);
	for (size_t i = 0; i < row->cells_count; i++) {
		const struct table_cell *cell = &row->cells[i];
		put_spans(frame, cell->spans, cell->spans_count);
		frame_put_number(frame, cell->is_header);
		frame_put_number(frame, cell->columns);
		frame_put_number(frame, cell->rows);
	}
}

static void put_table(struct frame_writer *frame, const struct table *table)
{
	frame_put_number(frame, table != NULL);
	if (!table)
		return;
	frame_put_number(frame, (int64_t)table->rows_count);
	for (size_t i = 0; i < table->rows_count; i++)
		put_row(frame, &table->rows[i]);
}

static void put_block(struct frame_writer *frame, const struct block *block)
{
	frame_put_text(frame, block->language);
	frame_put_number(frame, block->kind);
	frame_put_number(frame, block->level);
	frame_put_number(frame, block->quote_depth);
	frame_put_number(frame, block->list_depth);
	frame_put_number(frame, block->starts_item);
	frame_put_number(frame, block->is_ordered);
	frame_put_number(frame, block->is_verse);
	frame_put_number(frame, block->is_right_to_left);
	frame_put_number(frame, block->item_number);
	put_spans(frame, block->spans, block->spans_count);
	put_table(frame, block->table);
}

void frame_put_document(struct frame_writer *frame, const struct document *document)
{
	frame_put_number(frame, (int64_t)document->words);
	frame_put_number(frame, (int64_t)document->hidden_count);
	frame_put_list(frame, document->links, document->links_count);
	frame_put_number(frame, (int64_t)document->images_count);
	for (size_t i = 0; i < document->images_count; i++) {
		frame_put_text(frame, document->images[i].url);
		frame_put_text(frame, document->images[i].alt);
		frame_put_number(frame, document->images[i].width);
		frame_put_number(frame, document->images[i].height);
	}
	frame_put_number(frame, (int64_t)document->blocks_count);
	for (size_t i = 0; i < document->blocks_count; i++)
		put_block(frame, &document->blocks[i]);
}

/* ---- reading ---- */

static struct span *get_spans(
	struct frame_reader *frame, const struct document *document, size_t *count)
{
	*count = frame_get_count(frame, SPAN_SIZE);
	struct span *spans = arena_array(frame->arena, *count, sizeof *spans);
	for (size_t i = 0; i < *count; i++) {
		spans[i].text = frame_get_text(frame);
		spans[i].style = (uint16_t)frame_get_number_up_to(frame, UINT16_MAX);
		spans[i].link = (int32_t)frame_get_number_between(
			frame, -1, (int64_t)document->links_count - 1);
		spans[i].image = (int32_t)frame_get_number_between(
			frame, -1, (int64_t)document->images_count - 1);
	}
	return spans;
}

static void get_row(
	struct frame_reader *frame, const struct document *document, struct table_row *row)
{
	row->cells_count = frame_get_count(frame, CELL_SIZE);
	row->cells = arena_array(frame->arena, row->cells_count, sizeof *row->cells);
	for (size_t i = 0; i < row->cells_count; i++) {
		struct table_cell *cell = &row->cells[i];
		cell->spans = get_spans(frame, document, &cell->spans_count);
		cell->is_header = frame_get_bool(frame);
		cell->columns = (uint16_t)frame_get_number_up_to(frame, UINT16_MAX);
		cell->rows = (uint16_t)frame_get_number_up_to(frame, UINT16_MAX);
	}
}

static struct table *get_table(struct frame_reader *frame, const struct document *document)
{
	if (!frame_get_bool(frame))
		return NULL;
	struct table *table = arena_alloc(frame->arena, sizeof *table);
	table->rows_count = frame_get_count(frame, ROW_SIZE);
	table->rows = arena_array(frame->arena, table->rows_count, sizeof *table->rows);
	for (size_t i = 0; i < table->rows_count; i++)
		get_row(frame, document, &table->rows[i]);
	return table;
}

static void get_block(
	struct frame_reader *frame, const struct document *document, struct block *block)
{
	block->language = frame_get_text(frame);
	block->kind = (enum block_kind)frame_get_number_up_to(frame, BLOCK_TABLE);
	block->level = (uint8_t)frame_get_number_up_to(frame, 6);
	block->quote_depth = (uint8_t)frame_get_number_up_to(frame, UINT8_MAX);
	block->list_depth = (uint8_t)frame_get_number_up_to(frame, UINT8_MAX);
	block->starts_item = frame_get_bool(frame);
	block->is_ordered = frame_get_bool(frame);
	block->is_verse = frame_get_bool(frame);
	block->is_right_to_left = frame_get_bool(frame);
	block->item_number = (int32_t)frame_get_number_between(frame, INT32_MIN, INT32_MAX);
	block->spans = get_spans(frame, document, &block->spans_count);
	block->table = get_table(frame, document);
	/* Whoever draws a table takes its rows for granted. */
	if (block->kind == BLOCK_TABLE && !block->table)
		frame_refuse(frame);
}

void frame_get_document(struct frame_reader *frame, struct document *document)
{
	*document = (struct document){0};
	document->words = (size_t)frame_get_number_up_to(frame, INT32_MAX);
	document->hidden_count = (size_t)frame_get_number_up_to(frame, INT32_MAX);
	document->links = frame_get_list(frame, &document->links_count);
	document->images_count = frame_get_count(frame, IMAGE_SIZE);
	document->images =
		arena_array(frame->arena, document->images_count, sizeof *document->images);
	for (size_t i = 0; i < document->images_count; i++) {
		struct image *image = &document->images[i];
		image->url = frame_get_text(frame);
		image->alt = frame_get_text(frame);
		image->width = (int32_t)frame_get_number_up_to(frame, INT32_MAX);
		image->height = (int32_t)frame_get_number_up_to(frame, INT32_MAX);
	}
	document->blocks_count = frame_get_count(frame, BLOCK_SIZE);
	document->blocks =
		arena_array(frame->arena, document->blocks_count, sizeof *document->blocks);
	for (size_t i = 0; i < document->blocks_count; i++)
		get_block(frame, document, &document->blocks[i]);
}

/* ---- a web page ---- */

static const size_t EXTRACT_TEXTS[] = {
	offsetof(struct extract, title),
	offsetof(struct extract, byline),
	offsetof(struct extract, site_name),
	offsetof(struct extract, language),
	offsetof(struct extract, excerpt),
	offsetof(struct extract, image),
	offsetof(struct extract, published_text),
	offsetof(struct extract, content_html),
	offsetof(struct extract, content_text),
};

static const size_t LINK_TEXTS[] = {
	offsetof(struct feed_link, url),
	offsetof(struct feed_link, title),
	offsetof(struct feed_link, mime_type),
};

void frame_put_extract(struct frame_writer *frame, const struct extract *extract)
{
	frame_put_texts(frame, extract, EXTRACT_TEXTS, FRAME_COUNT(EXTRACT_TEXTS));
	frame_put_number(frame, extract->published);
}

void frame_get_extract(struct frame_reader *frame, struct extract *extract)
{
	*extract = (struct extract){0};
	frame_get_texts(frame, extract, EXTRACT_TEXTS, FRAME_COUNT(EXTRACT_TEXTS));
	extract->published = frame_get_number(frame);
}

void frame_put_links(struct frame_writer *frame, const struct feed_links *links)
{
	frame_put_number(frame, (int64_t)links->count);
	for (size_t i = 0; i < links->count; i++)
		frame_put_texts(frame, &links->items[i], LINK_TEXTS, FRAME_COUNT(LINK_TEXTS));
}

void frame_get_links(struct frame_reader *frame, struct feed_links *links)
{
	links->count = frame_get_count(frame, LINK_SIZE);
	links->items = arena_array(frame->arena, links->count, sizeof *links->items);
	for (size_t i = 0; i < links->count; i++)
		frame_get_texts(frame, &links->items[i], LINK_TEXTS, FRAME_COUNT(LINK_TEXTS));
}
