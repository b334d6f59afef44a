/* An article's text as blocks, made from HTML by white list: headings,
 * paragraphs, quotes, lists, code, tables, figures.  Scripts, styles, forms,
 * frames and event attributes have no place in this model, so they cannot
 * survive.  All text is foreign and lives in one arena with the document. */
#ifndef STEPPE_FEEDS_DOCUMENT_H
#define STEPPE_FEEDS_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

enum span_style {
	SPAN_BOLD = 1 << 0,
	SPAN_ITALIC = 1 << 1,
	SPAN_CODE = 1 << 2,
	SPAN_STRIKE = 1 << 3,
	SPAN_UNDERLINE = 1 << 4,
	SPAN_SUPERSCRIPT = 1 << 5,
	SPAN_SUBSCRIPT = 1 << 6,
	SPAN_MARK = 1 << 7,
	SPAN_IMAGE = 1 << 8, /* text is the image's alternative text */
	SPAN_RUBY = 1 << 9,  /* text is the reading of what stands before */
};

/* A piece of text in one look.  '\n' in it is a forced line break (<br>). */
struct span {
	struct foreign text;
	uint16_t style; /* enum span_style, or-ed */
	int32_t link;   /* index into document.links, -1 = none */
	int32_t image;  /* index into document.images, -1 = none */
};

enum block_kind {
	BLOCK_PARAGRAPH,
	BLOCK_HEADING, /* level 1–6 */
	BLOCK_CODE,    /* preformatted: white space and line breaks as they are */
	BLOCK_RULE,
	BLOCK_FIGURE,  /* one image span; its caption follows as BLOCK_CAPTION */
	BLOCK_CAPTION, /* of a figure (after it) or a table (before it) */
	BLOCK_TERM,    /* dt */
	BLOCK_DETAIL,  /* dd */
	BLOCK_TABLE,
};

struct table_cell {
	struct span *spans;
	size_t spans_count;
	bool is_header;
	uint16_t columns; /* colspan */
	uint16_t rows;    /* rowspan */
};

struct table_row {
	struct table_cell *cells;
	size_t cells_count;
};

struct table {
	struct table_row *rows;
	size_t rows_count;
};

struct block {
	enum block_kind kind;
	uint8_t level;       /* of a heading */
	uint8_t quote_depth; /* inside that many quotes */
	uint8_t list_depth;  /* inside that many lists */
	bool starts_item;    /* first block of a list item: the marker goes before it */
	bool is_ordered;     /* of the innermost list */
	bool is_verse;       /* line breaks matter (poetry, addresses) */
	bool is_right_to_left;
	int32_t item_number;     /* in an ordered list */
	struct foreign language; /* of code: "c", "rust"; else of the text when said */
	struct span *spans;
	size_t spans_count;
	struct table *table; /* of BLOCK_TABLE, else NULL */
};

struct image {
	struct foreign url;
	struct foreign alt;
	int32_t width, height; /* 0 = not said */
};

struct document {
	struct block *blocks;
	size_t blocks_count;
	struct foreign *links; /* each target once, in order of first use; absolute */
	size_t links_count;
	struct image *images;
	size_t images_count;
	size_t words;        /* for the reading time; CJK characters count half a word each */
	size_t hidden_count; /* blocks taken out because the outlet repeats them */
};

/* Reads `html` (a fragment or a page), resolving addresses against `base_url`.
 * What lies over the limits of html_filter.h is left out.  `out` lives in
 * `arena`.  False only with ERROR_LIMIT: more than HTML_INPUT_LIMIT bytes. */
bool document_from_html(struct document *out, struct arena *arena, struct foreign html,
	struct foreign base_url, struct error *error);

/* Plain text (JSON Feed's content_text): blank lines part paragraphs, bare addresses are
 * links. */
void document_from_text(struct document *out, struct arena *arena, struct foreign text);

#endif
