/* A grid of cells that screens draw on: safe text in, nothing else.  The terminal
 * shows it, a test reads it.  Rows and columns count from 0; what falls outside
 * is cut, so screens need not ask first. */
#ifndef STEPPE_UI_CANVAS_H
#define STEPPE_UI_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/buffer.h"
#include "src/base/text.h"

enum {
	CANVAS_CELL_BYTES = 22, /* a character and its marks; more marks are left out */
	CANVAS_COLUMNS_LIMIT = 1000,
	CANVAS_ROWS_LIMIT = 500,
};

struct canvas_cell {
	char text[CANVAS_CELL_BYTES]; /* safe text, not NUL-terminated */
	uint8_t len;
	uint8_t columns; /* 1 or 2; 0 = the right half of the cell before */
	uint16_t style;  /* ui/style.h */
};

struct canvas_area {
	int row, column, rows, columns;
};

struct canvas {
	int rows, columns;
	struct canvas_cell *cells;
	int cursor_row, cursor_column; /* where the eye is: the selected row, the prompt */
	bool is_ascii;                 /* draws our own signs in ASCII */
	bool keeps_order;              /* right-to-left text is the terminal's to put in order */
};

/* Which way a line of text runs; by its first letter where nobody says. */
enum canvas_direction { CANVAS_BY_TEXT, CANVAS_LEFT_TO_RIGHT, CANVAS_RIGHT_TO_LEFT };

struct canvas *canvas_new(int rows, int columns);
void canvas_free(struct canvas *canvas);
/* Blank, of the new size. */
void canvas_resize(struct canvas *canvas, int rows, int columns);
void canvas_clear(struct canvas *canvas);

/* At most `columns` columns of `text`; returns the columns it took. */
int canvas_write(
	struct canvas *canvas, int row, int column, int columns, struct safe text, uint16_t style);
/* As canvas_write(), but what does not fit ends in an ellipsis, and right-to-left
 * letters stand in the order of the screen. */
int canvas_write_cut(
	struct canvas *canvas, int row, int column, int columns, struct safe text, uint16_t style);
/* Blanks in one style: a background, or the rest of a row. */
void canvas_fill(struct canvas *canvas, struct canvas_area area, uint16_t style);
/* Keeps the text, changes the look: a selection, a lit match. */
void canvas_restyle(struct canvas *canvas, struct canvas_area area, uint16_t style);
/* Puts the cells of a line of text, written as it is read, in the order of the screen (UAX #9). */
void canvas_order(
	struct canvas *canvas, int row, int column, int columns, enum canvas_direction direction);
void canvas_cursor(struct canvas *canvas, int row, int column);

/* The text of a row without blanks at its end, appended: for tests and captures. */
void canvas_row_text(const struct canvas *canvas, int row, struct buffer *out);
const struct canvas_cell *canvas_cell(const struct canvas *canvas, int row, int column);

#endif
