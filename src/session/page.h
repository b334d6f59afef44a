/* An article ready to be wrapped: feeds/document.h again, as safe text.  Made by
 * present.c, borrowed by ui while it draws; lives in one arena. */
#ifndef STEPPE_SESSION_PAGE_H
#define STEPPE_SESSION_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/text.h"

enum page_style {
	PAGE_BOLD = 1 << 0,
	PAGE_ITALIC = 1 << 1,
	PAGE_CODE = 1 << 2,
	PAGE_STRIKE = 1 << 3,
	PAGE_UNDERLINE = 1 << 4,
	PAGE_SUPERSCRIPT = 1 << 5,
	PAGE_SUBSCRIPT = 1 << 6,
	PAGE_MARK = 1 << 7,
	PAGE_IMAGE = 1 << 8,
	PAGE_RUBY = 1 << 9,
};

/* '\n' in the text is a forced line break. */
struct page_span {
	struct safe text;
	uint16_t style;
	int32_t link; /* number of the footnote - 1, -1 = none */
};

enum page_block_kind {
	PAGE_PARAGRAPH,
	PAGE_HEADING,
	PAGE_PREFORMATTED,
	PAGE_RULE,
	PAGE_FIGURE,
	PAGE_CAPTION,
	PAGE_TERM,
	PAGE_DETAIL,
	PAGE_TABLE,
};

struct page_cell {
	struct page_span *spans;
	size_t spans_count;
	bool is_header;
	uint16_t columns, rows;
};

struct page_row {
	struct page_cell *cells;
	size_t cells_count;
};

struct page_block {
	enum page_block_kind kind;
	uint8_t level;
	uint8_t quote_depth;
	uint8_t list_depth;
	bool starts_item;
	bool is_ordered;
	bool is_verse;
	bool is_right_to_left;
	int32_t item_number;
	struct page_span *spans;
	size_t spans_count;
	struct page_row *rows; /* of PAGE_TABLE */
	size_t rows_count;
	uint64_t hash; /* of the text: blocks an outlet repeats are known by it */
};

struct page {
	struct page_block *blocks;
	size_t blocks_count;
	struct safe *links; /* as shown; the address to open is the document's */
	size_t links_count;
	size_t words;
};

#endif
