/* The one door to standard output and standard error.  Everything that is
 * printed becomes safe text here, whatever it was; lines are cut to the
 * terminal; a pipe gets no colour and no control character, and one that was
 * closed early (`list | head`) gets silence. */
#ifndef STEPPE_CLI_PRINT_H
#define STEPPE_CLI_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "feeds/json.h"
#include "src/base/arena.h"
#include "src/base/error.h"
#include "src/base/text.h"

enum print_style { PRINT_PLAIN, PRINT_STRONG, PRINT_FAINT, PRINT_ALARM };

struct print {
	FILE *file;
	struct arena *scratch;
	int columns; /* of the terminal; 0 = not a terminal, nothing is cut */
	int failure; /* errno of the first write that failed; 0 = none */
	bool is_terminal;
	bool has_sequences; /* is more than a dumb terminal */
	bool has_colour;
	bool has_unicode; /* may draw ● and ◆ */
};

void print_init(struct print *print, FILE *file);
/* False when something could not be written, but for a closed pipe. */
bool print_done(struct print *print, struct error *error);

void print_flush(struct print *print);

/* The other end of the pipe is gone: whoever prints much may stop. */
bool print_is_closed(const struct print *print);

/* Formats, makes safe, ends the line. */
void print_line(struct print *print, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* As print_line(), in a look. */
void print_styled_line(struct print *print, enum print_style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* `steppe: WHAT: WHY`; without `what`, `steppe: WHY`. */
void print_problem(struct print *print, const char *what, const char *why);

/* Line breaks and tabs stay; a line break is added when it ends without.  Nothing stays nothing. */
void print_text(struct print *print, struct foreign text);
/* A piece of a line, in a look. */
void print_part(struct print *print, enum print_style style, struct foreign text);
/* As print_part(), while the terminal's line has `*columns` left. */
void print_part_within(
	struct print *print, enum print_style style, struct foreign text, int *columns);
void print_safe(struct print *print, struct safe text);
/* json_write() spells control characters in ASCII, so JSON needs no further care. */
void print_json(struct print *print, const struct json *value);
/* What json_write() made elsewhere; ends the line. */
void print_raw_json(struct print *print, struct foreign json);

/* One cell of a table's row.  `columns` 0 takes what is left of the line. */
struct print_cell {
	struct foreign text;
	int columns;
	bool is_right; /* numbers */
	enum print_style style;
};

void print_row(struct print *print, const struct print_cell *cells, size_t count);

/* The line at the bottom that is written over and over; only for a terminal. */
void print_progress(struct print *print, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void print_progress_done(struct print *print);

#endif
