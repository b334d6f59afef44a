/* How a document grows: text comes in piece by piece in the look that holds at
 * that moment, white space is collapsed, and blocks fall out.  For
 * document.c and document_text.c only. */
#ifndef STEPPE_FEEDS_DOCUMENT_BUILDER_H
#define STEPPE_FEEDS_DOCUMENT_BUILDER_H

#include "feeds/document.h"
#include "feeds/document_links.h"
#include "src/base/buffer.h"

/* What holds for the text that comes next. */
struct look {
	enum block_kind kind;
	uint8_t level, quote_depth, list_depth;
	uint16_t style;
	int32_t link;
	bool is_verse;
	bool holds_lines, is_line; /* a box of lines, each in a <div>; such a line */
	bool is_preformatted;
	bool has_direction; /* the page says which */
	bool is_right_to_left;
	bool is_ordered;
	struct foreign language;
};

struct piece {
	size_t start; /* in builder.text */
	uint16_t style;
	int32_t link, image;
};

struct table_build;

struct builder {
	struct arena *arena;
	struct foreign base_url;
	struct look look;

	struct buffer text; /* of the block, or cell, under construction */
	struct piece *pieces;
	size_t pieces_count, pieces_capacity;

	bool starts_item; /* the next block begins a list item */
	int32_t item_number;

	struct block *blocks;
	size_t blocks_count, blocks_capacity;
	struct document_links links;
	struct image *images;
	size_t images_count, images_capacity;
	struct table_build *table; /* the data table we are in, or NULL */
};

void builder_start(struct builder *builder, struct arena *arena, struct foreign base_url);
/* Everything moves into the arena; the builder is done with. */
void builder_finish(struct builder *builder, struct document *out);

void builder_text(struct builder *builder, struct foreign text);
/* A forced line break; the second in a row ends a paragraph. */
void builder_break(struct builder *builder);
void builder_image(struct builder *builder, const struct image *image);

/* What was collected becomes a block, if it is not empty; inside a table cell, a line. */
void builder_end_block(struct builder *builder);
void builder_rule(struct builder *builder);

void builder_start_table(struct builder *builder);
void builder_start_row(struct builder *builder);
void builder_start_cell(struct builder *builder);
void builder_end_cell(struct builder *builder, bool is_header, int columns, int rows);
void builder_end_table(struct builder *builder);

#endif
