/* The terminal: the canvas out, keys in.  The files ui/terminal*.c are the only
 * ones that know curses.  Whatever ends the program, the terminal is given back
 * as it was. */
#ifndef STEPPE_UI_TERMINAL_H
#define STEPPE_UI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/bell.h"
#include "src/base/error.h"
#include "src/base/text.h"
#include "ui/canvas.h"
#include "ui/input.h"
#include "ui/style.h"

struct terminal;

struct terminal_settings {
	bool uses_mouse;
	bool has_order; /* the canvas has the order of the screen: the terminal turns nothing */
	const struct bell *bell; /* rung by signals */
};

/* NULL when TERM is unset, dumb or unknown, or standard input is no terminal. */
struct terminal *terminal_open(const struct terminal_settings *settings, struct error *error);
void terminal_close(struct terminal *terminal);

bool terminal_is_utf8(const struct terminal *terminal);
/* 0 with NO_COLOR, else 8, 16, 256 or 1 << 24. */
int terminal_colors(const struct terminal *terminal);
void terminal_set_styles(struct terminal *terminal, const struct style_sheet *sheet);
void terminal_set_mouse(struct terminal *terminal, bool uses_mouse);
void terminal_set_title(struct terminal *terminal, struct safe title);

/* Looks at the size of the window; true when it is another than before. */
bool terminal_resize(struct terminal *terminal, int *rows, int *columns);
/* Writes the cells that changed. */
void terminal_draw(struct terminal *terminal, const struct canvas *canvas);
/* The next draw writes every cell. */
void terminal_redraw(struct terminal *terminal);

/* What was pressed; INPUT_NONE at once when nothing was. */
struct input terminal_input(struct terminal *terminal);
/* The signal that asks us to end, 0 = none. */
int terminal_end_signal(void);

/* Leaves the screen to somebody else, and comes back. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);
void terminal_suspend(struct terminal *terminal);
/* Runs argv[0] on the terminal with `input` (data NULL: none) as its standard input; its
 * status as waitpid() has it, -1 with a sentence when it could not start. */
int terminal_run(
	struct terminal *terminal, char *const argv[], struct bytes input, struct error *error);
/* OSC 52, and wl-copy or xclip where there is a display. */
void terminal_copy(struct terminal *terminal, struct safe text);

#endif
