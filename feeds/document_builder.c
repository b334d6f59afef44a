#include "feeds/document_builder.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feeds/document_table_build.h"
#include "feeds/document_words.h"
#include "src/base/array.h"
#include "src/base/memory.h"

void builder_start(struct builder *builder, struct arena *arena, struct foreign base_url)
{
	*builder = (struct builder){.arena = arena, .base_url = base_url};
	builder->look.link = -1;
}

/* ---- text ---- */

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The piece that text may be added to now. */
static void open_piece(struct builder *builder)
{
	const struct piece *last =
		builder->pieces_count > 0 ? &builder->pieces[builder->pieces_count - 1] : NULL;
	const struct look *look = &builder->look;
	if (last && last->image < 0 && last->style == look->style && last->link == look->link)
		return;
	struct piece piece = {builder->text.len, look->style, look->link, -1};
	ARRAY_PUSH(builder->pieces, builder->pieces_count, builder->pieces_capacity) = piece;
}

static bool ends_in_space(const struct builder *builder)
{
	const struct buffer *text = &builder->text;
	if (text->len == 0)
		return builder->pieces_count == 0;
	return text->data[text->len - 1] == ' ' || text->data[text->len - 1] == '\n';
}

static void append_preformatted(struct builder *builder, struct foreign text)
{
	open_piece(builder);
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.utf8[i] != '\r')
			continue;
		buffer_append(&builder->text, text.utf8 + from, i - from);
		if (i + 1 == text.len || text.utf8[i + 1] != '\n')
			buffer_append_char(&builder->text, '\n');
		from = i + 1;
	}
	buffer_append(&builder->text, text.utf8 + from, text.len - from);
}

void builder_text(struct builder *builder, struct foreign text)
{
	if (builder->look.is_preformatted) {
		append_preformatted(builder, text);
		return;
	}
	const char *at = text.utf8, *end = text.utf8 + text.len;
	while (at < end) {
		if (is_space(*at)) {
			if (!ends_in_space(builder)) {
				open_piece(builder);
				buffer_append_char(&builder->text, ' ');
			}
			at++;
			continue;
		}
		const char *start = at;
		while (at < end && !is_space(*at))
			at++;
		open_piece(builder);
		buffer_append(&builder->text, start, (size_t)(at - start));
	}
}

/* What stands before an image stays: a picture without words has no length of its own. */
static void drop_trailing(struct builder *builder, const char *bytes)
{
	struct buffer *text = &builder->text;
	while (builder->pieces_count > 0) {
		const struct piece *last = &builder->pieces[builder->pieces_count - 1];
		if (last->image >= 0)
			return;
		while (text->len > last->start && strchr(bytes, text->data[text->len - 1]))
			text->data[--text->len] = '\0';
		if (text->len > last->start)
			return;
		builder->pieces_count--;
	}
}

static bool has_content(const struct builder *builder)
{
	return builder->pieces_count > 0;
}

void builder_break(struct builder *builder)
{
	if (builder->look.is_preformatted) {
		builder_text(builder, FOREIGN("\n"));
		return;
	}
	drop_trailing(builder, " ");
	if (!has_content(builder))
		return;
	const struct buffer *text = &builder->text;
	bool is_second = text->len > 0 && text->data[text->len - 1] == '\n';
	if (is_second && builder->look.kind == BLOCK_PARAGRAPH && !builder->table) {
		builder_end_block(builder);
	} else {
		open_piece(builder);
		buffer_append_char(&builder->text, '\n');
	}
}

void builder_image(struct builder *builder, const struct image *image)
{
	size_t index = builder->images_count;
	ARRAY_PUSH(builder->images, builder->images_count, builder->images_capacity) = *image;
	struct piece piece = {builder->text.len, builder->look.style | SPAN_IMAGE,
		builder->look.link, (int32_t)index};
	ARRAY_PUSH(builder->pieces, builder->pieces_count, builder->pieces_capacity) = piece;
	buffer_append(&builder->text, image->alt.utf8, image->alt.len);
}

/* ---- blocks ---- */

static struct span *take_spans(struct builder *builder, size_t *count)
{
	const char *text = arena_copy(
		builder->arena, builder->text.data ? builder->text.data : "", builder->text.len);
	struct span *spans = arena_array(builder->arena, builder->pieces_count, sizeof *spans);
	for (size_t i = 0; i < builder->pieces_count; i++) {
		const struct piece *piece = &builder->pieces[i];
		size_t end = i + 1 < builder->pieces_count ? piece[1].start : builder->text.len;
		spans[i] = (struct span){{text + piece->start, end - piece->start}, piece->style,
			piece->link, piece->image};
	}
	*count = builder->pieces_count;
	builder->pieces_count = 0;
	buffer_clear(&builder->text);
	return spans;
}

/* Hebrew, Arabic and their neighbours; what the first letter is decides (UAX #9, P2). */
static bool begins_right_to_left(const char *text, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++) {
		unsigned char first = (unsigned char)text[i], second = (unsigned char)text[i + 1];
		if ((first | 32) >= 'a' && (first | 32) <= 'z')
			return false;
		if ((first >= 0xD7 && first <= 0xDF) || (first == 0xD6 && second >= 0x90))
			return true;
		if (first >= 0xC3 && first != 0xE2)
			return first == 0xEF && second >= 0xAC && second <= 0xBB;
	}
	return false;
}

static struct block new_block(struct builder *builder)
{
	const struct look *look = &builder->look;
	bool is_right_to_left =
		look->has_direction ? look->is_right_to_left
				    : begins_right_to_left(builder->text.data, builder->text.len);
	struct block block = {
		.kind = look->kind,
		.level = look->level,
		.quote_depth = look->quote_depth,
		.list_depth = look->list_depth,
		.starts_item = builder->starts_item,
		.is_ordered = look->is_ordered,
		.is_verse = look->is_verse,
		.is_right_to_left = is_right_to_left,
		.item_number = builder->starts_item ? builder->item_number : 0,
		.language = look->language,
	};
	builder->starts_item = false;
	return block;
}

static void push_block(struct builder *builder, struct block block)
{
	ARRAY_PUSH(builder->blocks, builder->blocks_count, builder->blocks_capacity) = block;
}

/* A paragraph of nothing but pictures. */
static bool is_pictures(const struct builder *builder)
{
	for (size_t i = 0; i < builder->pieces_count; i++) {
		const struct piece *piece = &builder->pieces[i];
		size_t end = i + 1 < builder->pieces_count ? piece[1].start : builder->text.len;
		for (size_t at = piece->start; piece->image < 0 && at < end; at++)
			if (!is_space(builder->text.data[at]))
				return false;
	}
	return builder->look.kind == BLOCK_PARAGRAPH;
}

static void push_figures(struct builder *builder)
{
	size_t count;
	struct block block = new_block(builder);
	struct span *spans = take_spans(builder, &count);
	block.kind = BLOCK_FIGURE;
	for (size_t i = 0; i < count; i++) {
		if (spans[i].image < 0)
			continue;
		block.spans = &spans[i];
		block.spans_count = 1;
		push_block(builder, block);
		block.starts_item = false;
	}
}

void builder_end_block(struct builder *builder)
{
	if (builder->table && builder->table->is_in_cell) {
		drop_trailing(builder, " ");
		if (has_content(builder) && !ends_in_space(builder)) {
			open_piece(builder);
			buffer_append_char(&builder->text, '\n');
		}
		return;
	}
	drop_trailing(builder, " \n");
	if (!has_content(builder))
		return;
	if (is_pictures(builder)) {
		push_figures(builder);
		return;
	}
	struct block block = new_block(builder);
	block.spans = take_spans(builder, &block.spans_count);
	push_block(builder, block);
}

void builder_rule(struct builder *builder)
{
	builder_end_block(builder);
	if (builder->table && builder->table->is_in_cell)
		return;
	bool is_double = builder->blocks_count > 0 &&
			 builder->blocks[builder->blocks_count - 1].kind == BLOCK_RULE;
	if (is_double)
		return;
	struct block block = new_block(builder);
	block.kind = BLOCK_RULE;
	push_block(builder, block);
}

/* ---- tables ---- */

void builder_start_table(struct builder *builder)
{
	assert(!builder->table);
	builder_end_block(builder);
	builder->table = memory_calloc(1, sizeof *builder->table);
}

void builder_start_row(struct builder *builder)
{
	if (!builder->table->is_in_cell)
		table_build_end_row(builder->table, builder->arena);
}

void builder_start_cell(struct builder *builder)
{
	builder_end_block(builder);
	builder->table->is_in_cell = true;
}

void builder_end_cell(struct builder *builder, bool is_header, int columns, int rows)
{
	struct table_build *table = builder->table;
	drop_trailing(builder, " \n");
	struct table_cell cell = {.is_header = is_header, .columns = 1, .rows = 1};
	if (columns > 1)
		cell.columns = (uint16_t)(columns < 1000 ? columns : 1000);
	if (rows > 1)
		cell.rows = (uint16_t)(rows < 1000 ? rows : 1000);
	cell.spans = take_spans(builder, &cell.spans_count);
	table_build_add(table, cell);
	table->is_in_cell = false;
}

void builder_end_table(struct builder *builder)
{
	builder_end_block(builder);
	struct table *table = table_build_finish(builder->table, builder->arena);
	free(builder->table);
	builder->table = NULL;
	if (!table)
		return;
	struct block block = new_block(builder);
	block.kind = BLOCK_TABLE;
	block.table = table;
	push_block(builder, block);
}

/* ---- the end ---- */

static void *copy_array(struct arena *arena, const void *items, size_t count, size_t size)
{
	void *copy = arena_array(arena, count, size);
	if (count > 0)
		memcpy(copy, items, count * size);
	return copy;
}

void builder_finish(struct builder *builder, struct document *out)
{
	builder_end_block(builder);
	*out = (struct document){
		.blocks_count = builder->blocks_count,
		.links_count = builder->links.count,
		.images_count = builder->images_count,
	};
	struct arena *arena = builder->arena;
	out->blocks =
		copy_array(arena, builder->blocks, builder->blocks_count, sizeof *out->blocks);
	out->links =
		copy_array(arena, builder->links.items, builder->links.count, sizeof *out->links);
	out->images =
		copy_array(arena, builder->images, builder->images_count, sizeof *out->images);
	out->words = document_count_words(out);
	free(builder->blocks);
	free(builder->images);
	free(builder->pieces);
	document_links_done(&builder->links);
	buffer_done(&builder->text);
}
