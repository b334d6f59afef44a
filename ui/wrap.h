/* A page of safe text -> lines of a given width.  Lines break where UAX #14
 * allows, between grapheme clusters (UAX #29) where one word is wider than the
 * screen; columns are counted as the canvas counts them.  No word is lost and
 * none is doubled: what the wrapper adds itself (markers, frames, footnote
 * numbers, repeated table heads) stands in runs that say so. */
#ifndef STEPPE_UI_WRAP_H
#define STEPPE_UI_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/text.h"
#include "src/session/page.h"

/* What a run is for, beside the look that page.h gave it. */
enum wrap_role {
	WRAP_TEXT,
	WRAP_HEADING,
	WRAP_QUOTE, /* text inside a quote */
	WRAP_CODE,
	WRAP_CAPTION,
	WRAP_HEAD,                /* the head of a table */
	WRAP_ADDED,               /* from here on not the author's words */
	WRAP_MARKER = WRAP_ADDED, /* of a list item, of a quote, of continued code */
	WRAP_FRAME,               /* of a table, a rule */
	WRAP_NOTE,                /* footnote number behind a link */
	WRAP_REPEATED,            /* the head of a column before each of its cells */
	WRAP_ADDRESS,             /* of a link, in the list at the end */
};

struct wrap_run {
	struct safe text;
	int column; /* where it starts in the line */
	int columns;
	uint16_t style; /* enum page_style */
	int32_t link;   /* -1 = none */
	enum wrap_role role;
};

struct wrap_line {
	struct wrap_run *runs;
	size_t runs_count;
	int columns;
	int text_column; /* where the text begins, behind signs and margins */
	bool is_right_to_left;
	int64_t word;       /* number of the first word at or after its start */
	bool is_soft;       /* goes on in the next line */
	bool ends_in_blank; /* which is not shown at the end of a soft line */
};

struct wrap_settings {
	int columns;
	bool with_addresses; /* the list of links at the end */
	bool is_ascii;       /* our own signs in ASCII */
};

struct wrapped {
	struct arena *arena; /* owns everything here but the page's text */
	struct wrap_line *lines;
	size_t lines_count, lines_capacity;
	size_t *link_lines; /* for each link of the page the line where it first stands */
	size_t links_count;
};

/* The page must outlive the result: short runs look into its text. */
struct wrapped *wrap_page(const struct page *page, const struct wrap_settings *settings);
void wrapped_free(struct wrapped *wrapped);

/* The line as text, indented, without blanks at its end: for pipes and tests. */
struct safe wrap_line_text(struct arena *arena, const struct wrap_line *line);

/* ---- search ---- */

struct wrap_match {
	size_t line;
	int column, columns; /* of the part that stands in this line */
	size_t number;       /* a match across two lines has two parts of one number */
};

struct wrap_matches {
	struct wrap_match *parts;
	size_t parts_count, parts_capacity;
	size_t *lines; /* for each match the line where it starts */
	size_t count, capacity;
};

enum { WRAP_MATCHES_LIMIT = 100000 };

/* All places of `text`, letter case ignored, also across line ends. */
void wrap_find(struct wrap_matches *out, struct arena *arena, const struct wrapped *wrapped,
	struct safe text);

#endif
